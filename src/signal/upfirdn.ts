import type { Arr, ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { axisOf, integer, number, oneOf, optionsOf, wrongValue } from "../check.js";
import { type Extension, extensions } from "../plan/polyphase/extension.js";
import { resampleArrays } from "../plan/polyphase/resampling.js";
import { resampledLength } from "../shape/polyphase.js";
import type { In, Out } from "../types.js";

export type { Extension };

/** @inline */
export interface UpfirdnOptions {
  /** How many samples come of one, before the filter: 1. */
  up?: number;
  /** One of how many samples is kept, after the filter: 1. */
  down?: number;
  /** The axis of x to work along: −1, the last. */
  axis?: number;
  /** How x goes on beyond its ends: "constant", by cval. */
  mode?: Extension;
  /** The value of a "constant" border: 0. */
  cval?: number;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Inserts zeros, filters, and drops samples:
 *
 *     y[m] = Σ_k h[k] · u[m·down − k],   u[j·up] = x[j], and zero between
 *
 * Only the products that are needed are computed, at most ⌈K / up⌉ for each output, with vectors of outputs at a time. The result has
 * ⌊((N − 1)·up + K − 1) / down⌋ + 1 samples along the axis. Beyond its ends x goes on as the mode says:
 *
 * | mode              | around a b c d                                     |
 * | :---------------- | :------------------------------------------------- |
 * | `"constant"`      | v v v│a b c d│v v v, v = cval                      |
 * | `"edge"`          | a a a│a b c d│d d d                                |
 * | `"wrap"`          | b c d│a b c d│a b c                                |
 * | `"symmetric"`     | c b a│a b c d│d c b                                |
 * | `"reflect"`       | d c b│a b c d│c b a                                |
 * | `"antisymmetric"` | −c −b −a│a b c d│−d −c −b                          |
 * | `"antireflect"`   | 2a−d 2a−c 2a−b│a b c d│2d−c 2d−b 2d−a              |
 * | `"smooth"`        | on along the line through the two samples at the end |
 * | `"line"`          | on along the line through the first and the last   |
 *
 * Each output errs by about 2·ε·Σ|h·x| at worst, where long filters go by transforms, which is then faster, by 0.5·ε·‖h‖·‖x‖; NaN and infinity reach only the outputs that the sum gives them to. Integers count as float64.
 *
 * @param h - The filter, real or complex: one axis, at least one tap.
 * @param x - The signals, of any rank.
 * @returns A Float32Array (if every typed input is one) or Float64Array for plain one-dimensional inputs, else an NdArray; or `out`.
 * @throws TypeError for a wrong kind; RangeError if h has not one axis or no tap, up or down is below 1, or an axis or mode does not exist.
 *
 * @example Interpolate by two:
 * ```ts
 * signal.upfirdn([0.5, 1, 0.5], [2, 4, 8], { up: 2 }); // Float64Array [1, 2, 3, 4, 6, 8, 4]
 * ```
 * @see scipy.signal.upfirdn, whose lengths and modes these are.
 */
export function upfirdn<A extends In, B extends In, O extends Out>(h: A, x: B, options: UpfirdnOptions & { out: O }): O;
export function upfirdn<A extends In, B extends In>(h: A, x: B, options?: UpfirdnOptions): ResultOf<A | B>;
export function upfirdn(h: In, x: In, options?: UpfirdnOptions): Arr | Out {
  const taps = readTaps(h, "h");
  const signal = read(x, "x");
  const { up = 1, down = 1, axis = -1, mode = "constant", cval = 0, out } = optionsOf(options);
  integer(up, "options.up", 1);
  integer(down, "options.down", 1);
  const along = axisOf(axis, signal.shape.length, "options.axis");
  oneOf(mode, extensions, "options.mode");
  const ends = { extension: mode, value: number(cval, "options.cval") };
  const outputs = resampledLength(signal.shape[along], taps.shape[0], up, down);
  return resampleArrays({ h: taps, x: signal, up, down, shift: 0, outputs, axis: along, ends }, out) as Arr;
}

/** A filter: one axis, at least one tap. */
export function readTaps(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.shape.length !== 1) wrongValue(name, "a one-dimensional array", `one of shape [${source.shape.join(", ")}]`);
  if (source.shape[0] === 0) wrongValue(name, "at least one tap", "an empty array");
  return source;
}
