/** Within each module system all entries share one engine; arrays of either are known to the other. Runs where simdvolve is installed. */
import { ok, strictEqual } from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.cwd()}/`));
const { exports } = require("simdvolve/package.json");
const subpaths = Object.keys(exports).filter((path) => exports[path].require);

for (const [system, load] of Object.entries({ ESM: (name) => import(name), CommonJS: (name) => Promise.resolve(require(name)) })) {
  const index = await load("simdvolve");
  for (const subpath of subpaths.filter((path) => path !== ".")) {
    const name = subpath.slice(2);
    const namespace = await load(`simdvolve/${name}`);
    ok(Object.keys(namespace).length > 0);
    for (const [word, value] of Object.entries(namespace)) strictEqual(index[name][word], value, `${word} of simdvolve/${name} in ${system}`);
  }
}

const [esm, cjs] = [await import("simdvolve"), require("simdvolve")];
const ofCommonJs = cjs.array([[1, 2], [3, 4]]);
ok(esm.NdArray.isNdArray(ofCommonJs) && !(ofCommonJs instanceof esm.NdArray));
strictEqual(JSON.stringify(esm.signal.convolve(ofCommonJs, [[1, 1]]).toNested()), "[[1,3,2],[3,7,4]]");
console.log(`${subpaths.join(" ")}: one engine in ES modules, one in CommonJS`);
