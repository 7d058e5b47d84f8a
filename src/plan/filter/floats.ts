import { sizeOfSample } from "../../array/samples.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import type { Real } from "../../wasm/engine.js";
import { imageKernels } from "../../wasm/image.js";
import type { Allocate } from "../memory.js";
import { floatTable, offsetTable } from "../tables.js";
import { type DenseRequest, rowLength } from "./request.js";
import type { StripPass } from "./strips.js";

/** Outputs of one kernel call: short enough that V8 changes to its fast tier within a long sum. */
const RUN = 3584;
/** Products that the kernels add in one block; pairs of rows only have one. */
const BLOCK = 256;

/** A correlation of rows of floats that are `pitch` bytes apart, in their own type, with products added row by row of the kernel. */
export interface FloatSums {
  readonly type: Real;
  readonly kernels: DirectKernels;
  readonly request: DenseRequest;
  readonly pitch: number;
  /** Offsets of taps in bytes; with a row more for pairs of rows. */
  readonly offsets: number;
  readonly weights: number;
}

/** Lays the tables out. */
export function prepareSums(request: DenseRequest, type: Real, pitch: number, allocate: Allocate): FloatSums {
  const { window, channels, weights } = request;
  const offsets = offsetTable(window.height + 1, window.width, pitch, channels * sizeOfSample(type), allocate);
  return { type, kernels: directKernels()[type], request, pitch, offsets, weights: floatTable(weights, type, allocate) };
}

/** Computes rows of sums at y, one after another, from padded rows at x. */
export function sumRows(sums: FloatSums, x: number, y: number, rows: number): void {
  const { type, request } = sums;
  const { window, channels, delta } = request;
  const length = rowLength(request);
  if (type === "f32" && window.height === 3 && window.width === 3 && channels === 1 && rows >= 4 && length >= 4) sumFours(sums, x, y, rows);
  else sumPairs(sums, x, y, rows);
  if (delta !== 0) imageKernels()[type].move(y, 1, y, 1, rows * length, delta);
}

/** Four rows at a time; the last four end with the strip and compute some again. */
function sumFours({ request, pitch, weights }: FloatSums, x: number, y: number, rows: number): void {
  const { square } = imageKernels().f32;
  const length = rowLength(request);
  const step = length * 4;
  for (let row = 0; row < rows; row += 4) {
    const first = Math.min(row, rows - 4);
    square(x + first * pitch, pitch, weights, y + first * step, step, length);
  }
}

function sumPairs({ type, kernels, request, pitch, offsets, weights }: FloatSums, x: number, y: number, rows: number): void {
  const { window } = request;
  const size = sizeOfSample(type);
  const length = rowLength(request);
  const taps = window.height * window.width;
  const step = length * size;
  const inPairs = taps <= BLOCK && length * size >= 64;
  for (let n = 0; n < length; n += RUN) {
    const count = Math.min(RUN, length - n);
    for (let row = 0; row < rows; row++) {
      const from = x + row * pitch + n * size;
      const to = y + row * step + n * size;
      if (inPairs && row + 1 < rows && count * size >= 64) {
        kernels.correlate_rows(from, offsets, weights, to, step, count, taps, window.width, 1);
        row++;
      } else kernels.correlate(from, offsets, weights, to, count, taps);
    }
  }
}

/** Whether every sample of a strip is finite, and their squares add up to a finite number. */
export function isFiniteStrip({ request, type, pitch }: FloatSums, x: number, rows: number): boolean {
  const { window, width, channels } = request;
  const { sum_squares } = imageKernels()[type];
  let sum = 0;
  for (let row = 0; row < rows + window.height - 1; row++) sum += sum_squares(x + row * pitch, (width + window.width - 1) * channels);
  return Number.isFinite(sum);
}

/** A filter of floats into the same type. */
export function directPass(request: DenseRequest, pitch: number, allocate: Allocate): StripPass {
  const sums = prepareSums(request, request.source as Real, pitch, allocate);
  return (x, y, rows) => sumRows(sums, x, y, rows);
}
