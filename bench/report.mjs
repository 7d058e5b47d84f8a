/** Results as a table for people and as JSON for programs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** A peer's way that answers ours, best first: a prepared kernel against a one-shot call too. */
const answers = { array: ["array", "plan"], fresh: ["fresh"], plan: ["plan", "array"], resident: ["resident"] };

/** Peers of layers keep their tensors, and whatever way they have answers all of ours. */
function answersTo(own, row) {
  return row.kind === "layer" ? ["array", "plan", "resident"] : answers[own.way] ?? [];
}

/** A line for each way of each contender, with the ratio to ours: how many times as long the peer takes. */
export function caseLines(row, results, ceilings) {
  const ours = results.filter(({ kind, seconds }) => kind === "ours" && seconds);
  const peers = results.filter(({ kind, seconds }) => kind !== "ours" && seconds);
  const lines = [row.id];
  for (const result of [...ours, ...peers]) {
    const against = result.kind === "ours" ? "" : ratioText(row, result, ours);
    lines.push(`  ${(result.contender + " " + result.way).padEnd(34)} ${time(result).padStart(12)} ${speed(row, result, ceilings).padStart(26)}  ${against}`);
  }
  for (const { contender, way = "", failure } of results) {
    if (failure) lines.push(`  ${`${contender} ${way}`.padEnd(34)} ${failure}`);
  }
  return lines.join("\n");
}

/** A Markdown table of our ways, each against the fastest of each kind that answers it. */
export function summaryLines(rows, results, ceilings) {
  const kinds = ["javascript", "wasm", "native"].filter((kind) => results.some((result) => result.kind === kind));
  const lines = [`| case | way | ours | ${kinds.join(" | ")} |`, `| :-- | :-- | :-- |${" :-- |".repeat(kinds.length)}`];
  for (const row of rows) {
    const ofCase = results.filter((result) => result.case === row.id && result.seconds);
    for (const own of ofCase.filter(({ kind }) => kind === "ours")) {
      const rivals = kinds.map((kind) => rivalText(own, ofCase.filter((result) => result.kind === kind && answersTo(own, row).includes(result.way))));
      lines.push(`| ${row.id} | ${own.way} | ${time(own).trim()} ${speed(row, own, ceilings)} | ${rivals.join(" | ")} |`);
    }
  }
  return lines.join("\n");
}

/** What the layers of each network take together, each as often as it comes, by each way that did all of them. */
export function networkLines(rows, results) {
  const lines = [];
  for (const network of new Set(rows.flatMap((row) => row.network ?? []))) {
    const layers = rows.filter((row) => row.network === network);
    const operations = layers.reduce((sum, row) => sum + row.operations * row.times, 0);
    const names = new Set(results.map(({ contender, way }) => `${contender} ${way}`));
    lines.push(`${network}, ${layers.length} different layers of ${layers.reduce((sum, { times }) => sum + times, 0)}`);
    for (const name of names) {
      const found = layers.map((row) => results.find((result) => result.case === row.id && `${result.contender} ${result.way}` === name && result.seconds));
      if (found.includes(undefined)) continue;
      const seconds = found.reduce((sum, result, i) => sum + result.seconds * layers[i].times, 0);
      lines.push(`  ${name.padEnd(34)} ${(seconds * 1e3).toPrecision(4)} ms ${(operations / seconds / 1e9).toFixed(2).padStart(10)} GFLOP/s`);
    }
  }
  return lines.join("\n");
}

function rivalText(own, rivals) {
  if (rivals.length === 0) return "–";
  const fastest = rivals.reduce((best, result) => (result.seconds < best.seconds ? result : best));
  return `**${(fastest.seconds / own.seconds).toFixed(2)}×** ${fastest.contender} ${time(fastest).trim()}`;
}

function ratioText(row, peer, ours) {
  const texts = ours
    .filter((own) => answersTo(own, row).includes(peer.way))
    .map((own) => `${(peer.seconds / own.seconds).toFixed(2)}× ours (${own.way})`);
  return texts.join(", ");
}

function time({ seconds, lower, upper, disturbed }) {
  const mark = disturbed || upper - lower > 0.1 * seconds ? "*" : " ";
  const [unit, scale] = seconds < 1e-6 ? ["ns", 1e9] : seconds < 1e-3 ? ["µs", 1e6] : ["ms", 1e3];
  return `${(seconds * scale).toPrecision(4)} ${unit}${mark}`;
}

/** GFLOP/s and per cent of the plain ceiling, where operations are counted. */
function speed({ operations, dtype }, { seconds }, ceilings) {
  if (!operations) return "";
  const gflops = operations / seconds / 1e9;
  // sums of bytes are measured by the ceiling of floats, which integers may pass
  const type = dtype === "f64" ? "f64" : "f32";
  const plain = ((100 * gflops) / ceilings[type].best).toFixed(0);
  const relaxed = ceilings[`${type}Relaxed`];
  const ofRelaxed = relaxed ? ` / ${((100 * gflops) / relaxed.best).toFixed(0)}` : "";
  return `${gflops.toFixed(2)} GFLOP/s ${plain}${ofRelaxed} %`;
}

export function ceilingLines(ceilings) {
  const lines = ["ceilings, one thread, in this engine"];
  for (const type of ["f32", "f64", "f32Relaxed", "f64Relaxed"]) {
    const measured = ceilings[type];
    if (measured) lines.push(`  ${type.padEnd(12)} ${measured.best.toFixed(1)} GFLOP/s multiply-add (registers ${measured.registers.toFixed(1)}, in L1 ${measured.inCache.toFixed(1)})`);
  }
  for (const [size, rates] of Object.entries(ceilings.bandwidth)) {
    if (typeof rates === "number") lines.push(`  ${size.padEnd(18)} ${rates.toFixed(1)} GB/s`);
    else lines.push(`  ${size.padEnd(12)} read ${rates.read.toFixed(1)}, copy ${rates.copy.toFixed(1)}, bulk copy ${rates.copyBulk.toFixed(1)} GB/s`);
  }
  lines.push(`  a call       ${ceilings.callNanoseconds.toFixed(1)} ns`);
  return lines.join("\n");
}

/** Writes bench/results/<name>-node<major>.json and returns its path. */
export function writeResults(name, ceilings, results) {
  const folder = new URL("results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, engine: `Node ${process.version}`, date: new Date().toISOString() };
  const file = `${name}-node${process.versions.node.split(".")[0]}.json`;
  writeFileSync(new URL(file, folder), `${JSON.stringify({ machine, ceilings, results }, null, 2)}\n`);
  return `bench/results/${file}`;
}
