import { floatType } from "../array/dtype.js";
import type { Arr, ResultOf } from "../array/result.js";
import { precisionOf, read } from "../array/source.js";
import { targetOf } from "../array/target.js";
import { integer, oneOf, optionsOf, wrongValue } from "../check.js";
import { windowMeans } from "../plan/direct/means.js";
import { modeSpan } from "../shape/modes.js";
import type { In, Mode, Out } from "../types.js";

/** @inline */
export interface MovingAverageOptions {
  /** Which outputs to return: "full", "same" (as many as the longer of signal and window has) or "valid". */
  mode?: Mode;
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * The mean of `length` neighbouring samples, at every place:
 *
 *     y[n] = (x[n] + x[n − 1] + … + x[n − length + 1]) / length
 *
 * Outside the signal samples count as zero, and are counted: means at the ends of "full" and "same" are smaller for it. Modes are those of the root's
 * `convolve`. Sums are in float64, never subtracted, and divided: NaN and infinity reach the means of their own windows only. O(outputs), whatever the length.
 *
 * @param x - Real or complex signal: one axis, at least one sample.
 * @param length - How many samples, ≥ 1.
 * @returns A plain array for a plain x, else an NdArray, of x's float type; or `out`.
 * @throws TypeError for a wrong kind; RangeError if x is empty or has not one axis, length is below 1, or mode is not one of its words.
 *
 * @example
 * ```ts
 * signal.movingAverage([2, 4, 6, 8], 2); // Float64Array [1, 3, 5, 7, 4]
 * signal.movingAverage([2, 4, 6, 8], 2, { mode: "valid" }); // Float64Array [3, 5, 7]
 * ```
 * @see numpy.convolve, whose modes these are.
 */
export function movingAverage<A extends In, O extends Out>(x: A, length: number, options: MovingAverageOptions & { out: O }): O;
export function movingAverage<A extends In>(x: A, length: number, options?: MovingAverageOptions): ResultOf<A>;
export function movingAverage(x: In, length: number, options?: MovingAverageOptions): Arr | Out {
  const signal = read(x, "x");
  if (signal.shape.length !== 1) wrongValue("x", "a one-dimensional array", `one of shape [${signal.shape.join(", ")}]`);
  if (signal.shape[0] === 0) wrongValue("x", "at least one sample", "an empty array");
  integer(length, "length", 1);
  const { mode = "full", out } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  const [N] = signal.shape;
  const span = modeSpan(mode, Math.max(N, length), Math.min(N, length));
  const target = targetOf(out, [span.length], floatType(precisionOf(signal), signal.complex), signal.plain);
  windowMeans(signal, length, span.start, target);
  return target.value as Arr;
}
