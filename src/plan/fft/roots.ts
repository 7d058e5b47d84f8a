import { productError } from "../../math/double.js";
import { cosine, EIGHTH, EIGHTH_TAIL, sine } from "../../math/octant.js";
import type { Real } from "../../wasm/engine.js";

/**
 * Roots of unity, e^{−2πi k/n}, each part within 0.75 of a unit in the last place, from
 * additions and multiplications alone: the same bits on every engine, which Math.sin is not.
 */

/**
 * Writes e^{−2πi k/n} to out[at] and out[at + 1].
 * @param k - Any integer of at most 2^53 in magnitude.
 * @param n - From 1 to 2^49.
 */
export function root(k: number, n: number, out: Float32Array | Float64Array, at: number): void {
  // In eighths of a turn, scaled by n, all integers: reflect into the first eighth.
  let a = 8 * (k % n);
  if (a < 0) a += 8 * n;
  const lower = a > 4 * n;
  if (lower) a = 8 * n - a;
  const left = a > 2 * n;
  if (left) a = 4 * n - a;
  const steep = a > n;
  if (steep) a = 2 * n - a;

  // The angle π/4 · a/n as a sum of two doubles.
  const ratio = a / n;
  const ratioTail = (a - ratio * n - productError(ratio, n, ratio * n)) / n;
  const angle = ratio * EIGHTH;
  const tail = productError(ratio, EIGHTH, angle) + (ratio * EIGHTH_TAIL + ratioTail * EIGHTH);
  const cos = cosine(angle, tail);
  const sin = sine(angle, tail);
  const across = steep ? sin : cos;
  out[at] = left ? -across : across;
  out[at + 1] = (lower ? 1 : -1) * (steep ? cos : sin);
}

/** Writes e^{−2πi k/n} for one n, as {@link root} does. */
export type Roots = (k: number, out: Float32Array | Float64Array, at: number) => void;

/**
 * The roots of one n, for tables of many: where an eighth of a turn is a whole number of steps, all are reflections of those of the
 * first eighth, to the last bit. These are kept; for long tables of f32, those of every so many steps and those in between are, and
 * multiplied: f64 has digits enough, and a table of millions would not fit a cache.
 */
export function rootsOf(n: number, real: Real): Roots {
  if (n % 8 !== 0) return (k, out, at) => root(k, n, out, at);
  const eighth = n / 8;
  const shift = real === "f32" && n >= 2 ** 16 ? Math.round(Math.log2(eighth) / 2) : 0;
  const coarse = multiplesOf(1 << shift, (eighth >> shift) + 1, n);
  const fine = multiplesOf(1, 1 << shift, n);
  const inBetween = (1 << shift) - 1;
  return (k, out, at) => {
    let a = k % n;
    if (a < 0) a += n;
    const lower = a > 4 * eighth;
    if (lower) a = n - a;
    const left = a > 2 * eighth;
    if (left) a = 4 * eighth - a;
    const steep = a > eighth;
    if (steep) a = 2 * eighth - a;
    const i = 2 * (a >> shift);
    let cos = coarse[i];
    let sin = coarse[i + 1];
    if (shift > 0) {
      const j = 2 * (a & inBetween);
      const turned = cos * fine[j] - sin * fine[j + 1];
      sin = cos * fine[j + 1] + sin * fine[j];
      cos = turned;
    }
    const across = steep ? -sin : cos;
    const along = steep ? -cos : sin;
    out[at] = left ? -across : across;
    out[at + 1] = lower ? -along : along;
  };
}

/** The roots of 0, step, 2·step … of n. */
function multiplesOf(step: number, count: number, n: number): Float64Array {
  const roots = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) root(i * step, n, roots, 2 * i);
  return roots;
}
