import { sampleTypeOf } from "../array/samples.js";
import { optionsOf } from "../check.js";
import type { PictureRequest } from "../plan/filter/request.js";
import type { RealDType } from "../types.js";
import type { Picture, PictureOut } from "./picture.js";
import { alphaOf, type AlphaWord, anchorOf, borderOf, borderValues, type BorderWord, deltaOf, depthOf } from "./words.js";

/** @inline */
export interface FilterOptions {
  /** The element type of the result; the picture's own if left out. */
  depth?: RealDType;
  /** Which pixel of the kernel, [x, y], lies on the output; −1 for the middle, ⌊k / 2⌋. */
  anchor?: readonly [number, number];
  /** Added to every output. */
  delta?: number;
  /** What lies outside the picture. */
  border?: BorderWord;
  /** What "constant" stands for, a number or one for each channel; brought into the picture's type. */
  borderValue?: number | readonly number[];
  /** "keep" leaves the last of two or four channels as it is; "filter", as in OpenCV, treats it as the others. */
  alpha?: AlphaWord;
  /** Takes the result; it may be the picture itself. */
  out?: PictureOut;
}

/** A picture's sizes and type. */
export type PictureSizes = Pick<Picture, "height" | "width" | "channels" | "dtype">;

/** The request of a filter whose window has so many rows and columns. */
export function requestOf(picture: PictureSizes, rows: number, columns: number, options?: FilterOptions): PictureRequest & { readonly delta: number } {
  const { depth, anchor, delta, border, borderValue, alpha } = optionsOf(options);
  const { height, width, channels, dtype } = picture;
  const result = depthOf(depth, dtype);
  return {
    height,
    width,
    channels,
    source: sampleTypeOf(dtype),
    depth: sampleTypeOf(result),
    window: { height: rows, width: columns, ...anchorOf(anchor, columns, rows) },
    border: borderOf(border),
    borderValue: borderValues(borderValue, channels),
    alpha: alphaOf(alpha, dtype, result),
    delta: deltaOf(delta),
  };
}
