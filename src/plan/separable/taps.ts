/** A kernel along one axis: y[n] = Σ_k weights[k] · x[n − before + k]. */
export interface LineKernel {
  readonly weights: Float64Array;
  readonly before: number;
}

/** "even": the kernel is its own mirror image; "odd": its mirror image's negative. Both need half the multiplications. */
export type Symmetry = "even" | "odd" | "none";

export function symmetryOf(weights: Float64Array): Symmetry {
  const last = weights.length - 1;
  let even = true;
  let odd = true;
  for (let k = 0; 2 * k <= last; k++) {
    even &&= weights[k] === weights[last - k];
    odd &&= weights[k] === -weights[last - k];
  }
  return even ? "even" : odd ? "odd" : "none";
}

/** What a sum of samples is divided by where a kernel gives their mean, or their sum: K or 1; null for any other kernel. */
export function divisorOf(weights: Float64Array): number | null {
  const [first] = weights;
  const divisor = first === 1 ? 1 : first === 1 / weights.length ? weights.length : null;
  return divisor !== null && weights.every((weight) => weight === first) ? divisor : null;
}

/**
 * The weights of a symmetric kernel's pairs of taps, w[k] · (x[last − k] ± x[k]), the outermost first: weights that fall off to both sides are then added from
 * the smallest up. The middle tap of an even kernel is a pair of itself with half its weight; that of an odd one is 0, and stays as a pair whose difference is
 * 0 unless the sample is not finite.
 */
export function pairsOf(weights: Float64Array): Float64Array {
  const last = weights.length - 1;
  return Float64Array.from({ length: (last >> 1) + 1 }, (_, k) => (2 * k === last ? weights[k] / 2 : weights[last - k]));
}
