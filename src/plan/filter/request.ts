import type { SampleType } from "../../array/samples.js";
import type { BorderKind } from "../../shape/border.js";

/** Which samples an output sees, in pixels: those of a rectangle whose `anchor` lies on the output. */
export interface Window {
  readonly height: number;
  readonly width: number;
  readonly anchorRow: number;
  readonly anchorColumn: number;
}

/** What a filter of pictures is asked for, whatever it computes: sizes, types, and what lies outside. */
export interface PictureRequest {
  readonly height: number;
  readonly width: number;
  /** Interleaved samples of a pixel. */
  readonly channels: number;
  readonly source: SampleType;
  /** The type of the result. */
  readonly depth: SampleType;
  readonly window: Window;
  /**
   * What lies outside; "none" where nothing does: the source has as many more rows and columns as windows reach beyond the result, whose anchor is their first pixel;
   * "doubled": mirror, of the picture with a zero after every row and pixel, whose own pixels alone are laid out.
   */
  readonly border: BorderKind | "none" | "doubled";
  /** Samples outside the picture, one for each channel, if the border is constant. */
  readonly borderValue: readonly number[];
  /** "keep" leaves the last of 2 or 4 channels as it is; source and depth are the same type then. */
  readonly alpha: "filter" | "keep";
}

/**
 * A correlation with a kernel in two dimensions:
 *
 *     y[i, j, c] = delta + Σ_a Σ_b weights[a, b] · x[i + a − anchorRow, j + b − anchorColumn, c]
 */
export interface DenseRequest extends PictureRequest {
  /** Row by row, as many as the window has pixels. */
  readonly weights: Float64Array;
  readonly delta: number;
}

/** Samples in a row of a picture. */
export function rowLength({ width, channels }: Pick<PictureRequest, "width" | "channels">): number {
  return width * channels;
}
