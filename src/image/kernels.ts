/** Kernels of image filters, as small pictures of weights. @module */
import { NdArray } from "../array/ndarray.js";
import { finite, integer, neededOptions, positive, wrongValue } from "../check.js";
import { gaborWeights } from "../math/gabor.js";
import { gaussianWeights } from "../math/gaussian.js";
import { laplacianOfGaussianWeights } from "../math/laplacian.js";

/** Weights of a kernel in two dimensions. */
export type Kernel = NdArray<Float64Array<ArrayBuffer>, "float64">;

/** Most rows and columns of a kernel. */
const MOST = 4096;

/**
 * The mean of n × n pixels: weights of 1/n².
 *
 * @param n - Rows and columns, at least 1.
 * @throws TypeError for a wrong kind; RangeError if n is below 1.
 *
 * @example
 * ```ts
 * image.kernels.box(2).toNested(); // [[0.25, 0.25], [0.25, 0.25]]
 * ```
 * @see cv2.blur
 */
export function box(n: number): Kernel {
  return square(integer(n, "n", 1, MOST), new Float64Array(n * n).fill(1 / (n * n)));
}

/**
 * A Gaussian of n × n weights that add up to 1: the products of {@link getGaussianKernel}'s.
 *
 * @param n - Rows and columns, at least 1.
 * @param sigma - σ in pixels; 0 for 0.3 · ((n − 1) / 2 − 1) + 0.8.
 * @throws TypeError for a wrong kind; RangeError if n is below 1 or sigma is not finite.
 *
 * @example
 * ```ts
 * image.kernels.gaussian(3).toNested(); // [[0.0625, 0.125, 0.0625], [0.125, 0.25, 0.125], [0.0625, 0.125, 0.0625]]
 * ```
 * @see cv2.getGaussianKernel
 */
export function gaussian(n: number, sigma = 0): Kernel {
  const line = gaussianWeights(integer(n, "n", 1, MOST), finite(sigma, "sigma"));
  return square(n, Float64Array.from({ length: n * n }, (_, at) => line[Math.floor(at / n)] * line[at % n]));
}

/**
 * The Laplacian of a Gaussian, n × n samples of it with their mean removed: 0 on flat pictures, negative in the middle of a bright spot of radius √2·σ.
 *
 *     k[i, j] = (r² − 2σ²) / (2πσ⁶) · e^(−r² / 2σ²) − mean,   r the distance from the middle
 *
 * @param n - Rows and columns, at least 1; 8σ and more keep what matters.
 * @param sigma - σ in pixels, > 0.
 * @throws TypeError for a wrong kind; RangeError if n is below 1 or sigma not above 0.
 *
 * @example
 * ```ts
 * const { data } = image.kernels.log(9, 1.4);
 * data[40] < 0; // true
 * Math.abs(data.reduce((sum, value) => sum + value, 0)) < 1e-12; // true
 * ```
 * @see scipy.ndimage.gaussian_laplace
 */
export function log(n: number, sigma: number): Kernel {
  return square(integer(n, "n", 1, MOST), laplacianOfGaussianWeights(n, positive(sigma, "sigma")));
}

/** @inline */
export interface GaborOptions {
  /** Rows and columns, odd. */
  ksize: number;
  /** The standard deviation of the Gaussian across the stripes, in pixels. */
  sigma: number;
  /** The distance of two stripes, in pixels. */
  lambda: number;
  /** The direction across the stripes, in radians: 0, along the rows. */
  theta?: number;
  /** How much narrower the Gaussian is along the stripes: 1. */
  gamma?: number;
  /** Where in a stripe the middle lies, in radians: π/2, on a falling edge; 0 is the brightest place. */
  psi?: number;
}

/**
 * A Gabor kernel, stripes under a Gaussian, which answers to texture of one direction and width:
 *
 *     k[i, j] = e^(−(x'² + γ²·y'²) / 2σ²) · cos(2π·x'/λ + ψ),   x' = x·cos θ + y·sin θ,   y' = y·cos θ − x·sin θ
 *
 * with x and y falling from (n − 1)/2 to −(n − 1)/2 along rows and columns, as in OpenCV.
 *
 * @throws TypeError for a wrong kind; RangeError if ksize is even or below 1, or sigma, lambda or gamma not above 0.
 *
 * @example
 * ```ts
 * image.kernels.gabor({ ksize: 3, sigma: 1, lambda: 2, psi: 0 }).data.slice(3, 6).map((w) => Math.round(1000 * w)); // Float64Array [-607, 1000, -607]
 * ```
 * @see cv2.getGaborKernel
 */
export function gabor(options: GaborOptions): Kernel {
  const { ksize, sigma, lambda, theta = 0, gamma = 1, psi = Math.PI / 2 } = neededOptions(options, "ksize, sigma and lambda");
  const n = integer(ksize, "options.ksize", 1, MOST);
  if (n % 2 === 0) wrongValue("options.ksize", "an odd number of rows and columns", n);
  const shape = {
    sigma: positive(sigma, "options.sigma"),
    lambda: positive(lambda, "options.lambda"),
    gamma: positive(gamma, "options.gamma"),
    theta: finite(theta, "options.theta"),
    psi: finite(psi, "options.psi"),
  };
  return square(n, gaborWeights(n, shape));
}

/** Second differences along rows and columns: OpenCV's Laplacian, −4 in the middle. */
export const laplacian4: Kernel = /* @__PURE__ */ three(0, 1, 0, 1, -4, 1, 0, 1, 0);

/** A pixel against its eight neighbours: +8 in the middle. */
export const laplacian8: Kernel = /* @__PURE__ */ three(-1, -1, -1, -1, 8, -1, -1, -1, -1);

/** Differences along rows, smoothed down columns by 1 2 1. */
export const sobelX: Kernel = /* @__PURE__ */ three(-1, 0, 1, -2, 0, 2, -1, 0, 1);

/** Differences down columns, smoothed along rows by 1 2 1. */
export const sobelY: Kernel = /* @__PURE__ */ three(-1, -2, -1, 0, 0, 0, 1, 2, 1);

/** Differences along rows, summed over three rows. */
export const prewittX: Kernel = /* @__PURE__ */ three(-1, 0, 1, -1, 0, 1, -1, 0, 1);

/** Differences down columns, summed over three columns. */
export const prewittY: Kernel = /* @__PURE__ */ three(-1, -1, -1, 0, 0, 0, 1, 1, 1);

/** A pixel and its second differences taken off: sharper, a flat picture unchanged. */
export const sharpen: Kernel = /* @__PURE__ */ three(0, -1, 0, -1, 5, -1, 0, -1, 0);

/** Light from the upper left: slopes towards it are brighter, a flat picture is unchanged. */
export const emboss: Kernel = /* @__PURE__ */ three(-2, -1, 0, -1, 1, 1, 0, 1, 2);

function three(...weights: number[]): Kernel {
  return square(3, Float64Array.from(weights));
}

function square(n: number, data: Float64Array<ArrayBuffer>): Kernel {
  return new NdArray(data, [n, n], [n, 1], 0, "float64");
}
