/**
 * Exact pieces of arithmetic on doubles: what an operation rounded away. They need only that +, −, × and ÷ round to
 * nearest, as every engine does, and so give the same bits everywhere, which `Math.exp` and `Math.sin` do not.
 */

/** 2^27 + 1: multiplying by it and subtracting leaves the upper half of a double's digits (Veltkamp). */
const SPLIT = 134217729;

/** a + b − sum exactly, where `sum` is a + b rounded (Knuth). */
export function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** a·b − product exactly, where `product` is a·b rounded (Dekker). |a| and |b| below 2^996. */
export function productError(a: number, b: number, product: number): number {
  const aUpper = upper(a);
  const aLower = a - aUpper;
  const bUpper = upper(b);
  const bLower = b - bUpper;
  return aLower * bLower - (product - aUpper * bUpper - aLower * bUpper - aUpper * bLower);
}

/** y · 2^k exactly, unless the result is subnormal or too large. */
export function scale(y: number, k: number): number {
  for (; k < -30; k += 30) y /= 2 ** 30;
  for (; k > 30; k -= 30) y *= 2 ** 30;
  return k < 0 ? y / (1 << -k) : y * (1 << k);
}

function upper(a: number): number {
  const shifted = SPLIT * a;
  return shifted - (shifted - a);
}
