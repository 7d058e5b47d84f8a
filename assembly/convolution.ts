/** The module of the transforms inside convolutions, linked with "passes". */
export { unpass2_f32, unpass2_f64 } from "./fft/radix2";
export { unpass3_f32, unpass3_f64 } from "./fft/radix3";
export { unpass4_f32, unpass4_f64 } from "./fft/radix4";
export * from "./convolution/spectrum";
export * from "./convolution/run";
