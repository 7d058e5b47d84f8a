import { productError, sumError } from "./double.js";

/** 2^-100. */
const UNIT = 7.888609052210118e-31;

/**
 * The modified Bessel function of order 0:
 *
 *     I0(x) = Σ_k (x²/4)^k / (k!)²
 *
 * Every term is positive, so the sum loses nothing; terms and sum are kept as pairs of doubles, and the result is
 * within one unit in the last place. Terms below a thousandth of the sum need no more digits than a double has. About |x| / 2 + 20 terms.
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
  let k = 1;
  for (; term > sum * 1e-3; k++) {
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
  for (; term > sum * 1e-18; k++) {
    term *= square / (k * k);
    sumRest += term;
  }
  return (sum + sumRest) / UNIT;
}

/**
 * The Bessel function of the first kind of order 1, by Miller's recurrence downwards from an order at which J vanishes,
 *
 *     J_{k−1}(x) = (2k / x) · J_k(x) − J_{k+1}(x),   J_0 + 2 Σ J_{2k} = 1
 *
 * which damps every error. Within a few units in the last place of 1; about |x| + 40 terms.
 */
export function besselJ1(x: number): number {
  const size = Math.abs(x);
  if (size === 0) return 0;
  // even, and far enough above |x| that J is below rounding there
  const top = 2 * Math.ceil((size + 30 + 4 * Math.sqrt(size)) / 2);
  let above = 0;
  let at = UNIT;
  let even = UNIT;
  let first = 0;
  for (let k = top; k > 0; k--) {
    const below = ((2 * k) / size) * at - above;
    above = at;
    at = below;
    if (k % 2 === 1 && k > 1) even += at;
    if (k === 2) first = at;
    if (Math.abs(at) > 1e200) {
      above *= UNIT;
      at *= UNIT;
      even *= UNIT;
      first *= UNIT;
    }
  }
  return (Math.sign(x) * first) / (at + 2 * even);
}
