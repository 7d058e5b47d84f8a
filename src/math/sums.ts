type Numbers = Float64Array | Int32Array;

/** Σ x[n], added in order. */
export function sumOf(x: Numbers): number {
  let sum = 0;
  for (const value of x) sum += value;
  return sum;
}

/** Σ |x[n]|, added in order. */
export function sumOfMagnitudes(x: Numbers): number {
  let sum = 0;
  for (const value of x) sum += Math.abs(value);
  return sum;
}

/** max |x[n]|; NaN if a number is, 0 if there is none. */
export function largestMagnitude(x: Numbers): number {
  let most = 0;
  for (const value of x) most = Math.max(most, Math.abs(value));
  return most;
}

/** The numbers divided by their sum. */
export function normed(x: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const sum = sumOf(x);
  return x.map((value) => value / sum);
}
