import type { ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { optionsOf, wrongValue } from "../check.js";
import { dividePolynomials } from "../plan/recursive/division.js";
import type { In, Out } from "../types.js";
import { refuseZero } from "./lfilter.js";

/** What {@link deconvolve} returns. */
export interface Division<Quotient, Remainder = Quotient> {
  /** What the divisor was convolved with. */
  quotient: Quotient;
  /** What is left over, of the signal's length. */
  remainder: Remainder;
}

/** @inline */
export interface DeconvolveOptions {
  /** Take the results; either may be one of the inputs. */
  out?: Division<Out, Out>;
}

/**
 * Undoes a convolution exactly, by polynomial division:
 *
 *     signal = convolve(divisor, quotient) + remainder
 *
 * The quotient has N − D + 1 samples, none if the divisor is the longer one; the remainder N. Rounding errors grow where the divisor's first sample is small
 * beside the others, and noise in the signal does likewise: for measured data use a regularised method. Computed in float64, O(N·D).
 *
 * @param signal - Real or complex, one axis.
 * @param divisor - Likewise, at least one sample; the first is not 0.
 * @returns Plain arrays for plain real inputs, else NdArrays; float32 if every typed input is, else float64.
 * @throws TypeError for a wrong kind; RangeError if an input has not one axis, the divisor is empty or starts with 0.
 *
 * @example
 * ```ts
 * signal.deconvolve([2, 5, 5, 3], [1, 1]).quotient; // Float64Array [2, 3, 2]
 * signal.deconvolve([2, 5, 5, 3], [1, 1]).remainder; // Float64Array [0, 0, 0, 1]
 * ```
 * @see scipy.signal.deconvolve
 */
export function deconvolve<Q extends Out, R extends Out>(signal: In, divisor: In, options: { out: Division<Q, R> }): Division<Q, R>;
export function deconvolve<S extends In, D extends In>(signal: S, divisor: D, options?: { out?: undefined }): Division<ResultOf<S | D>>;
export function deconvolve(signal: In, divisor: In, options?: DeconvolveOptions): Division<unknown> {
  const x = readPolynomial(signal, "signal");
  const h = readPolynomial(divisor, "divisor");
  if (h.shape[0] === 0) wrongValue("divisor", "at least one sample", "an empty array");
  refuseZero(h, "divisor");
  const { out } = optionsOf(options);
  return dividePolynomials(x, h, optionsOf(out, "options.out"));
}

function readPolynomial(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.shape.length !== 1) wrongValue(name, "a one-dimensional array", `one of shape [${source.shape.join(", ")}]`);
  return source;
}
