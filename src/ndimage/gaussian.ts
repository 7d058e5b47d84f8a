import type { Border } from "../array/padded.js";
import { numbers, type Source } from "../array/source.js";
import { finite, integer, wrongValue } from "../check.js";
import { gaussianTaps } from "../math/gaussian.js";
import type { AxisPass } from "../plan/axes/passes.js";
import { perAxis } from "./perAxis.js";

/** Most samples on each side of a Gaussian's middle. */
const MOST = 2 ** 27;

/** @inline */
export interface TruncateOptions {
  /** How many standard deviations the Gaussian reaches: 4. */
  truncate?: number;
}

/** A standard deviation for each axis. */
export function sigmasOf(sigma: unknown, x: Source): number[] {
  return perAxis(sigma, x, "sigma", (value, name) => finite(value, name, 0));
}

/** The order of a derivative. */
export function orderOf(order: unknown, name: string): number {
  return integer(order, name, 0, 100);
}

/** How many samples a Gaussian reaches on each side: the radius that is given, or as many standard deviations as it is cut off at. */
export function radiusOf(radius: unknown, sigma: number, truncate: unknown, name = "options.radius"): number {
  const reach = Math.floor(finite(truncate, "options.truncate", 0) * sigma + 0.5);
  if (radius !== undefined) return integer(radius, name, 0, MOST);
  if (reach > MOST) wrongValue("sigma", `a Gaussian of at most ${MOST} samples on each side`, `${reach} of them`);
  return reach;
}

/** The same along each axis of an array, for a radius that may be one for each. */
export function radiiOf(radius: unknown, sigmas: readonly number[], truncate: unknown, x: Source): number[] {
  const given = radius === undefined ? [] : perAxis(radius, x, "options.radius", (value, name) => radiusOf(value, 0, truncate, name));
  return sigmas.map((sigma, axis) => radiusOf(given[axis], sigma, truncate));
}

/** One pass by a Gaussian, or a derivative of it; none if σ is 0. */
export function gaussianPass(axis: number, sigma: number, order: number, border: Border, radius: number): AxisPass[] {
  if (sigma <= 1e-15) return [];
  // correlation meets the samples in the other order
  const weights = numbers("sigma", gaussianTaps(sigma, order, radius).reverse());
  return [{ axis, weights, before: radius, border }];
}
