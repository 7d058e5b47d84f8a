import { delivered } from "../array/values.js";
import { integer, number, optionsOf, wrongKind, wrongValue } from "../check.js";
import { nextFastLength } from "../shape/fastLength.js";
import type { Out } from "../types.js";

/** @inline */
export interface FrequencyOptions {
  /** Time between samples. */
  d?: number;
  /** Takes the frequencies. */
  out?: Out;
}

/**
 * The frequency of each bin of {@link fft}, in cycles per unit of d:
 *
 *     k / (n·d) for k < n/2,   (k − n) / (n·d) from there on
 *
 * @param n - How many points, at least 1.
 * @returns A Float64Array, or `out`.
 * @throws TypeError or RangeError if n is no whole number of at least 1, or d is 0 or no number.
 *
 * @example
 * ```ts
 * fft.fftfreq(5, { d: 0.1 }); // Float64Array [0, 2, 4, -4, -2]
 * ```
 * @see scipy.fft.fftfreq
 */
export function fftfreq<O extends Out>(n: number, options: FrequencyOptions & { out: O }): O;
export function fftfreq(n: number, options?: FrequencyOptions): Float64Array<ArrayBuffer>;
export function fftfreq(n: number, options?: FrequencyOptions): Float64Array | Out {
  const step = spacing(n, options);
  const values = new Float64Array(n);
  for (let k = 0; k < n; k++) values[k] = (k < n / 2 ? k : k - n) / step;
  return delivered(values, options?.out);
}

/**
 * The frequency of each bin of {@link rfft}: k / (n·d) for 0 ≤ k ≤ n/2.
 *
 * @param n - How many points, at least 1.
 * @returns As {@link fftfreq}.
 * @throws As {@link fftfreq}.
 *
 * @example
 * ```ts
 * fft.rfftfreq(4, { d: 0.5 }); // Float64Array [0, 0.5, 1]
 * ```
 * @see scipy.fft.rfftfreq
 */
export function rfftfreq<O extends Out>(n: number, options: FrequencyOptions & { out: O }): O;
export function rfftfreq(n: number, options?: FrequencyOptions): Float64Array<ArrayBuffer>;
export function rfftfreq(n: number, options?: FrequencyOptions): Float64Array | Out {
  const step = spacing(n, options);
  const values = new Float64Array(Math.floor(n / 2) + 1);
  for (let k = 0; k < values.length; k++) values[k] = k / step;
  return delivered(values, options?.out);
}

/**
 * The least length from `target` on that transforms fast: without prime factors above 11, or, for real input, above 5.
 * Fill a signal up with zeros to it where the length is free.
 *
 * @param target - At least 1.
 * @throws TypeError or RangeError if target is no whole number of at least 1.
 *
 * @example
 * ```ts
 * fft.nextFastLen(97); // 98
 * fft.nextFastLen(97, { real: true }); // 100
 * ```
 * @see scipy.fft.next_fast_len
 */
export function nextFastLen(target: number, options?: { real?: boolean }): number {
  const { real = false } = optionsOf(options);
  if (typeof real !== "boolean") wrongKind("options.real", "true or false", real);
  return nextFastLength(integer(target, "target", 1, 2 ** 40), real ? "real" : "complex");
}

function spacing(n: number, options: FrequencyOptions | undefined): number {
  const { d = 1 } = optionsOf(options);
  integer(n, "n", 1, 2 ** 31);
  if (number(d, "options.d") === 0) wrongValue("options.d", "a number other than 0", d);
  return n * d;
}
