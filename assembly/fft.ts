/** The module of the Fourier transforms. */
export * from "./fft/radix2";
export * from "./fft/radix3";
export * from "./fft/radix4";
export * from "./fft/radix5";
export * from "./fft/oddRadix";
export * from "./fft/lastRadix4";
export * from "./fft/columns";
export * from "./fft/turn";
export * from "./fft/real";
export * from "./fft/realPass";
export * from "./fft/chirp";
export * from "./fft/spectrum";
export * from "./fft/run";
