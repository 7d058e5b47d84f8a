import { samplesAt } from "../../array/samples.js";
import { sumOfMagnitudes, largestMagnitude } from "../../math/sums.js";
import { imageKernels } from "../../wasm/image.js";
import { i32 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { type DenseRequest, rowLength } from "./request.js";

/** Computes `count` outputs of bytes at y again, those at `list`, and keeps those there whose rounding is in doubt still; returns how many. */
export type Digits = (x: number, y: number, list: number, count: number) => number;

/** Bytes of a group of eight taps: its offset, their high digits, their low ones. */
const GROUP = 36;
/** So many groups of low digits times bytes fit into 32 bits. */
const MOST_GROUPS = 256;

/** Bits below the point of sums: with fewer, digits would be no finer than what they decide; with more, sums would leave 64 bits. */
const LEAST_BITS = 24;
const MOST_BITS = 44;

/** Lays the weights out as integers of two digits; null where there are too many, or they are too large or too small. */
export function prepareDigits(request: DenseRequest, pitch: number, allocate: Allocate): Digits | null {
  const { window, channels, weights, delta } = request;
  const magnitudes = sumOfMagnitudes(weights);
  const largest = largestMagnitude(weights);
  // a high digit has 16 bits, and their sums over bytes less than 32
  const bits = 46 - Math.ceil(Math.log2(Math.max(largest * 65600, magnitudes * 2 ** 9)));
  if (!(bits >= LEAST_BITS && bits <= MOST_BITS && Math.abs(delta) < 2 ** 16)) return null;
  const offsets: number[] = [];
  const places: number[] = [];
  for (let row = 0; row < window.height; row++) {
    const begin = offsets.length;
    for (let column = 0; column < window.width; column++) {
      const at = row * pitch + column * channels;
      if (offsets.length === begin || at >= offsets[offsets.length - 1] + 8) offsets.push(at);
      places.push((offsets.length - 1) * (GROUP / 2) + 2 + at - offsets[offsets.length - 1]);
    }
  }
  if (offsets.length > MOST_GROUPS) return null;
  const groups = allocate(offsets.length * GROUP);
  const end = groups + offsets.length * GROUP;
  i32.fill(0, groups >>> 2, end >>> 2);
  offsets.forEach((offset, g) => (i32[(groups + g * GROUP) >>> 2] = offset));
  const halves = samplesAt("i16", groups, (end - groups) / 2);
  const one = 2 ** bits;
  let error = 1;
  weights.forEach((weight, k) => {
    const whole = Math.round(weight * one);
    const high = Math.round(whole / 2 ** 15);
    halves[places[k]] = high;
    halves[places[k] + 8] = whole - high * 2 ** 15;
    error += Math.abs(weight * one - whole) * 255;
  });
  const bound = Math.ceil(error);
  const start = BigInt(Math.round(delta * one) + one / 2 + bound);
  const { digits } = imageKernels().u8;
  return (x, y, list, count) => digits(x, pitch, groups, end, start, BigInt(bits), BigInt(2 * bound), y, rowLength(request), list, count);
}
