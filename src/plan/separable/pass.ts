import { sizeOfSample } from "../../array/samples.js";
import { directKernels } from "../../wasm/direct.js";
import type { Real } from "../../wasm/engine.js";
import { separableKernels } from "../../wasm/separable.js";
import type { Allocate } from "../memory.js";
import { floatTable, offsetTable } from "../tables.js";
import { divisorOf, pairsOf, symmetryOf } from "./taps.js";

/** A correlation along one direction, its tables in place: computes R rows of N outputs at y from rows at x, where the window of the first output begins. */
export type Pass = (x: number, xPitch: number, y: number, yPitch: number, R: number, N: number) => void;

/** Bytes of the rows of one window that plain sums down columns take at a time, so that they stay in the first-level cache. */
const WINDOW = 24 * 1024;
/** The most products that are added as one block. */
const BLOCK = 256;

/**
 * How products are added up: "folded" from both ends of a symmetric kernel inwards, "in order", or, of long windows whose weights are equal, as sums of "windows", at
 * a cost that does not depend on their length. Along rows symmetry is no gain where taps lie less than a vector apart: folding needs two loads a pair
 * there, and plain sums share theirs.
 */
export type Summation = "folded" | "in order" | "windows";

/** From so many bytes of taps on windows are faster, measured on one core in Node 20: down columns, and along rows that one vector does not span. */
const LONG = { columns: 80, rows: 192 };

/** How a pass along rows of `channels` interleaved numbers adds. */
export function rowSummation(weights: Float64Array, channels: number, size: number): Summation {
  if (channels * size >= 16) return columnSummation(weights, size);
  return weights.length * size >= LONG.rows && divisorOf(weights) !== null ? "windows" : "in order";
}

/** How a pass down columns adds. */
export function columnSummation(weights: Float64Array, size: number): Summation {
  if (weights.length * size >= LONG.columns && divisorOf(weights) !== null) return "windows";
  return symmetryOf(weights) === "none" ? "in order" : "folded";
}

/** A pass down the columns of rows that are `pitch` bytes apart. */
export function prepareColumns(weights: Float64Array, pitch: number, type: Real, allocate: Allocate): Pass {
  const size = sizeOfSample(type);
  const summation = columnSummation(weights, size);
  if (summation !== "in order") return prepareLines(summation, weights, type, allocate);
  const sum = prepareSum(weights, pitch, type, allocate);
  const panel = Math.max(1, Math.floor(WINDOW / weights.length / 64)) * (64 / size);
  return (x, xPitch, y, yPitch, R, N) => {
    for (let n = 0; n < N; ) {
      const width = N - n < 2 * panel ? N - n : panel;
      for (let row = 0; row < R; row++) sum(x + row * xPitch + n * size, y + row * yPitch + n * size, width);
      n += width;
    }
  };
}

/** A pass along rows of `channels` interleaved numbers a pixel. */
export function prepareRows(weights: Float64Array, channels: number, type: Real, allocate: Allocate): Pass {
  const size = sizeOfSample(type);
  const step = channels * size;
  const summation = rowSummation(weights, channels, size);
  if (summation !== "in order") {
    // a row's pixels are rows themselves
    const lines = prepareLines(summation, weights, type, allocate);
    return (x, xPitch, y, yPitch, R, N) => {
      for (let row = 0; row < R; row++) lines(x + row * xPitch, step, y + row * yPitch, step, N / channels, channels);
    };
  }
  const sum = channels === 1 ? prepareRowSum(weights, type, allocate) : prepareSum(weights, step, type, allocate);
  return (x, xPitch, y, yPitch, R, N) => {
    for (let row = 0; row < R; row++) sum(x + row * xPitch, y + row * yPitch, N);
  };
}

/** Sums down lines, each row of x one tap further. */
function prepareLines(summation: Exclude<Summation, "in order">, weights: Float64Array, type: Real, allocate: Allocate): Pass {
  const { fold, windows } = separableKernels()[type];
  if (summation === "windows") {
    const divisor = divisorOf(weights)!;
    return (x, xPitch, y, yPitch, R, N) => windows(x, xPitch, weights.length, divisor, y, yPitch, R, N);
  }
  const pairs = pairsOf(weights);
  const values = floatTable(pairs, type, allocate);
  const odd = symmetryOf(weights) === "odd" ? 1 : 0;
  return (x, xPitch, y, yPitch, R, N) => fold(x, xPitch, values, pairs.length, weights.length - 1, 0, y, yPitch, R, N, odd);
}

/** Computes N outputs at y, one after another. */
type Sum = (x: number, y: number, N: number) => void;

function prepareSum(weights: Float64Array, step: number, type: Real, allocate: Allocate): Sum {
  const { correlate } = directKernels()[type];
  const offsets = offsetTable(1, weights.length, 0, step, allocate);
  const values = floatTable(weights, type, allocate);
  return (x, y, N) => correlate(x, offsets, values, y, N, weights.length);
}

/** The same of neighbouring samples, where two runs of outputs share what they load. */
function prepareRowSum(weights: Float64Array, type: Real, allocate: Allocate): Sum {
  const { correlate, correlate_row } = directKernels()[type];
  const size = sizeOfSample(type);
  const taps = weights.length;
  const lag = 16 / size;
  const offsets = offsetTable(1, taps + lag, 0, size, allocate);
  const values = floatTable(weights, type, allocate);
  const paired = taps >= lag && taps <= BLOCK;
  return (x, y, N) => (paired && N * size >= 128 ? correlate_row(x, offsets, values, y, N, taps, 1) : correlate(x, offsets, values, y, N, taps));
}
