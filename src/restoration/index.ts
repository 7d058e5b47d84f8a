/** The words of skimage.restoration. */
export { inverseFilter, type InverseFilterOptions } from "./inverseFilter.js";
export type { LucyOptions } from "./options.js";
export { planRichardsonLucy, type PlanRichardsonLucyOptions, type RichardsonLucyPlan } from "./planRichardsonLucy.js";
export * as psf from "./psf.js";
export { richardsonLucy, richardsonLucyAsync, type RichardsonLucyAsyncOptions, type RichardsonLucyOptions } from "./richardsonLucy.js";
export { wiener, type WienerOptions } from "./wiener.js";
