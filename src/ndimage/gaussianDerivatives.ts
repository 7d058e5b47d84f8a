import type { Arr, ResultOf } from "../array/result.js";
import { optionsOf } from "../check.js";
import { combineFilters, type Combination } from "../plan/axes/combination.js";
import type { In, Out } from "../types.js";
import { readArray } from "./array.js";
import { bordersOf, type BordersOptions } from "./border.js";
import { gaussianPass, radiiOf, sigmasOf, type TruncateOptions } from "./gaussian.js";

/** @inline */
export interface GaussianDerivativesOptions extends BordersOptions, TruncateOptions {
  /** How many samples the Gaussian reaches on each side, one number or one for each axis: as many as truncate says. */
  radius?: number | readonly number[];
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * The Laplacian of an array that a Gaussian smooths, which is zero on its edges and largest on spots of σ's size:
 *
 *     y = Σ_a ∂²(g ∗ x) / ∂n_a²     over the axes a
 *
 * Each term is {@link gaussianFilter}'s with order 2 along its own axis and 0 along the others; modes, types, cost, NaN and infinity are that function's. Of a list of modes
 * each is the border on all axes of its own axis's term, as SciPy computes it; its documentation has each for its own axis in every term.
 *
 * @param x - Real or complex array of at least one axis.
 * @param sigma - σ, the standard deviation in samples, ≥ 0: one for all axes, or a list of one for each.
 * @returns As {@link gaussianFilter}.
 * @throws As {@link gaussianFilter}.
 *
 * @example A spot is darkest in its middle:
 * ```ts
 * ndimage.gaussianLaplace([0, 0, 0, 1, 0, 0, 0], 1).map((y) => Math.round(1000 * y)); // Float64Array [37, 162, 0, -399, 0, 162, 37]
 * ```
 * @see scipy.ndimage.gaussian_laplace
 */
export function gaussianLaplace<A extends In, O extends Out>(x: A, sigma: number | readonly number[], options: GaussianDerivativesOptions & { out: O }): O;
export function gaussianLaplace<A extends In>(x: A, sigma: number | readonly number[], options?: GaussianDerivativesOptions): ResultOf<A>;
export function gaussianLaplace(x: In, sigma: number | readonly number[], options?: GaussianDerivativesOptions): Arr | Out {
  return combined(x, sigma, 2, "sum", options);
}

/**
 * How steep an array is that a Gaussian smooths:
 *
 *     y = √Σ_a (∂(g ∗ x) / ∂n_a)²     over the axes a; of a complex array the principal root of a sum of complex squares
 *
 * Each derivative is {@link gaussianFilter}'s with order 1 along its own axis and 0 along the others; modes, types, cost, NaN and infinity are that function's, lists of modes
 * as in {@link gaussianLaplace}.
 *
 * @param x - Real or complex array of at least one axis.
 * @param sigma - σ, the standard deviation in samples, ≥ 0: one for all axes, or a list of one for each.
 * @returns As {@link gaussianFilter}.
 * @throws As {@link gaussianFilter}.
 *
 * @example An edge:
 * ```ts
 * ndimage.gaussianGradientMagnitude([0, 0, 0, 5, 5, 5], 1).map((y) => Math.round(10 * y)); // Float64Array [1, 6, 18, 18, 6, 1]
 * ```
 * @see scipy.ndimage.gaussian_gradient_magnitude
 */
export function gaussianGradientMagnitude<A extends In, O extends Out>(x: A, sigma: number | readonly number[], options: GaussianDerivativesOptions & { out: O }): O;
export function gaussianGradientMagnitude<A extends In>(x: A, sigma: number | readonly number[], options?: GaussianDerivativesOptions): ResultOf<A>;
export function gaussianGradientMagnitude(x: In, sigma: number | readonly number[], options?: GaussianDerivativesOptions): Arr | Out {
  return combined(x, sigma, 1, "magnitude", options);
}

/** The derivatives of an order along each axis, combined. */
function combined(x: In, sigma: number | readonly number[], order: number, combination: Combination, options?: GaussianDerivativesOptions): Arr {
  const array = readArray(x, "x");
  const sigmas = sigmasOf(sigma, array);
  const { mode, cval, truncate = 4, radius, out } = optionsOf(options);
  const borders = bordersOf({ mode, cval }, array);
  const radii = radiiOf(radius, sigmas, truncate, array);
  const filters = sigmas.map((_, along) => sigmas.flatMap((value, axis) => gaussianPass(axis, value, axis === along ? order : 0, borders[along], radii[axis])));
  return combineFilters(array, filters, combination, out) as Arr;
}
