/** The module of the Fourier transforms. */
export * from "./fft/spectrum";
