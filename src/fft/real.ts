import type { ComplexResultOf, RealResultOf } from "../array/result.js";
import { read, readReal } from "../array/source.js";
import { transformArray } from "../plan/fft/arrays.js";
import type { In, Out } from "../types.js";
import { alongMany, alongOne, type FftnOptions, type FftOptions, divisorOf } from "./options.js";

/** How many points a half spectrum of this many bins stands for, if nobody says: an even number. */
const evenLength = (bins: number): number => 2 * (bins - 1);

/**
 * The Fourier transform of real numbers along one axis, the half of it that says all:
 *
 *     X[k] = Σ_i x[i] · e^{−2πi ik/n},     0 ≤ k ≤ n/2
 *
 * The other bins would be X[n − k] = conj(X[k]). It costs half of {@link fft}, for even n.
 *
 * @param x - Real array.
 * @returns A complex NdArray of ⌊n/2⌋ + 1 bins along the axis, complex64 if x is float32, else complex128.
 * @throws TypeError if x is complex or no array of numbers; RangeError if it is empty, or n, axis or norm is out of range.
 *
 * @example
 * ```ts
 * fft.rfft([1, 2, 3, 4]).data; // Float64Array [10, 0, -2, 2, -2, 0]
 * ```
 * @see scipy.fft.rfft
 */
export function rfft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function rfft<X extends In>(x: X, options?: FftOptions): ComplexResultOf<X>;
export function rfft(x: In, options?: FftOptions): unknown {
  const source = readReal(x, "x");
  const along = alongOne(source, options);
  return transformArray({ source, kind: "realToHalf", direction: "forward", ...along, divisor: divisorOf(along, "forward") }, along.out);
}

/**
 * The inverse of {@link rfft}: real numbers from half a spectrum.
 *
 *     x[i] = 1/n · Σ_{k<n} X[k] · e^{+2πi ik/n},     X[n − k] = conj(X[k])
 *
 * The imaginary part of bin 0 is not read, and for even n that of bin n/2 neither.
 *
 * @param x - Half spectrum. With `n` it is cut to, or filled up with zeros to, ⌊n/2⌋ + 1 bins.
 * @returns Real numbers, n of them: 2·(bins − 1) by default. An odd length has to be given.
 * @throws TypeError if x is no array of numbers; RangeError if it has one bin and n is not given, or n, axis or norm is out of range.
 *
 * @example
 * ```ts
 * fft.irfft([10, -2, -2]); // Float64Array [1, 3, 3, 3]
 * ```
 * @see scipy.fft.irfft
 */
export function irfft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function irfft<X extends In>(x: X, options?: FftOptions): RealResultOf<X>;
export function irfft(x: In, options?: FftOptions): unknown {
  const source = read(x, "x");
  const along = alongOne(source, options, evenLength);
  return transformArray({ source, kind: "halfToReal", direction: "inverse", ...along, divisor: divisorOf(along, "inverse") }, along.out);
}

/**
 * The transform of a signal with Hermitian symmetry, x[n − i] = conj(x[i]), whose spectrum is real; given is half of the signal:
 *
 *     X[k] = Σ_{i<n} x[i] · e^{−2πi ik/n},     0 ≤ k < n
 *
 * @param x - Half of the signal, as {@link irfft} takes half of a spectrum.
 * @returns The n real bins: 2·(samples − 1) by default.
 * @throws As {@link irfft}.
 *
 * @example
 * ```ts
 * fft.hfft([1, 2, 3]); // Float64Array [8, -2, 0, -2]
 * ```
 * @see scipy.fft.hfft
 */
export function hfft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function hfft<X extends In>(x: X, options?: FftOptions): RealResultOf<X>;
export function hfft(x: In, options?: FftOptions): unknown {
  const source = read(x, "x");
  const along = alongOne(source, options, evenLength);
  const divisor = divisorOf(along, "forward");
  return transformArray({ source, kind: "halfToReal", direction: "inverse", ...along, divisor, conjugate: "conjugate" }, along.out);
}

/**
 * The inverse of {@link hfft}: half of the signal whose spectrum is these real numbers.
 *
 *     x[i] = 1/n · Σ_k X[k] · e^{+2πi ik/n},     0 ≤ i ≤ n/2
 *
 * @param x - Real spectrum.
 * @returns A complex NdArray of ⌊n/2⌋ + 1 samples.
 * @throws As {@link rfft}.
 *
 * @example
 * ```ts
 * fft.ihfft([8, -2, 0, -2]).data; // Float64Array [1, -0, 2, -0, 3, -0]
 * ```
 * @see scipy.fft.ihfft
 */
