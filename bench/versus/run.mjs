/**
 * The library against other libraries, in turn within one run, every output compared with the
 * definition in float64. Needs `npm ci` in this folder.
 *
 *     node bench/versus/run.mjs [--case <prefix>]… [--peer <name>]… [--passes <n>] [--seconds <s>] [--native] [--name <results>]
 *
 * `--native` adds SciPy, NumPy, OpenCV, PyTorch and FFTW by the Python named in the environment
 * variable PYTHON (python3 without it).
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { select } from "../cases.mjs";
import { measureCeilings } from "../ceiling/ceiling.mjs";
import { contest, inNode } from "../contest.mjs";
import { caseLines, ceilingLines, networkLines, summaryLines, writeResults } from "../report.mjs";

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

const javascript = ["fourier-transform", "kissfft-js", "ndarray-fft", "ooura"];
const wasm = ["kissfft-wasm", "onnxruntime-web", "opencv-js", "pffft-scalar", "pffft-simd", "tfjs-wasm"];
const peers = [
  ...javascript.map((name) => inNode(name, "javascript", new URL(`peers/${name}.mjs`, import.meta.url))),
  ...wasm.map((name) => inNode(name, "wasm", new URL(`peers/${name}.mjs`, import.meta.url))),
];
const ours = [
  inNode("simdvolve", "ours", new URL("../contenders/simdvolve.mjs", import.meta.url)),
  inNode("blocked", "javascript", new URL("../contenders/blocked.mjs", import.meta.url)),
];
const native = ["numpy", "scipy.signal", "scipy.ndimage", "scipy.fftconvolve", "scipy.oaconvolve", "scipy.fft", "opencv", "skimage", "torch", "fftw"].map((name) => ({
  name,
  kind: "native",
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
const rows = select(options.case);
for (const row of rows) {
  const ofCase = await contest(row, contenders, limits);
  console.log(caseLines(row, ofCase, ceilings));
  results.push(...ofCase);
}
console.log(`\n${summaryLines(rows, results, ceilings)}`);
if (rows.some(({ network }) => network)) console.log(`\n${networkLines(rows, results)}`);
console.log(`\n${writeResults(options.name, ceilings, results)}; * disturbed, or quartiles more than 10 % apart`);
