import { largestOf, rangeOf, samplesAt, sizeOfSample } from "../../array/samples.js";
import { largestMagnitude, sumOfMagnitudes } from "../../math/sums.js";
import { imageKernels } from "../../wasm/image.js";
import { i32 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { floatTable } from "../tables.js";
import { type PictureRequest, rowLength } from "./request.js";

/** Computes `count` outputs of bytes at y again, those at `list`, and keeps those there whose rounding is in doubt still; returns how many. */
export type Digits = (x: number, y: number, list: number, count: number) => number;

/** A kernel of bytes: weights of whole rows of its window, times each of a column. */
export interface ByteKernel extends Pick<PictureRequest, "width" | "channels" | "window" | "depth"> {
  readonly weights: Float64Array;
  readonly column: Float64Array;
  readonly delta: number;
}

/** Bytes of a group of eight taps: its offset, their high digits, their low ones. */
const GROUP = 36;
/** So many groups of low digits times bytes fit into 32 bits. */
const MOST_GROUPS = 256;
/** So many channels lie so near that eight samples of one are in two vectors. */
const MOST_CHANNELS = 5;

/** Whether {@link prepareDigits} serves: weights are not too many, and not so large or small that digits or their sums leave their range. */
export function haveDigits(kernel: ByteKernel): boolean {
  const { channels, weights, column } = kernel;
  return channels <= MOST_CHANNELS && groupsOf(kernel) <= MOST_GROUPS && [weights, column].every((values) => Math.abs(Math.log2(sumOfMagnitudes(values))) < 64);
}

function groupsOf({ weights, window }: ByteKernel): number {
  return (weights.length / window.width) * Math.ceil(window.width / 8);
}

/**
 * Lays the weights out as integers of two digits: weight = unit · (2^15 · high + low) but for errors that are in doubt with what rounding is wrong by, `error`.
 */
export function prepareDigits(kernel: ByteKernel, error: number, pitch: number, allocate: Allocate): Digits {
  const { window, channels, weights, column, delta, depth } = kernel;
  // sums of the high digits' products with bytes stay below 2^31
  const reach = Math.max(largestMagnitude(weights) * 65600, sumOfMagnitudes(weights) * 2 ** 9);
  const unit = 2 ** (Math.ceil(Math.log2(reach)) - 46);
  const bytes = groupsOf(kernel) * GROUP;
  const groups = allocate(bytes);
  i32.fill(0, groups >>> 2, (groups + bytes) >>> 2);
  const digits = samplesAt("i16", groups, bytes / 2);
  let rest = 0;
  weights.forEach((weight, k) => {
    const [i, j] = [Math.floor(k / window.width), k % window.width];
    const group = (i * Math.ceil(window.width / 8) + (j >> 3)) * GROUP;
    const whole = Math.round(weight / unit);
    const high = Math.round(whole / 2 ** 15);
    if (j % 8 === 0) i32[(groups + group) >>> 2] = i * pitch + j * channels;
    digits[group / 2 + 2 + (j & 7)] = high;
    digits[group / 2 + 10 + (j & 7)] = whole - high * 2 ** 15;
    rest += Math.abs(weight - whole * unit);
  });
  const units = floatTable(column.map((weight) => weight * unit), "f64", allocate);
  const doubt = error + rest * largestOf("u8") * sumOfMagnitudes(column) * 1.001;
  const [least, most] = rangeOf(depth)!;
  const [length, size] = [rowLength(kernel), sizeOfSample(depth)];
  return (x, y, list, count) =>
    imageKernels().u8.digits(x, pitch, channels, groups, groups + bytes, units, column.length, delta, y, length, size, least, most, doubt, list, count);
}
