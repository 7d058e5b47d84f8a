/** Fourier and cosine transforms, as scipy.fft has them. */
export { fft, fft2, fftn, ifft, ifft2, ifftn } from "./complex.js";
export { dct, dctn, type DctnOptions, type DctOptions, idct, idctn } from "./cosine.js";
export { fftfreq, type FrequencyOptions, nextFastLen, rfftfreq } from "./frequencies.js";
export type { FftnOptions, FftOptions, Norm } from "./options.js";
export { type FftPlan, planFft, type PlanFftOptions } from "./planFft.js";
export { hfft, ihfft, irfft, irfft2, irfftn, rfft, rfft2, rfftn } from "./real.js";
export { fftshift, ifftshift, type ShiftedOf, type ShiftOptions } from "./shift.js";
