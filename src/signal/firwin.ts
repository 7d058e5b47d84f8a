import { delivered } from "../array/values.js";
import { boolean, finite, integer, MOST_SAMPLES, optionsOf, positive, wrongKind, wrongValue } from "../check.js";
import { type Band, kaiserBeta, windowedSinc } from "../math/windowedSinc.js";
import type { Out } from "../types.js";
import { type Window, windowNamed } from "./window.js";

const words = ["lowpass", "highpass", "bandpass", "bandstop"] as const;

/** @inline */
export interface FirwinOptions {
  /** A word, or [word, parameter]: "hamming". `width` overrides it. */
  window?: Window;
  /** Whether frequency 0 passes; or the kind of filter, which says so too. */
  passZero?: boolean | (typeof words)[number];
  /** Whether to scale to a gain of exactly 1 in the middle of the first band that passes. */
  scale?: boolean;
  /** The width of the transition between bands, in units of fs, which chooses a Kaiser window. */
  width?: number;
  /** The sampling frequency: 2, so that cutoffs count from 0 to 1, the Nyquist frequency. */
  fs?: number;
  /** Takes the taps. */
  out?: Out;
}

/**
 * Designs a linear-phase FIR filter by the window method:
 *
 *     h[n] = w[n] · Σ_bands (to · sinc(to·m) − from · sinc(from·m)),   m = n − (numtaps − 1) / 2
 *
 * with the bands that pass, in units of the Nyquist frequency. The response is −6 dB at each cutoff. O(numtaps · bands).
 *
 * @param numtaps - How many taps, ≥ 1; odd if the Nyquist frequency passes.
 * @param cutoff - One frequency, or several in rising order, each above 0 and below fs / 2: the edges of the bands.
 * @returns The taps, a Float64Array, or `out`.
 * @throws TypeError for a wrong kind; RangeError for cutoffs out of range or order, an even number of taps for a filter that passes
 *   the Nyquist frequency, a word that does not fit the number of cutoffs, or an unknown one.
 *
 * @example A low pass of five taps:
 * ```ts
 * const taps = signal.firwin(5, 0.5);
 * Math.round(1000 * taps[2]); // 593
 * taps[0] === taps[4]; // true
 * ```
 * @see scipy.signal.firwin
 */
export function firwin<O extends Out>(numtaps: number, cutoff: number | readonly number[], options: FirwinOptions & { out: O }): O;
export function firwin(numtaps: number, cutoff: number | readonly number[], options?: FirwinOptions): Float64Array<ArrayBuffer>;
export function firwin(numtaps: number, cutoff: number | readonly number[], options?: FirwinOptions): Float64Array | Out {
  const { window = "hamming", passZero = true, scale = true, width, fs = 2, out } = optionsOf(options);
  integer(numtaps, "numtaps", 1, MOST_SAMPLES);
  const nyquist = positive(fs, "options.fs") / 2;
  const edges = edgesOf(cutoff, nyquist);
  const passesZero = zeroPasses(passZero, edges.length);
  const passesNyquist = passesZero === (edges.length % 2 === 0);
  if (passesNyquist && numtaps % 2 === 0) wrongValue("numtaps", "an odd number, for a filter that passes the Nyquist frequency", numtaps);
  boolean(scale, "options.scale");
  const chosen = width === undefined ? window : (["kaiser", kaiserBeta(numtaps, finite(width, "options.width", 0) / nyquist)] as const);
  const all = [...(passesZero ? [0] : []), ...edges, ...(passesNyquist ? [1] : [])];
  const bands: Band[] = [];
  for (let i = 0; i < all.length; i += 2) bands.push([all[i], all[i + 1]]);
  return delivered(windowedSinc(bands, windowNamed(chosen, numtaps), scale ? "centre" : "not"), out);
}

/** The cutoffs in units of the Nyquist frequency. */
function edgesOf(cutoff: unknown, nyquist: number): number[] {
  const list = typeof cutoff === "number" ? [cutoff] : Array.isArray(cutoff) || ArrayBuffer.isView(cutoff) ? Array.from(cutoff as ArrayLike<number>) : undefined;
  if (!list) wrongKind("cutoff", "a frequency or a list of frequencies", cutoff);
  if (list.length === 0) wrongValue("cutoff", "at least one frequency", "none");
  return list.map((value, i) => {
    const name = typeof cutoff === "number" ? "cutoff" : `cutoff[${i}]`;
    finite(value, name);
    if (value <= 0 || value >= nyquist) wrongValue(name, `a frequency above 0 and below fs / 2 = ${nyquist}`, value);
    if (i > 0 && value <= list[i - 1]) wrongValue(name, `a frequency above the one before it, ${list[i - 1]}`, value);
    return value / nyquist;
  });
}

function zeroPasses(passZero: unknown, cutoffs: number): boolean {
  if (typeof passZero === "boolean") return passZero;
  const expected = `true, false, ${words.map((word) => `"${word}"`).join(", ")}`;
  if (typeof passZero !== "string") wrongKind("options.passZero", expected, passZero);
  if (!(words as readonly string[]).includes(passZero)) wrongValue("options.passZero", expected, `"${passZero}"`);
  const single = passZero === "lowpass" || passZero === "highpass";
  if (single !== (cutoffs === 1)) wrongValue("cutoff", `${single ? "one frequency" : "at least two frequencies"}, for "${passZero}"`, `${cutoffs}`);
  return passZero === "lowpass" || passZero === "bandstop";
}
