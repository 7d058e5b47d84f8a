/** simdvolve: convolution in every form. Re-exports, nothing else. */
export { NdArray } from "./array/ndarray.js";
export { convolve, correlate, type ConvolveOptions } from "./numpy/convolve.js";
export * as signal from "./signal/index.js";
export type * from "./types.js";
