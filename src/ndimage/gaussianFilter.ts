import type { Arr, ResultOf } from "../array/result.js";
import { axisOf, finite, optionsOf } from "../check.js";
import { filterAxes } from "../plan/axes/passes.js";
import type { In, Out } from "../types.js";
import { readArray } from "./array.js";
import { borderOf, type BorderOptions, bordersOf, type BordersOptions } from "./border.js";
import { gaussianPass, orderOf, radiiOf, radiusOf, sigmasOf, type TruncateOptions } from "./gaussian.js";
import { perAxis } from "./perAxis.js";

/** @inline */
export interface GaussianFilterOptions extends BordersOptions, TruncateOptions {
  /** Which derivative of the Gaussian: 0, the Gaussian itself, another up to 100, or one for each axis. */
  order?: number | readonly number[];
  /** How many samples the Gaussian reaches on each side, one number or one for each axis: as many as truncate says. */
  radius?: number | readonly number[];
  /** Takes the result; it may be x. */
  out?: Out;
}

/** @inline */
export interface GaussianFilter1dOptions extends BorderOptions, TruncateOptions {
  /** The axis to work along: −1, the last. */
  axis?: number;
  /** Which derivative of the Gaussian: 0, the Gaussian itself, or another up to 100. */
  order?: number;
  /** How many samples the Gaussian reaches on each side: as many as truncate says. */
  radius?: number;
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * Smooths an array by a Gaussian, axis after axis, or gives a derivative of the smoothed array:
 *
 *     y[n] = Σ_j g[j] · x[n − j],   g[j] = q(j) · e^(−j² / 2σ²) / Σ_i e^(−i² / 2σ²),   |j| ≤ ⌊truncate·σ + ½⌋, or radius     n along each axis in turn
 *
 * where q is 1 for order 0, −j/σ² for order 1, and what the derivative of that order brings for others. The taps of order 0 sum to 1. An axis whose σ is 0 stays as it is.
 * Modes are those of {@link correlate}, and each axis may have its own. O(N·σ) for each axis. NaN and infinity reach the outputs whose window holds them.
 *
 * @param x - Real or complex array of at least one axis.
 * @param sigma - σ, the standard deviation in samples, ≥ 0: one for all axes, or a list of one for each.
 * @returns An array of x's shape: a plain one for a plain one-dimensional x, else an NdArray, of x's float type; or `out`. Integers are computed in float64, and rounded
 *   once, if `out` holds integers: half to even, and saturated. SciPy cuts them off after every axis. An empty x gives an empty array.
 * @throws TypeError for a wrong kind, or a complex cval with a real x; RangeError if a sigma, truncate, radius or order is below 0, a list is not as long as x has axes, or mode is not
 *   one of its words.
 *
 * @example
 * ```ts
 * ndimage.gaussianFilter([0, 0, 0, 1, 0, 0, 0], 1, { truncate: 1 }).map((y) => Math.round(1e4 * y)); // Float64Array [0, 0, 2741, 4519, 2741, 0, 0]
 * ndimage.gaussianFilter([[1, 2], [3, 4]], [0, 50]).data.map(Math.round); // Float64Array [1, 2, 3, 4]
 * ```
 * @see scipy.ndimage.gaussian_filter
 */
export function gaussianFilter<A extends In, O extends Out>(x: A, sigma: number | readonly number[], options: GaussianFilterOptions & { out: O }): O;
export function gaussianFilter<A extends In>(x: A, sigma: number | readonly number[], options?: GaussianFilterOptions): ResultOf<A>;
export function gaussianFilter(x: In, sigma: number | readonly number[], options?: GaussianFilterOptions): Arr | Out {
  const array = readArray(x, "x");
  const sigmas = sigmasOf(sigma, array);
  const { order = 0, mode, cval, truncate = 4, radius, out } = optionsOf(options);
  const orders = perAxis(order, array, "options.order", orderOf);
  const borders = bordersOf({ mode, cval }, array);
  const radii = radiiOf(radius, sigmas, truncate, array);
  return filterAxes(array, sigmas.flatMap((value, axis) => gaussianPass(axis, value, orders[axis], borders[axis], radii[axis])), out) as Arr;
}

/**
 * Smooths every line of an array along one axis by a Gaussian, or gives a derivative of it:
 *
 *     y[n] = Σ_j g[j] · x[n − j]     n along the axis, g as in gaussianFilter
 *
 * Modes are those of {@link correlate}; cost, NaN and infinity those of {@link gaussianFilter}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param sigma - σ, the standard deviation in samples, ≥ 0; 0 leaves x as it is.
 * @returns As {@link gaussianFilter}.
 * @throws As {@link gaussianFilter}, and a RangeError if the axis does not exist.
 *
 * @example The slope of a ramp:
 * ```ts
 * ndimage.gaussianFilter1d([0, 2, 4, 6, 8, 10, 12], 0.5, { order: 1 }).map((y) => Math.round(100 * y) / 100); // Float64Array [0.86, 1.72, 1.72, 1.72, 1.72, 1.72, 0.86]
 * ```
 * @see scipy.ndimage.gaussian_filter1d
 */
export function gaussianFilter1d<A extends In, O extends Out>(x: A, sigma: number, options: GaussianFilter1dOptions & { out: O }): O;
export function gaussianFilter1d<A extends In>(x: A, sigma: number, options?: GaussianFilter1dOptions): ResultOf<A>;
export function gaussianFilter1d(x: In, sigma: number, options?: GaussianFilter1dOptions): Arr | Out {
  const array = readArray(x, "x");
  finite(sigma, "sigma", 0);
  const { axis = -1, order = 0, mode, cval, truncate = 4, radius, out } = optionsOf(options);
  const along = axisOf(axis, array.shape.length, "options.axis");
  const border = borderOf({ mode, cval }, array);
  return filterAxes(array, gaussianPass(along, sigma, orderOf(order, "options.order"), border, radiusOf(radius, sigma, truncate)), out) as Arr;
}
