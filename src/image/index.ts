/** The words of OpenCV. */
export { blur, type BlurOptions, boxFilter, type BoxFilterOptions, sqrBoxFilter, type Squares } from "./box.js";
export { getDerivKernels, type GetDerivKernelsOptions, laplacian, type LaplacianOptions, scharr, type ScharrOptions, sobel, type SobelOptions } from "./derivatives.js";
export { filter2D } from "./filter2D.js";
export { gaussianBlur, type GaussianBlurOptions, getGaussianKernel } from "./gaussian.js";
export type { Filtered, FilteredImage, PictureIn, PictureOut, PixelsOf } from "./picture.js";
export { type FilterPlan, planFilter, type PlanFilterOptions } from "./planFilter.js";
export type { FilterOptions } from "./request.js";
export { sepFilter2D } from "./sepFilter2D.js";
export type { AlphaWord, BorderWord } from "./words.js";
