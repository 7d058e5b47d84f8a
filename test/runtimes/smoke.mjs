/**
 * The public API on one page, for engines that cannot run the test suite: throws at the first wrong answer.
 * It imports the package by its name, so that the engine picks the entry that its conditions name.
 */
import * as simdvolve from "simdvolve";
import * as fft from "simdvolve/fft";
import * as image from "simdvolve/image";
import * as ndimage from "simdvolve/ndimage";
import * as nn from "simdvolve/nn";
import * as restoration from "simdvolve/restoration";
import * as signal from "simdvolve/signal";
import expected from "../golden/hash.json" with { type: "json" };
import { golden } from "../golden/outputs.mjs";

const { convolve, correlate, array, NdArray, configure, features } = simdvolve;

/** Runs every check and says how many there were, and what runs. */
export function smoke() {
  let checks = 0;
  function equal(actual, expected) {
    checks++;
    const [a, b] = [actual, expected].map((value) => JSON.stringify(ArrayBuffer.isView(value) ? [...value] : value));
    if (a !== b) throw new Error(`check ${checks}: expected ${b}, got ${a}`);
  }
  function throws(type, call) {
    checks++;
    try {
      call();
    } catch (error) {
      if (error instanceof type) return;
      throw error;
    }
    throw new Error(`check ${checks}: expected ${type.name}, but nothing was thrown`);
  }

  equal(convolve([1, 2, 3], [1, 1]), [1, 3, 5, 3]);
  equal(convolve(Float32Array.of(3, 6, 9, 6), Float32Array.of(1, 1, 1), { mode: "valid" }), [18, 21]);
  equal(correlate([0, 0, 1, 0, 0], [1, 2, 3]), [3, 2, 1]);
  equal(signal.convolve([[1, 2], [3, 4]], [[1, 1]]).toNested(), [[1, 3, 2], [3, 7, 4]]);
  equal(signal.convolve === simdvolve.signal.convolve, true);
  equal(array([[1, 2], [3, 4]]) instanceof NdArray, true);
  equal(signal.convolve({ re: [1, 0], im: [0, 1] }, { re: [0], im: [1] }).toNested(), [{ re: 0, im: 1 }, { re: -1, im: 0 }]);
  equal(signal.convolve2d([[1, 2, 3]], [[1, 0, 1]], { mode: "same", boundary: "wrap" }).toNested(), [[5, 4, 3]]);
  equal(signal.windows.triang(3), [0.5, 1, 0.5]);
  equal(fft.fft([1, 0, 0, 0]).toNested(), Array.from({ length: 4 }, () => ({ re: 1, im: 0 })));
  equal(fft.irfft(fft.rfft([1, 2, 3, 4])).toNested(), [1, 2, 3, 4]);
  equal(fft.rfft === simdvolve.fft.rfft, true);
  equal(ndimage.laplace([[0, 0, 0], [0, 1, 0], [0, 0, 0]]).toNested(), [[0, 1, 0], [1, -4, 1], [0, 1, 0]]);
  equal(ndimage.correlate1d([1, 2, 3, 4], [1, 0, -1], { mode: "wrap" }), [2, -2, -2, 2]);
  equal(ndimage.gaussianFilter === simdvolve.ndimage.gaussianFilter, true);
  equal(nn.convOutputSize({ input: 224, kernel: 7, stride: 2, padding: 3 }), 112);

  const picture = { data: Uint8ClampedArray.of(1, 2, 3, 250), width: 4, height: 1 };
  equal(image.filter2D(picture, [[1, 2, 1]], { border: "replicate" }).data, [5, 8, 255, 255]);
  equal(image.filter2D === simdvolve.image.filter2D, true);

  equal(restoration.richardsonLucy([0, 2, 0], [1], { numIter: 2, clip: false }).map((v) => Math.round(1e6 * v) / 1e6), [0, 2, 0]);
  equal(restoration.richardsonLucy === simdvolve.restoration.richardsonLucy, true);

  const plan = signal.planConvolve({ kernel: [1, 1], shape: 3, mode: "same" });
  equal(plan.execute([1, 2, 3]), [1, 3, 5]);
  plan.input.set([4, 5, 6]);
  equal(plan.execute(), [4, 9, 11]);
  plan.dispose();
  throws(TypeError, () => plan.execute());
  throws(TypeError, () => convolve("abc", [1]));
  throws(RangeError, () => convolve([], [1]));

  // Long enough for every block of the kernels; whole numbers come out exactly, by sums and by a transform, in either build.
  const x = Float64Array.from({ length: 5000 }, (_, n) => (n * 7919) % 101);
  const h = Float64Array.from({ length: 300 }, (_, k) => ((k * 104729) % 17) - 8);
  const y = new Float64Array(x.length + h.length - 1);
  x.forEach((value, n) => h.forEach((tap, k) => (y[n + k] += tap * value)));
  for (const deterministic of [true, false]) {
    configure({ deterministic });
    for (const method of ["direct", "fft", "auto"]) equal(convolve(x, h, { method }), y);
  }

  // The plain build gives the same bits as in Node.
  equal(golden(simdvolve), expected);

  const { variant, relaxedSimd, memoryBytes } = features();
  equal(variant, relaxedSimd ? "relaxed" : "simd");
  return `${checks} checks passed with the ${variant} build, ${memoryBytes} bytes of wasm memory`;
}
