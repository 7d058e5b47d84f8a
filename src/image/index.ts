/** The words of OpenCV. */
export { blur, type BlurOptions, boxFilter, type BoxFilterOptions, sqrBoxFilter, type Squares } from "./box.js";
export { copyMakeBorder, type CopyMakeBorderOptions } from "./copyMakeBorder.js";
export { type DerivKernels, getDerivKernels, type GetDerivKernelsOptions, laplacian, type LaplacianOptions, scharr, type ScharrOptions, sobel, type SobelOptions } from "./derivatives.js";
export { filter2D } from "./filter2D.js";
export { gaussianBlur, type GaussianBlurOptions, getGaussianKernel } from "./gaussian.js";
export type { GaborOptions, Kernel } from "./kernels.js";
export * as kernels from "./kernels.js";
export { type Matches, matchTemplate, type MatchTemplateOptions } from "./matchTemplate.js";
export type { Filtered, FilteredImage, PictureIn, PictureOut, PixelsOf } from "./picture.js";
export { type FilterPlan, planFilter, type PlanFilterOptions } from "./planFilter.js";
export { pyrDown, type PyrDownOptions, pyrUp, type PyrUpOptions } from "./pyramid.js";
export type { FilterOptions } from "./request.js";
export { laplacianOfGaussian, type LaplacianOfGaussianOptions, unsharpMask, type UnsharpMaskOptions } from "./sharpness.js";
export { sepFilter2D } from "./sepFilter2D.js";
export type { AlphaWord, BorderWord } from "./words.js";
