import { features, version } from "simdvolve";
import { cpus } from "node:os";
import { duration, number, scientific, times } from "../format.mjs";
import { heading, prose, table } from "../page.mjs";

export const id = "speed";
export const title = "How long each step took";

export function write({ timings }) {
  const rows = timings.rows.map(({ step, work, ours, javascript, difference }) => [
    step,
    work,
    duration(ours),
    duration(javascript),
    times(javascript / ours),
    scientific(difference),
  ]);
  const { simd, relaxedSimd, deterministic, memoryBytes } = features();
  return [
    prose(
      "Every step above beside the same work in plain JavaScript: direct sums blocked in registers, as in the benchmark, and transforms by <code>fft.js</code>. The lower quartile of many runs after warming up, in the process's own time, from array to array, with every copy in and out of wasm memory; direct sums write into an array at hand on both sides. Both results are compared in full; the last column is their largest difference as a part of the largest value.",
    ),
    table(["step", "work", "#simdvolve", "#JavaScript", "#faster", "#difference"], rows),
    prose(
      "A call costs a fraction of a microsecond before it computes anything, so the smallest steps gain nothing; the more products a step has, the more the SIMD lanes pay. Pictures and sounds are float32, four to a vector; the signals are float64, two to a vector. <code>npm run bench</code> measures with more care and against more rivals.",
    ),
    heading("Versions"),
    table(
      ["", ""],
      [
        ["simdvolve", version],
        [
          "kernels",
          `SIMD ${simd ? "on" : "off"}, relaxed SIMD ${relaxedSimd ? "on" : "off (this Node does not have it)"}${deterministic ? ", deterministic" : ""}`,
        ],
        ["wasm memory at the end", `${number(memoryBytes / 2 ** 20)} MiB`],
        ["Node", `${process.versions.node}, V8 ${process.versions.v8}`],
        ["machine", `${cpus()[0]?.model ?? "unknown"}, ${process.platform} ${process.arch}`],
        ["made", new Date().toISOString().slice(0, 10)],
      ],
    ),
  ].join("");
}
