/**
 * The library against other libraries, in turn within one run, every output compared with the
 * definition in float64. Needs `npm ci` in this folder.
 *
 *     node bench/versus/run.mjs [--case <prefix>]… [--peer <name>]… [--passes <n>] [--seconds <s>] [--native] [--name <results>]
 *
 * `--native` adds SciPy, NumPy, OpenCV, PyTorch and FFTW by the Python named in the environment
 * variable PYTHON (python3 without it).
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { select } from "../cases.mjs";
import { measureCeilings } from "../ceiling/ceiling.mjs";
import { contest, inNode } from "../contest.mjs";
import { caseLines, ceilingLines, writeResults } from "../report.mjs";

const { values: options } = parseArgs({
  options: {
    case: { type: "string", multiple: true, default: [] },
    peer: { type: "string", multiple: true, default: [] },
    passes: { type: "string", default: "3" },
    seconds: { type: "string", default: "0.25" },
    native: { type: "boolean", default: false },
    name: { type: "string", default: "versus" },
  },
});

/** Files in peers/ that are shared by peers, not peers. */
const shared = ["pffft", "onnx-model"];
const peers = readdirSync(new URL("peers/", import.meta.url))
  .map((file) => file.replace(/\.mjs$/, ""))
  .filter((name) => !shared.includes(name))
  .map((name) => inNode(name, new URL(`peers/${name}.mjs`, import.meta.url)));
const ours = ["simdvolve", "blocked"].map((name) => inNode(name, new URL(`../contenders/${name}.mjs`, import.meta.url)));
const native = ["numpy", "scipy.signal", "scipy.ndimage", "scipy.fftconvolve", "scipy.oaconvolve", "scipy.fft", "opencv", "torch", "fftw"].map((name) => ({
  name,
  command: process.env.PYTHON ?? "python3",
  args: [fileURLToPath(new URL("native.py", import.meta.url)), name],
  env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
}));

const wanted = ({ name }) => name === "simdvolve" || options.peer.length === 0 || options.peer.some((peer) => name.startsWith(peer));
const contenders = [...ours, ...peers, ...(options.native ? native : [])].filter(wanted);
const limits = { passes: Number(options.passes), seconds: Number(options.seconds) };

const ceilings = measureCeilings();
console.log(`${ceilingLines(ceilings)}\n`);
const results = [];
for (const row of select(options.case)) {
  const ofCase = await contest(row, contenders, limits);
  console.log(caseLines(row, ofCase, ceilings));
  results.push(...ofCase);
}
console.log(`\n${writeResults(options.name, ceilings, results)}; * disturbed, or quartiles more than 10 % apart`);
