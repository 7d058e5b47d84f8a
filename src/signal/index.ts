/** The words of scipy.signal. */
export { chooseConvMethod, convolve, type ConvolveOptions, correlate } from "./convolve.js";
export { convolve2d, type Convolve2dOptions, correlate2d } from "./convolve2d.js";
export { deconvolve, type DeconvolveOptions, type Division } from "./deconvolve.js";
export { fftConvolve, type FftConvolveOptions, oaConvolve } from "./fftConvolve.js";
export { firwin, type FirwinOptions } from "./firwin.js";
export { correlationLags, type LagsOptions } from "./lags.js";
export { type Filtered, lfilter, type LfilterOptions } from "./lfilter.js";
export { movingAverage, type MovingAverageOptions } from "./movingAverage.js";
export { type ConvolvePlan, planConvolve, type PlanConvolveOptions, planCorrelate } from "./planConvolve.js";
export { resamplePoly, type ResamplePolyOptions } from "./resamplePoly.js";
export { savgolCoeffs, type SavgolCoeffsOptions } from "./savgolCoeffs.js";
export { savgolFilter, type SavgolFilterOptions } from "./savgolFilter.js";
export { type Extension, upfirdn, type UpfirdnOptions } from "./upfirdn.js";
export type { Window } from "./window.js";
export * as windows from "./windows.js";
