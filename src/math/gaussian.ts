import { exp } from "./exponential.js";

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
