import type { Arr, ResultOf } from "../array/result.js";
import { precisionOf, read, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { boolean, finite, optionsOf, wrongValue } from "../check.js";
import { tapsOf } from "../plan/direct/taps.js";
import { divideSpectra } from "../plan/restoration/division.js";
import type { Spread } from "../plan/restoration/recipe.js";
import { sameShape } from "../shape/strides.js";
import type { In, Out } from "../types.js";
import { readPicture, readPointSpread } from "./pointSpread.js";

/** @inline */
export interface WienerOptions {
  /** What a restored picture should have little of: an impulse response, or its transfer function, complex and of the shape of the picture's half spectrum. The Laplacian if left out. */
  reg?: In;
  /** Holds the result between −1 and 1: true. */
  clip?: boolean;
  /** Takes the result; it may be the image. */
  out?: Out;
}

/**
 * Restores a picture by the Wiener–Hunt filter:
 *
 *     F(result) = H̄ · F(image) / (|H|² + balance · Λ²)
 *
 * H is the transfer function of the psf, its sample ⌊K/2⌋ at the origin, and Λ the real part of the operator's; image and psf count as periodic. The balance weighs
 * smoothness against faithfulness: near 0 the noise grows as in the plain quotient, large ones leave the picture soft. With the Laplacian, Λ = Σ (2 − 2 cos 2πf/N), fine grain costs most.
 *
 * Linear, and one division: O(N log N). NaN and infinity in the image reach every sample of the result.
 *
 * @param image - What was recorded: an array of one, two or three axes. With `clip`, brightness is expected between −1 and 1.
 * @param psf - What a point became: as many axes, no larger than the image, numbers of at least 0.
 * @param balance - At least 0.
 * @returns A plain array for plain one-dimensional inputs, else an NdArray, of the image's shape; float32 if image and psf are (as far as they are typed), else float64.
 * @throws TypeError for a wrong kind; RangeError if the psf is empty, has a negative number or none above 0, is larger than the image or of another rank, the balance is negative,
 *   or reg has neither the image's rank nor its half spectrum's shape.
 *
 * @example
 * ```ts
 * const blurred = [0.2, 0.6, 0.2, 0, 0, 0, 0, 0];
 * restoration.wiener(blurred, [0.2, 0.6, 0.2], 1e-6).map((v) => Math.round(v * 10) / 10 + 0); // Float64Array [0, 1, 0, 0, 0, 0, 0, 0]
 * ```
 * @see skimage.restoration.wiener, of version 0.19
 */
export function wiener<I extends In, P extends In, O extends Out>(image: I, psf: P, balance: number, options: WienerOptions & { out: O }): O;
export function wiener<I extends In, P extends In>(image: I, psf: P, balance: number, options?: WienerOptions): ResultOf<I | P>;
export function wiener(image: In, psf: In, balance: number, options?: WienerOptions): Arr | Out {
  const picture = readPicture(image, "image");
  const { source, spread } = readPointSpread(psf, "psf", picture.shape);
  finite(balance, "balance", 0);
  const { reg, clip = true, out } = optionsOf(options);
  boolean(clip, "options.clip");
  const operator = reg === undefined ? "laplacian" : operatorOf(reg, picture.shape);
  const precision = precisionOf(picture, source);
  const target = targetOf(out, picture.shape, precision, picture.plain && source.plain);
  const quotient = { kind: "wiener", balance, operator, limit: clip ? 1 : Infinity } as const;
  divideSpectra({ x: apart(picture, target), psf: spread, precision, quotient }, target);
  return target.value as Arr;
}

function operatorOf(reg: In, shape: readonly number[]): Spread | Source {
  const source = read(reg, "options.reg");
  const last = shape.length - 1;
  const half = [...shape.slice(0, last), (shape[last] >> 1) + 1];
  if (source.complex) {
    if (!sameShape(source.shape, half)) wrongValue("options.reg", `a complex array of shape [${half.join(", ")}], the picture's half spectrum`, `one of shape [${source.shape.join(", ")}]`);
    return source;
  }
  if (source.shape.length !== shape.length || source.shape.some((K, axis) => K < 1 || K > shape[axis])) {
    wrongValue("options.reg", `an array that fits into shape [${shape.join(", ")}]`, `one of shape [${source.shape.join(", ")}]`);
  }
  const { re } = tapsOf(source);
  for (const value of re) finite(value, "options.reg");
  return { data: re, shape: source.shape };
}
