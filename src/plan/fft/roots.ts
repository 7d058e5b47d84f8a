import { productError } from "../../math/double.js";
import { cosine, EIGHTH, EIGHTH_TAIL, sine } from "../../math/octant.js";

/**
 * Roots of unity, e^{−2πi k/n}, each part within 0.75 of a unit in the last place, from
 * additions and multiplications alone: the same bits on every engine, which Math.sin is not.
 */

/**
 * Writes e^{−2πi k/n} to out[at] and out[at + 1].
 * @param k - Any integer of at most 2^53 in magnitude.
 * @param n - From 1 to 2^49.
 * @param first - The roots of the first eighth of a turn, if they are known and n is a multiple of 8.
 */
export function root(k: number, n: number, out: Float32Array | Float64Array, at: number, first?: Float64Array): void {
  // In eighths of a turn, scaled by n, all integers: reflect into the first eighth.
  let a = 8 * (k % n);
  if (a < 0) a += 8 * n;
  const lower = a > 4 * n;
  if (lower) a = 8 * n - a;
  const left = a > 2 * n;
  if (left) a = 4 * n - a;
  const steep = a > n;
  if (steep) a = 2 * n - a;

  let cos: number;
  let sin: number;
  if (first) {
    cos = first[a / 4];
    sin = -first[a / 4 + 1];
  } else {
    // The angle π/4 · a/n as a sum of two doubles.
    const ratio = a / n;
    const ratioTail = (a - ratio * n - productError(ratio, n, ratio * n)) / n;
    const angle = ratio * EIGHTH;
    const tail = productError(ratio, EIGHTH, angle) + (ratio * EIGHTH_TAIL + ratioTail * EIGHTH);
    cos = cosine(angle, tail);
    sin = sine(angle, tail);
  }
  const across = steep ? sin : cos;
  out[at] = left ? -across : across;
  out[at + 1] = (lower ? 1 : -1) * (steep ? cos : sin);
}

/** Writes e^{−2πi k/n} for one n, as {@link root} does. */
export type Roots = (k: number, out: Float32Array | Float64Array, at: number) => void;

/**
 * The roots of one n, for tables of many: where an eighth of a turn is a whole number of steps they are
 * computed once for the first eighth, and all others are its reflections, to the last bit.
 */
export function rootsOf(n: number): Roots {
  let first: Float64Array | undefined;
  if (n % 8 === 0) {
    first = new Float64Array(n / 4 + 2);
    for (let k = 0; k <= n / 8; k++) root(k, n, first, 2 * k);
  }
  return (k, out, at) => root(k, n, out, at, first);
}
