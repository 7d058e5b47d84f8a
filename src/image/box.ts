import { boolean, optionsOf } from "../check.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { type BoxRequest, filterBox } from "../plan/separable/box.js";
import type { RealDType } from "../types.js";
import { sizesOf } from "./gaussian.js";
import { deliveryOf, type Filtered, type Picture, type PictureIn, type PictureOut, readPicture, type Holding } from "./picture.js";
import { type FilterOptions, requestOf } from "./request.js";
import { depthOf } from "./words.js";

/** @inline */
export interface BlurOptions extends Omit<FilterOptions, "delta" | "depth"> {
  /** How many pixels, or [width, height]. */
  ksize: number | readonly [number, number];
}

/** @inline */
export interface BoxFilterOptions extends BlurOptions {
  /** The element type of the result. */
  depth?: RealDType;
  /** Whether to divide by how many pixels the box has: true. */
  normalize?: boolean;
}

/**
 * The mean over a box around each pixel: {@link boxFilter} in the picture's own type.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape and type; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError as boxFilter.
 *
 * @example
 * ```ts
 * const picture = array([[1, 2, 3, 10]], { dtype: "uint8" });
 * image.blur(picture, { ksize: [3, 1] }).toNested(); // [[2, 2, 5, 5]]
 * ```
 * @see cv2.blur
 */
export function blur<A extends PictureIn, O extends PictureOut>(src: A, options: BlurOptions & { out: O }): O;
export function blur<X extends PictureIn>(src: X, options: BlurOptions): Filtered<X>;
export function blur(src: PictureIn, options: BlurOptions): PictureOut {
  const picture = readPicture(src);
  const { ksize, anchor, border, borderValue, alpha, out } = optionsOf(options);
  return filterByBox(picture, { ksize, anchor, border, borderValue, alpha, out }, "samples");
}

/**
 * The mean over a box around each pixel, or with `normalize: false` the sum:
 *
 *     y[i, j, c] = Σ_{a < height} Σ_{b < width} x[i + a − anchor[1], j + b − anchor[0], c] / (width · height)
 *
 * The cost does not depend on the box's size. From integers of up to 16 bits sums are running ones, and exact; into an integer type results are
 * rounded once, half to even, and saturated. Sums of other types are in float64 and never subtract: a large value, NaN or infinity touches the outputs
 * whose box it lies in, and no others. Borders, depth and alpha are those of {@link filter2D}.
 *
 * O(pixels). Memory for floats is that of twice the box's height of rows.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if ksize is below 1, the anchor lies outside the box, or as filter2D.
 *
 * @example
 * ```ts
 * const picture = array([[1, 2, 3, 200]], { dtype: "uint8" });
 * image.boxFilter(picture, { ksize: [2, 1], normalize: false, depth: "uint16" }).toNested(); // [[3, 3, 5, 203]]
 * ```
 * @see cv2.boxFilter
 */
export function boxFilter<A extends PictureIn, O extends PictureOut>(src: A, options: BoxFilterOptions & { out: O }): O;
export function boxFilter<X extends PictureIn, D extends RealDType>(src: X, options: BoxFilterOptions & { depth: D }): Filtered<X, D>;
export function boxFilter<X extends PictureIn>(src: X, options: BoxFilterOptions): Filtered<X>;
export function boxFilter(src: PictureIn, options: BoxFilterOptions): PictureOut {
  return filterByBox(readPicture(src), optionsOf(options), "samples");
}

/**
 * The mean, or the sum, of the squares over a box around each pixel: {@link boxFilter} of x². Sums are in float64. With the mean of the samples it gives
 * their variance. Integers have float32 results if `depth` is left out.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's shape; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError as boxFilter.
 *
 * @example
 * ```ts
 * image.sqrBoxFilter([[1, 2, 3]], { ksize: [3, 1], normalize: false, border: "constant" }).toNested(); // [[5, 14, 13]]
 * ```
 * @see cv2.sqrBoxFilter
 */
export function sqrBoxFilter<A extends PictureIn, O extends PictureOut>(src: A, options: BoxFilterOptions & { out: O }): O;
export function sqrBoxFilter<X extends PictureIn, D extends RealDType>(src: X, options: BoxFilterOptions & { depth: D }): Filtered<X, D>;
export function sqrBoxFilter<X extends PictureIn>(src: X, options: BoxFilterOptions): Filtered<X, Squares<X>>;
export function sqrBoxFilter(src: PictureIn, options: BoxFilterOptions): PictureOut {
  const picture = readPicture(src);
  const given = optionsOf(options);
  const depth = given.depth === undefined ? (picture.dtype === "float64" ? "float64" : "float32") : given.depth;
  return filterByBox(picture, { ...given, depth }, "squares");
}

/** What squares of pixels are returned in where no depth is given. */
export type Squares<X extends PictureIn> = Filtered<X> extends Holding<Float64Array> ? "float64" : "float32";

function filterByBox(picture: Picture, options: Partial<BoxFilterOptions>, of: BoxRequest["of"]): PictureOut {
  const { ksize, normalize = true, depth, out } = options;
  const [columns, rows] = sizesOf(ksize, "options.ksize", 1);
  const result = boolean(normalize, "options.normalize") ? "mean" : "sum";
  const request: BoxRequest = { ...requestOf(picture, rows, columns, { ...options, delta: 0 }), of, result };
  const { source, target, value } = deliveryOf(picture, out, depthOf(depth, picture.dtype));
  filterBox(request, rowsOf(source, request.source), rowsTo(target, request.depth));
  return value;
}
