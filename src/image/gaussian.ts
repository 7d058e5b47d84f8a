import { finite, integer, MOST_SAMPLES, optionsOf, wrongKind, wrongValue } from "../check.js";
import { gaussianWeights } from "../math/gaussian.js";
import { type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import type { FilterOptions } from "./request.js";
import { filterByLines } from "./sepFilter2D.js";

/** @inline */
export interface GaussianBlurOptions extends Pick<FilterOptions, "border" | "borderValue" | "alpha" | "out"> {
  /** How many taps, or [width, height]: odd; 0 for as many as 3 (uint8) or 4 sigmas to both sides are. */
  ksize?: number | readonly [number, number];
  /** The Gaussian's standard deviation along rows, in pixels; 0 for 0.3 · ((width − 1) / 2 − 1) + 0.8. */
  sigmaX?: number;
  /** The same down columns; 0 for sigmaX. */
  sigmaY?: number;
}

/**
 * A Gaussian kernel of n taps that add up to 1:
 *
 *     g[k] = exp(−(k − (n − 1)/2)² / (2σ²)) / Σ
 *
 * With σ ≤ 0 it is 0.3 · ((n − 1)/2 − 1) + 0.8, and kernels of 1, 3, 5, 7 and 9 taps are binomial or nearly so, as OpenCV has them:
 * 1 4 6 4 1 over 16. The values are the same in every engine.
 *
 * @param ksize - n, at least 1. Even kernels are sampled half a pixel off the middle; OpenCV 4.6 gives no Gaussian there.
 * @param sigma - σ, in pixels.
 * @throws TypeError for a wrong kind; RangeError if ksize is below 1 or sigma is not finite.
 *
 * @example
 * ```ts
 * image.getGaussianKernel(3, 0); // Float64Array [0.25, 0.5, 0.25]
 * ```
 * @see cv2.getGaussianKernel
 */
export function getGaussianKernel(ksize: number, sigma: number): Float64Array<ArrayBuffer> {
  return gaussianWeights(integer(ksize, "ksize", 1, MOST_SAMPLES), finite(sigma, "sigma"));
}

/**
 * Blurs a picture with a Gaussian: {@link sepFilter2D} with kernels from {@link getGaussianKernel}.
 *
 *     y[i, j, c] = Σ_a Σ_b g_Y[a] · g_X[b] · x[i + a − ⌊height/2⌋, j + b − ⌊width/2⌋, c]
 *
 * | given                 | kernel                                                              |
 * | :-------------------- | :------------------------------------------------------------------ |
 * | `sigmaX`              | 6σ + 1 taps for uint8, 8σ + 1 for other types, rounded and made odd |
 * | `ksize`               | σ = 0.3 · ((ksize − 1)/2 − 1) + 0.8                                 |
 * | `ksize` and `sigmaX`  | as given                                                            |
 *
 * Results of integers are the exact sums over the kernel's float64 values, rounded once, half to even (OpenCV rounds uint8's coefficients to 8 bits).
 * Borders, alpha, NaN and cost are those of sepFilter2D.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape and type; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if ksize is even, if neither ksize nor sigmaX says how wide the kernel is, or as sepFilter2D.
 *
 * @example
 * ```ts
 * const picture = array([[0, 0, 0], [0, 160, 0], [0, 0, 0]], { dtype: "uint8" });
 * image.gaussianBlur(picture, { ksize: 3 }).toNested(); // [[40, 40, 40], [40, 40, 40], [40, 40, 40]]
 * image.gaussianBlur(picture, { ksize: 3, border: "constant" }).toNested(); // [[10, 20, 10], [20, 40, 20], [10, 20, 10]]
 * ```
 * @see cv2.GaussianBlur
 */
export function gaussianBlur<A extends PictureIn, O extends PictureOut>(src: A, options: GaussianBlurOptions & { out: O }): O;
export function gaussianBlur<X extends PictureIn>(src: X, options: GaussianBlurOptions): Filtered<X>;
export function gaussianBlur(src: PictureIn, options: GaussianBlurOptions): PictureOut {
  const picture = readPicture(src);
  const { ksize = 0, sigmaX = 0, sigmaY = 0, border, borderValue, alpha, out } = optionsOf(options);
  const sigmas = [finite(sigmaX, "options.sigmaX"), finite(sigmaY, "options.sigmaY")];
  if (sigmas[1] <= 0) sigmas[1] = sigmas[0];
  const reach = picture.type === "u8" ? 6 : 8;
  const [row, column] = sizesOf(ksize, "options.ksize", 0).map((size, axis) => {
    const sigma = Math.max(0, sigmas[axis]);
    if (size === 0 && sigma === 0) wrongValue("options.ksize", "a size, or a sigma that tells one", "neither");
    const natural = sigma * reach + 1;
    if (size === 0 && natural > MOST_SAMPLES) wrongValue("options.sigmaX", `a Gaussian of at most ${MOST_SAMPLES} taps`, `one of ${natural}`);
    const taps = size === 0 ? nearestEven(natural) | 1 : size;
    if (taps % 2 === 0) wrongValue("options.ksize", "an odd number of taps", taps);
    return gaussianWeights(taps, sigma);
  });
  return filterByLines(picture, row, column, { border, borderValue, alpha, out });
}

/** A size of a kernel, a number or [width, height]. */
export function sizesOf(value: unknown, name: string, least: number): [width: number, height: number] {
  if (typeof value === "number") return [integer(value, name, least), value];
  if (!Array.isArray(value)) wrongKind(name, "a number or [width, height]", value);
  if (value.length !== 2) wrongValue(name, "[width, height]", `${value.length} numbers`);
  return [integer(value[0], `${name}[0]`, least), integer(value[1], `${name}[1]`, least)];
}

function nearestEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor & 1) : Math.round(value);
}
