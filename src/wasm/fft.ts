import { kernelModule } from "./engine.js";
import * as code from "./generated/fft.js";

/** Fourier transforms; assembly/fft/ states each sum. */
export interface FftKernels {
  /** x[f] ← x[f] · h[f] for F bins, re and im in turn. */
  multiply_spectra(x: number, h: number, F: number): void;
}

/** @internal */
export const fftKernels = /* @__PURE__ */ kernelModule<FftKernels>("fft", code, () => true);
