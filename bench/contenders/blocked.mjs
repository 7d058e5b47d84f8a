/** The fastest pure JavaScript that we could write: register-blocked loops, and overlap-save and transforms by fft.js. */
import FFT from "fft.js";
import { convolutionWays, convolveBlocked } from "../javascript/convolve1d.mjs";
import { correlate2dBlocked, padMirror } from "../javascript/correlate2d.mjs";
import { EPSILON } from "../restoration.mjs";
import { blockSizes, fastest, planOverlapSave } from "../javascript/overlap-save.mjs";

const kinds = { lucy, conv1d, fftconv, fft, correlate2d };

export function prepare(row, work, out) {
  return kinds[row.kind]?.(row, work, out);
}

function conv1d(row, work, out) {
  return convolutionWays(convolveBlocked, row, work, out);
}

function fftconv({ m, mode }, { x, h, length }, out) {
  const start = mode === "same" ? (m - 1) >> 1 : 0;
  const plans = blockSizes(m, length).map((size) => planOverlapSave(h, size));
  const convolve = fastest(plans, (plan) => plan(x, out, start));
  return { plan: { run: () => convolve(x, out, start), output: () => out } };
}

function fft({ n, field }, { x }, out) {
  if (!Number.isInteger(Math.log2(n))) return undefined;
  const plan = new FFT(n);
  if (field === "complex") return { array: { run: () => plan.transform(out, x), output: () => out } };
  const spectrum = new x.constructor(2 * n);
  const run = () => {
    plan.realTransform(spectrum, x);
    out.set(spectrum.subarray(0, n + 2));
  };
  return { array: { run, output: () => out } };
}

function correlate2d({ height, width, channels, k, border, dtype }, { x, h }, out) {
  if (border === "valid") {
    return { array: { run: () => correlate2dBlocked(x, height, width, h, k, out), output: () => out } };
  }
  const margin = k >> 1;
  const [tall, wide] = [height + 2 * margin, width + 2 * margin];
  const ArrayType = dtype === "f64" ? Float64Array : Float32Array;
  const [plane, padded] = [new ArrayType(height * width), new ArrayType(tall * wide)];
  if (dtype !== "u8") {
    const run = () => {
      padMirror(x, height, width, margin, padded);
      correlate2dBlocked(padded, tall, wide, h, k, out);
    };
    return { array: { run, output: () => out } };
  }
  const sums = new ArrayType(height * width);
  const run = () => {
    for (let c = 0; c < channels; c++) {
      for (let n = 0; n < plane.length; n++) plane[n] = x[n * channels + c];
      padMirror(plane, height, width, margin, padded);
      correlate2dBlocked(padded, tall, wide, h, k, sums);
      // the nearest integer, half to even, by a number whose neighbours are one apart
      for (let n = 0; n < sums.length; n++) out[n * channels + c] = Math.min(Math.max(sums[n] + 0x18000000000000 - 0x18000000000000, 0), 255);
    }
  };
  return { array: { run, output: () => out } };
}

function lucy({ shape, k, iterations }, { x, h }, out) {
  if (shape.length !== 2) return undefined;
  const [height, width] = shape;
  const half = k >> 1;
  const pitch = width + 2 * half;
  const padded = new x.constructor((height + 2 * half) * pitch);
  const factor = new x.constructor(x.length);
  // The psfs of the rows are the same seen from the other side.
  const blur = (from, to) => {
    for (let i = 0; i < height; i++) padded.set(from.subarray(i * width, (i + 1) * width), (i + half) * pitch + half);
    correlate2dBlocked(padded, height + 2 * half, pitch, h, k, to);
  };
  const run = () => {
    out.fill(0.5);
    for (let done = 0; done < iterations; done++) {
      blur(out, factor);
      for (let n = 0; n < x.length; n++) factor[n] = x[n] / (factor[n] + EPSILON);
      blur(factor, factor);
      for (let n = 0; n < x.length; n++) out[n] *= factor[n];
    }
  };
  return { array: { run, output: () => out } };
}
