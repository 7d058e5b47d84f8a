/** The words of scipy.ndimage. */
export type { BorderMode } from "./border.js";
export { convolve, correlate, type CorrelateOptions } from "./correlate.js";
export { convolve1d, correlate1d, type Correlate1dOptions } from "./correlate1d.js";
export { type EdgeOptions, laplace, type LaplaceOptions, prewitt, sobel } from "./derivatives.js";
export { fourierGaussian, type FourierOptions, fourierShift, fourierUniform } from "./fourier.js";
export { type GaussianDerivativesOptions, gaussianGradientMagnitude, gaussianLaplace } from "./gaussianDerivatives.js";
export { gaussianFilter, gaussianFilter1d, type GaussianFilter1dOptions, type GaussianFilterOptions } from "./gaussianFilter.js";
export { uniformFilter, uniformFilter1d, type UniformFilter1dOptions, type UniformFilterOptions } from "./uniformFilter.js";
