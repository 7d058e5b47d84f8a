/**
 * Writes the figures of docs/figures.md, and a few of them into the README, between their two marks, from bench/results/: for each case that
 * was measured with other libraries (bench/versus), or else against JavaScript alone (npm run bench).
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { select } from "../bench/cases.mjs";
import { root } from "./tree.mjs";

const folder = `${root}bench/results/`;
/** What is shown, by the beginning of the cases' names, and what each is. */
const shown = [
  ["a.conv1d", "1-D, a million samples, direct"],
  ["b.fftconv", "1-D, long kernels"],
  ["c.fft.c.f32.4096", "complex FFT"],
  ["c.fft.r.f32.4096", "real FFT"],
  ["c.fft.c.f64.4096", "complex FFT"],
  ["c.fft.r.f64.4096", "real FFT"],
  ["d.valid2d", "2-D, 1920 × 1080, direct"],
  ["d.fftconv2d", "2-D, 1024 × 1024"],
  ["d.filter2d", "image.filter2D, 1920 × 1080"],
  ["d.gauss", "image.gaussianBlur, 1920 × 1080"],
  ["d.ndimage", "ndimage, 2048 × 2048"],
  ["e.", "nn, a planned layer"],
  ["g.rl30", "Richardson–Lucy, 30 iterations, 512 × 512"],
  ["g.rl10", "Richardson–Lucy, 10 iterations, 256 × 256 × 64"],
  ["g.wiener", "Wiener, 512 × 512"],
  ["small.conv1d.64x5", "1-D, 64 samples"],
];
/** The cases that the README shows: one of each kind, those where others are faster too. */
const few = [
  "a.conv1d.m63.f32", "b.fftconv.n1000000.m1000.f32", "b.fftconv.n1000000.m100000.f64", "c.fft.c.f32.4096", "c.fft.c.f64.4096", "d.fftconv2d.1024.k63.f32", "d.filter2d.5x5.f32",
  "d.filter2d.11x11.u8", "d.gauss.s2.u8", "e.conv2d.64x56.3x3", "e.conv2d.stem7x7s2", "e.conv2d.dw144.3x3", "g.rl30.512.psf15", "small.conv1d.64x5.f32",
];
const fields = { javascript: "fastest JavaScript", wasm: "fastest other wasm", native: "fastest native" };

const runs = readdirSync(folder)
  .filter((file) => file.endsWith(".json") && !file.startsWith("quick"))
  .map((file) => ({ file, ...JSON.parse(readFileSync(folder + file, "utf8")) }))
  .sort((a, b) => Number(a.file.startsWith("bench")) - Number(b.file.startsWith("bench")) || b.machine.date.localeCompare(a.machine.date));
const engines = [...new Set(runs.map(({ machine }) => machine.engine))].sort();
if (engines.length === 0) throw new Error("bench/results/ is empty: run npm run bench, or bench/versus");

write("README.md", (row) => few.includes(row.id));
write("docs/figures.md", () => true);

/** Puts the tables of the cases that are wanted between a file's marks. */
function write(file, isWanted) {
  const text = engines.map((engine) => tableOf(engine, isWanted)).filter(Boolean).join("\n\n");
  const page = readFileSync(root + file, "utf8");
  const marks = /(<!-- figures: .*-->\n)[^]*?(\n<!-- \/figures -->)/;
  if (!marks.test(page)) throw new Error(`${file} has no marks for the figures`);
  writeFileSync(root + file, page.replace(marks, (_, open, close) => open + text + close));
}

/** One engine's table. */
function tableOf(engine, isWanted) {
  const ofEngine = runs.filter(({ machine }) => machine.engine === engine);
  const dates = [...new Set(ofEngine.map(({ machine }) => machine.date.slice(0, 10)))].sort();
  const rows = shown.flatMap(([prefix, what]) => select([prefix]).filter(isWanted).map((row) => lineOf(row, what, ofEngine))).filter(Boolean);
  if (rows.length === 0) return undefined;
  return [
    `${engine}, ${ofEngine[0].machine.cpu}, one thread, ${dates.join(" and ")}; the time of one warm call, JavaScript array to JavaScript array, but for layers of tfjs-wasm, whose tensors stay in its memory; in brackets how many times as long as ours. The ceiling is the fastest multiply-add loop that we could write for this engine, measured in the same run; * marks times that other work on the machine disturbed.`,
    "",
    `| what | kernel or length | type | simdvolve | of the ceiling, in wasm memory | ${Object.values(fields).join(" | ")} |`,
    "| :-- | --: | :-- | --: | --: | --: | --: | --: |",
    ...rows,
  ].join("\n");
}

function lineOf(row, what, ofEngine) {
  const run = ofEngine.find(({ results }) => results.some((result) => result.case === row.id && result.kind === "ours" && result.seconds));
  if (!run) return undefined;
  const results = run.results.filter((result) => result.case === row.id && result.seconds && !result.failure);
  const ours = results.filter(({ kind, way }) => kind === "ours" && (way === "array" || way === "plan"));
  const own = ours.find(({ way }) => way === (row.kind === "layer" ? "plan" : "array")) ?? ours[0];
  if (!own) return undefined;
  // XNNPACK's build keeps tensors in its own memory.
  const peers = Object.keys(fields).map((kind) => {
    const [best] = results.filter((result) => result.kind === kind && (result.way !== "resident" || row.kind === "layer")).sort((a, b) => a.seconds - b.seconds);
    return best ? `${best.contender} ${time(best)} (${(best.seconds / own.seconds).toFixed(1)}×)` : "–";
  });
  const resident = results.find(({ kind, way }) => kind === "ours" && way === "resident");
  const type = row.id.endsWith("rgba8") ? "rgba8" : row.dtype;
  return `| ${[what, sizeOf(row), type, time(own), share(row, resident ?? own, run.ceilings), ...peers].join(" | ")} |`;
}

function sizeOf({ id, kind, n, k, m }) {
  if (kind === "layer") return id.slice(id.indexOf(".") + 1);
  if (kind === "fft") return n;
  const size = k ? `${k} × ${k}` : m.toLocaleString("en");
  const named = /^d\.(?:filter2d|ndimage)\.([a-z]+)/.exec(id);
  return named ? `${named[1]} ${size}` : size;
}

/** How much of the fastest multiply-add loop of the same run, on data that lies in wasm memory; of sums of floats that are all computed. */
function share({ operations, dtype }, { seconds }, ceilings) {
  if (!operations || !ceilings[dtype]) return "–";
  const ceiling = Math.max(ceilings[dtype].best, ceilings[`${dtype}Relaxed`]?.best ?? 0);
  const part = operations / seconds / 1e9 / ceiling;
  return part > 1 ? "–" : `${Math.round(100 * part)} %`;
}

function time({ seconds, lower, upper, disturbed }) {
  const [unit, scale] = seconds < 1e-6 ? ["ns", 1e9] : seconds < 1e-3 ? ["µs", 1e6] : ["ms", 1e3];
  const mark = disturbed || upper - lower > 0.1 * seconds ? "*" : "";
  return `${Number((scale * seconds).toPrecision(3))} ${unit}${mark}`;
}
