import { rangeOf } from "../../array/samples.js";
import { sumOf } from "../../math/sums.js";
import type { DenseRequest } from "./request.js";
import { isExact } from "./weights.js";

/**
 * Weights as integers of 16 bits, 2^shift of which are one, such that no sum leaves 32 bits:
 *
 *     weights[k] = (integers[k] + error[k]) / 2^shift
 */
export interface FixedWeights {
  readonly integers: Int32Array;
  readonly shift: number;
  /** What a sum starts from: the delta, and what rounding to nearest adds. */
  readonly start: number;
  /** Remainders up to this, of 2^shift, leave the rounding in doubt; null where the integers are the weights exactly. */
  readonly limit: number | null;
}

export const LARGEST_WEIGHT = 32767;
/** Shifts beyond these are of no use: more bits than a sum of bytes has, and a remainder must keep its sign bit free. */
export const MOST_SHIFT = 24;
/** If more than this part of the outputs would be in doubt, other ways are faster. */
export const MOST_DOUBT = 0.06;

/** The weights as integers, or null where they cannot be or too many outputs would be in doubt. */
export function fixedWeights(request: DenseRequest): FixedWeights | null {
  const { source, depth } = request;
  if (!isExact(request) || !(source === "u8" || source === "u16" || source === "i16")) return null;
  if (!(depth === "u16" || depth === "i16")) return null;
  const exact = exactWeights(request, 1, MOST_SHIFT);
  if (exact) return { ...exact, start: exact.start + 2 ** (exact.shift - 1) - 1 };
  for (let shift = MOST_SHIFT; shift >= 1; shift--) {
    const fit = fitOf(request, shift);
    if (!fit) continue;
    const bound = Math.ceil(fit.error) + 2;
    if (2 * bound > MOST_DOUBT * 2 ** shift) return null;
    return { integers: roundedWeights(request, shift), shift, start: fit.start + 2 ** (shift - 1) + bound, limit: 2 * bound };
  }
  return null;
}

/** The weights as integers that they are exactly, of as few bits as can be; null if they are no such. */
export function exactWeights(request: DenseRequest, least: number, most: number): FixedWeights | null {
  for (let shift = least; shift <= most; shift++) {
    const fit = fitOf(request, shift);
    if (!fit) break;
    if (fit.error === 0) return { integers: roundedWeights(request, shift), shift, start: fit.start, limit: null };
  }
  return null;
}

/** The weights as integers, for sums that have `shift` bits below the point where samples are multiplied by a factor. */
export function roundedWeights({ weights }: DenseRequest, shift: number, factor = 1): Int32Array {
  return Int32Array.from(weights, (weight) => Math.round((weight * 2 ** shift) / factor));
}

/** What sums with such integers start from, and by how much they can be wrong; null if the integers have more than 16 bits, or sums more than 32. */
export function fitOf({ weights, delta, source }: DenseRequest, shift: number, factor = 1): { start: number; error: number } | null {
  const one = 2 ** shift;
  const [least, most] = rangeOf(source)!;
  let reach = 0;
  let drift = 0;
  let spread = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] * one;
    const integer = Math.round(weight / factor);
    if (!(Math.abs(integer) <= LARGEST_WEIGHT)) return null;
    // however weights are rounded: one that only fits since its integers are smaller would hide an exact one of fewer bits
    reach += Math.abs(weight) + factor / 2;
    drift += weight - integer * factor;
    spread += Math.abs(weight - integer * factor);
  }
  if (!(reach * Math.max(-least, most) + (Math.abs(delta) + 1) * one < 2 ** 31)) return null;
  // Samples differ by at most half their range from its middle, and what the middle makes is known.
  const middle = (least + most) / 2;
  const offset = drift * middle + delta * one;
  const start = Math.round(offset);
  return { start, error: (spread * (most - middle) + Math.abs(offset - start)) * (1 + 2 ** -40) };
}

/** What samples of 16 bits without a sign are less by in pairs of rows. */
export function biasOf({ source }: DenseRequest): number {
  return source === "u16" ? 32768 : 0;
}

/** What sums start from, given how much that takes from them, modulo 2^32. */
export function startOfPairs(request: DenseRequest, { integers, start }: FixedWeights): number {
  return (start + biasOf(request) * sumOf(integers)) | 0;
}
