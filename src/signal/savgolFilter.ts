import { axisKernel } from "../array/axes.js";
import { floatType } from "../array/dtype.js";
import type { Arr, ResultOf } from "../array/result.js";
import { numbers, precisionOf, read } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { axisOf, number, oneOf, optionsOf, wrongValue } from "../check.js";
import { savgolWeights } from "../math/savgol.js";
import { correlateArrays } from "../plan/convolve/correlation.js";
import { sumEnds } from "../plan/direct/ends.js";
import type { BorderKind } from "../shape/border.js";
import type { In, Out } from "../types.js";
import { checkFit } from "./savgolCoeffs.js";

const borders: Record<"mirror" | "constant" | "nearest" | "wrap" | "interp", BorderKind> = {
  mirror: "mirror",
  constant: "constant",
  nearest: "replicate",
  wrap: "wrap",
  interp: "constant",
};

/** @inline */
export interface SavgolFilterOptions {
  /** Which derivative: 0, the smoothed signal itself. */
  deriv?: number;
  /** The distance between samples, for derivatives: 1. */
  delta?: number;
  /** The axis of x to work along: −1, the last. */
  axis?: number;
  /** What the windows at the ends see: "interp", the polynomials of the first and the last whole window, or samples beyond the ends. */
  mode?: keyof typeof borders;
  /** The value of a "constant" border: 0. */
  cval?: number;
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * Smooths signals by a polynomial of degree polyorder that is fitted to the windowLength samples around each: the Savitzky–Golay filter.
 *
 *     y[n] = Σ_j c[j] · x[n − ⌊(W − 1)/2⌋ + j],   c = savgolCoeffs(W, polyorder, { deriv, delta, use: "dot" })
 *
 * | mode         | around a b c d        |
 * | :----------- | :-------------------- |
 * | `"interp"`   | the ⌊W/2⌋ outputs at each end are the values of the polynomial that fits the first or last W samples |
 * | `"mirror"`   | d c b│a b c d│c b a   |
 * | `"nearest"`  | a a a│a b c d│d d d   |
 * | `"wrap"`     | b c d│a b c d│a b c   |
 * | `"constant"` | v v v│a b c d│v v v, v = cval |
 *
 * With an even W the window's middle lies half a sample after n, and y with it, but for the ends of "interp". O(N·W) by direct sums, or by
 * transforms where those are predicted to be faster, with the bounds that the root's `convolve` states. NaN and infinity reach the outputs whose window holds them.
 *
 * @param x - Signals of any rank, real or complex.
 * @param windowLength - W, how many samples, ≥ 1; with "interp" no more than x has along the axis.
 * @param polyorder - Degree of the polynomial, below windowLength.
 * @returns A plain array for a plain one-dimensional x, else an NdArray, of x's float type; or `out`.
 * @throws TypeError for a wrong kind; RangeError if polyorder is not below windowLength, the window does not fit, or an axis or mode does not exist.
 *
 * @example A parabola passes unchanged:
 * ```ts
 * signal.savgolFilter([0, 1, 4, 9, 16], 3, 2).map((y) => Math.round(y)); // Float64Array [0, 1, 4, 9, 16]
 * signal.savgolFilter([0, 1, 4, 9, 16], 3, 2, { deriv: 1 }).map((y) => Math.round(y)); // Float64Array [0, 2, 4, 6, 8]
 * ```
 * @see scipy.signal.savgol_filter
 */
export function savgolFilter<A extends In, O extends Out>(x: A, windowLength: number, polyorder: number, options: SavgolFilterOptions & { out: O }): O;
export function savgolFilter<A extends In>(x: A, windowLength: number, polyorder: number, options?: SavgolFilterOptions): ResultOf<A>;
export function savgolFilter(x: In, windowLength: number, polyorder: number, options?: SavgolFilterOptions): Arr | Out {
  const { deriv = 0, delta = 1, axis = -1, mode = "interp", cval = 0, out } = optionsOf(options);
  checkFit(windowLength, polyorder, deriv, delta);
  const signal = read(x, "x");
  const along = axisOf(axis, signal.shape.length, "options.axis");
  oneOf(mode, ["mirror", "constant", "nearest", "wrap", "interp"], "options.mode");
  const N = signal.shape[along];
  if (mode === "interp" && windowLength > N) wrongValue("windowLength", `at most the ${N} samples along the axis, for mode "interp"`, windowLength);
  const weightsAt = (place: number): Float64Array<ArrayBuffer> => savgolWeights(windowLength, polyorder, deriv, delta, place);
  const border = { kind: borders[mode], value: number(cval, "options.cval") };
  const target = targetOf(out, signal.shape, floatType(precisionOf(signal), signal.complex), signal.plain);
  const source = apart(signal, target);
  const weights = axisKernel(numbers("coefficients", weightsAt((windowLength - 1) / 2)), along, signal.shape.length);
  const before = signal.shape.map((_, i) => (i === along ? (windowLength - 1) >> 1 : 0));
  correlateArrays({ x: source, w: weights, before, outputShape: signal.shape, border }, target.value);
  if (mode === "interp") {
    const half = windowLength >> 1;
    const first = Array.from({ length: half }, (_, i) => weightsAt(i));
    const last = Array.from({ length: half }, (_, i) => weightsAt(windowLength - half + i));
    sumEnds(source, target, along, first, last);
  }
  return target.value as Arr;
}
