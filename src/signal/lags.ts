import { delivered } from "../array/values.js";
import { integer, MOST_SAMPLES, oneOf, optionsOf } from "../check.js";
import { lagRange } from "../shape/lags.js";
import type { Mode, Out } from "../types.js";

/** @inline */
export interface LagsOptions {
  /** The mode of the correlation: "full", "same" or "valid". */
  mode?: Mode;
  /** Takes the lags. */
  out?: Out;
}

/**
 * The lag, in samples, that each output of {@link correlate} belongs to: how far in2 was moved to the right against in1.
 *
 * | mode      | lags                                                  |
 * | :-------- | :---------------------------------------------------- |
 * | `"full"`  | −(n2 − 1) … n1 − 1                                    |
 * | `"same"`  | n1 from −(n2 − 1) + ⌊(n1 + n2 − 1)/2⌋ − ⌊n1/2⌋ on     |
 * | `"valid"` | 0 … n1 − n2, or n1 − n2 … 0                           |
 *
 * `"same"` is SciPy's list to the letter: for an odd n1 and an even n2 it stands one above the shifts of the outputs.
 *
 * @param n1 - How many samples in1 has, ≥ 1.
 * @param n2 - How many samples in2 has, ≥ 1.
 * @returns A Float64Array, or `out`.
 * @throws TypeError or RangeError if a length is no whole number of at least 1, or mode is not one of its words.
 *
 * @example
 * ```ts
 * signal.correlationLags(3, 2); // Float64Array [-1, 0, 1, 2]
 * ```
 * @see scipy.signal.correlation_lags
 */
export function correlationLags<O extends Out>(n1: number, n2: number, options: LagsOptions & { out: O }): O;
export function correlationLags(n1: number, n2: number, options?: LagsOptions): Float64Array<ArrayBuffer>;
export function correlationLags(n1: number, n2: number, options?: LagsOptions): Float64Array | Out {
  integer(n1, "n1", 1, MOST_SAMPLES);
  integer(n2, "n2", 1, MOST_SAMPLES);
  const { mode = "full", out } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  const { first, last } = lagRange(n1, n2, mode);
  return delivered(Float64Array.from({ length: last - first + 1 }, (_, n) => first + n), out);
}
