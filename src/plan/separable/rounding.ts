import { largestOf, sizeOfSample } from "../../array/samples.js";
import { sumOfMagnitudes } from "../../math/sums.js";
import type { Real } from "../../wasm/engine.js";
import { columnSummation, rowSummation, type Summation } from "./pass.js";
import type { SeparableRequest } from "./request.js";
import { pairsOf } from "./taps.js";

/**
 * Whether every sum of a separable filter of integers is exact in numbers of so many bits: weights, delta and sums are multiples of one power
 * of two, and the sums are not larger than 2^bits of it.
 */
export function isExactIn(bits: number, { row, column, delta, source }: SeparableRequest): boolean {
  const [rowBits, columnBits] = [row, column].map((weights) => weights.reduce((most, weight) => Math.max(most, fractionBits(weight, bits)), 0));
  const grid = rowBits + columnBits;
  const reach = sumOfMagnitudes(row) * sumOfMagnitudes(column) * largestOf(source) + Math.abs(delta);
  return Number.isFinite(reach) && grid <= bits && fractionBits(delta, bits) <= grid && reach * 2 ** grid <= 2 ** bits;
}

/**
 * How far a separable filter's sums in floating point are from the exact ones at most, for samples of magnitude up to `largest`: two passes, then delta.
 * @param sums - How the passes add; "in order" for sums of up to four parts too.
 */
export function roundingBound({ row, column, delta, channels }: SeparableRequest, largest: number, precision: Real, sums: "passes" | "in order" = "passes"): number {
  // half a unit in the last place of 1
  const [unit, size] = [precision === "f32" ? 2 ** -24 : 2 ** -53, sizeOfSample(precision)];
  const [rowReach, columnReach] = [sumOfMagnitudes(row), sumOfMagnitudes(column)];
  const rowError = passError(row, largest, sums === "passes" ? rowSummation(row, channels, size) : sums) * unit;
  const columnError = passError(column, largest * rowReach, sums === "passes" ? columnSummation(column, size) : sums) * unit;
  const deltaError = (largest * rowReach * columnReach + 2 * Math.abs(delta)) * unit;
  return (rowError * columnReach + columnError + deltaError) * 1.001;
}

/** In units, and of windows no less than they are: each weight, pair and product is rounded, and each partial sum, which is no larger than the magnitudes added so far. */
function passError(weights: Float64Array, largest: number, summation: Summation): number {
  return sumError(summation === "folded" ? pairsOf(weights).map((weight) => 2 * Math.abs(weight)) : weights.map(Math.abs)) * largest;
}

/** The same of products up to `steps`, added in order, in units. */
export function sumError(steps: Iterable<number>): number {
  let reach = 0;
  let error = 0;
  for (const step of steps) {
    reach += step;
    error += 3 * step + reach;
  }
  return error;
}

/** Bits after the point of a number; infinite if there are more than `most`. */
function fractionBits(value: number, most: number): number {
  let rest = value;
  for (let bits = 0; bits <= most; bits++, rest *= 2) if (Number.isInteger(rest)) return bits;
  return Infinity;
}
