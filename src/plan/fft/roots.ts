import { productError } from "../../math/double.js";
import { cosine, EIGHTH, EIGHTH_TAIL, sine } from "../../math/octant.js";
import type { FloatArray } from "../../types.js";
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
export function root(k: number, n: number, out: FloatArray, at: number): void {
  reflect(8 * (k % n), n, out, at, (a) => {
    // The angle π/4 · a/n as a sum of two doubles.
    const ratio = a / n;
    const ratioTail = (a - ratio * n - productError(ratio, n, ratio * n)) / n;
    const angle = ratio * EIGHTH;
    const tail = productError(ratio, EIGHTH, angle) + (ratio * EIGHTH_TAIL + ratioTail * EIGHTH);
    out[at] = cosine(angle, tail);
    out[at + 1] = sine(angle, tail);
  });
}

/**
 * Writes e^{−iα} for an angle of `a` steps, of which an eighth of a turn has `eighth`, from the cosine and the sine of an angle in the first eighth that
 * `write` writes to the same place.
 */
function reflect(a: number, eighth: number, out: FloatArray, at: number, write: (a: number) => void): void {
  if (a < 0) a += 8 * eighth;
  const lower = a > 4 * eighth;
  if (lower) a = 8 * eighth - a;
  const left = a > 2 * eighth;
  if (left) a = 4 * eighth - a;
  const steep = a > eighth;
  if (steep) a = 2 * eighth - a;
  write(a);
  const across = out[steep ? at + 1 : at];
  const along = out[steep ? at : at + 1];
  out[at] = left ? -across : across;
  out[at + 1] = lower ? along : -along;
}

/** Writes e^{−2πi k/n} for one n, as {@link root} does. */
export type Roots = (k: number, out: FloatArray, at: number) => void;

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
  return (k, out, at) =>
    reflect(k % n, eighth, out, at, (a) => {
      const i = 2 * (a >> shift);
      const j = 2 * (a & inBetween);
      const [cos, sin] = [coarse[i], -coarse[i + 1]];
      out[at] = shift > 0 ? cos * fine[j] + sin * fine[j + 1] : cos;
      out[at + 1] = shift > 0 ? sin * fine[j] - cos * fine[j + 1] : sin;
    });
}

/** The roots of 0, step, 2·step … of n. */
function multiplesOf(step: number, count: number, n: number): Float64Array {
  const roots = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) root(i * step, n, roots, 2 * i);
  return roots;
}
