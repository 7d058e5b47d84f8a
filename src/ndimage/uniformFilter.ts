import type { Border } from "../array/padded.js";
import type { Arr, ResultOf } from "../array/result.js";
import { numbers } from "../array/source.js";
import { axisOf, integer, MOST_SAMPLES, optionsOf } from "../check.js";
import { type AxisPass, filterAxes } from "../plan/axes/passes.js";
import type { In, Out } from "../types.js";
import { readArray } from "./array.js";
import { borderOf, type BorderOptions, bordersOf, type BordersOptions } from "./border.js";
import { before, beforeEach } from "./origin.js";
import { perAxis } from "./perAxis.js";

/** @inline */
export interface UniformFilterOptions extends BordersOptions {
  /** How many samples a window has along each axis: 3, another number, or one for each axis. */
  size?: number | readonly number[];
  /** Shifts the window: 0, or one number for each axis, each from −⌊size/2⌋ to ⌊(size − 1)/2⌋, unless its window is one sample. */
  origin?: number | readonly number[];
  /** Takes the result; it may be x. */
  out?: Out;
}

/** @inline */
export interface UniformFilter1dOptions extends BorderOptions {
  /** The axis to work along: −1, the last. */
  axis?: number;
  /** Shifts the window: 0, or a number from −⌊size/2⌋ to ⌊(size − 1)/2⌋. */
  origin?: number;
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * The mean of a window around every sample, axis after axis:
 *
 *     y[n] = Σ_k x[n − ⌊size/2⌋ − origin + k] / size     0 ≤ k < size, n along each axis in turn
 *
 * Modes, and the centre of an even window, are those of {@link correlate}. NaN and infinity reach the outputs whose window holds them: sums of long windows are in float64, and
 * never subtracted. O(elements) for each axis, whatever the size.
 *
 * @param x - Real or complex array of at least one axis.
 * @returns An array of x's shape: a plain one for a plain one-dimensional x, else an NdArray, of x's float type; or `out`. Integers are computed in float64, and rounded
 *   once, if `out` holds integers: half to even, and saturated. SciPy cuts them off after every axis. An empty x gives an empty array.
 * @throws TypeError for a wrong kind, or a complex cval with a real x; RangeError if a size is below 1, an origin lies outside its range, a list is not as long as x has
 *   axes, or mode is not one of its words.
 *
 * @example
 * ```ts
 * ndimage.uniformFilter([[0, 0, 0], [0, 9, 0], [0, 0, 0]]).toNested(); // [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
 * ```
 * @see scipy.ndimage.uniform_filter
 */
export function uniformFilter<A extends In, O extends Out>(x: A, options: UniformFilterOptions & { out: O }): O;
export function uniformFilter<A extends In>(x: A, options?: UniformFilterOptions): ResultOf<A>;
export function uniformFilter(x: In, options?: UniformFilterOptions): Arr | Out {
  const array = readArray(x, "x");
  const { size = 3, mode, cval, origin = 0, out } = optionsOf(options);
  const sizes = perAxis(size, array, "options.size", (value, name) => integer(value, name, 1, MOST_SAMPLES));
  const borders = bordersOf({ mode, cval }, array);
  // Along an axis whose window is the sample itself nothing is done, and one origin for all axes may be too far for it.
  const starts = beforeEach(origin, array, sizes, (value, length, name) => (length === 1 ? before(0, length, name) : before(value, length, name)));
  const passes = sizes.map((length, axis) => meanPass(axis, length, starts[axis], borders[axis])).filter((_, axis) => sizes[axis] > 1);
  return filterAxes(array, passes, out) as Arr;
}

/**
 * The mean of a window around every sample along one axis:
 *
 *     y[n] = Σ_k x[n − ⌊size/2⌋ − origin + k] / size     0 ≤ k < size, n along the axis
 *
 * Modes, cost, NaN and infinity are those of {@link uniformFilter}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param size - How many samples a window has, ≥ 1.
 * @returns As {@link uniformFilter}.
 * @throws As {@link uniformFilter}, and a RangeError if the axis does not exist.
 *
 * @example
 * ```ts
 * ndimage.uniformFilter1d([2, 8, 0, 4, 1, 9, 9, 0], 3); // Float64Array [4, 3.3333333333333335, 4, 1.6666666666666667, 4.666666666666667, 6.333333333333333, 6, 3]
 * ```
 * @see scipy.ndimage.uniform_filter1d
 */
export function uniformFilter1d<A extends In, O extends Out>(x: A, size: number, options: UniformFilter1dOptions & { out: O }): O;
export function uniformFilter1d<A extends In>(x: A, size: number, options?: UniformFilter1dOptions): ResultOf<A>;
export function uniformFilter1d(x: In, size: number, options?: UniformFilter1dOptions): Arr | Out {
  const array = readArray(x, "x");
  integer(size, "size", 1, MOST_SAMPLES);
  const { axis = -1, mode, cval, origin = 0, out } = optionsOf(options);
  const along = axisOf(axis, array.shape.length, "options.axis");
  return filterAxes(array, [meanPass(along, size, before(origin, size), borderOf({ mode, cval }, array))], out) as Arr;
}

function meanPass(axis: number, size: number, start: number, border: Border): AxisPass {
  return { axis, weights: numbers("size", new Float64Array(size).fill(1 / size)), before: start, border };
}
