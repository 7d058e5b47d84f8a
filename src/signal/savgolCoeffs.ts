import { delivered } from "../array/values.js";
import { finite, integer, MOST_SAMPLES, oneOf, optionsOf, wrongValue } from "../check.js";
import { savgolWeights } from "../math/savgol.js";
import type { Out } from "../types.js";

/** @inline */
export interface SavgolCoeffsOptions {
  /** Which derivative: 0, the smoothed value itself. */
  deriv?: number;
  /** The distance between samples, for derivatives: 1. */
  delta?: number;
  /** Where in the window to evaluate, 0 ≤ pos < windowLength: its middle if left out or null. */
  pos?: number | null;
  /** "conv": in the order that a convolution wants; "dot": that of the samples. */
  use?: "conv" | "dot";
  /** Takes the coefficients. */
  out?: Out;
}

/**
 * The coefficients of a Savitzky–Golay filter: summed with windowLength samples they give the value (or a derivative) at `pos` of the polynomial of
 * degree polyorder that fits the samples best.
 *
 *     Σ_j c[j] · x[j] = dᵈ/dtᵈ p(pos),   p = argmin Σ_j (p(j) − x[j])²     ("dot"; reversed for "conv")
 *
 * They are computed by orthogonal polynomials, without loss of digits, in O(windowLength · polyorder).
 *
 * @param windowLength - How many samples, ≥ 1; with an even number the middle lies between two.
 * @param polyorder - Degree of the polynomial, below windowLength.
 * @returns A Float64Array, or `out`; zeros if deriv is above polyorder.
 * @throws TypeError for a wrong kind; RangeError if polyorder is not below windowLength, pos lies outside the window, or `use` is not one of its words.
 *
 * @example
 * ```ts
 * signal.savgolCoeffs(3, 1); // Float64Array [0.3333333333333333, 0.3333333333333333, 0.3333333333333333]
 * signal.savgolCoeffs(3, 2, { deriv: 1, use: "dot" }); // Float64Array [-0.5, 0, 0.5]
 * ```
 * @see scipy.signal.savgol_coeffs
 */
export function savgolCoeffs<O extends Out>(windowLength: number, polyorder: number, options: SavgolCoeffsOptions & { out: O }): O;
export function savgolCoeffs(windowLength: number, polyorder: number, options?: SavgolCoeffsOptions): Float64Array<ArrayBuffer>;
export function savgolCoeffs(windowLength: number, polyorder: number, options?: SavgolCoeffsOptions): Float64Array | Out {
  const { deriv = 0, delta = 1, pos = null, use = "conv", out } = optionsOf(options);
  checkFit(windowLength, polyorder, deriv, delta);
  oneOf(use, ["conv", "dot"], "options.use");
  const at = pos === null ? (windowLength - 1) / 2 : finite(pos, "options.pos", 0);
  if (at >= windowLength) wrongValue("options.pos", `a place in the window, below ${windowLength}`, at);
  const weights = savgolWeights(windowLength, polyorder, deriv, delta, at);
  return delivered(use === "conv" ? weights.reverse() : weights, out);
}

/** Checks what every Savitzky–Golay function takes. */
export function checkFit(windowLength: unknown, polyorder: unknown, deriv: unknown, delta: unknown): void {
  const W = integer(windowLength, "windowLength", 1, MOST_SAMPLES);
  const degree = integer(polyorder, "polyorder", 0);
  if (degree >= W) wrongValue("polyorder", `less than windowLength, ${W}`, degree);
  integer(deriv, "options.deriv", 0);
  if (finite(delta, "options.delta") === 0) wrongValue("options.delta", "a number other than 0", 0);
}
