/** Direct sums: the largest error in any output, in units of ε · Σ|x·h| of that output. */
import { signal } from "simdvolve";
import { mix, signed } from "../inputs.mjs";
import { directSum } from "./reference.mjs";
import { halves, types } from "./seeded.mjs";
import { Worst } from "./worst.mjs";

const SHORT = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 99, 127, 128, 129, 199, 255, 256];
const LONG = [257, 300, 511, 512, 513, 1000, 1024, 2000, 4096, 10_000, 30_000, 100_000];
const SIDES = [2, 3, 5, 7, 11, 15, 16];
const N = 4096;

export function measureDirect({ builds, quick, say }) {
  return types.flatMap((type) => {
    const row = (quantity, bound) => new Worst({ quantity, type: type.name, bound });
    const short = row("direct, to 256 taps", 1.5);
    const long = row("direct, longer: bound 1.5 + K/65536");
    const flat = row("direct in two dimensions, to 16 × 16 taps", 1.5);
    const whole = row("direct, whole numbers", 0);
    const seeds = quick ? [1] : [1, 3, 5, 7];
    for (const seed of seeds) {
      for (const K of SHORT) oneAxis({ type, builds, worst: short, K, seed, mode: "full" });
      for (const side of SIDES) twoAxes({ type, builds, worst: flat, side, seed });
    }
    say(`direct sums in ${type.name}, longer than 256`);
    for (const K of LONG.filter((K) => K <= (quick ? 4096 : 100_000))) {
      oneAxis({ type, builds, worst: long, K, seed: K, mode: "valid", bound: 1.5 + K / 65536 });
    }
    for (const K of [...SHORT, 1000]) wholeNumbers({ type, builds, worst: whole, K });
    return [short, long, flat, whole];
  });
}

/** Signed data as in the benchmark for float32; for float64 with all 53 bits. */
function signal1d(n, seed, type) {
  return type.dtype === "float32" ? signed(n, seed, Float32Array) : halves(n, seed, type);
}

/** "full": all outputs, the ends with their fewer products included; "valid": 1024 of K products. */
function oneAxis({ type, builds, worst, K, seed, mode, bound }) {
  const n = mode === "full" ? N : K + 1023;
  const x = signal1d(n, seed, type);
  const h = signal1d(K, seed + 1, type);
  const first = mode === "full" ? 0 : K - 1;
  const exact = Array.from({ length: mode === "full" ? n + K - 1 : n - K + 1 }, (_, i) =>
    directSum(x, h, first + i, Math.max(0, first + i - n + 1), Math.min(K, first + i + 1)),
  );
  builds((build) => see(worst, build, signal.convolve(x, h, { mode, method: "direct" }), exact, type, `K = ${K}`, bound));
}

/** A two-dimensional sum is the sum over one axis of rows that lie one after the other. */
function twoAxes({ type, builds, worst, side, seed }) {
  const width = 64;
  const x = signal1d(width * width, seed, type);
  const h = signal1d(side * side, seed + 1, type);
  const outputs = width - side + 1;
  const row = new Float64Array(side * side);
  const exact = Array.from({ length: outputs * outputs }, (_, at) => {
    const [i, j] = [Math.floor(at / outputs), at % outputs];
    for (let k = 0; k < row.length; k++) {
      row[k] = x[(i + side - 1 - Math.floor(k / side)) * width + j + side - 1 - (k % side)];
    }
    return directSum(row.reverse(), h, row.length - 1, 0, row.length);
  });
  const picture = { data: x, shape: [width, width], stride: [width, 1], offset: 0 };
  const kernel = { data: h, shape: [side, side], stride: [side, 1], offset: 0 };
  builds((build) => {
    const { data } = signal.convolve(picture, kernel, { mode: "valid", method: "direct" });
    see(worst, build, data, exact, type, `${side} × ${side}`);
  });
}

function see(worst, build, y, exact, { epsilon }, at, bound) {
  let most = 0;
  exact.forEach(({ high, low, size }, i) => {
    const error = Math.abs(y[i] - high - low);
    if (error > 0 || !(error <= 0)) most = Math.max(most, error / (epsilon * size));
  });
  worst.see(build, most, at, bound);
}

/** Whole numbers whose sums a type holds exactly: every output is the sum, to the bit. */
function wholeNumbers({ type, builds, worst, K }) {
  const most = type.dtype === "float32" ? 2 ** 24 : 2 ** 53;
  const range = Math.min(2 ** 20, Math.floor(Math.sqrt(most / K)));
  const whole = (n, seed) => type.ArrayType.from({ length: n }, (_, i) => (mix(i, seed) % (2 * range + 1)) - range);
  const x = whole(N, 11);
  const h = whole(K, 12);
  const exact = Array.from({ length: N + K - 1 }, (_, i) => directSum(x, h, i, Math.max(0, i - N + 1), Math.min(K, i + 1)));
  builds((build) => see(worst, build, signal.convolve(x, h, { method: "direct" }), exact, type, `K = ${K}`));
}
