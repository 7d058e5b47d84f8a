import type { Arr, ComplexResultOf, ResultOf } from "../array/result.js";
import type { Source } from "../array/source.js";
import { axisOf, finite, integer, optionsOf, positive } from "../check.js";
import { exp } from "../math/exponential.js";
import { cosPi, sinc, sinPi } from "../math/turns.js";
import { type AxisFactors, multiplyAxes } from "../plan/fft/factors.js";
import type { In, Out } from "../types.js";
import { readArray } from "./array.js";
import { perAxis } from "./perAxis.js";

/** @inline */
export interface FourierOptions {
  /** −1 for the spectrum of a complex transform; for that of a real one, as rfftn gives it, the number of samples along the halved axis. */
  n?: number;
  /** The halved axis: −1, the last. */
  axis?: number;
  /** Takes the result; it may be X. */
  out?: Out;
}

/**
 * Multiplies a spectrum by a Gaussian's, so that its inverse transform is smoothed by a Gaussian of σ samples:
 *
 *     Y[f] = X[f] · Π_a e^(−2·(π·σ_a·f_a / N_a)²)     f_a from −N_a/2 to N_a/2, as fft.fftfreq orders them
 *
 * The array is periodic to it: what it smooths over one end comes in at the other. NaN and infinity stay in their bin.
 *
 * @param X - Spectrum of at least one axis: complex, or real.
 * @param sigma - σ, the standard deviation in samples, ≥ 0: one for all axes, or a list of one for each.
 * @returns An array of X's shape: a plain one for a plain one-dimensional X, else an NdArray, of X's float type, real or complex as X is; or `out`. An empty X gives an empty array.
 * @throws TypeError for a wrong kind; RangeError if a sigma is below 0, a list is not as long as X has axes, n is 0 or below −1, or the axis does not exist.
 *
 * @example
 * ```ts
 * ndimage.fourierGaussian([1, 1, 1, 1], 1).map((y) => Math.round(1e4 * y)); // Float64Array [10000, 2912, 72, 2912]
 * ```
 * @see scipy.ndimage.fourier_gaussian
 */
export function fourierGaussian<A extends In, O extends Out>(X: A, sigma: number | readonly number[], options: FourierOptions & { out: O }): O;
export function fourierGaussian<A extends In>(X: A, sigma: number | readonly number[], options?: FourierOptions): ResultOf<A>;
export function fourierGaussian(X: In, sigma: number | readonly number[], options?: FourierOptions): Arr | Out {
  const spectrum = readArray(X, "X");
  const sigmas = perAxis(sigma, spectrum, "sigma", (value, name) => finite(value, name, 0));
  return filtered(spectrum, options, (f, N, axis) => {
    const angle = (Math.PI * sigmas[axis] * f) / N;
    return exp(-2 * angle * angle);
  });
}

/**
 * Multiplies a spectrum by a box's, so that its inverse transform is the mean over `size` samples, which need be no whole number:
 *
 *     Y[f] = X[f] · Π_a sin(π·size_a·f_a / N_a) / (π·size_a·f_a / N_a)     f_a from −N_a/2 to N_a/2, as fft.fftfreq orders them
 *
 * The array is periodic to it. NaN and infinity stay in their bin.
 *
 * @param X - Spectrum of at least one axis: complex, or real.
 * @param size - The box's width in samples, > 0: one for all axes, or a list of one for each.
 * @returns As {@link fourierGaussian}.
 * @throws As {@link fourierGaussian}, for sizes that are not above 0.
 *
 * @example
 * ```ts
 * ndimage.fourierUniform([1, 1, 1, 1], 2).map((y) => Math.round(1e4 * y)); // Float64Array [10000, 6366, 0, 6366]
 * ```
 * @see scipy.ndimage.fourier_uniform
 */
export function fourierUniform<A extends In, O extends Out>(X: A, size: number | readonly number[], options: FourierOptions & { out: O }): O;
export function fourierUniform<A extends In>(X: A, size: number | readonly number[], options?: FourierOptions): ResultOf<A>;
export function fourierUniform(X: In, size: number | readonly number[], options?: FourierOptions): Arr | Out {
  const spectrum = readArray(X, "X");
  const sizes = perAxis(size, spectrum, "size", positive);
  return filtered(spectrum, options, (f, N, axis) => sinc((sizes[axis] * f) / N));
}

/**
 * Turns the phases of a spectrum, so that its inverse transform is shifted by any number of samples, whole or not:
 *
 *     Y[f] = X[f] · e^(−2πi·Σ_a shift_a·f_a / N_a)     f_a from −N_a/2 to N_a/2, as fft.fftfreq orders them
 *
 * The array is periodic to it: what leaves one end comes in at the other. NaN and infinity stay in their bin.
 *
 * @param X - Spectrum of at least one axis: complex, or real.
 * @param shift - How many samples towards higher indices: one number for all axes, or a list of one for each.
 * @returns A complex NdArray of X's shape and precision; or `out`. An empty X gives an empty array.
 * @throws As {@link fourierGaussian}.
 *
 * @example
 * ```ts
 * const shifted = fft.ifft(ndimage.fourierShift(fft.fft([1, 2, 3, 4]), 1));
 * [0, 1, 2, 3].map((n) => Math.round(shifted.get(n).re)); // [4, 1, 2, 3]
 * ```
 * @see scipy.ndimage.fourier_shift
 */
export function fourierShift<A extends In, O extends Out>(X: A, shift: number | readonly number[], options: FourierOptions & { out: O }): O;
export function fourierShift<A extends In>(X: A, shift: number | readonly number[], options?: FourierOptions): ComplexResultOf<A>;
export function fourierShift(X: In, shift: number | readonly number[], options?: FourierOptions): Arr | Out {
  const spectrum = readArray(X, "X");
  const shifts = perAxis(shift, spectrum, "shift", (value, name) => finite(value, name));
  const phase: FactorOf = (f, N, axis) => (2 * shifts[axis] * f) / N;
  return filtered(spectrum, options, (f, N, axis) => cosPi(phase(f, N, axis)), (f, N, axis) => -sinPi(phase(f, N, axis)));
}

/** The factor of a frequency of f cycles in N samples along an axis, or its imaginary part. */
type FactorOf = (f: number, N: number, axis: number) => number;

function filtered(spectrum: Source, options: FourierOptions | undefined, re: FactorOf, im?: FactorOf): Arr {
  const { n = -1, axis = -1, out } = optionsOf(options);
  const halved = axisOf(axis, spectrum.shape.length, "options.axis");
  if (n !== -1) integer(n, "options.n", 1);
  const factors = spectrum.shape.map((bins, along): AxisFactors => {
    const half = along === halved && n !== -1;
    const table = (factorOf: FactorOf): Float64Array => {
      const values = new Float64Array(bins);
      for (let k = 0; k < bins; k++) values[k] = factorOf(half || k < bins / 2 ? k : k - bins, half ? n : bins, along);
      return values;
    };
    return { re: table(re), im: im ? table(im) : null };
  });
  return multiplyAxes(spectrum, factors, out) as Arr;
}
