import type { Arr, ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { axisOf, integer, number, oneOf, optionsOf, wrongSort, wrongValue } from "../check.js";
import { windowedSinc } from "../math/windowedSinc.js";
import { type Extension, extensions } from "../plan/polyphase/extension.js";
import { type Level, levelsOf, levelWords } from "../plan/polyphase/level.js";
import { resampleArrays } from "../plan/polyphase/resampling.js";
import { greatestCommonDivisor } from "../shape/polyphase.js";
import type { In, Out } from "../types.js";
import { readTaps } from "./upfirdn.js";
import { type Window, windowNamed } from "./window.js";

/** @inline */
export interface ResamplePolyOptions {
  /** The axis of x to work along: 0, the first. */
  axis?: number;
  /** The window of the low pass that is designed: ["kaiser", 5]; or its taps. */
  window?: Window | readonly number[] | Float32Array | Float64Array;
  /** How x goes on beyond its ends: "constant", by cval; or the level that it is filtered around, "mean", "median", "minimum" or "maximum". */
  padtype?: Extension | Level;
  /** The value of a "constant" border: 0. */
  cval?: number;
  /** Takes the result; it may be x. */
  out?: Out;
}

/**
 * Changes the sampling rate by up / down, with a linear-phase low pass against aliases:
 *
 *     y[m] = Σ_k h[k] · u[m·down + ⌊(K − 1) / 2⌋ − k],   u[j·up] = x[j], and zero between
 *
 * up and down are reduced first. By default h is `up · firwin(20·max(up, down) + 1, 1 / max(up, down), { window })`. Sample m of the result
 * stands at m·down / up of x; there are ⌈N·up / down⌉. About 20·max(1, down / up) products for each.
 *
 * "mean", "median", "minimum" and "maximum" take that level of each line off, and add it in the end, so that a line's ends do not drop to 0.
 * NaN and infinity reach the outputs that the sum gives them to; through a level, all of their line. Integers count as float64.
 *
 * @param x - Signals of any rank, real or complex.
 * @param up - Factor of the rate, ≥ 1.
 * @param down - Divisor of the rate, ≥ 1.
 * @returns A plain array of x's float type for a plain one-dimensional x, else an NdArray; or `out`.
 * @throws TypeError for a wrong kind, or a level other than the mean of complex signals; RangeError if up or down is below 1, an axis or word does not
 *   exist, or cval is given with another padtype than "constant".
 *
 * @example A constant stays one:
 * ```ts
 * signal.resamplePoly([2, 2, 2, 2], 3, 2, { padtype: "mean" }); // Float64Array [2, 2, 2, 2, 2, 2]
 * ```
 * @see scipy.signal.resample_poly
 */
export function resamplePoly<A extends In, O extends Out>(x: A, up: number, down: number, options: ResamplePolyOptions & { out: O }): O;
export function resamplePoly<A extends In>(x: A, up: number, down: number, options?: ResamplePolyOptions): ResultOf<A>;
export function resamplePoly(x: In, up: number, down: number, options?: ResamplePolyOptions): Arr | Out {
  const signal = read(x, "x");
  integer(up, "up", 1);
  integer(down, "down", 1);
  const { axis = 0, window = ["kaiser", 5], padtype = "constant", cval, out } = optionsOf(options);
  const along = axisOf(axis, signal.shape.length, "options.axis");
  oneOf(padtype, [...extensions, ...levelWords], "options.padtype");
  if (cval !== undefined && number(cval, "options.cval") !== 0 && padtype !== "constant") {
    wrongValue("options.cval", 'nothing, unless padtype is "constant"', `${cval} with "${padtype}"`);
  }
  const common = greatestCommonDivisor(up, down);
  const rates = { up: up / common, down: down / common };
  // a rate of 1 is a copy
  const same = rates.up === 1 && rates.down === 1;
  const h = same ? scaled(signal, Float64Array.of(1), 1) : tapsOf(signal, window, rates.up, rates.down);
  const isLevel = (levelWords as readonly string[]).includes(padtype) && !same;
  if (isLevel && signal.complex && padtype !== "mean") wrongSort("x", `real data, for padtype "${padtype}"`, "complex data");
  const ends = isLevel
    ? { extension: "constant" as const, value: 0, levels: levelsOf(signal, along, padtype as Level) }
    : { extension: same ? ("constant" as const) : (padtype as Extension), value: cval ?? 0 };
  const shift = (h.shape[0] - 1) >> 1;
  const outputs = Math.ceil((signal.shape[along] * rates.up) / rates.down);
  return resampleArrays({ x: signal, h, ...rates, shift, outputs, axis: along, ends }, out) as Arr;
}

/** The low pass, times up. A design has no type of its own. */
function tapsOf(x: Source, window: unknown, up: number, down: number): Source {
  const named = typeof window === "string" || (Array.isArray(window) && typeof window[0] === "string");
  if (named) {
    const most = Math.max(up, down);
    return scaled(x, windowedSinc([[0, 1 / most]], windowNamed(window, 20 * most + 1), "centre"), up);
  }
  const taps = readTaps(window, "options.window");
  if (taps.complex) wrongSort("options.window", "real taps", "complex ones");
  const values = Float64Array.from({ length: taps.shape[0] }, (_, k) => taps.data[taps.offset + k * taps.stride[0]]);
  return { ...scaled(x, values, up), dtype: taps.dtype };
}

function scaled({ plain }: Source, taps: Float64Array, up: number): Source {
  const data = taps.map((tap) => tap * up);
  return { name: "window", data, shape: [data.length], stride: [1], offset: 0, dtype: null, complex: false, contiguous: true, plain };
}
