/**
 * OpenCV's kernels of a derivative: a difference of the given order, smoothed by a binomial, n taps in all. For n = 1 the derivatives have three taps.
 * @param scaling - "unit" divides by what a smoothing kernel adds up to, 2^(n − order − 1).
 */
export function derivativeWeights(order: number, n: number, scaling: "integers" | "unit"): Float64Array<ArrayBuffer> {
  const length = n === 1 && order > 0 ? 3 : n;
  let weights = [1];
  for (let i = 1; i < length; i++) weights = convolved(weights, i <= order ? [-1, 1] : [1, 1]);
  const scale = scaling === "unit" ? 2 ** -(length - order - 1) : 1;
  return Float64Array.from(weights, (weight) => weight * scale);
}

/** Scharr's kernels: 3 10 3 smooths, −1 0 1 is the derivative. */
export function scharrWeights(order: number, scaling: "integers" | "unit"): Float64Array<ArrayBuffer> {
  if (order === 1) return Float64Array.of(-1, 0, 1);
  return Float64Array.of(3, 10, 3).map((weight) => (scaling === "unit" ? weight / 32 : weight));
}

function convolved(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: a.length + b.length - 1 }, (_, n) => a.reduce((sum, value, k) => sum + value * (b[n - k] ?? 0), 0));
}
