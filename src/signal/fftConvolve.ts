import type { Arr, ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { axesOf, oneOf, optionsOf, wrongValue } from "../check.js";
import { convolveAlong } from "../plan/convolve/batches.js";
import type { In, Mode, Out } from "../types.js";
import { refuseOtherRank } from "./convolve.js";

/** @inline */
export interface FftConvolveOptions {
  /** Which outputs to return: "full", "same" (of in1's shape) or "valid". */
  mode?: Mode;
  /** The axes to convolve over; all of them if left out. On the others the inputs are taken slice by slice. */
  axes?: number | readonly number[];
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Convolves two arrays of the same rank by Fourier transforms, over all axes or some:
 *
 *     y[n] = Σ_k in2[k] · in1[n − k]     n and k with one index for each convolved axis
 *
 * Modes are those of {@link convolve}. Off the convolved axes sizes must be equal, or 1, which goes with any size.
 *
 * Costs O(L log L) for L outputs, and errs by at most 0.5·ε·‖in1‖·‖in2‖ from 512 outputs on, and about twice that below (docs/accuracy.md has the worst measured). Works in blocks where one side is much longer, so that memory is
 * bounded. NaN and infinity reach only the outputs that the sum gives them to, and sums of integers come out exact.
 *
 * @param in1 - Real or complex array.
 * @param in2 - Another of as many axes.
 * @returns As {@link convolve}; an empty array if an input is empty.
 * @throws TypeError if an input is no array of numbers; RangeError if ranks differ, sizes off the axes do not go together, an axis is out of range or
 *   named twice, or neither side is large enough for "valid".
 *
 * @example
 * ```ts
 * signal.fftConvolve([1, 2, 3], [0, 1, 0.5]); // Float64Array [0, 1, 2.5, 4, 1.5]
 * ```
 * @see scipy.signal.fftconvolve
 */
export function fftConvolve<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: FftConvolveOptions & { out: O }): O;
export function fftConvolve<A extends In, B extends In>(in1: A, in2: B, options?: FftConvolveOptions): ResultOf<A | B>;
export function fftConvolve(in1: In, in2: In, options?: FftConvolveOptions): Arr | Out {
  return transformSources(read(in1, "in1"), read(in2, "in2"), options);
}

/**
 * Convolves a long array with a short one, block by block (overlap-save), over all axes or some. Results, modes and errors are those of
 * {@link fftConvolve}, which takes blocks too where they are faster.
 *
 *     y[n] = Σ_k in2[k] · in1[n − k]
 *
 * @param in1 - Real or complex array.
 * @param in2 - Another of as many axes.
 * @returns As {@link fftConvolve}.
 * @throws As {@link fftConvolve}.
 *
 * @example
 * ```ts
 * signal.oaConvolve([1, 2, 3, 4], [1, 1], { mode: "valid" }); // Float64Array [3, 5, 7]
 * ```
 * @see scipy.signal.oaconvolve
 */
export function oaConvolve<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: FftConvolveOptions & { out: O }): O;
export function oaConvolve<A extends In, B extends In>(in1: A, in2: B, options?: FftConvolveOptions): ResultOf<A | B>;
export function oaConvolve(in1: In, in2: In, options?: FftConvolveOptions): Arr | Out {
  return transformSources(read(in1, "in1"), read(in2, "in2"), options);
}

function transformSources(in1: Source, in2: Source, options?: FftConvolveOptions): Arr {
  const { mode = "full", axes: given, out } = optionsOf(options);
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  refuseOtherRank(in1, in2);
  const axes = axesOf(given, in1.shape.length, "options.axes");
  if (given !== undefined && axes.length === 0) wrongValue("options.axes", "at least one axis", "none");
  return convolveAlong(in1, in2, axes, mode, out) as Arr;
}
