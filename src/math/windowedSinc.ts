import { fifthRoot } from "./exponential.js";
import { cosPi, sinc } from "./turns.js";

/** A band of frequencies, in units of the Nyquist frequency. */
export type Band = readonly [from: number, to: number];

/**
 * The linear-phase filter that passes the bands: the ideal one cut off by a window,
 *
 *     h[n] = w[n] · Σ_bands (to · sinc(to·m) − from · sinc(from·m)),   m = n − (numtaps − 1) / 2
 *
 * @param scaled - "centre" divides by the response in the middle of the first band (at 0 or Nyquist if it reaches there).
 */
export function windowedSinc(bands: readonly Band[], window: Float64Array, scaled: "centre" | "not"): Float64Array<ArrayBuffer> {
  const middle = (window.length - 1) / 2;
  const h = new Float64Array(window.length);
  for (let n = 0; n <= middle; n++) {
    const m = middle - n;
    const opposite = h.length - 1 - n;
    let sum = 0;
    for (const [from, to] of bands) sum += to * sinc(to * m) - (from === 0 ? 0 : from * sinc(from * m));
    h[n] = sum * window[n];
    h[opposite] = sum * window[opposite];
  }
  if (scaled === "centre") {
    const [from, to] = bands[0];
    const centre = from === 0 ? 0 : to === 1 ? 1 : (from + to) / 2;
    const response = h.reduce((sum, value, n) => sum + value * cosPi((n - middle) * centre), 0);
    for (let n = 0; n < h.length; n++) h[n] /= response;
  }
  return h;
}

/** The β of the Kaiser window whose filter of numtaps has this transition width, in units of the Nyquist frequency (Kaiser's formulas). */
export function kaiserBeta(numtaps: number, width: number): number {
  const attenuation = 2.285 * (numtaps - 1) * Math.PI * width + 7.95;
  if (attenuation > 50) return 0.1102 * (attenuation - 8.7);
  if (attenuation <= 21) return 0;
  const above = attenuation - 21;
  return 0.5842 * fifthRoot(above * above) + 0.07886 * above;
}
