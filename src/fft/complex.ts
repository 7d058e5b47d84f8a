import type { ComplexResultOf } from "../array/result.js";
import { read } from "../array/source.js";
import { transformArray } from "../plan/fft/arrays.js";
import type { In, Out } from "../types.js";
import { type Along, alongMany, alongOne, type FftnOptions, type FftOptions, divisorOf } from "./options.js";

/**
 * The discrete Fourier transform along one axis:
 *
 *     X[k] = Σ_i x[i] · e^{−2πi ik/n},     0 ≤ k < n
 *
 * Bin k is the frequency k/n cycles a sample, and from n/2 on k/n − 1: see {@link fftfreq}. Every length is computed in
 * O(n log n); those without prime factors above 11 fastest, see {@link nextFastLen}. The relative error, root mean square, is at most
 * 0.45·ε·√log₂n for these, 1.2·ε·√log₂n for others (ε = 2⁻²³ or 2⁻⁵²). A NaN or infinity spoils its whole line.
 *
 * @param x - Real or complex array. A typed array is real; complex is an NdArray of complex dtype, or `{ re, im }`.
 * @returns A complex NdArray, complex64 if x is float32, else complex128, in the caller's memory or in `out`.
 * @throws TypeError if x is no array of numbers; RangeError if it is empty, or n, axis or norm is out of range.
 *
 * @example
 * ```ts
 * fft.fft([1, 2, 3, 4]).data; // Float64Array [10, 0, -2, 2, -2, 0, -2, -2]
 * ```
 * @see scipy.fft.fft
 */
export function fft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function fft<X extends In>(x: X, options?: FftOptions): ComplexResultOf<X>;
export function fft(x: In, options?: FftOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongOne(source, options), "forward");
}

/**
 * The inverse of {@link fft}:
 *
 *     x[i] = 1/n · Σ_k X[k] · e^{+2πi ik/n},     0 ≤ i < n
 *
 * @param x - The spectrum, real or complex.
 * @returns As {@link fft}, complex also where imaginary parts are 0.
 * @throws As {@link fft}.
 *
 * @example
 * ```ts
 * fft.ifft([10, 2, 0, 2]).data; // Float64Array [3.5, 0, 2.5, 0, 1.5, 0, 2.5, 0]
 * ```
 * @see scipy.fft.ifft
 */
export function ifft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function ifft<X extends In>(x: X, options?: FftOptions): ComplexResultOf<X>;
export function ifft(x: In, options?: FftOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongOne(source, options), "inverse");
}

/**
 * {@link fftn} of the last two axes.
 *
 * @param x - Real or complex array of at least two axes.
 * @returns As {@link fft}.
 * @throws As {@link fftn}.
 *
 * @example
 * ```ts
 * fft.fft2([[1, 2], [3, 4]]).data; // Float64Array [10, 0, -2, 0, -4, 0, 0, 0]
 * ```
 * @see scipy.fft.fft2
 */
export function fft2<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function fft2<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function fft2(x: In, options?: FftnOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongMany(source, options, [-2, -1]), "forward");
}

/**
 * The inverse of {@link fft2}.
 *
 * @param x - Spectrum of at least two axes.
 * @returns As {@link fft}.
 * @throws As {@link fftn}.
 *
 * @example
 * ```ts
 * fft.ifft2([[10, -2], [-4, 0]]).data; // Float64Array [1, 0, 2, 0, 3, 0, 4, 0]
 * ```
 * @see scipy.fft.ifft2
 */
export function ifft2<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function ifft2<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function ifft2(x: In, options?: FftnOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongMany(source, options, [-2, -1]), "inverse");
}

/**
 * The Fourier transform along several axes, {@link fft} along one after the other.
 *
 * @param x - Real or complex array.
 * @returns As {@link fft}.
 * @throws TypeError if x is no array of numbers; RangeError if an axis is named twice or does not exist, `s` has another number of lengths
 *   than there are axes, or a length is below 1.
 *
 * @example
 * ```ts
 * fft.fftn([[1, 2], [3, 4]], { axes: [0] }).data; // Float64Array [4, 0, 6, 0, -2, 0, -2, 0]
 * ```
 * @see scipy.fft.fftn
 */
export function fftn<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function fftn<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function fftn(x: In, options?: FftnOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongMany(source, options), "forward");
}

/**
 * The inverse of {@link fftn}.
 *
 * @param x - Spectrum.
 * @returns As {@link fft}.
 * @throws As {@link fftn}.
 *
 * @example
 * ```ts
 * fft.ifftn([[4, 6], [-2, -2]], { axes: [0] }).data; // Float64Array [1, 0, 2, 0, 3, 0, 4, 0]
 * ```
 * @see scipy.fft.ifftn
 */
export function ifftn<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function ifftn<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function ifftn(x: In, options?: FftnOptions): unknown {
  const source = read(x, "x");
  return transform(source, alongMany(source, options), "inverse");
}

function transform(source: ReturnType<typeof read>, along: Along, direction: "forward" | "inverse"): unknown {
  const { axes, lengths, out } = along;
  return transformArray({ source, kind: "complex", direction, axes, lengths, divisor: divisorOf(along, direction) }, out);
}
