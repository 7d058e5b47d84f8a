import { optionsOf } from "../check.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { type PyramidRequest, resamplePicture } from "../plan/separable/pyramid.js";
import { deliveryOf, type Filtered, type Picture, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import { borderOf, type BorderWord } from "./words.js";

/** @inline */
export interface PyrUpOptions {
  /** Takes the result. */
  out?: PictureOut;
}

/** @inline */
export interface PyrDownOptions extends PyrUpOptions {
  /** What lies outside the picture: "reflect101". */
  border?: BorderWord;
}

/**
 * Halves a picture: blurs it by 1 4 6 4 1 along rows and columns, and takes every other pixel of every other row.
 *
 *     y[i, j, c] = Σ_a Σ_b w[a]·w[b] · x[2i + a − 2, 2j + b − 2, c] / 256,   w = 1 4 6 4 1
 *
 * Results of integers are the exact sums, rounded half to even; OpenCV rounds halves up. NaN and infinity reach the outputs whose window they lie in.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's type, ⌈height / 2⌉ by ⌈width / 2⌉; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if src has other axes or no pixel, or border is not one of its words.
 *
 * @example
 * ```ts
 * image.pyrDown([[0, 16, 0, 16]], { border: "reflect" }).toNested(); // [[5, 9]]
 * ```
 * @see cv2.pyrDown
 */
export function pyrDown<X extends PictureIn, O extends PictureOut>(src: X, options: PyrDownOptions & { out: O }): O;
export function pyrDown<X extends PictureIn>(src: X, options?: PyrDownOptions): Filtered<X>;
export function pyrDown(src: PictureIn, options?: PyrDownOptions): PictureOut {
  const { border, out } = optionsOf(options);
  return resampled(readPicture(src), "down", borderOf(border), out);
}

/**
 * Doubles a picture: puts a zero row after every row and a zero pixel after every pixel, and blurs by 1 4 6 4 1 along rows and columns, four times as bright.
 *
 *     y[i, j, c] = Σ_a Σ_b w[a]·w[b] · u[i + a − 2, j + b − 2, c] / 64,   w = 1 4 6 4 1,   u[2i, 2j, c] = x[i, j, c] and 0 between
 *
 * The border is "reflect101" of u. Results of integers are the exact sums, rounded half to even; OpenCV rounds halves up. NaN and infinity reach the outputs whose window they
 * lie in.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's type, 2·height by 2·width; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if src has other axes or no pixel.
 *
 * @example
 * ```ts
 * image.pyrUp([[8, 16]]).toNested(); // [[10, 12, 15, 16], [10, 12, 15, 16]]
 * ```
 * @see cv2.pyrUp
 */
export function pyrUp<X extends PictureIn, O extends PictureOut>(src: X, options: PyrUpOptions & { out: O }): O;
export function pyrUp<X extends PictureIn>(src: X, options?: PyrUpOptions): Filtered<X>;
export function pyrUp(src: PictureIn, options?: PyrUpOptions): PictureOut {
  const { out } = optionsOf(options);
  return resampled(readPicture(src), "up", "doubled", out);
}

function resampled(picture: Picture, way: PyramidRequest["way"], border: PyramidRequest["border"], out: unknown): PictureOut {
  const { height, width, channels, type, dtype } = picture;
  const [rows, columns] = [height, width].map((extent) => (way === "down" ? Math.ceil(extent / 2) : 2 * extent));
  const { source, target, value } = deliveryOf(picture, out, dtype, rows, columns);
  resamplePicture({ way, height, width, channels, source: type, border }, rowsOf(source, type), rowsTo(target, type));
  return value;
}
