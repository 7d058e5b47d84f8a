import type { Arr, ResultOf } from "../array/result.js";
import { conjugated, reversed, type Source } from "../array/source.js";
import { optionsOf } from "../check.js";
import { correlateArrays } from "../plan/convolve/correlation.js";
import type { In, Out } from "../types.js";
import { readArray, readWeights } from "./array.js";
import { borderOf, type BorderOptions } from "./border.js";
import { before, beforeEach, beforeTurned } from "./origin.js";

/** @inline */
export interface CorrelateOptions extends BorderOptions {
  /** Shifts the window: 0, or one number for each axis, each from −⌊K/2⌋ to ⌊(K − 1)/2⌋ for K weights. */
  origin?: number | readonly number[];
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Correlates an array of any number of axes with weights of as many:
 *
 *     y[n] = Σ_k conj(w[k]) · x[n − ⌊K/2⌋ − origin + k]     n, k, K and origin with one index for each axis
 *
 * An even number of weights has its centre right of the middle; an origin of 1 moves the result one sample towards higher indices. Outside x lies
 *
 * | mode         | around a row a b c d               |
 * | :----------- | :--------------------------------- |
 * | `"reflect"`  | c b a│a b c d│d c b                |
 * | `"mirror"`   | d c b│a b c d│c b a                |
 * | `"nearest"`  | a a a│a b c d│d d d                |
 * | `"wrap"`     | b c d│a b c d│a b c                |
 * | `"constant"` | v v v│a b c d│v v v, v = cval      |
 *
 * and so on for ever, where there are more weights than samples. O(N·K) by direct sums, or by transforms where those are predicted to be faster, with
 * the bounds that the root's `convolve` states. NaN and infinity reach the outputs whose window holds them, and no others; a weight of 0 counts.
 *
 * @param x - Real or complex array of at least one axis.
 * @param weights - Real or complex array of as many axes.
 * @returns An array of x's shape: a plain one for plain one-dimensional arrays, else an NdArray; float32 if every typed input is, else float64, or
 *   complex. Integers are computed in float64, and not cut off as SciPy's are; an `out` of integers takes them rounded half to even and saturated. An empty x gives an empty array.
 * @throws TypeError for a wrong kind, or a complex cval with a real x; RangeError if ranks differ, there are no weights, an origin lies outside its range, or mode is
 *   not one of its words.
 *
 * @example
 * ```ts
 * ndimage.correlate([1, 2, 3, 4], [1, 0, -1]); // Float64Array [-1, -2, -2, -1]
 * ndimage.correlate([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2], [3, 4]]).toNested(); // [[0, 0, 0], [0, 4, 3], [0, 2, 1]]
 * ```
 * @see scipy.ndimage.correlate, which conjugates the weights since version 1.6.
 */
export function correlate<A extends In, B extends In, O extends Out>(x: A, weights: B, options: CorrelateOptions & { out: O }): O;
export function correlate<A extends In, B extends In>(x: A, weights: B, options?: CorrelateOptions): ResultOf<A | B>;
export function correlate(x: In, weights: In, options?: CorrelateOptions): Arr | Out {
  const array = readArray(x, "x");
  return filtered(array, conjugated(readWeights(weights, array.shape.length)), before, options);
}

/**
 * Convolves an array of any number of axes with weights of as many:
 *
 *     y[n] = Σ_k w[k] · x[n + ⌊K/2⌋ + origin − k]     n, k, K and origin with one index for each axis
 *
 * The weights are turned round and not conjugated; an origin of 1 moves the result one sample towards lower indices, the other way than
 * {@link correlate}'s. Modes, cost, NaN and infinity are those of {@link correlate}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param weights - Real or complex array of as many axes.
 * @returns As {@link correlate}.
 * @throws As {@link correlate}.
 *
 * @example
 * ```ts
 * ndimage.convolve([1, 2, 3, 4], [1, 0, -1]); // Float64Array [1, 2, 2, 1]
 * ndimage.convolve([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2], [3, 4]]).toNested(); // [[1, 2, 0], [3, 4, 0], [0, 0, 0]]
 * ```
 * @see scipy.ndimage.convolve
 */
export function convolve<A extends In, B extends In, O extends Out>(x: A, weights: B, options: CorrelateOptions & { out: O }): O;
export function convolve<A extends In, B extends In>(x: A, weights: B, options?: CorrelateOptions): ResultOf<A | B>;
export function convolve(x: In, weights: In, options?: CorrelateOptions): Arr | Out {
  const array = readArray(x, "x");
  return filtered(array, reversed(readWeights(weights, array.shape.length)), beforeTurned, options);
}

/** The correlation with weights in the order in which they meet the samples. */
function filtered(x: Source, w: Source, rule: typeof before, options?: CorrelateOptions): Arr {
  const { mode, cval, origin = 0, out } = optionsOf(options);
  const border = borderOf({ mode, cval }, x);
  return correlateArrays({ x, w, before: beforeEach(origin, x, w.shape, rule), outputShape: x.shape, border }, out) as Arr;
}
