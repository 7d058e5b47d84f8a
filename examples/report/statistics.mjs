/** What the chapters measure on signals. */
import { NdArray, restoration, signal } from "simdvolve";

export const sum = (x) => x.reduce((total, v) => total + v, 0);

/** Root of the mean square. */
export const rms = (x) => Math.sqrt(x.reduce((total, v) => total + v * v, 0) / x.length);

/** Standard deviation. */
export function deviation(x) {
  const mean = sum(x) / x.length;
  return rms(x.map((v) => v - mean));
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1];
}

/**
 * What is left of a signal when its least-squares parabola is taken off:
 * noise, where the signal itself is smooth.
 */
export function roughness(x) {
  // Orthogonal polynomials of degree 0, 1, 2 on a symmetric grid: projections can be taken off one by one.
  const middle = (x.length - 1) / 2;
  const square = sum(x.map((_, n) => (n - middle) ** 2)) / x.length;
  const shapes = [() => 1, (t) => t, (t) => t * t - square].map((shape) => x.map((_, n) => shape(n - middle)));
  let rest = x;
  for (const shape of shapes) {
    const along = sum(rest.map((v, n) => v * shape[n])) / sum(shape.map((v) => v * v));
    rest = rest.map((v, n) => v - along * shape[n]);
  }
  return rms(rest);
}

/** Peak signal-to-noise ratio of a picture of brightness 0 … 1, in decibels. */
export function psnr(picture, truth) {
  const error = truth.data.reduce((total, v, n) => total + (picture.data[n] - v) ** 2, 0) / truth.data.length;
  return -10 * Math.log10(error);
}

/** Structural similarity of Wang and others, brightness 0 … 1: 1 for equal pictures; the mean over windows of 11×11 pixels, Gaussian, σ = 1.5. */
export function ssim(picture, truth) {
  const window = restoration.psf.gaussian([11, 11], 1.5);
  const mean = ({ shape }, value) => signal.convolve2d(new NdArray(Float64Array.from({ length: truth.data.length }, (_, n) => value(n)), shape), window, { mode: "valid" }).data;
  const [x, y] = [picture.data, truth.data];
  const [mx, my] = [mean(truth, (n) => x[n]), mean(truth, (n) => y[n])];
  const [xx, yy, xy] = [mean(truth, (n) => x[n] * x[n]), mean(truth, (n) => y[n] * y[n]), mean(truth, (n) => x[n] * y[n])];
  const [c1, c2] = [0.01 ** 2, 0.03 ** 2];
  const each = mx.map((a, n) => {
    const b = my[n];
    return ((2 * a * b + c1) * (2 * (xy[n] - a * b) + c2)) / ((a * a + b * b + c1) * (xx[n] - a * a + yy[n] - b * b + c2));
  });
  return sum(each) / each.length;
}
