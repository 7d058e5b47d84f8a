const start = performance.now();
const { convolve } = await import("../../../dist/index.js");
const imported = performance.now();
const y = convolve([1, 2, 3], [1, 1]);
const computed = performance.now();
postMessage({ y: [...y], atob: typeof atob, importTook: imported - start, firstCallTook: computed - imported });
