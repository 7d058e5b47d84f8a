import { productError, sumError } from "./double.js";

/** 2^-100. */
const UNIT = 7.888609052210118e-31;

/**
 * The modified Bessel function of order 0:
 *
 *     I0(x) = Σ_k (x²/4)^k / (k!)²
 *
 * Every term is positive, so the sum loses nothing; terms and sum are kept as pairs of doubles, and the result is
 * within one unit in the last place. About |x| / 2 + 20 terms.
 */
export function besselI0(x: number): number {
  if (x !== x) return x;
  if (Math.abs(x) > 713.98) return Infinity;
  const half = x / 2;
  const square = half * half;
  const squareRest = productError(half, half, square);
  // small units, so that the largest terms and the halves of their digits stay in range
  let term = UNIT;
  let termRest = 0;
  let sum = UNIT;
  let sumRest = 0;
  for (let k = 1; term > sum * 1e-18; k++) {
    // term ← term · square / k²
    const product = term * square;
    const productRest = productError(term, square, product) + term * squareRest + termRest * square;
    const divisor = k * k;
    term = product / divisor;
    const back = term * divisor;
    termRest = (product - back - productError(term, divisor, back) + productRest) / divisor;
    const total = sum + term;
    sumRest += sumError(sum, term, total) + termRest;
    sum = total;
  }
  return (sum + sumRest) / UNIT;
}
