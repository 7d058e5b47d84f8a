import type { Arr, ResultOf } from "../array/result.js";
import { precisionOf, type Source } from "../array/source.js";
import { type Target, targetOf } from "../array/target.js";
import { optionsOf, wrongKind } from "../check.js";
import { type LucyPlanRequest, restoreInTurns, restoreOnce } from "../plan/restoration/plan.js";
import type { In, Out } from "../types.js";
import { lucyChoice, type LucyOptions } from "./options.js";
import { readPicture, readPointSpread } from "./pointSpread.js";

/** @inline */
export interface RichardsonLucyOptions extends LucyOptions {
  /** Takes the result; it may be the image. */
  out?: Out;
}

/** @inline */
export interface RichardsonLucyAsyncOptions extends RichardsonLucyOptions {
  /** Ends the work: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Restores a picture by Richardson's and Lucy's iteration, which finds the likeliest original of a picture that counts photons:
 *
 *     x ← x · (psfᵀ ∗ (image / (psf ∗ x + 10⁻¹²))),   x = ½ at first
 *
 * Both convolutions give arrays of the image's shape, centred as SciPy's "same". What is not negative stays so, and with boundary "wrap" and a psf of sum 1 the sum stays that of
 * the image. Iterations bring detail, then grain; their number is what balances both.
 *
 * | option           | what it adds |
 * | :--------------- | :----------- |
 * | `boundary`       | what lies outside; with other than "zero" the second convolution is the first one's exact adjoint ("wrap"), or its mirror image ("reflect"), for even psfs too |
 * | `weights` w      | x ← x · psfᵀ ∗ (w · image / …) / (psfᵀ ∗ w): masks dead samples, and weights of 1 undo the fall of brightness at a border of zeros |
 * | `totalVariation` | x / (1 − λ div(∇x / \|∇x\|)) in place of x, after Dey |
 * | `acceleration`   | each step starts from max(x + α(x − x₋₁) + ½α²(x − 2x₋₁ + x₋₂), 0), α = Σ g·g₋₁ / Σ g₋₁² of the last two steps g, held between 0 and 1, after Biggs and Andrews |
 *
 * A psf that is a product of one factor for each axis is convolved along the axes, another one directly or by transforms, whichever is predicted to be faster; by transforms a blurred estimate below
 * ε · max(image) counts as that much, as it is below rounding. Magnitudes below 2⁻⁶⁴ (float64: 2⁻⁶⁰⁰) of the brightest sample become 0. NaN and infinity spread by the psf's size with
 * each iteration, or everywhere at once by transforms, unless a weight of 0 masks them.
 *
 * @param image - What was recorded: an array of one, two or three axes.
 * @param psf - What a point became: as many axes, no larger than the image, numbers of at least 0; usually of sum 1.
 * @returns A plain array for a plain one-dimensional image, else an NdArray; float32 if image and psf are (as far as they are typed), else float64.
 * @throws TypeError for a wrong kind; RangeError if the psf is empty, has a negative number or none above 0, is larger than the image or of another rank, or an option is out of range.
 *
 * @example
 * ```ts
 * const blurred = [0, 0.25, 0.5, 0.25, 0, 0, 0];
 * restoration.richardsonLucy(blurred, [0.25, 0.5, 0.25], { numIter: 500 }).map((v) => Math.round(v * 10) / 10); // Float64Array [0, 0, 1, 0, 0, 0, 0]
 * ```
 * @see skimage.restoration.richardson_lucy, of version 0.19
 */
export function richardsonLucy<I extends In, P extends In, O extends Out>(image: I, psf: P, options: RichardsonLucyOptions & { out: O }): O;
export function richardsonLucy<I extends In, P extends In>(image: I, psf: P, options?: RichardsonLucyOptions): ResultOf<I | P>;
export function richardsonLucy(image: In, psf: In, options?: RichardsonLucyOptions): Arr | Out {
  const { request, picture, target } = read(image, psf, options);
  restoreOnce(request, picture, target);
  return target.value as Arr;
}

/**
 * {@link richardsonLucy} that lets others have their turn: after at most 16 milliseconds of work whatever else waits in this realm runs; only the tables of
 * transforms of millions of points are made in one piece, in less than a tenth of a second. Everything is read at once, and may change afterwards.
 *
 * @returns A promise of what `richardsonLucy` returns. It is rejected with the signal's reason at the next turn after that was given; all memory is given back then, and `out` is
 *   not written.
 * @throws As {@link richardsonLucy}, by rejecting.
 *
 * @example
 * ```ts
 * const sharp = await restoration.richardsonLucyAsync([0.25, 0.5, 0.25], [0.25, 0.5, 0.25], { numIter: 1, signal: AbortSignal.timeout(1000) });
 * sharp.length; // 3
 * ```
 * @see skimage.restoration.richardson_lucy, of version 0.19
 */
export function richardsonLucyAsync<I extends In, P extends In, O extends Out>(image: I, psf: P, options: RichardsonLucyAsyncOptions & { out: O }): Promise<O>;
export function richardsonLucyAsync<I extends In, P extends In>(image: I, psf: P, options?: RichardsonLucyAsyncOptions): Promise<ResultOf<I | P>>;
export async function richardsonLucyAsync(image: In, psf: In, options?: RichardsonLucyAsyncOptions): Promise<Arr | Out> {
  const { signal } = optionsOf(options);
  if (signal !== undefined && !isSignal(signal)) wrongKind("options.signal", "an AbortSignal", signal);
  const { request, picture, target } = read(image, psf, options);
  await restoreInTurns(request, picture, target, signal);
  return target.value as Arr;
}

function read(image: In, psf: In, options: RichardsonLucyOptions | undefined): { request: LucyPlanRequest; picture: Source; target: Target } {
  const picture = readPicture(image, "image");
  const { shape } = picture;
  const { source, spread } = readPointSpread(psf, "psf", shape);
  const given = optionsOf(options);
  const choice = lucyChoice(given, shape);
  const precision = precisionOf(picture, source);
  const target = targetOf(given.out, shape, precision, picture.plain && source.plain);
  return { request: { ...choice, psf: spread, shape, precision }, picture, target };
}

/** By what it can do: a realm's own class would not know another's signal. */
function isSignal(value: unknown): value is AbortSignal {
  return typeof value === "object" && value !== null && "aborted" in value && typeof (value as AbortSignal).throwIfAborted === "function";
}
