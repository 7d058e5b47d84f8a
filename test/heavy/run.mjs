/**
 * What takes more memory than a test beside others should: `node test/heavy/run.mjs`, on the built package. A convolution of
 * 100,000,000 samples works in blocks, so that the wasm memory grows by 16 MB at most; so does the
 * filtering of a picture of 144 MB, by 32 MB.
 */
import { convolve, features, image, NdArray, signal } from "../../dist/index.js";

const MOST = 16 * 2 ** 20;
let failed = 0;

/** Runs a call in a memory that is already started, and checks how much it grew and a few outputs. */
function check(name, call, outputs, most = MOST) {
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
  const good = grown <= most && !leaks && wrong.length === 0;
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
const picture = new NdArray(x.subarray(0, 64_000_000), [8000, 8000]);
const box = new NdArray(new Float32Array(49).fill(1 / 49), [7, 7]);
const mean = (i, j) => {
  let sum = 0;
  for (let k = -3; k <= 3; k++) for (let l = -3; l <= 3; l++) sum += i + k < 0 || j + l < 0 || i + k >= 8000 || j + l >= 8000 ? 0 : x[(i + k) * 8000 + j + l] / 49;
  return [i * 8000 + j, sum, 1e-4];
};
const means = [mean(0, 0), mean(1, 7999), mean(4000, 4001), mean(7999, 7998)];
for (const method of ["direct", "fft"]) check(`8000 by 8000 by 7 by 7, ${method}`, () => signal.convolve(picture, box, { mode: "same", method }), means);
check("50,000,000 bytes by 63", () => convolve(new Uint8Array(50_000_000).fill(1), new Float64Array(K).fill(1), { mode: "valid" }), [[0, K, 0], [49_999_937, K, 0]]);

// A large picture of bytes, with a kernel of each recipe.
const side = 12_000;
const bytes = new NdArray(new Uint8Array(side * side).map((_, n) => n * 7919), [side, side]);
const filtered = new Uint8Array(side * side);
for (const K of [3, 5, 11, 31]) {
  const weights = new NdArray(Float64Array.from({ length: K * K }, (_, k) => Math.round(2 ** 22 * value(5 * k + 1) * (8 / K / K)) / 2 ** 22), [K, K]);
  const exact = [[0, 0], [1, 11_999], [6000, 6001], [11_998, 3], [11_999, 11_999]].map(([i, j]) => {
    const at = (n) => (n < 0 ? -n : n < side ? n : 2 * (side - 1) - n);
    let sum = 0;
    for (let a = 0; a < K; a++) for (let b = 0; b < K; b++) sum += weights.data[a * K + b] * bytes.data[at(i + a - (K >> 1)) * side + at(j + b - (K >> 1))];
    return [i * side + j, Math.min(Math.max(Math.round(sum), 0), 255), Number.isInteger(sum - 0.5) ? 1 : 0];
  });
  check(`${side} by ${side} bytes by ${K} by ${K}`, () => image.filter2D(bytes, weights, { out: filtered }), exact, 32 * 2 ** 20);
}
const plan = image.planFilter({ kernel: [[1, 2, 1], [2, 4, 2], [1, 2, 1]], shape: [480, 640] });
check("100,000 frames of 640 by 480", () => {
  plan.input.fill(3);
  for (let frame = 0; frame < 100_000; frame++) plan.execute();
  return plan.output;
}, [[0, 48, 0], [150_000, 48, 0]], 0);

process.exit(failed > 0 ? 1 : 0);
