import { uniform } from "./random.mjs";

/**
 * A plucked string after Karplus and Strong: a burst of noise, one period P long,
 * runs around a loop that averages neighbours and so loses its high tones first:
 *
 *     y[n] = loss · (y[n − P] + y[n − P − 1]) / 2
 *
 * @param {{ frequency: number, seconds: number, rate: number, loss?: number, seed?: number }} string
 * @returns {Float32Array} Samples, the largest of size 1.
 */
export function pluck({ frequency, seconds, rate, loss = 0.996, seed = 1 }) {
  // The average delays by half a sample, which belongs to the period.
  const period = Math.round(rate / frequency - 0.5);
  const y = new Float64Array(Math.round(seconds * rate));
  y.set(burst(period + 1, seed));
  for (let n = period + 1; n < y.length; n++) y[n] = (loss * (y[n - period] + y[n - period - 1])) / 2;
  damp(y, Math.round(0.05 * rate));
  const peak = y.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return Float32Array.from(y, (v) => v / peak);
}

/** Noise whose mean is zero, as a mean would run round the loop longest of all. */
function burst(length, seed) {
  const noise = Float64Array.from({ length }, uniform(seed));
  const mean = noise.reduce((total, v) => total + v, 0) / length;
  return noise.map((v) => v - mean);
}

/** Lets the last samples fade, as a hand laid on the string does. */
function damp(y, count) {
  for (let n = 0; n < count; n++) y[y.length - 1 - n] *= 0.5 * (1 - Math.cos((Math.PI * n) / count));
}
