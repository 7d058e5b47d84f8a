/**
 * Fourier transforms and what is made of them in plain JavaScript, on fft.js, the fastest
 * one in pure JavaScript. It takes powers of two; what is not one is padded. Complex data
 * is interleaved: re, im.
 */
import FFT from "fft.js";

const plans = new Map();

function plan(n) {
  if (!plans.has(n)) plans.set(n, new FFT(n));
  return plans.get(n);
}

const powerOfTwo = (n) => 2 ** Math.ceil(Math.log2(n));

/** The spectrum, all n bins, of n real samples in float64. */
function spectrumOf(x, n) {
  const spectrum = new Float64Array(2 * n);
  plan(n).realTransform(spectrum, x);
  plan(n).completeSpectrum(spectrum);
  return spectrum;
}

/** Bins 0 … n/2 of each row of [rows, n] real samples. */
export function halfSpectra({ data, shape: [rows, n] }) {
  const bins = n / 2 + 1;
  // One type of array keeps fft.js fast: it is compiled for what it meets.
  const row = new Float64Array(n);
  const spectrum = new Float64Array(2 * n);
  const result = new Float64Array(rows * bins * 2);
  for (let i = 0; i < rows; i++) {
    row.set(data.subarray(i * n, (i + 1) * n));
    plan(n).realTransform(spectrum, row);
    result.set(spectrum.subarray(0, 2 * bins), i * bins * 2);
  }
  return result;
}

/** The two-dimensional spectrum of [H, W] real samples. */
export function fft2({ data, shape: [H, W] }) {
  const X = new Float64Array(2 * H * W);
  for (let i = 0; i < H; i++) X.set(spectrumOf(data.subarray(i * W, (i + 1) * W), W), i * 2 * W);
  transformColumns(X, [H, W], (to, from) => plan(H).transform(to, from));
  return X;
}

/** The real part of the inverse of an [H, W] spectrum, which is overwritten. */
export function ifft2(X, [H, W]) {
  transformColumns(X, [H, W], (to, from) => plan(H).inverseTransform(to, from));
  const x = new Float64Array(H * W);
  const row = new Float64Array(2 * W);
  for (let i = 0; i < H; i++) {
    plan(W).inverseTransform(row, X.subarray(i * 2 * W, (i + 1) * 2 * W));
    for (let j = 0; j < W; j++) x[i * W + j] = row[2 * j];
  }
  return x;
}

/** Bins 0 … W/2 of each row of the two-dimensional spectrum: the others mirror them. */
function rfft2({ data, shape: [H, W] }) {
  const X = halfSpectra({ data, shape: [H, W] });
  transformColumns(X, [H, W / 2 + 1], (to, from) => plan(H).transform(to, from));
  return X;
}

/** The inverse of rfft2, which overwrites the spectrum. */
function irfft2(X, [H, W]) {
  const bins = W / 2 + 1;
  transformColumns(X, [H, bins], (to, from) => plan(H).inverseTransform(to, from));
  const x = new Float64Array(H * W);
  const spectrum = new Float64Array(2 * W);
  const row = new Float64Array(2 * W);
  for (let i = 0; i < H; i++) {
    spectrum.set(X.subarray(i * 2 * bins, (i + 1) * 2 * bins));
    plan(W).completeSpectrum(spectrum);
    plan(W).inverseTransform(row, spectrum);
    for (let j = 0; j < W; j++) x[i * W + j] = row[2 * j];
  }
  return x;
}

/** Transforms every column of X in place, four at a time: a line of the cache holds four complex numbers. */
function transformColumns(X, [H, W], transform) {
  const together = 4;
  const columns = Array.from({ length: together }, () => new Float64Array(2 * H));
  const result = new Float64Array(2 * H);
  for (let j = 0; j < W; j += together) {
    const count = Math.min(together, W - j);
    for (let i = 0; i < H; i++) {
      for (let c = 0; c < count; c++) {
        columns[c][2 * i] = X[2 * (i * W + j + c)];
        columns[c][2 * i + 1] = X[2 * (i * W + j + c) + 1];
      }
    }
    for (let c = 0; c < count; c++) {
      transform(result, columns[c]);
      columns[c].set(result);
    }
    for (let i = 0; i < H; i++) {
      for (let c = 0; c < count; c++) {
        X[2 * (i * W + j + c)] = columns[c][2 * i];
        X[2 * (i * W + j + c) + 1] = columns[c][2 * i + 1];
      }
    }
  }
}

/** A · B, into A. */
export function multiply(A, B) {
  for (let n = 0; n < A.length; n += 2) {
    const re = A[n] * B[n] - A[n + 1] * B[n + 1];
    A[n + 1] = A[n] * B[n + 1] + A[n + 1] * B[n];
    A[n] = re;
  }
  return A;
}

/** Linear convolution, full, of a real signal with each of several kernels of one length, one result after the other. */
export function fftConvolveEach(x, kernels) {
  const length = x.length + kernels[0].length - 1;
  const n = powerOfTwo(length);
  const padded = new Float64Array(n);
  padded.set(x);
  const X = spectrumOf(padded, n);
  const y = new Float64Array(2 * n);
  const result = new Float64Array(kernels.length * length);
  kernels.forEach((h, e) => {
    padded.fill(0);
    padded.set(h);
    plan(n).inverseTransform(y, multiply(spectrumOf(padded, n), X));
    for (let k = 0; k < length; k++) result[e * length + k] = y[2 * k];
  });
  return result;
}

/** Circular convolution of a picture with a small kernel whose centre is its origin. */
export function circularConvolve2d(x, h) {
  const [H, W] = x.shape;
  const [rows, columns] = h.shape;
  const wide = new Float64Array(H * W);
  for (let k = 0; k < rows; k++) {
    for (let l = 0; l < columns; l++) {
      const i = (k - (rows >> 1) + H) % H;
      const j = (l - (columns >> 1) + W) % W;
      wide[i * W + j] = h.data[k * columns + l];
    }
  }
  return ifft2(multiply(fft2(x), fft2({ data: wide, shape: x.shape })), x.shape);
}

/** Linear convolution, full, of a picture with a kernel. */
export function fftConvolve2d(x, h) {
  const shape = [0, 1].map((axis) => x.shape[axis] + h.shape[axis] - 1);
  const padded = shape.map(powerOfTwo);
  const [X, G] = [x, h].map((array) => rfft2(inCorner(array, padded)));
  const y = irfft2(multiply(X, G), padded);
  const result = new Float64Array(shape[0] * shape[1]);
  for (let i = 0; i < shape[0]; i++) result.set(y.subarray(i * padded[1], i * padded[1] + shape[1]), i * shape[1]);
  return result;
}

/** An array in the first rows and columns of a larger one of zeros. */
export function inCorner({ data, shape: [rows, columns] }, [H, W]) {
  const wide = new Float64Array(H * W);
  for (let i = 0; i < rows; i++) wide.set(data.subarray(i * columns, (i + 1) * columns), i * W);
  return { data: wide, shape: [H, W] };
}
