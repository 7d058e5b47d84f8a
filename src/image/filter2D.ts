import { optionsOf, wrongValue } from "../check.js";
import { readReal } from "../array/source.js";
import { tapsOf } from "../plan/direct/taps.js";
import { filterPicture } from "../plan/filter/filter.js";
import type { DenseRequest } from "../plan/filter/request.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { sizeOf } from "../shape/strides.js";
import type { In, RealDType } from "../types.js";
import { deliveryOf, type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import { type FilterOptions, type PictureSizes, requestOf } from "./request.js";
import { depthOf } from "./words.js";

/**
 * Filters a picture with a kernel, by correlation (the kernel is not flipped):
 *
 *     y[i, j, c] = delta + Σ_a Σ_b kernel[a, b] · x[i + a − anchor[1], j + b − anchor[0], c]
 *
 * | border         | around a row a b c d               |
 * | :------------- | :--------------------------------- |
 * | `"reflect101"` | d c b│a b c d│c b a                |
 * | `"reflect"`    | c b a│a b c d│d c b                |
 * | `"replicate"`  | a a a│a b c d│d d d                |
 * | `"wrap"`       | b c d│a b c d│a b c; OpenCV's filters refuse it |
 * | `"constant"`   | v v v│a b c d│v v v, v = borderValue |
 *
 * and so on for ever where the kernel is larger than the picture. The result has the picture's type, or the one that `depth` names. In an
 * integer type each output is rounded half to even and saturated; from integers of up to 16 bits it is the exact sum over the kernel's float64
 * values, rounded once. float32 in float32 out is summed in float32 with weights rounded to it, everything else in float64. NaN and infinity reach the outputs
 * whose window they lie in; in an integer result NaN is 0.
 *
 * O(pixels · kernel). Kernels that are a sum of few products of a column and a row (Gaussians, Laplacians of them, Gabor's functions) go by passes along both, O(pixels · (rows + columns)),
 * where that is faster, and other large ones by transforms. A picture of any size takes less than a few megabytes beside itself. To filter many pictures of one size, use {@link planFilter}.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @param kernel - Weights of shape [rows, columns].
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if src has other axes or no pixel, the kernel has not two axes, no or infinite weights, the anchor
 *   lies outside it, an option is not one of its words, or alpha is kept where depth is another type.
 *
 * @example Edges, of which uint8 keeps what is positive:
 * ```ts
 * const picture = array([[1, 1, 1], [1, 3, 1], [1, 1, 1]], { dtype: "uint8" });
 * image.filter2D(picture, [[0, -1, 0], [-1, 4, -1], [0, -1, 0]]).toNested(); // [[0, 0, 0], [0, 8, 0], [0, 0, 0]]
 * image.filter2D(picture, [[1, 1, 1]], { depth: "int16", border: "constant" }).toNested(); // [[2, 3, 2], [4, 5, 4], [2, 3, 2]]
 * ```
 * @see cv2.filter2D
 */
export function filter2D<A extends PictureIn, B extends In, O extends PictureOut>(src: A, kernel: B, options: FilterOptions & { out: O }): O;
export function filter2D<X extends PictureIn, D extends RealDType>(src: X, kernel: In, options: FilterOptions & { depth: D }): Filtered<X, D>;
export function filter2D<X extends PictureIn>(src: X, kernel: In, options?: FilterOptions): Filtered<X>;
export function filter2D(src: PictureIn, kernel: In, options?: FilterOptions): PictureOut {
  const picture = readPicture(src);
  const request = denseRequest(picture, kernel, "kernel", options);
  const { depth, out } = optionsOf(options);
  const { source, target, value } = deliveryOf(picture, out, depthOf(depth, picture.dtype));
  filterPicture(request, rowsOf(source, request.source), rowsTo(target, request.depth));
  return value;
}

/** The request of a filter with a kernel in two dimensions. */
export function denseRequest(picture: PictureSizes, kernel: unknown, name: string, options?: FilterOptions): DenseRequest {
  const source = readReal(kernel, name);
  if (source.shape.length !== 2) wrongValue(name, "an array of two axes", `one of shape [${source.shape.join(", ")}]`);
  if (sizeOf(source.shape) === 0) wrongValue(name, "at least one weight", `an array of shape [${source.shape.join(", ")}]`);
  const { re: weights } = tapsOf(source);
  if (!weights.every(Number.isFinite)) wrongValue(name, "finite weights", "one that is not");
  return { ...requestOf(picture, source.shape[0], source.shape[1], options), weights };
}
