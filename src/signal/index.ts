/** The words of scipy.signal. */
export { convolve, correlate, type ConvolveOptions } from "./convolve.js";
