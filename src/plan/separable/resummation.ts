import { largestOf, rangeOf, samplesAt, sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { largestMagnitude, sumOfMagnitudes } from "../../math/sums.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { separableKernels } from "../../wasm/separable.js";
import { rowLength } from "../filter/request.js";
import { prepareResolution, resolve } from "../filter/resolution.js";
import { cutWeights } from "../filter/weights.js";
import type { Allocate } from "../memory.js";
import { floatTable } from "../tables.js";
import { denseOf, type SeparableRequest } from "./request.js";
import { roundingBound } from "./rounding.js";

/** Computes `count` outputs at y again, those at `list`, of padded rows at x. */
export type Resummation = (x: number, rows: number, y: number, list: number, count: number) => void;

/** Whether {@link prepareResummation} serves: for so many taps along rows sums of bytes and digits of 16 bits fit into i32, and so many channels are gathered at once. */
export function isResummable({ row, column, channels }: SeparableRequest): boolean {
  return row.length <= 512 && channels <= 5 && [row, column].every((weights) => Math.abs(Math.log2(sumOfMagnitudes(weights))) < 64);
}

/** Sums bytes in doubt again by rows of two digits, and exactly those that are in doubt still. */
export function prepareResummation(request: SeparableRequest, pitch: number, allocate: Allocate): Resummation {
  const { row, column, channels, delta, depth } = request;
  const { digits, unit, rest } = digitsOf(row);
  const rowAt = allocate(digits.length * 2);
  samplesAt("i16", rowAt, digits.length).set(digits);
  const columnAt = floatTable(column.map((weight) => weight * unit), "f64", allocate);
  const doubt = roundingBound(request, largestOf("u8"), "f64", "in order") + rest * largestOf("u8") * sumOfMagnitudes(column) * 1.001;
  const [least, most] = rangeOf(depth)!;
  const length = rowLength(request);
  const size = sizeOfSample(depth);
  return (x, rows, y, list, count) => {
    const { resum } = separableKernels().u8;
    const left = resum(x, pitch, channels, columnAt, column.length, rowAt, digits.length / 16, delta, y, length, size, least, most, doubt, list, count);
    if (left > 0) resolveAll(request, x, pitch, rows, y, list, left);
  };
}

/** Weights as integers of two digits: weight = unit · (2^15 · high + low) but for errors that add up to `rest`; eight high ones and eight low ones in turn. */
function digitsOf(weights: Float64Array): { digits: Int16Array; unit: number; rest: number } {
  const largest = largestMagnitude(weights);
  // sums of the high digits' products with bytes stay below 2^31
  const reach = Math.max(largest * 65600, sumOfMagnitudes(weights) * 2 ** 9);
  const unit = 2 ** (Math.ceil(Math.log2(reach)) - 46);
  const digits = new Int16Array(Math.ceil(weights.length / 8) * 16);
  let rest = 0;
  weights.forEach((weight, k) => {
    const whole = Math.round(weight / unit);
    const high = Math.round(whole / 2 ** 15);
    const at = (k >> 3) * 16 + (k & 7);
    digits[at] = high;
    digits[at + 8] = whole - high * 2 ** 15;
    rest += Math.abs(weight - whole * unit);
  });
  return { digits, unit, rest };
}

/** Computes listed outputs by the kernel in two dimensions, exactly. They are rare, and so tables are made when there are any. */
export function resolveAll(request: SeparableRequest, x: number, pitch: number, rows: number, y: number, list: number, count: number): void {
  const dense = denseOf(request);
  const cut = cutWeights(dense);
  const { source, window } = request;
  const mark = openArena();
  try {
    if (source === "u8" || source === "u16" || source === "i16") return resolve(prepareResolution(dense, cut, source, pitch, take), x, y, list, count);
    const samples = ((rows + window.height - 1) * pitch) / sizeOfSample(source);
    const wide = take(samples * 8);
    widen(source, x, wide, samples);
    resolve(prepareResolution(dense, cut, "f64", (pitch / sizeOfSample(source)) * 8, take), wide, y, list, count);
  } finally {
    closeArena(mark);
  }
}
