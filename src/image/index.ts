/** The words of OpenCV. */
export { filter2D, type FilterOptions } from "./filter2D.js";
export type { Filtered, FilteredImage, PictureIn, PictureOut, PixelsOf } from "./picture.js";
export { type FilterPlan, planFilter, type PlanFilterOptions } from "./planFilter.js";
export type { AlphaWord, BorderWord } from "./words.js";
