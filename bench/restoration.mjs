/**
 * Workloads of deconvolution: a picture 0.2 + 0.6 · positive, blurred by a psf of k samples on each axis, sum 1.
 *
 *   lucy    `iterations` of x ← x · (h̃ ∗ (picture / (h ∗ x + 1e-12))) from ½, same, zeros outside
 *   wiener  F⁻¹(H̄ · F(picture) / (|H|² + 0.01 · Λ²)), periodic, Λ the Laplacian's transfer function
 *
 * "gaussian" has σ = 2.5, and is convolved along the axes here; "motion" is a line of 15 at 30° plus a disk of radius 3, which is no product.
 */
import FFT from "fft.js";
import { positive } from "./inputs.mjs";

export const EPSILON = 1e-12;
export const BALANCE = 0.01;

export function lucy({ shape, k, psf, iterations }, ArrayType) {
  const x = picture(shape, ArrayType);
  const line = gaussian(k);
  const h = psf === "gaussian" ? outer(line, shape.length, ArrayType) : motionAndDisk(k, ArrayType);
  let whole;
  const at = (i) => {
    const convolve = psf === "gaussian" ? (from) => shape.reduce((data, _, axis) => along(data, shape, axis, line), from) : (from) => convolveDense(from, shape, Float64Array.from(h), k);
    return (whole ??= iterate(x, convolve, iterations))[i];
  };
  return { x, h, length: x.length, at };
}

export function wiener({ shape, k }, ArrayType) {
  const x = picture(shape, ArrayType);
  const h = outer(gaussian(k), 2, ArrayType);
  let whole;
  return { x, h, length: x.length, at: (i) => (whole ??= wienerHunt(x, h, shape, k))[i] };
}

function picture(shape, ArrayType) {
  return positive(shape.reduce((size, n) => size * n, 1), 16, ArrayType).map((value) => 0.2 + 0.6 * value);
}

function gaussian(k) {
  const values = Float64Array.from({ length: k }, (_, i) => Math.exp(-0.5 * ((i - (k - 1) / 2) / 2.5) ** 2));
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

function outer(line, axes, ArrayType) {
  let product = Float64Array.of(1);
  for (let axis = 0; axis < axes; axis++) product = Float64Array.from({ length: product.length * line.length }, (_, i) => product[Math.floor(i / line.length)] * line[i % line.length]);
  return ArrayType.from(product);
}

function motionAndDisk(k, ArrayType) {
  const middle = (k - 1) / 2;
  const [right, up] = [Math.sqrt(3) / 2, 0.5];
  const values = Float64Array.from({ length: k * k }, (_, n) => {
    const [y, x] = [middle - Math.floor(n / k), (n % k) - middle];
    const onLine = Math.abs(x * right + y * up) <= middle && Math.abs(y * right - x * up) <= 0.6;
    return (onLine ? 1 : 0) + (x * x + y * y <= 9 ? 0.5 : 0);
  });
  const sum = values.reduce((total, value) => total + value, 0);
  return ArrayType.from(values, (value) => value / sum);
}

function iterate(image, convolve, iterations) {
  // Both psfs are the same seen from the other side.
  let x = new Float64Array(image.length).fill(0.5);
  for (let done = 0; done < iterations; done++) {
    const factor = convolve(convolve(x).map((blurred, n) => image[n] / (blurred + EPSILON)));
    x = x.map((value, n) => value * factor[n]);
  }
  return x;
}

/** A convolution along one axis with an odd kernel, zeros outside. */
function along(x, shape, axis, line) {
  const step = shape.slice(axis + 1).reduce((size, n) => size * n, 1);
  const N = shape[axis];
  const y = new Float64Array(x.length);
  const half = (line.length - 1) / 2;
  for (let k = -half; k <= half; k++) {
    const weight = line[half + k];
    const [first, end] = [Math.max(0, k), Math.min(N, N + k)];
    for (let block = 0; block < x.length; block += N * step) {
      for (let n = block + first * step; n < block + end * step; n++) y[n] += weight * x[n - k * step];
    }
  }
  return y;
}

/** A convolution of a picture with an odd kernel, zeros outside; taps that are 0 are left out. */
function convolveDense(x, [height, width], h, k) {
  const y = new Float64Array(x.length);
  const half = (k - 1) / 2;
  for (let a = -half; a <= half; a++) {
    for (let b = -half; b <= half; b++) {
      const weight = h[(half + a) * k + half + b];
      if (weight === 0) continue;
      for (let i = Math.max(0, a); i < Math.min(height, height + a); i++) {
        const from = (i - a) * width - b;
        for (let j = Math.max(0, b); j < Math.min(width, width + b); j++) y[i * width + j] += weight * x[from + j];
      }
    }
  }
  return y;
}

function wienerHunt(image, psf, [height, width], k) {
  const spread = new Float64Array(height * width);
  psf.forEach((value, n) => (spread[((Math.floor(n / k) - (k >> 1) + height) % height) * width + (((n % k) - (k >> 1) + width) % width)] = value));
  const [X, H] = [image, spread].map((data) => transform2d(Float64Array.from({ length: 2 * data.length }, (_, n) => (n % 2 ? 0 : data[n >> 1])), height, width));
  const ripple = (f, n) => 2 - 2 * Math.cos((2 * Math.PI * f) / n);
  for (let n = 0; n < image.length; n++) {
    const [xr, xi, hr, hi] = [X[2 * n], X[2 * n + 1], H[2 * n], H[2 * n + 1]];
    const divisor = hr * hr + hi * hi + BALANCE * (ripple(Math.floor(n / width), height) + ripple(n % width, width)) ** 2;
    // Conjugated, so that the forward transform is the inverse's conjugate.
    X[2 * n] = (xr * hr + xi * hi) / divisor;
    X[2 * n + 1] = -(xi * hr - xr * hi) / divisor;
  }
  const whole = transform2d(X, height, width);
  return Float64Array.from({ length: image.length }, (_, n) => whole[2 * n] / image.length);
}

/** The transform of rows and columns, powers of two, by fft.js. */
function transform2d(data, height, width) {
  const lines = (count, n, offset, step) => {
    const plan = new FFT(n);
    const [line, result] = [new Float64Array(2 * n), new Float64Array(2 * n)];
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < n; j++) for (const part of [0, 1]) line[2 * j + part] = data[2 * (i * offset + j * step) + part];
      plan.transform(result, line);
      for (let j = 0; j < n; j++) for (const part of [0, 1]) data[2 * (i * offset + j * step) + part] = result[2 * j + part];
    }
  };
  lines(height, width, width, 1);
  lines(width, height, 1, width);
  return data;
}
