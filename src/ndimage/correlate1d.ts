import type { Arr, ResultOf } from "../array/result.js";
import { conjugated, reversed, type Source } from "../array/source.js";
import { axisOf, optionsOf } from "../check.js";
import { filterAxes } from "../plan/axes/passes.js";
import type { In, Out } from "../types.js";
import { readArray, readWeights } from "./array.js";
import { borderOf, type BorderOptions } from "./border.js";
import { before, beforeTurned } from "./origin.js";

/** @inline */
export interface Correlate1dOptions extends BorderOptions {
  /** The axis to work along: −1, the last. */
  axis?: number;
  /** Shifts the window: 0, or a number from −⌊K/2⌋ to ⌊(K − 1)/2⌋ for K weights. */
  origin?: number;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Correlates every line of an array along one axis with the same weights:
 *
 *     y[n] = Σ_k conj(w[k]) · x[n − ⌊K/2⌋ − origin + k]     n along the axis
 *
 * Modes, the centre of an even number of weights, cost, NaN and infinity are those of {@link correlate}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param weights - Real or complex array of one axis.
 * @returns As {@link correlate}.
 * @throws TypeError for a wrong kind, or a complex cval with a real x; RangeError if weights has not one axis or no elements, the axis does not exist, the origin lies
 *   outside its range, or mode is not one of its words.
 *
 * @example Differences down the columns:
 * ```ts
 * ndimage.correlate1d([[1, 2], [4, 8], [9, 9]], [-1, 1], { axis: 0 }).toNested(); // [[0, 0], [3, 6], [5, 1]]
 * ```
 * @see scipy.ndimage.correlate1d
 */
export function correlate1d<A extends In, B extends In, O extends Out>(x: A, weights: B, options: Correlate1dOptions & { out: O }): O;
export function correlate1d<A extends In, B extends In>(x: A, weights: B, options?: Correlate1dOptions): ResultOf<A | B>;
export function correlate1d(x: In, weights: In, options?: Correlate1dOptions): Arr | Out {
  return filtered(readArray(x, "x"), conjugated(readWeights(weights, 1)), before, options);
}

/**
 * Convolves every line of an array along one axis with the same weights:
 *
 *     y[n] = Σ_k w[k] · x[n + ⌊K/2⌋ + origin − k]     n along the axis
 *
 * An origin of 1 moves the result the other way than {@link correlate1d}'s; the weights are not conjugated. Modes, cost, NaN and infinity are
 * those of {@link correlate}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param weights - Real or complex array of one axis.
 * @returns As {@link correlate}.
 * @throws As {@link correlate1d}.
 *
 * @example
 * ```ts
 * ndimage.convolve1d([0, 0, 1, 0, 0], [1, 2, 3]); // Float64Array [0, 1, 2, 3, 0]
 * ```
 * @see scipy.ndimage.convolve1d
 */
export function convolve1d<A extends In, B extends In, O extends Out>(x: A, weights: B, options: Correlate1dOptions & { out: O }): O;
export function convolve1d<A extends In, B extends In>(x: A, weights: B, options?: Correlate1dOptions): ResultOf<A | B>;
export function convolve1d(x: In, weights: In, options?: Correlate1dOptions): Arr | Out {
  return filtered(readArray(x, "x"), reversed(readWeights(weights, 1)), beforeTurned, options);
}

/** The correlation along one axis with weights in the order in which they meet the samples. */
function filtered(x: Source, weights: Source, rule: typeof before, options?: Correlate1dOptions): Arr {
  const { axis = -1, mode, cval, origin = 0, out } = optionsOf(options);
  const along = axisOf(axis, x.shape.length, "options.axis");
  const border = borderOf({ mode, cval }, x);
  return filterAxes(x, [{ axis: along, weights, before: rule(origin, weights.shape[0]), border }], out) as Arr;
}
