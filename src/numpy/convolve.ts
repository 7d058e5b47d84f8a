import { type Arr, type ResultOf } from "../array/result.js";
import { type Source, conjugated, read, reversed } from "../array/source.js";
import { finite, oneOf, optionsOf, wrongValue } from "../check.js";
import { convolveArrays } from "../plan/convolve/convolution.js";
import { convolveShort } from "../plan/convolve/short.js";
import { modeSpan } from "../shape/modes.js";
import type { In, Method, Mode, Out } from "../types.js";

/** @inline */
export interface ConvolveOptions {
  /** Which outputs to return: "full", "same" or "valid". */
  mode?: Mode;
  /** "direct", "fft", or "auto": the one that is predicted to be faster, and safe. */
  method?: Method;
  /** How exact small outputs must be beside large ones: an FFT is taken only where its rounding keeps to it. */
  rtol?: number;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Convolves two one-dimensional signals:
 *
 *     y[n] = Σ_k v[k] · a[n − k]
 *
 * Beyond their ends both count as zero. The order of the two does not matter, in any mode. With N the longer
 * length and K the shorter:
 *
 * | mode      | returns samples n              | how many  |
 * | :-------- | :----------------------------- | :-------- |
 * | `"full"`  | 0 … N + K − 2                  | N + K − 1 |
 * | `"same"`  | N from ⌊(K − 1) / 2⌋ on        | N         |
 * | `"valid"` | those that use no assumed zero | N − K + 1 |
 *
 * `"direct"` takes N·K multiplications and errs by about 2·ε·Σ|v·a| at worst; `"fft"` takes
 * O((N + K) log(N + K)) and errs by at most 0.5·ε·‖v‖·‖a‖ from 512 outputs on, by about twice that below
 * (docs/accuracy.md has the worst measured). Whichever is taken, NaN and infinity reach only the outputs
 * that the sum above gives them to, and sums of integers come out exact.
 *
 * @param a - Real or complex signal of at least one sample: a typed array, number array or NdArray.
 * @param v - The other one, most often a kernel.
 * @returns A Float32Array if every typed input is one, else a Float64Array; an NdArray if an input is one, or complex. Integers
 *   are computed in float64 and do not wrap. In the caller's memory, or in `out`.
 * @throws TypeError if an input is no array of numbers; RangeError if one is empty or not one-dimensional, or an option is not one of its words.
 *
 * @example Smooth by a moving average of three:
 * ```ts
 * convolve([3, 6, 9, 6], [1 / 3, 1 / 3, 1 / 3], { mode: "valid" }); // Float64Array [6, 7]
 * ```
 * @see numpy.convolve, whose modes these are.
 */
export function convolve<A extends In, B extends In, O extends Out>(a: A, v: B, options: ConvolveOptions & { out: O }): O;
export function convolve<A extends In, V extends In>(a: A, v: V, options?: ConvolveOptions): ResultOf<A | V>;
export function convolve(a: In, v: In, options?: ConvolveOptions): Arr | Out {
  return (convolveShort(a, v, "full", "flip", options) as Arr | undefined) ?? convolve1d(readVector(a, "a"), readVector(v, "v"), "full", "before", options);
}

/**
 * Correlates two one-dimensional signals, sliding v over a without turning it round:
 *
 *     c[n] = Σ_k a[n + k] · conj(v[k])
 *
 * Beyond their ends both count as zero. `"valid"` returns the |N − K| + 1 sums that use no assumed zero, `"same"` as many as
 * the longer signal has, `"full"` all N + K − 1, from the first overlap on. Rounding, NaN and cost are those of {@link convolve}.
 *
 * @param a - Real or complex signal of at least one sample.
 * @param v - The signal to find in it.
 * @returns As {@link convolve}.
 * @throws As {@link convolve}.
 *
 * @example Where does the pattern fit?
 * ```ts
 * correlate([0, 1, 2, 1, 0], [1, 2, 1]); // Float64Array [4, 6, 4]
 * ```
 * @see numpy.correlate, whose default is "valid".
 */
export function correlate<A extends In, B extends In, O extends Out>(a: A, v: B, options: ConvolveOptions & { out: O }): O;
export function correlate<A extends In, V extends In>(a: A, v: V, options?: ConvolveOptions): ResultOf<A | V>;
export function correlate(a: In, v: In, options?: ConvolveOptions): Arr | Out {
  const short = convolveShort(a, v, "valid", "keep", options);
  if (short) return short as Arr;
  const [x, w] = [readVector(a, "a"), readVector(v, "v")];
  // NumPy slides the shorter one and, where that was a, turns the result round: "same" is then counted from the other end.
  return convolve1d(x, conjugated(reversed(w)), "valid", x.shape[0] < w.shape[0] ? "after" : "before", options);
}

/** @param centre - Which of the two middle taps of an even kernel is its centre in "same". */
function convolve1d(a: Source, v: Source, byDefault: Mode, centre: "before" | "after", options?: ConvolveOptions): Arr {
  const { mode = byDefault, method = "auto", rtol, out } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  oneOf(method, ["auto", "direct", "fft"], "options.method");
  if (rtol !== undefined) finite(rtol, "options.rtol", 0);
  const [x, h] = a.shape[0] < v.shape[0] ? [v, a] : [a, v];
  const span = modeSpan(mode, x.shape[0], h.shape[0]);
  if (mode === "same" && centre === "after") span.start = h.shape[0] >> 1;
  return convolveArrays({ x, h, spans: [span], method, rtol }, out) as Arr;
}

function readVector(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.shape.length !== 1) wrongValue(name, "a one-dimensional array", `one of shape [${source.shape.join(", ")}]`);
  if (source.shape[0] === 0) wrongValue(name, "at least one sample", "an empty array");
  return source;
}
