import { integer, optionsOf, wrongValue } from "../check.js";
import { framePicture } from "../plan/filter/frame.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { deliveryOf, type Filtered, type PictureIn, type PictureOut, readPicture } from "./picture.js";
import { borderOf, borderValues, type BorderWord } from "./words.js";

/** @inline */
export interface CopyMakeBorderOptions {
  /** Rows above the picture: 0. */
  top?: number;
  /** Rows below it: 0. */
  bottom?: number;
  /** Columns left of it: 0. */
  left?: number;
  /** Columns right of it: 0. */
  right?: number;
  /** What the frame holds: "reflect101". */
  border?: BorderWord;
  /** What "constant" stands for, a number or one for each channel: 0; brought into the picture's type. */
  value?: number | readonly number[];
  /** Takes the result. */
  out?: PictureOut;
}

/** Most rows or columns of a frame on one side. */
const MOST = 2 ** 24;

/**
 * Copies a picture into the middle of a larger one, and fills the frame around it:
 *
 *     y[i, j, c] = x[i − top, j − left, c], x going on beyond its ends as the border says
 *
 * Borders are those of {@link filter2D}, and go on for ever where the frame is wider than the picture. O(pixels of the result); NaN and infinity are copied as they are.
 *
 * @param src - A picture of shape [height, width] or [height, width, channels], or ImageData and its like. Read only.
 * @returns An NdArray of src's type, top + height + bottom by left + width + right; of ImageData and its like { data, width, height }; or `out`.
 * @throws TypeError for a wrong kind; RangeError if src has other axes or no pixel, a count is below 0, or border is not one of its words.
 *
 * @example
 * ```ts
 * image.copyMakeBorder([[1, 2, 3]], { left: 2, right: 1 }).toNested(); // [[3, 2, 1, 2, 3, 2]]
 * image.copyMakeBorder([[1, 2, 3]], { top: 1, right: 2, border: "constant", value: 7 }).toNested(); // [[7, 7, 7, 7, 7], [1, 2, 3, 7, 7]]
 * ```
 * @see cv2.copyMakeBorder
 */
export function copyMakeBorder<X extends PictureIn, O extends PictureOut>(src: X, options: CopyMakeBorderOptions & { out: O }): O;
export function copyMakeBorder<X extends PictureIn>(src: X, options: CopyMakeBorderOptions): Filtered<X>;
export function copyMakeBorder(src: PictureIn, options: CopyMakeBorderOptions): PictureOut {
  const picture = readPicture(src);
  const { top = 0, bottom = 0, left = 0, right = 0, border, value, out } = optionsOf(options);
  const sides = { top, bottom, left, right };
  for (const [side, count] of Object.entries(sides)) integer(count, `options.${side}`, 0, MOST);
  const { height, width, channels, dtype, type } = picture;
  const window = { height: top + bottom + 1, width: left + right + 1, anchorRow: top, anchorColumn: left };
  const frame = { height, width, channels, source: type, depth: type, window, border: borderOf(border), borderValue: borderValues(value, channels, "options.value"), alpha: "filter" } as const;
  const [rows, columns] = [top + height + bottom, left + width + right];
  if (rows * columns * channels > 2 ** 32) wrongValue("options", "a picture of at most 2^32 numbers", `one of ${columns}·${rows} pixels`);
  const { source, target, value: result } = deliveryOf(picture, out, dtype, rows, columns);
  framePicture(frame, rowsOf(source, type), rowsTo(target, type));
  return result;
}
