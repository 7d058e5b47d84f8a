import type { Arr, ResultOf } from "../array/result.js";
import { numbers } from "../array/source.js";
import { axisOf, optionsOf } from "../check.js";
import { combineFilters } from "../plan/axes/combination.js";
import { filterAxes } from "../plan/axes/passes.js";
import type { In, Out } from "../types.js";
import { readArray } from "./array.js";
import { bordersOf, type BordersOptions } from "./border.js";

/** @inline */
export interface LaplaceOptions extends BordersOptions {
  /** Takes the result; it may be x. */
  out?: Out;
}

/** @inline */
export interface EdgeOptions extends LaplaceOptions {
  /** The axis along which edges are crossed: −1, the last. */
  axis?: number;
}

/**
 * Sobel's slope along an axis: differences along it, smoothed along every other one,
 *
 *     [−1 0 1] along the axis, then [1 2 1] along each of the others
 *
 * Modes are those of {@link correlate}, and each axis may have its own. O(N) for each axis. NaN and infinity reach the outputs whose window of 3 samples along each
 * axis holds them.
 *
 * @param x - Real or complex array of at least one axis.
 * @returns An array of x's shape: a plain one for a plain one-dimensional x, else an NdArray, of x's float type; or `out`. Integers are computed in float64; SciPy's wrap. An empty x
 *   gives an empty array.
 * @throws TypeError for a wrong kind, or a complex cval with a real x; RangeError if the axis does not exist, or mode is not one of its words, or a list not as long as x has axes.
 *
 * @example
 * ```ts
 * ndimage.sobel([[0, 0, 5, 5], [0, 0, 5, 5]]).toNested(); // [[0, 20, 20, 0], [0, 20, 20, 0]]
 * ```
 * @see scipy.ndimage.sobel
 */
export function sobel<A extends In, O extends Out>(x: A, options: EdgeOptions & { out: O }): O;
export function sobel<A extends In>(x: A, options?: EdgeOptions): ResultOf<A>;
export function sobel(x: In, options?: EdgeOptions): Arr | Out {
  return slope(x, [1, 2, 1], options);
}

/**
 * Prewitt's slope along an axis: differences along it, summed along every other one,
 *
 *     [−1 0 1] along the axis, then [1 1 1] along each of the others
 *
 * Modes, types, cost, NaN and infinity are those of {@link sobel}.
 *
 * @param x - Real or complex array of at least one axis.
 * @returns As {@link sobel}.
 * @throws As {@link sobel}.
 *
 * @example
 * ```ts
 * ndimage.prewitt([[0, 0, 5, 5], [0, 0, 5, 5]]).toNested(); // [[0, 15, 15, 0], [0, 15, 15, 0]]
 * ```
 * @see scipy.ndimage.prewitt
 */
export function prewitt<A extends In, O extends Out>(x: A, options: EdgeOptions & { out: O }): O;
export function prewitt<A extends In>(x: A, options?: EdgeOptions): ResultOf<A>;
export function prewitt(x: In, options?: EdgeOptions): Arr | Out {
  return slope(x, [1, 1, 1], options);
}

/**
 * The Laplacian by second differences:
 *
 *     y[n] = Σ_a x[n − e_a] − 2·x[n] + x[n + e_a]     over the axes a, e_a one step along a
 *
 * Modes, types, cost, NaN and infinity are those of {@link sobel}; a window has 3 samples along each axis, a cross.
 *
 * @param x - Real or complex array of at least one axis.
 * @returns As {@link sobel}.
 * @throws As {@link sobel}.
 *
 * @example
 * ```ts
 * ndimage.laplace([[0, 0, 0], [0, 1, 0], [0, 0, 0]]).toNested(); // [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
 * ```
 * @see scipy.ndimage.laplace
 */
export function laplace<A extends In, O extends Out>(x: A, options: LaplaceOptions & { out: O }): O;
export function laplace<A extends In>(x: A, options?: LaplaceOptions): ResultOf<A>;
export function laplace(x: In, options?: LaplaceOptions): Arr | Out {
  const array = readArray(x, "x");
  const { mode, cval, out } = optionsOf(options);
  const weights = three([1, -2, 1]);
  const filters = bordersOf({ mode, cval }, array).map((border, axis) => [{ axis, weights, before: 1, border }]);
  return combineFilters(array, filters, "sum", out) as Arr;
}

/** Differences along an axis, then weighted sums along the others. */
function slope(x: In, smooth: readonly number[], options?: EdgeOptions): Arr {
  const array = readArray(x, "x");
  const { axis = -1, mode, cval, out } = optionsOf(options);
  const along = axisOf(axis, array.shape.length, "options.axis");
  const borders = bordersOf({ mode, cval }, array);
  const others = array.shape.map((_, i) => i).filter((i) => i !== along);
  const passes = [along, ...others].map((i) => ({ axis: i, weights: three(i === along ? [-1, 0, 1] : smooth), before: 1, border: borders[i] }));
  return filterAxes(array, passes, out) as Arr;
}

const three = (weights: readonly number[]) => numbers("weights", Float64Array.from(weights));
