import { largestOf, rangeOf } from "../../array/samples.js";
import { sumOfMagnitudes } from "../../math/sums.js";
import type { DenseRequest } from "./request.js";

/**
 * The weights of a kernel, the delta as its last, in two parts whose sums over samples need no rounding in f64: weights = high + low + rest.
 * The parts are multiples of one power of two each, coarse enough that no partial sum has more than 53 bits.
 */
export interface CutWeights {
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** What is left over by both can add up to no more than this; 0 for all but odd kernels. */
  readonly rest: number;
  /** As the last, what is left over by the first part alone: 0 where a plain sum in f64 is exact. */
  readonly restOfHigh: number;
}

/** Cuts the weights of an integer filter. */
export function cutWeights({ weights, delta, source }: DenseRequest): CutWeights {
  const largest = largestOf(source);
  const all = Float64Array.of(...weights, delta);
  const reach = (part: Float64Array): number => part.reduce((sum, weight, k) => sum + Math.abs(weight) * (k < weights.length ? largest : 1), 0);
  const high = multiplesOf(all, reach(all));
  const afterHigh = all.map((weight, k) => weight - high[k]);
  const low = multiplesOf(afterHigh, reach(afterHigh));
  const rest = reach(afterHigh.map((weight, k) => weight - low[k]));
  return { high, low, rest, restOfHigh: reach(afterHigh) };
}

/** The nearest multiples of the power of two of which 2^52 are more than the sums reach. */
function multiplesOf(weights: Float64Array, reach: number): Float64Array {
  if (reach === 0) return weights.slice();
  const exponent = Math.max(-1074, Math.ceil(Math.log2(reach)) + 1 - 52);
  // a number this large swallows what is finer than the grid
  const anchor = 1.5 * 2 ** (exponent + 52);
  return Number.isFinite(anchor) ? weights.map((weight) => weight + anchor - anchor) : weights.slice();
}

/** What rounding a sum of all products in f64 can be wrong by. */
export function roundingBound({ weights, delta, source }: DenseRequest): number {
  const reach = sumOfMagnitudes(weights) * largestOf(source) + Math.abs(delta);
  return (weights.length + 2) * 2 ** -53 * reach * 1.001;
}

/** Whether the type's sums are to be exact before they are rounded: of integers of up to 16 bits. */
export function isExact({ source, depth }: DenseRequest): boolean {
  return largestOf(source) <= 65536 && rangeOf(depth) !== null;
}
