import { readReal } from "../array/source.js";
import { optionsOf, wrongValue } from "../check.js";
import { tapsOf } from "../plan/direct/taps.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { filterSeparable } from "../plan/separable/picture.js";
import type { SeparableRequest } from "../plan/separable/request.js";
import { sizeOf } from "../shape/strides.js";
import type { In, RealDType } from "../types.js";
import { deliveryOf, type Filtered, type Picture, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import { type FilterOptions, type PictureSizes, requestOf } from "./request.js";
import { depthOf } from "./words.js";

/**
 * Filters a picture with a kernel that is a product of one along the rows and one down the columns, by correlation:
 *
 *     y[i, j, c] = delta + Σ_a Σ_b kernelY[a] · kernelX[b] · x[i + a − anchor[1], j + b − anchor[0], c]
 *
 * It is {@link filter2D} with the products as its kernel, whose options, borders and rounding it has: from integers of up to 16 bits into an integer type each output is the
 * exact sum over the products' float64 values, rounded once, half to even. float32 in float32 out is summed in float32, and so is what is exact in it; everything
 * else in float64, uint8 in float32 where only outputs near the middle between two integers are summed again. NaN and infinity reach the outputs whose window they
 * lie in.
 *
 * O(pixels · (kernelX + kernelY)); symmetric and antisymmetric kernels take half the multiplications. Samples beyond half the largest float may
 * overflow where two of them are added first. A picture of any size takes a few megabytes beside itself.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @param kernelX - Weights along a row: one axis, or two of which one is 1.
 * @param kernelY - Weights down a column, in the same form.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError as {@link filter2D}, and if a kernel is no line of finite weights.
 *
 * @example
 * ```ts
 * const picture = array([[1, 2, 3], [1, 2, 3], [1, 2, 3]], { dtype: "uint8" });
 * image.sepFilter2D(picture, [-1, 0, 1], [1, 2, 1], { border: "replicate" }).toNested(); // [[4, 8, 4], [4, 8, 4], [4, 8, 4]]
 * ```
 * @see cv2.sepFilter2D
 */
export function sepFilter2D<A extends PictureIn, B extends In, C extends In, O extends PictureOut>(src: A, kernelX: B, kernelY: C, options: FilterOptions & { out: O }): O;
export function sepFilter2D<X extends PictureIn, D extends RealDType>(src: X, kernelX: In, kernelY: In, options: FilterOptions & { depth: D }): Filtered<X, D>;
export function sepFilter2D<X extends PictureIn>(src: X, kernelX: In, kernelY: In, options?: FilterOptions): Filtered<X>;
export function sepFilter2D(src: PictureIn, kernelX: In, kernelY: In, options?: FilterOptions): PictureOut {
  const picture = readPicture(src);
  return filterByLines(picture, lineOf(kernelX, "kernelX"), lineOf(kernelY, "kernelY"), options);
}

/** Filters a picture with a product of two kernels, or by what a filter makes of such. */
export function filterByLines(picture: Picture, row: Float64Array, column: Float64Array, options?: FilterOptions, filter = filterSeparable): PictureOut {
  const request = separableRequest(picture, row, column, options);
  const { depth, out } = optionsOf(options);
  const { source, target, value } = deliveryOf(picture, out, depthOf(depth, picture.dtype));
  filter(request, rowsOf(source, request.source), rowsTo(target, request.depth));
  return value;
}

/** The request of a filter with a product of two kernels. */
export function separableRequest(picture: PictureSizes, row: Float64Array, column: Float64Array, options?: FilterOptions): SeparableRequest {
  return { ...requestOf(picture, column.length, row.length, options), row, column };
}

/** Reads the weights of a kernel along one axis. */
export function lineOf(kernel: unknown, name: string): Float64Array {
  const source = readReal(kernel, name);
  const { shape } = source;
  if (sizeOf(shape) === 0) wrongValue(name, "at least one weight", `an array of shape [${shape.join(", ")}]`);
  if (shape.length === 0 || shape.length > 2 || sizeOf(shape) !== Math.max(...shape)) wrongValue(name, "an array of one axis", `one of shape [${shape.join(", ")}]`);
  const { re: weights } = tapsOf(source);
  if (!weights.every(Number.isFinite)) wrongValue(name, "finite weights", "one that is not");
  return weights;
}
