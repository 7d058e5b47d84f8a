/** simdvolve: convolution in every form. Re-exports, nothing else. */
export { array, type ArrayOptions } from "./array/array.js";
export { type Element, NdArray, type NestedElements } from "./array/ndarray.js";
export type { Arr, FloatNdArray, ResultOf } from "./array/result.js";
export {
  configure,
  type ConfigureOptions,
  features,
  type Features,
  init,
  initAsync,
  type InitAsyncOptions,
  type InitOptions,
} from "./engine.js";
export { convolve, correlate, type ConvolveOptions } from "./numpy/convolve.js";
export * as fft from "./fft/index.js";
export * as image from "./image/index.js";
export * as ndimage from "./ndimage/index.js";
export * as nn from "./nn/index.js";
export * as restoration from "./restoration/index.js";
export * as signal from "./signal/index.js";
export type * from "./types.js";
export { version } from "./version.js";
export { EngineError, type EngineErrorCode } from "./wasm/error.js";
export type { Variant } from "./wasm/engine.js";
