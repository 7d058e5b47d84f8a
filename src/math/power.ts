import { exp } from "./exponential.js";
import { log } from "./logarithm.js";

/** x^p for p > −1, and the same bits in every engine: products for whole p, NaN for others where x is below 0. */
export function power(x: number, p: number): number {
  if (!Number.isInteger(p) || p > 1024) return exp(p * log(x));
  let result = 1;
  for (let left = p, square = x; ; square *= square) {
    if (left % 2 === 1) result *= square;
    left = Math.floor(left / 2);
    if (left === 0) return result;
  }
}

/** x^(1/p) for p > 0; NaN where x is below 0, unless p is 1. */
export function root(x: number, p: number): number {
  if (p === 1) return x;
  if (p === 2) return Math.sqrt(x);
  if (x === 0 || x === Infinity) return x;
  const first = exp(log(x) / p);
  if (!Number.isInteger(p) || !(first > 0)) return first;
  // a step of Newton's method takes the error of the logarithm away
  return first - (first - x / power(first, p - 1)) / p;
}
