import { root } from "../../src/plan/fft/roots.js";

/** Pseudo-random numbers in [-1, 1), the same for the same seed: mulberry32. */
export function random(seed: number, length: number): Float64Array {
  let state = seed | 0;
  return Float64Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  });
}

/** A sum of products that keeps what each rounding loses. */
class ExactSum {
  #sum = 0;
  #tail = 0;

  add(a: number, b: number): void {
    const product = a * b;
    const ha = 134217729 * a - (134217729 * a - a);
    const hb = 134217729 * b - (134217729 * b - b);
    const lost = (a - ha) * (b - hb) - (product - ha * hb - (a - ha) * hb - ha * (b - hb));
    const next = this.#sum + product;
    const back = next - this.#sum;
    this.#tail += this.#sum - (next - back) + (product - back) + lost;
    this.#sum = next;
  }

  value(): number {
    return this.#sum + this.#tail;
  }
}

/**
 * Bins of the transform by its definition, X[k] = Σ_i e^{∓2πi ik/N} x[i], re and im in turn, good to
 * the last place of a double.
 */
export function transformBins(x: ArrayLike<number>, direction: "forward" | "inverse", bins: readonly number[]): Float64Array {
  const N = x.length / 2;
  const roots = new Float64Array(2 * N);
  for (let k = 0; k < N; k++) root(direction === "forward" ? k : -k, N, roots, 2 * k);
  const X = new Float64Array(2 * bins.length);
  bins.forEach((k, out) => {
    const re = new ExactSum();
    const im = new ExactSum();
    for (let i = 0, f = 0; i < N; i++, f = (f + k) % N) {
      re.add(x[2 * i], roots[2 * f]);
      re.add(-x[2 * i + 1], roots[2 * f + 1]);
      im.add(x[2 * i], roots[2 * f + 1]);
      im.add(x[2 * i + 1], roots[2 * f]);
    }
    X[2 * out] = re.value();
    X[2 * out + 1] = im.value();
  });
  return X;
}

/** All bins, or `most` of them spread over the spectrum. */
export function someBins(N: number, most: number): number[] {
  if (N <= most) return Array.from({ length: N }, (_, k) => k);
  return Array.from({ length: most }, (_, i) => Math.floor(((i + 0.618 * (i % 3) * 0.5) * N) / most));
}

/** ‖actual − expected‖ / ‖expected‖ */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let error = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    error += (actual[i] - expected[i]) ** 2;
    size += expected[i] ** 2;
  }
  return error === 0 ? 0 : Math.sqrt(error / size);
}

/**
 * The relative error of a whole spectrum, from some of its bins: the mean over them, against
 * ‖X‖² / N = ‖x‖².
 */
export function spectrumError(X: ArrayLike<number>, x: ArrayLike<number>, direction: "forward" | "inverse", bins: readonly number[]): number {
  const expected = transformBins(x, direction, bins);
  let error = 0;
  let size = 0;
  bins.forEach((k, i) => (error += (X[2 * k] - expected[2 * i]) ** 2 + (X[2 * k + 1] - expected[2 * i + 1]) ** 2));
  for (let i = 0; i < x.length; i++) size += x[i] ** 2;
  return Math.sqrt(error / bins.length / size);
}

/** What relative L2 error a transform of N points may have, in units of the type's last place. */
export function errorBound(N: number, epsilon: number): number {
  let rest = N;
  for (const p of [2, 3, 5, 7, 11]) while (rest % p === 0) rest /= p;
  return (rest === 1 ? 0.45 : 1.2) * epsilon * Math.sqrt(Math.max(1, Math.log2(N)));
}
