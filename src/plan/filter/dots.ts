import { sizeOfSample } from "../../array/samples.js";
import { imageKernels } from "../../wasm/image.js";
import type { Allocate } from "../memory.js";
import { integerTable } from "../tables.js";
import { biasOf, type FixedWeights, startOfPairs } from "./fixed.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
import type { StripPass } from "./strips.js";
import { cutWeights } from "./weights.js";

/** Outputs of a row in one kernel call: what they read of the rows of pairs stays in the first-level cache from call to call. */
const RUN = 960;

/** Bytes that a strip needs for each row besides its own: rows in pairs, and the list of outputs in doubt. */
export function dotsExtra(request: DenseRequest): number {
  return pairPitch(request) / 2 + (rowLength(request) + 16) * 4;
}

/** Bytes between rows of pairs: two i16 for each padded sample, whole vectors of samples. */
function pairPitch({ width, channels, window }: DenseRequest): number {
  return Math.ceil(((width + window.width - 1) * channels) / 16) * 64;
}

/** Rows of at least this many samples can be filtered so. */
export const LEAST_ROW = 16;

/**
 * A filter by integers of 16 bits: padded rows lie in pairs, two rows of outputs are summed at once from the same pairs, and outputs whose rounding
 * the error of the weights leaves in doubt are computed again.
 */
export function dotsPass(request: DenseRequest, fixed: FixedWeights, pitch: number, strip: number, allocate: Allocate): StripPass {
  const { source, depth, window, width, channels } = request;
  const length = rowLength(request);
  const size = sizeOfSample(depth);
  const kernels = imageKernels();
  const { pairs } = kernels[source === "u8" ? "u8" : "i16"];
  const { dots } = kernels.i16;
  const bias = biasOf(request);
  const unsigned = depth === "u16" ? 1 : 0;
  const { shift, limit } = fixed;
  const start = startOfPairs(request, fixed);
  const samples = (width + window.width - 1) * channels;
  const rowOfPairs = pairPitch(request);
  const inWindow = (window.height >> 1) + 1;
  const room = allocate(((strip >> 1) + 1 + inWindow) * rowOfPairs + 64);
  const { taps, count } = tapsOf(request, fixed, rowOfPairs, allocate);
  const spare = allocate((length + 16) * size);
  const resolution = limit === null ? null : prepareResolution(request, cutWeights(request), source as "u8" | "u16" | "i16", pitch, allocate);
  const list = resolution ? allocate((strip + 1) * (length + 16) * 4) : 0;

  return (x, y, rows) => {
    const pairRows = (rows + window.height) >> 1;
    for (let pair = 0; pair < pairRows; pair++) pairs(x + 2 * pair * pitch, x + (2 * pair + 1) * pitch, room + pair * rowOfPairs, samples, bias);
    let end = list;
    for (let n = 0; n < length; ) {
      // the last run takes what would be too short for one
      const N = length - n < RUN + LEAST_ROW ? length - n : RUN;
      for (let row = 0; row < rows; row += 2) {
        const from = room + (row >> 1) * rowOfPairs + 4 * n;
        const y0 = y + (row * length + n) * size;
        const alone = row + 1 === rows;
        const y1 = alone ? spare : y0 + length * size;
        // what is in doubt of a row that is none is taken for the row above, which is only computed again
        const at = row * length + n;
        end = dots(from, taps, count, y0, y1, N, unsigned, start, shift, limit ?? -1, at, alone ? at : at + length, end);
      }
      n += N;
    }
    if (resolution && end > list) resolve(resolution, x, y, list, (end - list) >>> 2);
  };
}

/** Writes the taps of both rows of outputs for each column of each pair of rows; those that are zero for both are left out. */
function tapsOf({ window, channels }: DenseRequest, { integers }: FixedWeights, rowOfPairs: number, allocate: Allocate): { taps: number; count: number } {
  const weight = (row: number, column: number): number => (row >= 0 && row < window.height ? integers[row * window.width + column] : 0);
  const both = (upper: number, lower: number): number => (upper & 0xffff) | (lower << 16);
  const words: number[] = [];
  for (let row = 0; row <= window.height; row += 2) {
    for (let column = 0; column < window.width; column++) {
      const even = both(weight(row, column), weight(row + 1, column));
      const odd = both(weight(row - 1, column), weight(row, column));
      if (even !== 0 || odd !== 0) words.push((row >> 1) * rowOfPairs + column * channels * 4, even, odd);
    }
  }
  return { taps: integerTable(words, allocate), count: words.length / 3 };
}
