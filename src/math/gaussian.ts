import { exp } from "./exponential.js";
import { normed } from "./sums.js";

/**
 * A sampled Gaussian, or its derivative of an order: 2·radius + 1 taps
 *
 *     g[j] = q(j) · e^(−j² / 2σ²) / Σ_i e^(−i² / 2σ²),   −radius ≤ j ≤ radius
 *
 * where q is the polynomial for which q(t)·e^(−t² / 2σ²) is that derivative of the exponential: q₀ = 1, q₊ = q′ − q·t / σ².
 */
export function gaussianTaps(sigma: number, order: number, radius: number): Float64Array<ArrayBuffer> {
  const phi = Float64Array.from({ length: radius + 1 }, (_, j) => exp((-0.5 * (j / sigma) * j) / sigma));
  let sum = 0;
  for (let j = radius; j > 0; j--) sum += 2 * phi[j];
  sum += phi[0];
  const q = derivativePolynomial(sigma, order);
  const valueAt = (t: number): number => q.reduceRight((value, coefficient) => value * t + coefficient, 0);
  return Float64Array.from({ length: 2 * radius + 1 }, (_, k) => (valueAt(k - radius) * phi[Math.abs(k - radius)]) / sum);
}

/** The coefficients of q, of t⁰ first. */
function derivativePolynomial(sigma: number, order: number): number[] {
  let q = [1];
  for (let turn = 0; turn < order; turn++) {
    const next = Array.from({ length: q.length + 1 }, (_, i) => (i > 0 ? -q[i - 1] / sigma / sigma : 0));
    for (let i = 1; i < q.length; i++) next[i - 1] += i * q[i];
    q = next;
  }
  return q;
}

/** OpenCV's kernels of 1, 3, 5, 7 and 9 taps where no sigma is given, in 256ths: half of each, the middle last. */
const TABLES: readonly (readonly number[])[] = [[256], [64, 128], [16, 64, 96], [8, 28, 56, 72], [4, 13, 30, 51, 60]];

/** n samples of a Gaussian that add up to 1, symmetric in every bit. With sigma ≤ 0 it is 0.3 · ((n − 1) / 2 − 1) + 0.8, and small odd kernels come from a table. */
export function gaussianWeights(n: number, sigma: number): Float64Array<ArrayBuffer> {
  if (sigma <= 0 && n % 2 === 1 && n <= 9) {
    const table = TABLES[n >> 1];
    return Float64Array.from({ length: n }, (_, k) => table[Math.min(k, n - 1 - k)] / 256);
  }
  const width = sigma > 0 ? sigma : 0.3 * ((n - 1) / 2 - 1) + 0.8;
  return normed(Float64Array.from({ length: n }, (_, k) => exp(-((2 * k - (n - 1)) ** 2) / (8 * width * width))));
}
