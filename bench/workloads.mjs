/**
 * A row of the table made real: its inputs, how long its output is, and the definition in
 * float64 for single outputs, slow and obvious, which judges every contender.
 *
 *   conv1d, fftconv  y[n] = Σ_k h[k] · x[n − k]; "same" is as long as x, from (m − 1) / 2 on
 *   fft              X[f] = Σ_n x[n] · exp(−2πi f n / N); complex numbers are interleaved,
 *                    a real signal gives the N / 2 + 1 bins from zero to Nyquist
 *   correlate2d      y[i, j] = Σ w[a, b] · x[i + a, j + b]: "valid", or as large as x, centred,
 *                    with the picture mirrored about its outermost pixels ("reflect101"); of bytes rounded half to even and
 *                    saturated, their channels interleaved; weights are random or a kernel of small integers
 *   smooth           the same with a Gaussian of k taps, sigma beside it, or the mean of k · k pixels
 *   ndfilter         correlate2d, or smooth where a sigma stands beside it, of float arrays
 *   fftconv2d        y = x * w, as large as x, centred, zero outside
 *   lucy, wiener     deconvolutions, see restoration.mjs
 *   layer            of a network, see layers.mjs
 */
import { bytes, mix, positive, signed } from "./inputs.mjs";
import { layer } from "./layers.mjs";
import { lucy, wiener } from "./restoration.mjs";

const arrayTypes = { f32: Float32Array, f64: Float64Array, u8: Uint8Array };
/** Kernels of small integers by name. */
const integerKernels = {
  sobel: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  binomial: [1, 4, 6, 4, 1].flatMap((a) => [1, 4, 6, 4, 1].map((b) => (a * b) / 256)),
};
const builders = { conv1d: convolution, fftconv: convolution, fft: transform, correlate2d: correlation, smooth: smoothing, ndfilter: (row, ArrayType) => (row.sigma === undefined ? correlation : smoothing)(row, ArrayType), fftconv2d: convolution2d, lucy, wiener, layer };

/** @returns `{ x, h, length, at }`: inputs, number of outputs, and the definition of output i. */
export function workload(row) {
  return builders[row.kind](row, arrayTypes[row.dtype]);
}

/** A new array for the outputs. */
export function outputOf(row, length) {
  return new arrayTypes[row.dtype](length);
}

/** Both ends and seeded places between: indices of the outputs that are compared, ascending. */
export function samplePositions(length, count) {
  if (length <= count) return Array.from({ length }, (_, i) => i);
  const chosen = new Set();
  for (let i = 0; i < 16; i++) chosen.add(i).add(length - 1 - i);
  for (let i = 0; chosen.size < count; i++) chosen.add(mix(i, 99) % length);
  return [...chosen].sort((a, b) => a - b);
}

/** Largest error over the largest value, of the outputs at the positions. */
export function relativeError(output, positions, expected) {
  let error = 0;
  let largest = 0;
  positions.forEach((position, i) => {
    const difference = Math.abs(output[position] - expected[i]);
    if (!(difference <= error)) error = Number.isNaN(difference) ? Infinity : difference;
    largest = Math.max(largest, Math.abs(expected[i]));
  });
  return error / largest;
}

function convolution({ kind, n, m, mode }, ArrayType) {
  const [seedX, seedH] = kind === "fftconv" ? [3, 4] : [1, 2];
  const x = signed(n, seedX, ArrayType);
  const h = signed(m, seedH, ArrayType);
  const start = mode === "same" ? (m - 1) >> 1 : 0;
  return {
    x,
    h,
    length: mode === "same" ? n : n + m - 1,
    at(i) {
      let sum = 0;
      const output = i + start;
      for (let k = Math.max(0, output - n + 1); k <= Math.min(m - 1, output); k++) sum += h[k] * x[output - k];
      return sum;
    },
  };
}

function transform({ field, n }, ArrayType) {
  const complex = field === "complex";
  const x = signed(complex ? 2 * n : n, 5, ArrayType);
  const cosine = Float64Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n));
  const sine = Float64Array.from({ length: n }, (_, k) => Math.sin((2 * Math.PI * k) / n));
  return {
    x,
    length: complex ? 2 * n : 2 * Math.floor(n / 2) + 2,
    at(i) {
      const bin = i >> 1;
      const [forRe, forIm] = i % 2 === 0 ? [cosine, sine] : [sine, cosine];
      const sign = i % 2 === 0 ? 1 : -1;
      let sum = 0;
      for (let k = 0, angle = 0; k < n; k++) {
        if (complex) sum += sign * x[2 * k] * forRe[angle] + x[2 * k + 1] * forIm[angle];
        else sum += sign * x[k] * forRe[angle];
        angle += bin;
        if (angle >= n) angle -= n;
      }
      return sum;
    },
  };
}

function correlation({ height, width, channels, k, border, dtype, weights }, ArrayType, given) {
  const pixels = height * width * channels;
  const x = dtype === "u8" ? bytes(pixels, 6) : positive(pixels, 6, ArrayType);
  const h = given ?? (weights ? Float32Array.from(integerKernels[weights]) : positive(k * k, 7, dtype === "u8" ? Float32Array : ArrayType, 2 / (k * k)));
  const margin = border === "valid" ? 0 : k >> 1;
  const columns = border === "valid" ? width - k + 1 : width;
  const rows = border === "valid" ? height - k + 1 : height;
  const delivered = dtype === "u8" ? byteOf : (sum) => sum;
  return {
    x,
    h,
    length: rows * columns * channels,
    at(i) {
      const pixel = Math.floor(i / channels);
      const top = Math.floor(pixel / columns) - margin;
      const left = (pixel % columns) - margin;
      let sum = 0;
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) sum += h[a * k + b] * x[(mirror(top + a, height) * width + mirror(left + b, width)) * channels + (i % channels)];
      }
      return delivered(sum);
    },
  };
}

function smoothing(row, ArrayType) {
  const { k, sigma } = row;
  const line = Float64Array.from({ length: k }, (_, n) => (sigma === 0 ? 1 : Math.exp(-((n - (k >> 1)) ** 2) / (2 * sigma * sigma))));
  const total = line.reduce((sum, value) => sum + value, 0);
  const h = Float64Array.from({ length: k * k }, (_, n) => (line[Math.floor(n / k)] * line[n % k]) / total / total);
  return { ...correlation(row, ArrayType, h), h: line };
}

/** A sum as a byte: the nearest integer, half to even, from 0 to 255. */
function byteOf(sum) {
  const floor = Math.floor(sum);
  const whole = sum - floor === 0.5 ? floor + (floor & 1) : Math.round(sum);
  return Math.min(Math.max(whole, 0), 255);
}

function mirror(i, length) {
  if (i < 0) return -i;
  return i < length ? i : 2 * (length - 1) - i;
}

function convolution2d({ height, width, k }, ArrayType) {
  const x = signed(width * height, 8, ArrayType);
  const h = signed(k * k, 9, ArrayType);
  const margin = k >> 1;
  return {
    x,
    h,
    length: height * width,
    at(i) {
      const row = Math.floor(i / width) + margin;
      const column = (i % width) + margin;
      let sum = 0;
      for (let a = Math.max(0, row - height + 1); a < k && a <= row; a++) {
        for (let b = Math.max(0, column - width + 1); b < k && b <= column; b++) {
          sum += h[a * k + b] * x[(row - a) * width + column - b];
        }
      }
      return sum;
    },
  };
}
