/** The module of the passes that transforms and convolutions share. */
export { pass2_f32, pass2_f64 } from "./fft/radix2";
export { pass3_f32, pass3_f64 } from "./fft/radix3";
export { pass4_f32, pass4_f64, first4_f32, first4_f64, pass4_blocks_f32, pass4_blocks_f64 } from "./fft/radix4";
export { store_columns_f32, store_columns_f64 } from "./fft/columns";
