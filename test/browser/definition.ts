/** y[n] = Σ_k h[k] · x[n − k], every output, in float64. */
export function convolved(x: ArrayLike<number>, h: ArrayLike<number>): number[] {
  const y = new Array<number>(x.length + h.length - 1).fill(0);
  for (let n = 0; n < x.length; n++) for (let k = 0; k < h.length; k++) y[n + k] += h[k] * x[n];
  return y;
}

/** y[i, j] = Σ h[k, l] · x[i − k, j − l], every output, in float64. */
export function convolved2d(x: readonly number[][], h: readonly number[][]): number[][] {
  const y = Array.from({ length: x.length + h.length - 1 }, () => new Array<number>(x[0].length + h[0].length - 1).fill(0));
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < h.length; k++) convolved(x[i], h[k]).forEach((value, j) => (y[i + k][j] += value));
  }
  return y;
}

/** The largest distance of two equally long arrays; infinite if their lengths differ. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let n = 0; n < expected.length; n++) largest = Math.max(largest, Math.abs(actual[n] - expected[n]));
  return largest;
}
