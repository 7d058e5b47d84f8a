/**
 * What takes more memory than a test beside others should: `node test/heavy/run.mjs`, on the built package. A convolution of
 * 100,000,000 samples works in blocks, so that the wasm memory grows by 16 MB at most.
 */
import { convolve, features, NdArray, signal } from "../../dist/index.js";

const MOST = 16 * 2 ** 20;
let failed = 0;

/** Runs a call in a memory that is already started, and checks how much it grew and a few outputs. */
function check(name, call, outputs) {
  const before = features();
  const start = performance.now();
  const result = call();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const after = features();
  const grown = after.memoryBytes - before.memoryBytes;
  const data = result.data ?? result;
  const wrong = outputs.filter(([n, value, error]) => !(Math.abs(data[n] - value) <= error));
  // Tables of transforms stay for later calls: a second one must find them, and take no more.
  const leaks = after.planBytes > before.planBytes + 2 ** 20 && (call(), features().planBytes > after.planBytes);
  const good = grown <= MOST && !leaks && wrong.length === 0;
  if (!good) failed++;
  console.log(`${good ? "passed" : "FAILED"}  ${name}: ${seconds} s, wasm memory grew by ${(grown / 2 ** 20).toFixed(1)} MiB`);
  for (const [n, value] of wrong) console.log(`        output ${n} is ${data[n]}, not ${value}`);
}

const value = (n) => ((n * 7919) % 1013) / 1013 - 0.5;
convolve([1], [1]);
signal.fftConvolve([1, 2, 3], [1, 2]);

const N = 100_000_000;
const K = 63;
const x = new Float32Array(N);
for (let n = 0; n < N; n++) x[n] = value(n);
const h = Float32Array.from({ length: K }, (_, k) => value(3 * k + 1));
const norm = Math.sqrt(h.reduce((sum, v) => sum + v * v, 0));
const outputs = [0, 1, 30, 4087, 4088, 65_535, 12_345_678, N / 2, N - 32, N - 1].map((n) => {
  let [sum, magnitude] = [0, 0];
  for (let k = 0; k < K; k++) {
    const at = n + (K >> 1) - k;
    if (at < 0 || at >= N) continue;
    sum += h[k] * x[at];
    magnitude += Math.abs(h[k] * x[at]);
  }
  return [n, sum, magnitude];
});
const direct = outputs.map(([n, sum, magnitude]) => [n, sum, 3.5 * 2 ** -23 * magnitude]);
// A block of a transform is at most some thousand samples of size 0.3: 0.5·ε·‖block‖·‖h‖.
const spread = outputs.map(([n, sum]) => [n, sum, 0.5 * 2 ** -23 * norm * 0.3 * Math.sqrt(2 ** 20)]);

for (const method of ["direct", "fft", "auto"]) {
  check(`${N} samples by ${K}, ${method}`, () => convolve(x, h, { mode: "same", method }), method === "direct" ? direct : spread);
}
check(`${N} samples by ${K}, into the input itself, a tenth of them`, () => {
  const part = x.subarray(0, N / 10);
  return convolve(part, h, { mode: "same", out: part });
}, spread.filter(([n]) => n < N / 10 - K));
const image = new NdArray(x.subarray(0, 64_000_000), [8000, 8000]);
const box = new NdArray(new Float32Array(49).fill(1 / 49), [7, 7]);
const mean = (i, j) => {
  let sum = 0;
  for (let k = -3; k <= 3; k++) for (let l = -3; l <= 3; l++) sum += i + k < 0 || j + l < 0 || i + k >= 8000 || j + l >= 8000 ? 0 : x[(i + k) * 8000 + j + l] / 49;
  return [i * 8000 + j, sum, 1e-4];
};
const means = [mean(0, 0), mean(1, 7999), mean(4000, 4001), mean(7999, 7998)];
for (const method of ["direct", "fft"]) check(`8000 by 8000 by 7 by 7, ${method}`, () => signal.convolve(image, box, { mode: "same", method }), means);
check("50,000,000 bytes by 63", () => convolve(new Uint8Array(50_000_000).fill(1), new Float64Array(K).fill(1), { mode: "valid" }), [[0, K, 0], [49_999_937, K, 0]]);

process.exit(failed > 0 ? 1 : 0);
