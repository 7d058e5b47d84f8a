import type { Arr, ResultOf } from "../array/result.js";
import { precisionOf } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { finite, oneOf, optionsOf } from "../check.js";
import { divideSpectra } from "../plan/restoration/division.js";
import type { In, Out } from "../types.js";
import { readPicture, readPointSpread } from "./pointSpread.js";

/** @inline */
export interface InverseFilterOptions {
  /** The floor under the divisor, as a part of its largest magnitude: 0, none. */
  epsilon?: number;
  /** Which sample of the psf stands for a point in its place: "center", ⌊K/2⌋ on each axis, or "start", the first. */
  anchor?: "center" | "start";
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * Undoes a blur by division of spectra:
 *
 *     F(result) = F(x) / D,   D = H where |H| ≥ ε · max |H|,  else ε · max |H| · H / |H|
 *
 * H is the transform of the psf among zeros, turned round so that its anchor is at the origin; x counts as periodic. With ε = 0 it is the naive
 * quotient: exact where the blur was periodic and nothing was added, and worthless with the least noise, which it magnifies by 1 / |H|.
 * With a floor the frequencies that the blur nearly took are given up.
 *
 * The result has x's shape and sum / Σ psf. O(N log N). NaN and infinity in x reach every sample of the result, and so does a division by H = 0 where ε = 0.
 *
 * @param x - What was recorded: an array of one, two or three axes.
 * @param psf - What a point became: as many axes, no larger than x, numbers of at least 0.
 * @returns A plain array for a plain one-dimensional x and psf, else an NdArray; float32 if every typed input is, else float64.
 * @throws TypeError for a wrong kind; RangeError if the psf is empty, has a negative number or none above 0, is larger than x or of another rank, or ε is
 *   not between 0 and 1.
 *
 * @example
 * ```ts
 * const blurred = signal.convolve([0, 0, 3, 0, 1, 0], [0.5, 0.25, 0.125], { mode: "full" });
 * restoration.inverseFilter(blurred, [0.5, 0.25, 0.125], { anchor: "start" }).map((v) => Math.round(v) + 0); // Float64Array [0, 0, 3, 0, 1, 0, 0, 0]
 * ```
 * @see The tutorial's naive deconvolution, which is anchor "start" and epsilon 0.
 */
export function inverseFilter<X extends In, P extends In, O extends Out>(x: X, psf: P, options: InverseFilterOptions & { out: O }): O;
export function inverseFilter<X extends In, P extends In>(x: X, psf: P, options?: InverseFilterOptions): ResultOf<X | P>;
export function inverseFilter(x: In, psf: In, options?: InverseFilterOptions): Arr | Out {
  const picture = readPicture(x, "x");
  const { source, spread } = readPointSpread(psf, "psf", picture.shape);
  const { epsilon = 0, anchor = "center", out } = optionsOf(options);
  finite(epsilon, "options.epsilon", 0, 1);
  oneOf(anchor, ["center", "start"], "options.anchor");
  const precision = precisionOf(picture, source);
  const target = targetOf(out, picture.shape, precision, picture.plain && source.plain);
  divideSpectra({ x: apart(picture, target), psf: spread, precision, quotient: { kind: "inverse", floor: epsilon, anchor } }, target);
  return target.value as Arr;
}
