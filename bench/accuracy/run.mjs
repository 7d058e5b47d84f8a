/**
 * Measures the worst case of the errors that the documentation states bounds for, over fixed seeds, on the built package: its plain
 * build and, on an engine that has relaxed SIMD, that one.
 *
 *     node bench/accuracy/run.mjs [--quick] [--write]
 *
 * --quick takes fewer lengths, --write puts the table into docs/accuracy.md. Ends with status 1 where a bound does not hold.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configure, features } from "simdvolve";
import { measureConvolution } from "./convolution.mjs";
import { measureDirect } from "./direct.mjs";
import { measureFourier } from "./fourier.mjs";

const quick = process.argv.includes("--quick");
const names = features().relaxedSimd ? ["simd", "relaxed"] : ["simd"];

/** Runs a measurement on each build. */
function builds(measure) {
  for (const build of names) {
    configure({ deterministic: build === "simd" });
    if (features().variant !== build) throw new Error(`expected the ${build} build, got ${features().variant}`);
    measure(build);
  }
}

const say = (text) => console.error(`   ${text}`);
const rows = [measureDirect, measureFourier, measureConvolution].flatMap((measure) => measure({ builds, quick, say }));

const text = [
  `Node ${process.version}, ${new Date().toISOString().slice(0, 10)}${quick ? ", a part of the lengths" : ""}.`,
  "",
  `| what | type | bound | ${names.map((name) => `worst, ${name} | at`).join(" | ")} | holds |`,
  `| :-- | :-- | --: | ${names.map(() => "--: | :--").join(" | ")} | :-- |`,
  ...rows.map((row) => `| ${[row.quantity, row.type, boundOf(row), ...names.flatMap((name) => cells(row.of.get(name))), verdict(row)].join(" | ")} |`),
].join("\n");
console.log(text);

if (process.argv.includes("--write")) {
  const file = fileURLToPath(new URL("../../docs/accuracy.md", import.meta.url));
  const page = readFileSync(file, "utf8");
  const marks = /(<!-- accuracy: .*-->\n)[^]*?(\n<!-- \/accuracy -->)/;
  if (!marks.test(page)) throw new Error("docs/accuracy.md has no marks for the table");
  writeFileSync(file, page.replace(marks, (_, open, close) => open + text + close));
}
if (rows.some(({ beyond }) => beyond > 0)) process.exitCode = 1;

function verdict({ beyond, cases }) {
  return beyond === 0 ? "yes" : `**no**, in ${beyond} of ${cases}`;
}

/** The bound, or where it depends on the case that of the worst one. */
function boundOf({ bound, of }) {
  return figure(bound ?? of.get("simd").bound);
}

function cells({ value, at }) {
  return [figure(value), at];
}

function figure(value) {
  return value === 0 ? "0, exact" : value.toFixed(2);
}
