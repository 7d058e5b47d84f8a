import type { Arr, ResultOf } from "../array/result.js";
import { conjugated, precisionOf, read, reversed, type Source } from "../array/source.js";
import { finite, oneOf, optionsOf, wrongValue } from "../check.js";
import { inOrder } from "../plan/convolve/batches.js";
import { convolveArrays } from "../plan/convolve/convolution.js";
import { convolutionRecipe } from "../plan/convolve/recipe.js";
import { sizesOf } from "../plan/convolve/request.js";
import { convolveShort, isShort } from "../plan/convolve/short.js";
import { modeSpan } from "../shape/modes.js";
import type { In, Method, Mode, Out } from "../types.js";

/** @inline */
export interface ConvolveOptions {
  /** Which outputs to return: "full", "same" (of in1's shape) or "valid". */
  mode?: Mode;
  /** "direct", "fft", or "auto": the one that is predicted to be faster, and safe. */
  method?: Method;
  /** How exact small outputs must be beside large ones: an FFT is taken only where its rounding keeps to it. */
  rtol?: number;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Convolves two arrays of the same rank, of any number of axes:
 *
 *     y[n] = Σ_k in2[k] · in1[n − k]     n and k with one index for each axis
 *
 * Outside both count as zero. For each axis, with N samples in in1 and K in in2:
 *
 * | mode      | returns                                        | how many      |
 * | :-------- | :--------------------------------------------- | :------------ |
 * | `"full"`  | every n where the two overlap                  | N + K − 1     |
 * | `"same"`  | in1's shape, from n = ⌊(K − 1) / 2⌋ on         | N             |
 * | `"valid"` | those that use no assumed zero; one of the two must be at least as large as the other on every axis | \|N − K\| + 1 |
 *
 * Cost, rounding, NaN and infinity are those of the root's `convolve`.
 *
 * @param in1 - Real or complex array.
 * @param in2 - Another of as many axes.
 * @returns For one-dimensional plain arrays a Float32Array (if every typed input is one) or Float64Array, else an NdArray. Integers
 *   are computed in float64, and neither wrap nor are cut off, as SciPy's do. In the caller's memory, or in `out`.
 * @throws TypeError if an input is no array of numbers; RangeError if ranks differ, a one-dimensional input is empty, neither side is large enough
 *   for "valid", or an option is not one of its words.
 *
 * @example Blur a spot:
 * ```ts
 * signal.convolve([[0, 0, 0], [0, 4, 0], [0, 0, 0]], [[1, 2, 1]], { mode: "same" }).toNested(); // [[0, 0, 0], [4, 8, 4], [0, 0, 0]]
 * ```
 * @see scipy.signal.convolve, whose modes and centring these are.
 */
export function convolve<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: ConvolveOptions & { out: O }): O;
export function convolve<A extends In, B extends In>(in1: A, in2: B, options?: ConvolveOptions): ResultOf<A | B>;
export function convolve(in1: In, in2: In, options?: ConvolveOptions): Arr | Out {
  return (convolveShort(in1, in2, "full", "flip", options) as Arr | undefined) ?? convolveSources(read(in1, "in1"), read(in2, "in2"), options);
}

/**
 * Correlates two arrays of the same rank:
 *
 *     z[n] = Σ_k in1[k] · conj(in2[k − n + K − 1])     n and k with one index for each axis
 *
 * which is the convolution of in1 with in2 turned round and conjugated, in the same modes: in `"full"`, output n belongs to the lag
 * n − (K − 1), as {@link correlationLags} lists them.
 *
 * @param in1 - Real or complex array.
 * @param in2 - Another of as many axes.
 * @returns As {@link convolve}.
 * @throws As {@link convolve}.
 *
 * @example Find a pattern:
 * ```ts
 * signal.correlate([0, 0, 1, 2, 0], [1, 2], { mode: "valid" }); // Float64Array [0, 2, 5, 2]
 * ```
 * @see scipy.signal.correlate
 */
export function correlate<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: ConvolveOptions & { out: O }): O;
export function correlate<A extends In, B extends In>(in1: A, in2: B, options?: ConvolveOptions): ResultOf<A | B>;
export function correlate(in1: In, in2: In, options?: ConvolveOptions): Arr | Out {
  const short = convolveShort(in1, in2, "full", "keep", options);
  if (short) return short as Arr;
  return convolveSources(read(in1, "in1"), conjugated(reversed(read(in2, "in2"))), options);
}

/**
 * Tells how {@link convolve} with method "auto" would compute: by the definition, or by Fourier transforms. Predicted from sizes and types alone, by a
 * cost model of this library's kernels; whatever it says, results are those of the definition within the bounds that {@link convolve} states.
 *
 * @param in1 - Real or complex array.
 * @param in2 - Another of as many axes.
 * @throws As {@link convolve}.
 *
 * @example
 * ```ts
 * signal.chooseConvMethod(new Float32Array(1e6), new Float32Array(1e4)); // "fft"
 * signal.chooseConvMethod([1, 2, 3], [1, 1]); // "direct"
 * ```
 * @see scipy.signal.choose_conv_method, whose constants are those of SciPy's kernels.
 */
export function chooseConvMethod(in1: In, in2: In, options?: { mode?: Mode }): "direct" | "fft" {
  const { mode = "full" } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  if (isShort(in1, in2, mode)) return "direct";
  const [x, h] = sidesOf(read(in1, "in1"), read(in2, "in2"), mode);
  const spans = x.shape.map((N, axis) => modeSpan(mode, N, h.shape[axis]));
  const recipe = convolutionRecipe(sizesOf(x, h, spans, precisionOf(x, h)), "auto", "once");
  return recipe.algorithm === "direct" ? "direct" : "fft";
}

function convolveSources(in1: Source, in2: Source, options?: ConvolveOptions): Arr {
  const { mode = "full", method = "auto", rtol, out } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  oneOf(method, ["auto", "direct", "fft"], "options.method");
  if (rtol !== undefined) finite(rtol, "options.rtol", 0);
  const [x, h] = sidesOf(in1, in2, mode);
  const spans = x.shape.map((N, axis) => modeSpan(mode, N, h.shape[axis]));
  return convolveArrays({ x, h, spans, method, rtol }, out) as Arr;
}

/** @throws RangeError if the second has another number of axes than the first. */
export function refuseOtherRank(in1: Source, in2: Source): void {
  if (in1.shape.length !== in2.shape.length) wrongValue("in2", `as many axes as in1, ${in1.shape.length}`, in2.shape.length);
}

/**
 * The two sides of a convolution over all axes, in "valid" the larger one first.
 * @throws RangeError if ranks differ, a one-dimensional signal is empty, or neither is large enough for "valid".
 */
export function sidesOf(in1: Source, in2: Source, mode: Mode): [x: Source, h: Source] {
  for (const { name, shape } of [in1, in2]) {
    if (shape.length === 0) wrongValue(name, "at least one axis", "a single number");
    if (shape.length === 1 && shape[0] === 0) wrongValue(name, "at least one sample", "an empty array");
  }
  refuseOtherRank(in1, in2);
  return inOrder(in1, in2, mode, in1.shape.map((_, axis) => axis));
}
