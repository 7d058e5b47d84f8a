/**
 * `node bench/cost/fit.mjs [--write]`: measures direct sums and transforms over a grid of shapes, fits the prices of the cost model,
 * and says how well it predicts and chooses. `--write` puts them into src/plan/convolve/constants.ts.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { shapes } from "./shapes.mjs";
import { fitPrices, predicted } from "./leastSquares.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bundle = `${root}out/cost.mjs`;
await build({
  stdin: {
    contents: `export * from "./src/plan/convolve/cost.ts"; export * from "./src/plan/convolve/recipe.ts"; export * from "./src/shape/modes.ts"; export { signal } from "./src/index.ts";`,
    resolveDir: root,
  },
  bundle: true,
  format: "esm",
  outfile: bundle,
  logLevel: "error",
});
const { convolutionRecipe, directFeatures, modeSpan, signal, transformFeatures } = await import(bundle);

// What all shapes share is compiled by the engine before the first of them counts.
for (const shape of shapes().filter(({ input }) => input.length === 1 && input[0] <= 512)) for (const method of ["direct", "fft"]) time(shape, method);
const rows = shapes().map((shape) => ({ ...shape, ...featuresOf(shape), direct: time(shape, "direct"), transforms: time(shape, "fft") }));
const prices = {};
for (const precision of ["float32", "float64"]) {
  const own = rows.filter((row) => row.precision === precision);
  prices[precision] = {
    direct: fitPrices(own.filter((row) => row.direct).map((row) => ({ features: row.directFeatures, time: row.direct }))),
    transforms: fitPrices(own.filter((row) => row.transforms).map((row) => ({ features: row.transformFeatures, time: row.transforms }))),
  };
}
report();
if (process.argv.includes("--write")) write();

function featuresOf({ precision, use, input, kernel }) {
  const spans = input.map((N, axis) => modeSpan("same", N, kernel[axis]));
  const sizes = { inputShape: input, kernelShape: kernel, spans, sides: { input: "real", kernel: "real" }, precision };
  const direct = convolutionRecipe(sizes, "direct", use);
  const { length, blocks, kind } = convolutionRecipe(sizes, "fft", use);
  const count = input.slice(0, -1).reduce((product, N) => product * N, 1) * 2;
  return { directFeatures: directFeatures(direct), transformFeatures: transformFeatures({ n: length, blocks, rows: count, kind, use }) };
}

/** Nanoseconds of one warm call with `out`, the least of several; undefined for direct sums that would take too long to matter. */
function time({ precision, use, input, kernel }, method) {
  const ArrayType = precision === "float32" ? Float32Array : Float64Array;
  const size = (shape) => shape.reduce((product, N) => product * N, 1);
  if (method === "direct" && size(input) * size(kernel) > 2e9) return undefined;
  const filled = (shape) => ({ data: ArrayType.from({ length: size(shape) }, (_, i) => Math.sin(i * i)), shape });
  const [x, h, out] = [filled(input), filled(kernel), filled(input)];
  const plan = use === "planned" ? signal.planConvolve({ kernel: h, shape: input, mode: "same", method }) : undefined;
  const call = plan ? () => plan.execute(x, { out }) : () => signal.convolve(x, h, { mode: "same", method, out });
  for (const start = performance.now(); performance.now() - start < 40; ) call();
  let calls = 1;
  let least = Infinity;
  for (let round = 0, start = performance.now(); round < 5 || (round < 200 && performance.now() - start < 60); round++) {
    const before = performance.now();
    for (let i = 0; i < calls; i++) call();
    const each = (performance.now() - before) / calls;
    least = Math.min(least, each);
    calls = Math.max(1, Math.min(1000, Math.round(0.5 / each)));
  }
  plan?.dispose();
  return least * 1e6;
}

function report() {
  const errors = [];
  const losses = [];
  for (const row of rows) {
    const own = prices[row.precision];
    const guess = { direct: predicted(row.directFeatures, own.direct), transforms: predicted(row.transformFeatures, own.transforms) };
    for (const way of ["direct", "transforms"]) if (row[way]) errors.push(Math.abs(guess[way] / row[way] - 1));
    if (!row.direct) continue;
    const chosen = guess.transforms < guess.direct ? "transforms" : "direct";
    losses.push({ loss: row[chosen] / Math.min(row.direct, row.transforms), chosen, ...row });
  }
  losses.sort((a, b) => b.loss - a.loss);
  console.log(`${rows.length} shapes; mean error ${(100 * errors.reduce((a, b) => a + b, 0) / errors.length).toFixed(1)} %, worst choice ${losses[0].loss.toFixed(2)} times the best`);
  for (const { loss, chosen, precision, use, input, kernel, direct, transforms } of losses.slice(0, 12)) {
    console.log(`  ${loss.toFixed(2)} ${chosen} ${precision} ${use} [${input}] by [${kernel}]: direct ${(direct / 1e3).toFixed(1)} µs, transforms ${(transforms / 1e3).toFixed(1)} µs`);
  }
  console.log(JSON.stringify(prices));
}

function write() {
  const list = (values) => `[${values.map((value) => Number(value.toPrecision(3))).join(", ")}]`;
  const entry = (precision) => `  ${precision}: {\n    direct: ${list(prices[precision].direct)},\n    transforms: ${list(prices[precision].transforms)},\n  },\n`;
  writeFileSync(
    `${root}src/plan/convolve/constants.ts`,
    `/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */\nexport const COSTS = {\n${entry("float32")}${entry("float64")}} as const;\n`,
  );
}
