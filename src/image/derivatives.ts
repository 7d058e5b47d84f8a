import { boolean, finite, integer, optionsOf, wrongValue } from "../check.js";
import { derivativeWeights, scharrWeights } from "../math/derivative.js";
import type { RealDType } from "../types.js";
import { filter2D } from "./filter2D.js";
import { type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import type { FilterOptions } from "./request.js";
import { filterByLines } from "./sepFilter2D.js";

/** @inline */
export interface GetDerivKernelsOptions {
  /** How many taps, odd, at most 31; or "scharr", three. */
  ksize?: number | "scharr";
  /** Divides by what the smoothing adds up to. */
  normalize?: boolean;
}

/** @inline */
export interface ScharrOptions extends Omit<FilterOptions, "anchor"> {
  /** The order of the derivative along rows. */
  dx?: number;
  /** The order of the derivative down columns. */
  dy?: number;
  /** A factor of every output: 1. */
  scale?: number;
}

/** @inline */
export interface SobelOptions extends ScharrOptions {
  /** How many taps, odd, at most 31, above both orders: 3. With 1 there is no smoothing, and three taps in the derivative's direction. */
  ksize?: number;
}

/** @inline */
export interface LaplacianOptions extends Omit<FilterOptions, "anchor"> {
  /** How many taps, odd, at most 31: 1, the cross of four neighbours. */
  ksize?: number;
  /** A factor of every output: 1. */
  scale?: number;
}

/** The most taps of a derivative. */
const MOST = 31;

/** The weights of a derivative, which go along the rows and along the columns. */
export interface DerivKernels {
  /** Weights along x, over neighbours in a row. */
  kx: Float64Array<ArrayBuffer>;
  /** Weights along y, over neighbours in a column. */
  ky: Float64Array<ArrayBuffer>;
}

/**
 * The kernels of a derivative in x of order dx and in y of order dy: binomials that are smoothed differences.
 *
 *     ksize 3:  order 0: 1 2 1    order 1: −1 0 1    order 2: 1 −2 1;    "scharr":  3 10 3 and −1 0 1
 *
 * With ksize 1 an order of 0 has one tap, and the others three. With `normalize` binomials are divided by 2^(ksize − order − 1), and Scharr's smoothing by 32.
 *
 * @throws TypeError for a wrong kind; RangeError if an order is negative or not below ksize, both are 0, ksize is even or above 31, or dx + dy is not 1 with "scharr".
 *
 * @example
 * ```ts
 * image.getDerivKernels(1, 0); // { kx: Float64Array [-1, 0, 1], ky: Float64Array [1, 2, 1] }
 * image.getDerivKernels(0, 1, { ksize: "scharr", normalize: true }).kx; // Float64Array [0.09375, 0.3125, 0.09375]
 * ```
 * @see cv2.getDerivKernels
 */
export function getDerivKernels(dx: number, dy: number, options?: GetDerivKernelsOptions): DerivKernels {
  const { ksize = 3, normalize = false } = optionsOf(options);
  const scaling = boolean(normalize, "options.normalize") ? "unit" : "integers";
  if (ksize === "scharr") {
    ordersOf(dx, dy, 2, "");
    if (dx + dy !== 1) wrongValue("dx", "one derivative of order 1, in x or in y, for Scharr's kernels", `orders ${dx} and ${dy}`);
    return { kx: scharrWeights(dx, scaling), ky: scharrWeights(dy, scaling) };
  }
  const taps = tapsOf(ksize);
  ordersOf(dx, dy, Math.max(taps, 3), "");
  return { kx: derivativeWeights(dx, taps, scaling), ky: derivativeWeights(dy, taps, scaling) };
}

/**
 * Differentiates a picture with Sobel's kernels: {@link sepFilter2D} with those of {@link getDerivKernels}, times `scale`.
 *
 *     y = delta + scale · Σ_a Σ_b ky[a] · kx[b] · x[i + a − ⌊height/2⌋, j + b − ⌊width/2⌋, c]
 *
 * uint8 loses what is negative: give `depth`, "int16" or "float32". Sums of small integers are exact. Borders, rounding, NaN and cost are those of sepFilter2D.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError as {@link getDerivKernels} and {@link sepFilter2D}.
 *
 * @example
 * ```ts
 * const picture = array([[0, 0, 9], [0, 0, 9], [0, 0, 9]], { dtype: "uint8" });
 * image.sobel(picture, { dx: 1, depth: "int16", border: "replicate" }).toNested(); // [[0, 36, 36], [0, 36, 36], [0, 36, 36]]
 * ```
 * @see cv2.Sobel, whose dx and dy have no default: here they are 0, and one of them has to be given.
 */
export function sobel<A extends PictureIn, O extends PictureOut>(src: A, options: SobelOptions & { out: O }): O;
export function sobel<X extends PictureIn, D extends RealDType>(src: X, options: SobelOptions & { depth: D }): Filtered<X, D>;
export function sobel<X extends PictureIn>(src: X, options: SobelOptions): Filtered<X>;
export function sobel(src: PictureIn, options: SobelOptions): PictureOut {
  const picture = readPicture(src);
  const { dx = 0, dy = 0, ksize = 3, scale = 1, ...rest } = optionsOf(options);
  const taps = tapsOf(ksize);
  ordersOf(dx, dy, Math.max(taps, 3), "options.");
  const [kx, ky] = [dx, dy].map((order) => derivativeWeights(order, taps, "integers"));
  return filterByLines(picture, kx, scaled(ky, scale), { ...rest, anchor: undefined });
}

/**
 * Differentiates a picture once with Scharr's kernels, 3 10 3 across and −1 0 1 along, which are nearer to the same in all directions than Sobel's:
 * {@link sobel} in all else.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if not one of dx and dy is 1 and the other 0, or as {@link sepFilter2D}.
 *
 * @example
 * ```ts
 * const picture = array([[0, 0, 9], [0, 0, 9], [0, 0, 9]], { dtype: "uint8" });
 * image.scharr(picture, { dx: 1, depth: "int16", border: "replicate" }).toNested(); // [[0, 144, 144], [0, 144, 144], [0, 144, 144]]
 * ```
 * @see cv2.Scharr
 */
export function scharr<A extends PictureIn, O extends PictureOut>(src: A, options: ScharrOptions & { out: O }): O;
export function scharr<X extends PictureIn, D extends RealDType>(src: X, options: ScharrOptions & { depth: D }): Filtered<X, D>;
export function scharr<X extends PictureIn>(src: X, options: ScharrOptions): Filtered<X>;
export function scharr(src: PictureIn, options: ScharrOptions): PictureOut {
  const picture = readPicture(src);
  const { dx = 0, dy = 0, scale = 1, ...rest } = optionsOf(options);
  ordersOf(dx, dy, 2, "options.");
  if (dx + dy !== 1) wrongValue("options.dx", "one derivative of order 1, in x or in y, for Scharr's kernels", `orders ${dx} and ${dy}`);
  return filterByLines(picture, scharrWeights(dx, "integers"), scaled(scharrWeights(dy, "integers"), scale), { ...rest, anchor: undefined });
}

/**
 * The sum of a picture's second derivatives in x and y: {@link filter2D} with the kernel, times `scale`,
 *
 *     ksize 1:   0  1  0        ksize 3:   2  0  2        above:  Σ of the two kernels of getDerivKernels,
 *                1 −4  1                   0 −8  0                of orders 2, 0 and 0, 2
 *                0  1  0                   2  0  2
 *
 * uint8 loses what is negative: give `depth`, "int16" or "float32". Borders, rounding, NaN and cost are those of filter2D.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if ksize is even or above 31, or as filter2D.
 *
 * @example
 * ```ts
 * const picture = array([[1, 1, 1], [1, 3, 1], [1, 1, 1]], { dtype: "uint8" });
 * image.laplacian(picture, { depth: "int16", border: "replicate" }).toNested(); // [[0, 2, 0], [2, -8, 2], [0, 2, 0]]
 * ```
 * @see cv2.Laplacian
 */
export function laplacian<A extends PictureIn, O extends PictureOut>(src: A, options: LaplacianOptions & { out: O }): O;
export function laplacian<X extends PictureIn, D extends RealDType>(src: X, options: LaplacianOptions & { depth: D }): Filtered<X, D>;
export function laplacian<X extends PictureIn>(src: X, options?: LaplacianOptions): Filtered<X>;
export function laplacian(src: PictureIn, options?: LaplacianOptions): PictureOut {
  const { ksize = 1, scale = 1, ...rest } = optionsOf(options);
  const taps = tapsOf(ksize);
  const factor = finite(scale, "options.scale");
  const kernel = taps === 1 ? [[0, 1, 0], [1, -4, 1], [0, 1, 0]] : secondDerivatives(taps);
  return filter2D(src, kernel.map((row) => row.map((weight) => weight * factor)), { ...rest, anchor: undefined });
}

function secondDerivatives(taps: number): number[][] {
  const [smooth, second] = [0, 2].map((order) => derivativeWeights(order, taps, "integers"));
  return Array.from(smooth, (_, a) => Array.from(smooth, (__, b) => second[a] * smooth[b] + smooth[a] * second[b]));
}

function tapsOf(ksize: unknown): number {
  const taps = integer(ksize, "options.ksize", 1, MOST);
  if (taps % 2 === 0) wrongValue("options.ksize", "an odd number of taps", taps);
  return taps;
}

/** Refuses orders of derivatives that a kernel of `taps` cannot have. */
function ordersOf(dx: unknown, dy: unknown, taps: number, prefix: string): void {
  const sum = integer(dx, `${prefix}dx`, 0, taps - 1) + integer(dy, `${prefix}dy`, 0, taps - 1);
  if (sum === 0) wrongValue(`${prefix}dx`, "a derivative in x or in y", "neither, orders 0 and 0");
}

function scaled(weights: Float64Array, scale: unknown): Float64Array {
  const factor = finite(scale, "options.scale");
  return weights.map((weight) => weight * factor);
}
