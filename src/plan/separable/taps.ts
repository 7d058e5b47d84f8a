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

/** A tap, or two of equal weight, which one multiplication serves: w · (x[a] ± x[b]). */
export interface TapPair {
  readonly weight: number;
  readonly a: number;
  readonly b: number;
}

/**
 * The pairs of a symmetric kernel, the outermost first: weights that fall off to both sides are then added from the smallest up. The middle tap
 * of an even kernel is a pair of itself with half its weight; that of an odd one is 0, and stays as a pair whose difference is 0 unless the sample is not finite.
 */
export function pairsOf(weights: Float64Array): TapPair[] {
  const last = weights.length - 1;
  const pairs: TapPair[] = [];
  for (let k = 0; 2 * k < last; k++) pairs.push({ weight: weights[last - k], a: last - k, b: k });
  if (last % 2 === 0) pairs.push({ weight: weights[last / 2] / 2, a: last / 2, b: last / 2 });
  return pairs;
}
