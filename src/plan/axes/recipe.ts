import { axisKernel } from "../../array/axes.js";
import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { sizeOf } from "../../shape/strides.js";
import { productsCost } from "../convolve/cost.js";
import { convolutionRecipe } from "../convolve/recipe.js";
import { sizesOf } from "../convolve/request.js";
import { tapsOf } from "../direct/taps.js";
import { divisorOf } from "../separable/taps.js";

/**
 * How a pass along one axis is computed, decided from sizes alone: by sums over windows, which passes along several axes share a sweep over the array for,
 * whatever the length of means, or as a convolution, where a transform is predicted to be faster, or the weights are complex.
 */
export type AxisRecipe = "sums" | "convolution";

/**
 * What a product costs in a sweep, where outputs share what they load and passes share the way through memory, as a part of a direct sum's: with 81 taps in
 * float64 sums along both axes take 60 ms at 2048 × 2048, and 107 if one of them is transformed.
 */
const SHARED = 0.5;
/** Means of longer windows would take more memory than a transform. */
const LONGEST = 2 ** 16;

export function axisRecipe(x: Source, axis: number, weights: Source, precision: Precision): AxisRecipe {
  if (weights.complex) return "convolution";
  if (sizeOf(weights.shape) <= LONGEST && divisorOf(tapsOf(weights).re) !== null) return "sums";
  const kernel = axisKernel(weights, axis, x.shape.length);
  const spans = x.shape.map((length, along) => ({ start: kernel.shape[along] - 1, length }));
  const recipe = convolutionRecipe(sizesOf(x, kernel, spans, precision), "auto", "once");
  const products = sizeOf(x.shape) * sizeOf(kernel.shape) * (x.complex ? 2 : 1);
  return recipe.algorithm === "direct" || SHARED * productsCost(products, precision) <= recipe.cost ? "sums" : "convolution";
}
