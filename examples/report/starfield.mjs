/** A picture of the sky as a telescope in space took it, and as one with a worse mirror would have: blurred, in few photons. */
import { readFileSync } from "node:fs";
import JPEG from "jpeg-js";
import { restoration, signal } from "simdvolve";
import { image } from "./picture.mjs";
import { normal, uniform } from "./random.mjs";

/** The part of the picture that is used. */
const PART = { top: 200, left: 300, size: 512 };
/** Photons that a white pixel collects. */
export const PHOTONS = 1500;
/** Pixels to the first dark ring of the blurring telescope's Airy disk. */
export const RADIUS = 5;

/**
 * @returns What is true, brightness 0 … 1; what a point becomes; and what is recorded, each pixel a Poisson number of photons over PHOTONS. The sky goes on
 *   round the edges, so that no method has to guess what lies outside. All in float32.
 */
export function starfield() {
  const { width, data } = JPEG.decode(readFileSync(new URL("../data/hubble_deep_field.jpg", import.meta.url)));
  const { top, left, size } = PART;
  const grey = Float32Array.from({ length: size * size }, (_, n) => {
    const at = 4 * ((top + Math.floor(n / size)) * width + left + (n % size));
    return (0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]) / 255;
  });
  const truth = image(grey, [size, size]);
  const psf = restoration.psf.airy([25, 25], RADIUS, { dtype: "float32" });
  const blurred = signal.convolve2d(truth, psf, { mode: "same", boundary: "wrap" });
  const photons = poisson(5);
  const recorded = image(blurred.data.map((mean) => photons(PHOTONS * mean) / PHOTONS), [size, size]);
  return { truth, psf, recorded };
}

/** Poisson numbers of a given mean: by waiting times for small ones, rounded normal ones beyond. */
function poisson(seed) {
  const next = uniform(seed);
  const deviate = normal(seed + 1);
  return (mean) => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * deviate()));
    let count = -1;
    for (let left = mean; left >= 0; left += Math.log(1 - next())) count++;
    return count;
  };
}