export function ihfft<A extends In, O extends Out>(x: A, options: FftOptions & { out: O }): O;
export function ihfft<X extends In>(x: X, options?: FftOptions): ComplexResultOf<X>;
export function ihfft(x: In, options?: FftOptions): unknown {
  const source = readReal(x, "x");
  const along = alongOne(source, options);
  const divisor = divisorOf(along, "inverse");
  return transformArray({ source, kind: "realToHalf", direction: "forward", ...along, divisor, conjugate: "conjugate" }, along.out);
}

/**
 * {@link rfftn} of the last two axes.
 *
 * @param x - Real array of at least two axes.
 * @returns As {@link rfftn}.
 * @throws As {@link rfftn}.
 *
 * @example
 * ```ts
 * fft.rfft2([[1, 2, 3, 4], [0, 0, 0, 0]]).data; // Float64Array [10, 0, -2, 2, -2, 0, 10, 0, -2, 2, -2, 0]
 * ```
 * @see scipy.fft.rfft2
 */
export function rfft2<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function rfft2<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function rfft2(x: In, options?: FftnOptions): unknown {
  return realForward(x, options, [-2, -1]);
}

/**
 * The inverse of {@link rfft2}.
 *
 * @param x - Half spectrum of at least two axes.
 * @returns As {@link irfftn}.
 * @throws As {@link irfftn}.
 *
 * @example
 * ```ts
 * fft.irfft2([[10, -2], [4, 0]], { s: [2, 2] }).data; // Float64Array [3, 4, 1, 2]
 * ```
 * @see scipy.fft.irfft2
 */
export function irfft2<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function irfft2<X extends In>(x: X, options?: FftnOptions): RealResultOf<X>;
export function irfft2(x: In, options?: FftnOptions): unknown {
  return realInverse(x, options, [-2, -1]);
}

/**
 * The Fourier transform of a real array along several axes: {@link rfft} along the last of them, {@link fft} along the others.
 *
 * @param x - Real array.
 * @returns A complex NdArray with ⌊n/2⌋ + 1 bins along the last of the axes.
 * @throws TypeError if x is complex or no array of numbers; RangeError as {@link fftn}.
 *
 * @example
 * ```ts
 * fft.rfftn([[1, 2], [3, 4]]).data; // Float64Array [10, 0, -2, 0, -4, 0, 0, 0]
 * ```
 * @see scipy.fft.rfftn
 */
export function rfftn<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function rfftn<X extends In>(x: X, options?: FftnOptions): ComplexResultOf<X>;
export function rfftn(x: In, options?: FftnOptions): unknown {
  return realForward(x, options);
}

/**
 * The inverse of {@link rfftn}: {@link ifft} along all axes but the last of them, along which {@link irfft}.
 *
 * @param x - Half spectrum.
 * @returns Real numbers; along the last of the axes 2·(bins − 1), unless `s` says otherwise.
 * @throws TypeError if x is no array of numbers; RangeError as {@link fftn}.
 *
 * @example
 * ```ts
 * fft.irfftn([[10, -2], [-4, 0]]).data; // Float64Array [1, 2, 3, 4]
 * ```
 * @see scipy.fft.irfftn
 */
export function irfftn<A extends In, O extends Out>(x: A, options: FftnOptions & { out: O }): O;
export function irfftn<X extends In>(x: X, options?: FftnOptions): RealResultOf<X>;
export function irfftn(x: In, options?: FftnOptions): unknown {
  return realInverse(x, options);
}

function realForward(x: In, options: FftnOptions | undefined, axes?: readonly number[]): unknown {
  const source = readReal(x, "x");
  const along = alongMany(source, options, axes);
  return transformArray({ source, kind: "realToHalf", direction: "forward", ...along, divisor: divisorOf(along, "forward") }, along.out);
}

function realInverse(x: In, options: FftnOptions | undefined, axes?: readonly number[]): unknown {
  const source = read(x, "x");
  const along = alongMany(source, options, axes, evenLength);
  return transformArray({ source, kind: "halfToReal", direction: "inverse", ...along, divisor: divisorOf(along, "inverse") }, along.out);
}
