import { sizeOfSample } from "../../array/samples.js";
import { sumOfMagnitudes } from "../../math/sums.js";
import { imageKernels } from "../../wasm/image.js";
import type { Allocate } from "../memory.js";
import { integerTable } from "../tables.js";
import { exactWeights, type FixedWeights } from "./fixed.js";
import { type DenseRequest, rowLength } from "./request.js";
import type { StripPass } from "./strips.js";

/** Rows of at least this many samples can be filtered so. */
const LEAST_ROW = 32;
/** With more bits below the point none are left for sums. */
const MOST_SHIFT = 7;
/** Outputs of one kernel call: short enough that V8 changes to its fast tier within a picture. */
const RUN = 1920;

/** The weights as integers whose sums over bytes, and rounding, fit 16 bits; null if they are not such. */
export function smallWeights(request: DenseRequest): FixedWeights | null {
  const { source, depth } = request;
  if (source !== "u8" || (depth !== "u8" && depth !== "i16") || rowLength(request) < LEAST_ROW) return null;
  const exact = exactWeights(request, 0, MOST_SHIFT);
  if (!exact) return null;
  const reach = sumOfMagnitudes(exact.integers) * 255 + Math.abs(exact.start) + 2 ** exact.shift;
  return reach < 2 ** 15 ? exact : null;
}

/** A filter of bytes by small integers, in sums of 16 bits; weights of 0 cost nothing. */
export function smallPass(request: DenseRequest, { integers, start, shift }: FixedWeights, pitch: number, allocate: Allocate): StripPass {
  const { window, channels, depth } = request;
  const words: number[] = [];
  integers.forEach((weight, k) => {
    if (weight !== 0) words.push(Math.floor(k / window.width) * pitch + (k % window.width) * channels, weight);
  });
  const taps = integerTable(words, allocate);
  const { small } = imageKernels().u8;
  const length = rowLength(request);
  const size = sizeOfSample(depth);
  return (x, y, rows) => {
    for (let n = 0; n < length; ) {
      // the last run takes what would be too short for one
      const N = length - n < RUN + LEAST_ROW ? length - n : RUN;
      for (let row = 0; row < rows; row++) small(x + row * pitch + n, taps, words.length / 2, y + (row * length + n) * size, N, size, start, shift);
      n += N;
    }
  };
}
