/** The words of scipy.signal. */
export { chooseConvMethod, convolve, type ConvolveOptions, correlate } from "./convolve.js";
export { fftConvolve, type FftConvolveOptions, oaConvolve } from "./fftConvolve.js";
export { type ConvolvePlan, planConvolve, type PlanConvolveOptions, planCorrelate } from "./planConvolve.js";
