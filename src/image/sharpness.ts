import { finite, integer, optionsOf, positive, wrongValue } from "../check.js";
import { gaussianWeights } from "../math/gaussian.js";
import { filterSharpened } from "../plan/separable/sharpening.js";
import type { RealDType } from "../types.js";
import { filter2D } from "./filter2D.js";
import { log } from "./kernels.js";
import { type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import type { FilterOptions } from "./request.js";
import { filterByLines } from "./sepFilter2D.js";

/** @inline */
export interface LaplacianOfGaussianOptions extends Omit<FilterOptions, "anchor"> {
  /** Rows and columns of the kernel, odd; 0 for 2·⌈4σ⌉ + 1. */
  ksize?: number;
  /** σ in pixels; 0 for 0.3 · ((ksize − 1)/2 − 1) + 0.8, and for 1 if there is no ksize either. */
  sigma?: number;
}

/** @inline */
export interface UnsharpMaskOptions extends Pick<FilterOptions, "border" | "borderValue" | "alpha" | "out"> {
  /** σ of the blurred picture, in pixels: 1. */
  sigma?: number;
  /** How much of the difference from the blurred picture is added: 1. */
  amount?: number;
}

/** Most pixels of a kernel to each side. */
const MOST = 1024;

/**
 * The Laplacian of a Gaussian, which finds spots of radius √2·σ, and edges where it changes its sign: {@link filter2D} with `kernels.log`.
 *
 *     y = delta + Σ_a Σ_b k[a, b] · x[i + a − ⌊n/2⌋, j + b − ⌊n/2⌋, c],   k = (r² − 2σ²) / (2πσ⁶) · e^(−r² / 2σ²) − mean
 *
 * Bright spots are negative: ask for a depth that holds such numbers. Borders, rounding, cost, NaN and errors are those of filter2D.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns As {@link filter2D}.
 * @throws As {@link filter2D}; RangeError if ksize is even, or sigma below 0.
 *
 * @example
 * ```ts
 * const spot = [[0, 0, 0], [0, 9, 0], [0, 0, 0]];
 * image.laplacianOfGaussian(spot, { ksize: 3, sigma: 0.5 }).data.map(Math.round); // Float64Array [15, 15, 15, 15, -45, 15, 15, 15, 15]
 * ```
 * @see scipy.ndimage.gaussian_laplace
 */
export function laplacianOfGaussian<X extends PictureIn, O extends PictureOut>(src: X, options: LaplacianOfGaussianOptions & { out: O }): O;
export function laplacianOfGaussian<X extends PictureIn, D extends RealDType>(src: X, options: LaplacianOfGaussianOptions & { depth: D }): Filtered<X, D>;
export function laplacianOfGaussian<X extends PictureIn>(src: X, options?: LaplacianOfGaussianOptions): Filtered<X>;
export function laplacianOfGaussian(src: PictureIn, options?: LaplacianOfGaussianOptions): PictureOut {
  const { ksize = 0, sigma = 0, ...rest } = optionsOf(options);
  integer(ksize, "options.ksize", 0, 2 * MOST + 1);
  finite(sigma, "options.sigma", 0);
  const width = sigma > 0 ? sigma : ksize > 0 ? 0.3 * ((ksize - 1) / 2 - 1) + 0.8 : 1;
  const n = ksize > 0 ? ksize : 2 * reach(4 * width) + 1;
  if (n % 2 === 0) wrongValue("options.ksize", "an odd number of rows and columns", n);
  return filter2D(src, log(n, width), rest as FilterOptions) as PictureOut;
}

/**
 * Sharpens a picture: adds what a Gaussian blur takes away.
 *
 *     y = x + amount · (x − g ∗ x),   g a Gaussian of 2·⌈4σ⌉ + 1 taps along rows and columns
 *
 * which is {@link filter2D} with (1 + amount)·δ − amount·g: results of integers are the exact sums, rounded once, half to even, and saturated. Borders, cost and NaN are those of filter2D.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape and type; of ImageData and its like { data, width, height }; or `out`.
 * @throws As {@link filter2D}; RangeError if sigma is not above 0, or amount not finite.
 *
 * @example An edge overshoots:
 * ```ts
 * image.unsharpMask([[10, 10, 10, 20, 20, 20]], { sigma: 0.5 }).data.map(Math.round); // Float64Array [10, 10, 9, 21, 20, 20]
 * ```
 * @see skimage.filters.unsharp_mask
 */
export function unsharpMask<X extends PictureIn, O extends PictureOut>(src: X, options: UnsharpMaskOptions & { out: O }): O;
export function unsharpMask<X extends PictureIn>(src: X, options?: UnsharpMaskOptions): Filtered<X>;
export function unsharpMask(src: PictureIn, options?: UnsharpMaskOptions): PictureOut {
  const { sigma = 1, amount = 1, border, borderValue, alpha, out } = optionsOf(options);
  const n = 2 * reach(4 * positive(sigma, "options.sigma")) + 1;
  finite(amount, "options.amount");
  const line = gaussianWeights(n, sigma);
  const column = line.map((weight) => -amount * weight);
  return filterByLines(readPicture(src), line, column, { border, borderValue, alpha, out }, (request, from, to) => filterSharpened(request, 1 + amount, from, to));
}

function reach(extent: number): number {
  const pixels = Math.ceil(extent);
  if (pixels > MOST) wrongValue("options.sigma", `a kernel of at most ${MOST} pixels to each side`, `${pixels} of them`);
  return pixels;
}
