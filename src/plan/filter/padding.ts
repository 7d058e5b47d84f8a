import { samplesAt, saturated, sizeOfSample } from "../../array/samples.js";
import { borderIndex } from "../../shape/border.js";
import { imageKernels } from "../../wasm/image.js";
import { i32, u8 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { type PictureRequest, rowLength } from "./request.js";
import type { PictureRows } from "./rows.js";

/**
 * The border step: rows of a picture laid out in wasm memory with what lies outside around them, so that whoever sums over them
 * meets no border. Row p of the padded picture is the picture's row p − anchorRow, and so with columns.
 */
export interface Padding {
  readonly request: PictureRequest;
  /** Bytes between padded rows. */
  readonly pitch: number;
  /** Bytes before the first sample of a row that is the picture's own. */
  readonly left: number;
  /** Pairs of offsets, to and from, of the bytes of a row's margins. */
  readonly margin: number;
  readonly margins: number;
  /** A row of a constant border; 0 for the other kinds. */
  readonly outside: number;
  /** Where rows land that come from outside wasm memory. */
  readonly landing: number;
  /** Bytes of a row of the source. */
  readonly rowBytes: number;
}

/** Bytes between padded rows: whole vectors, and one more that kernels may read. */
export function paddedPitch(request: PictureRequest): number {
  const { width, channels, window, source } = request;
  return Math.ceil(((width + window.width - 1) * channels * sizeOfSample(source)) / 16) * 16 + 16;
}

/** Lays the tables out; the padded rows are to be as many as `rows`, from `x` on. */
export function preparePadding(request: PictureRequest, x: number, rows: number, allocate: Allocate): Padding {
  const { width, channels, window, source, border, borderValue } = request;
  const size = sizeOfSample(source);
  const pitch = paddedPitch(request);
  const left = window.anchorColumn * channels * size;
  const rowBytes = (rowLength(request) + (border === "none" ? (window.width - 1) * channels : 0)) * size;
  const landing = allocate(rows * rowBytes);
  if (border === "none") return { request, pitch, left, margin: 0, margins: 0, outside: 0, landing, rowBytes };
  if (border === "constant") {
    const outside = allocate(pitch);
    const samples = samplesAt(source, outside, pitch / size);
    for (let n = 0; n < samples.length; n++) samples[n] = saturated(borderValue[n % channels], source);
    for (let row = 0; row < rows; row++) u8.copyWithin(x + row * pitch, outside, outside + pitch);
    return { request, pitch, left, margin: 0, margins: 0, outside, landing, rowBytes };
  }
  const margins = (window.width - 1) * channels * size;
  const margin = allocate(margins * 8);
  let at = margin >>> 2;
  const repeat = (column: number): void => {
    const from = placeOf(column, width, border);
    for (let byte = 0; byte < channels * size; byte++) {
      i32[at++] = left + column * channels * size + byte;
      i32[at++] = left + from * channels * size + byte;
    }
  };
  for (let column = -window.anchorColumn; column < 0; column++) repeat(column);
  for (let column = width; column < width + window.width - 1 - window.anchorColumn; column++) repeat(column);
  return { request, pitch, left, margin, margins, outside: 0, landing, rowBytes };
}

/** Lays out `count` padded rows at x, of which the first is row `first` of the padded picture. */
export function padRows(padding: Padding, source: PictureRows, first: number, count: number, x: number): void {
  const { request, pitch, outside, landing } = padding;
  const { height, border, window } = request;
  const rowOf = (p: number): number => (border === "none" ? first + p : placeOf(first + p - window.anchorRow, height, border));
  for (let p = 0; p < count; ) {
    const from = rowOf(p);
    const to = x + p * pitch;
    if (from < 0) {
      u8.copyWithin(to, outside, outside + pitch);
      p++;
      continue;
    }
    // rows that follow one another in the picture come together
    let run = 1;
    while (p + run < count && rowOf(p + run) === from + run) run++;
    layOut(padding, source.locate(from, run, landing), to, run);
    p += run;
  }
}

/** The place of N that a place outside stands for; negative for none of them. */
function placeOf(i: number, N: number, border: Exclude<PictureRequest["border"], "none">): number {
  return border === "doubled" ? borderIndex(2 * i, 2 * N, "mirror") / 2 : borderIndex(i, N, border);
}

function layOut({ rowBytes, pitch, left, margin, margins }: Padding, from: number, to: number, count: number): void {
  imageKernels().u8.pad(from, to, count, rowBytes, pitch, left, margin, margins);
}
