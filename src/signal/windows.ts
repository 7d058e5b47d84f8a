/** Windows, computed alike in every engine: the words of scipy.signal.windows. @module */
import { delivered } from "../array/values.js";
import { boolean, finite, integer, MOST_SAMPLES, optionsOf, positive, wrongKind } from "../check.js";
import { type WindowWord, windowValues } from "../math/window.js";
import type { Out } from "../types.js";

/** @inline */
export interface WindowOptions {
  /** True for a symmetric window, for filter design; false for one period of a periodic one, for spectra. */
  sym?: boolean;
  /** Takes the window. */
  out?: Out;
}

/**
 * A window of ones.
 *
 *     w[n] = 1,  0 ≤ n < M
 *
 * @param M - How many samples, ≥ 0.
 * @returns A Float64Array, or `out`.
 * @throws TypeError or RangeError if M is no whole number of at least 0, or an option is of the wrong kind.
 *
 * @example
 * ```ts
 * windows.boxcar(3); // Float64Array [1, 1, 1]
 * ```
 * @see scipy.signal.windows.boxcar
 */
export function boxcar<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function boxcar(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function boxcar(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("boxcar", M, 0, options);
}

/**
 * A triangle that does not reach 0 at its ends.
 *
 *     w[n] = 1 − |2n − M + 1| / (M + 1) for odd M,  1 − |2n − M + 1| / M for even M
 *
 * @param M - How many samples, ≥ 0. A window of one sample is 1, as every window here.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}.
 *
 * @example
 * ```ts
 * windows.triang(3); // Float64Array [0.5, 1, 0.5]
 * ```
 * @see scipy.signal.windows.triang
 */
export function triang<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function triang(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function triang(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("triang", M, 0, options);
}

/**
 * A triangle with zeros at its ends.
 *
 *     w[n] = 1 − |2n − M + 1| / (M − 1)
 *
 * @param M - How many samples, ≥ 0.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}.
 *
 * @example
 * ```ts
 * windows.bartlett(5); // Float64Array [0, 0.5, 1, 0.5, 0]
 * ```
 * @see scipy.signal.windows.bartlett
 */
export function bartlett<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function bartlett(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function bartlett(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("bartlett", M, 0, options);
}

/**
 * A raised cosine with zeros at its ends.
 *
 *     w[n] = 0.5 − 0.5 cos(2πn / (M − 1))
 *
 * @param M - How many samples, ≥ 0.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}.
 *
 * @example
 * ```ts
 * windows.hann(4, { sym: false }); // Float64Array [0, 0.5, 1, 0.5]
 * ```
 * @see scipy.signal.windows.hann
 */
export function hann<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function hann(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function hann(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("hann", M, 0, options);
}

/**
 * A raised cosine on a pedestal, with the smallest side lobes of its kind.
 *
 *     w[n] = 0.54 − 0.46 cos(2πn / (M − 1))
 *
 * @param M - How many samples, ≥ 0.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}.
 *
 * @example
 * ```ts
 * windows.hamming(3)[1]; // 1
 * ```
 * @see scipy.signal.windows.hamming
 */
export function hamming<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function hamming(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function hamming(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("hamming", M, 0, options);
}

/**
 * Two cosines, for lower side lobes and a wider peak.
 *
 *     w[n] = 0.42 − 0.5 cos(2πn / (M − 1)) + 0.08 cos(4πn / (M − 1))
 *
 * @param M - How many samples, ≥ 0.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}.
 *
 * @example
 * ```ts
 * windows.blackman(5)[2]; // 1
 * ```
 * @see scipy.signal.windows.blackman
 */
export function blackman<O extends Out>(M: number, options: WindowOptions & { out: O }): O;
export function blackman(M: number, options?: WindowOptions): Float64Array<ArrayBuffer>;
export function blackman(M: number, options?: WindowOptions): Float64Array | Out {
  return windowOf("blackman", M, 0, options);
}

/**
 * A Gaussian bell around the middle, c = (M − 1) / 2, of height 1.
 *
 *     w[n] = exp(−(n − c)² / (2 std²))
 *
 * Divide by its sum for a smoothing kernel.
 *
 * @param M - How many samples, ≥ 0.
 * @param options - `std` is the standard deviation in samples, above 0.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}; TypeError without `std`.
 *
 * @example
 * ```ts
 * windows.gaussian(3, { std: 1 }); // Float64Array [0.6065306597126334, 1, 0.6065306597126334]
 * ```
 * @see scipy.signal.windows.gaussian
 */
export function gaussian<O extends Out>(M: number, options: WindowOptions & { std: number; out: O }): O;
export function gaussian(M: number, options: WindowOptions & { std: number }): Float64Array<ArrayBuffer>;
export function gaussian(M: number, options: WindowOptions & { std: number }): Float64Array | Out {
  return windowOf("gaussian", M, positive(needed(options, "std"), "options.std"), options);
}

/**
 * The Kaiser window: nearly the most energy in its peak for a given width.
 *
 *     w[n] = I0(β √(1 − (2n / (M − 1) − 1)²)) / I0(β)
 *
 * β = 0 is a boxcar, 5 near a Hamming, 6 near a Hann, 8.6 near a Blackman window; beyond 713 I0 is no finite number, and
 * the window NaN or 0.
 *
 * @param M - How many samples, ≥ 0.
 * @param options - `beta` trades the width of the peak for the height of the side lobes.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}; TypeError without `beta`.
 *
 * @example
 * ```ts
 * windows.kaiser(3, { beta: 0 }); // Float64Array [1, 1, 1]
 * ```
 * @see scipy.signal.windows.kaiser
 */
export function kaiser<O extends Out>(M: number, options: WindowOptions & { beta: number; out: O }): O;
export function kaiser(M: number, options: WindowOptions & { beta: number }): Float64Array<ArrayBuffer>;
export function kaiser(M: number, options: WindowOptions & { beta: number }): Float64Array | Out {
  return windowOf("kaiser", M, finite(needed(options, "beta"), "options.beta"), options);
}

/**
 * A raised cosine on a pedestal of any height; α = 0.5 is {@link hann}, 0.54 {@link hamming}.
 *
 *     w[n] = α − (1 − α) cos(2πn / (M − 1))
 *
 * @param M - How many samples, ≥ 0.
 * @param options - `alpha` is α.
 * @returns As {@link boxcar}.
 * @throws As {@link boxcar}; TypeError without `alpha`.
 *
 * @example
 * ```ts
 * windows.generalHamming(3, { alpha: 0.75 }); // Float64Array [0.5, 1, 0.5]
 * ```
 * @see scipy.signal.windows.general_hamming
 */
export function generalHamming<O extends Out>(M: number, options: WindowOptions & { alpha: number; out: O }): O;
export function generalHamming(M: number, options: WindowOptions & { alpha: number }): Float64Array<ArrayBuffer>;
export function generalHamming(M: number, options: WindowOptions & { alpha: number }): Float64Array | Out {
  return windowOf("generalHamming", M, finite(needed(options, "alpha"), "options.alpha"), options);
}

function windowOf(word: WindowWord, M: number, parameter: number, options?: WindowOptions): Float64Array | Out {
  const { sym = true, out } = optionsOf(options);
  integer(M, "M", 0, MOST_SAMPLES);
  boolean(sym, "options.sym");
  return delivered(windowValues(word, M, parameter, sym ? "symmetric" : "periodic"), out);
}

function needed<Name extends string>(options: { readonly [key in Name]: number }, name: Name): number {
  const value: unknown = optionsOf(options)[name];
  return value === undefined ? wrongKind(`options.${name}`, "a number", value) : (value as number);
}
