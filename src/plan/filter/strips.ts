import { sizeOfSample } from "../../array/samples.js";
import { imageKernels } from "../../wasm/image.js";
import { u8 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { type Padding, paddedPitch, padRows, preparePadding } from "./padding.js";
import { type PictureRequest, rowLength } from "./request.js";
import type { PictureRows, ResultRows } from "./rows.js";

/** Computes rows of results at y, from row `first` on, of padded rows at x: result row i from the padded rows i … i + window.height − 1. */
export type StripPass = (x: number, y: number, rows: number, first: number) => void;

/** A picture is filtered in strips of rows that fit the second-level cache, whatever its size; memory does not depend on its height. */
export interface Strips {
  readonly request: PictureRequest;
  /** Rows of results of a strip. */
  readonly rows: number;
  readonly padding: Padding;
  /** Where padded rows stand, and where results are computed that go elsewhere. */
  readonly x: number;
  readonly y: number;
}

/** Bytes of rows, padded and computed, of a strip. */
const BUDGET = 256 * 1024;

/**
 * How many rows of results a strip has.
 * @param extra - Bytes that a pass itself needs for each row.
 */
export function stripRows(request: PictureRequest, extra = 0): number {
  const { height, window, source, depth } = request;
  const length = rowLength(request);
  const pitch = paddedPitch(request);
  const each = pitch + length * (sizeOfSample(source) + sizeOfSample(depth)) + extra;
  const rows = Math.floor((BUDGET - (window.height - 1) * pitch) / each);
  // even, so that rows can be taken in pairs; no fewer than a few, since the rows that two strips share are moved from one to the next
  return Math.min(height, Math.max(16, rows & ~1));
}

/** Lays strips out in wasm memory. */
export function prepareStrips(request: PictureRequest, rows: number, allocate: Allocate): Strips {
  const padded = rows + request.window.height - 1;
  // a row more, and a vector, that passes may read and do not use
  const x = allocate((padded + 1) * paddedPitch(request) + 64);
  const y = allocate(rows * rowLength(request) * sizeOfSample(request.depth) + 64);
  const padding = preparePadding(request, x, padded, allocate);
  return { request, rows, padding, x, y };
}

/** Filters a picture, strip by strip. */
export function runStrips({ request, rows, padding, x, y }: Strips, pass: StripPass, source: PictureRows, target: ResultRows): void {
  const { height, window, alpha, channels } = request;
  const shared = window.height - 1;
  padRows(padding, source, 0, shared, x);
  for (let first = 0; first < height; first += rows) {
    const count = Math.min(rows, height - first);
    padRows(padding, source, first + shared, count, x + shared * padding.pitch);
    const to = target.place(first, y);
    pass(x, to, count, first);
    if (alpha === "keep" && (channels === 2 || channels === 4)) keepAlpha(request, padding, x, to, count);
    target.deliver(first, count, to);
    u8.copyWithin(x, x + count * padding.pitch, x + (count + shared) * padding.pitch);
  }
}

/** Puts the last channel of each pixel back. */
function keepAlpha(request: PictureRequest, { pitch, left }: Padding, x: number, y: number, rows: number): void {
  const { width, channels, source, window } = request;
  const size = sizeOfSample(source);
  const step = channels * size;
  for (let row = 0; row < rows; row++) imageKernels().u8.keep(x + (row + window.anchorRow) * pitch + left, y + row * width * step, width, step, size);
}
