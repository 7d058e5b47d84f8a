import { NdArray } from "../array/ndarray.js";
import { fresh } from "../array/dtype.js";
import { read } from "../array/source.js";
import { targetOf } from "../array/target.js";
import { copyInto } from "../array/values.js";
import { optionsOf } from "../check.js";
import { deliveryOf, type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import { filterByLines } from "./sepFilter2D.js";
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

const BINOMIAL = [1, 4, 6, 4, 1];

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
  const picture = readPicture(src);
  borderOf(border);
  const line = Float64Array.from(BINOMIAL, (weight) => weight / 16);
  const height = Math.ceil(picture.height / 2);
  const width = Math.ceil(picture.width / 2);
  const { target, value } = deliveryOf(picture, out, picture.dtype, height, width);
  const blurred = read(filterByLines({ ...picture, like: "array" }, line, line, { border }), "src");
  const [down, along, ...channels] = blurred.stride;
  copyInto({ ...blurred, shape: target.shape, stride: [2 * down, 2 * along, ...channels], contiguous: false }, target);
  return value;
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
  const { source, dtype, like, height, width, channels } = readPicture(src);
  const [rows, columns] = [2 * height, 2 * width];
  const wide = new NdArray(fresh(dtype, rows * columns * channels), [rows, columns, ...source.shape.slice(2)]);
  const every = { data: wide.data, shape: source.shape, stride: [2 * wide.stride[0], 2 * wide.stride[1], ...wide.stride.slice(2)] };
  copyInto(source, targetOf(every, source.shape, dtype, false));
  const line = Float64Array.from(BINOMIAL, (weight) => weight / 8);
  return filterByLines({ ...readPicture(wide), like }, line, line, { out });
}
