/** Bundles each entry of the package as an application would, into out/size/, for size-limit to weigh against its budgets. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { root } from "./tree.mjs";

const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const entries = Object.values(exports).filter((conditions) => conditions.import).map((conditions) => root + conditions.import.default);
// What an application carries that convolves and filters signals, and imports no transforms of its own.
const sums = { contents: `export { array, configure, convolve, correlate, features, init, initAsync, NdArray, signal, version } from "./dist/index.js";`, resolveDir: root };
await build({ stdin: sums, outfile: `${root}out/size/sums.js`, bundle: true, minify: true, format: "esm", logLevel: "error" });
await build({ entryPoints: entries, outdir: `${root}out/size`, bundle: true, minify: true, format: "esm", logLevel: "error" });

const weighed = JSON.parse(readFileSync(`${root}.size-limit.json`, "utf8")).map(({ path }) => path);
const missing = entries.map((entry) => entry.replace(/^.*\/dist\//, "out/size/")).filter((path) => !weighed.includes(path));
if (missing.length > 0) throw new Error(`.size-limit.json has no budget for ${missing.join(", ")}`);
execFileSync(`${root}node_modules/.bin/size-limit`, [], { cwd: root, stdio: "inherit" });
