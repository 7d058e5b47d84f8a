/** The module of the Fourier transforms, linked with "passes". */
export * from "./fft/radix5";
export { pass7_f32, pass7_f64 } from "./fft/radix7";
export * from "./fft/oddRadix";
export * from "./fft/lastRadix4";
export { load_columns_f32, load_columns_f64, move_f32, move_f64 } from "./fft/columns";
export * from "./fft/turn";
export * from "./fft/real";
export * from "./fft/realPass";
export * from "./fft/realOdd";
export * from "./fft/product";
export * from "./fft/powers";
export * from "./fft/rotate";
export * from "./layout/transpose";
export { run_f32, run_f64 } from "./fft/run";
