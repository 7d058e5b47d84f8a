import { axisKernel } from "../../array/axes.js";
import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { convolutionRecipe } from "../convolve/recipe.js";
import { sizesOf } from "../convolve/request.js";

/**
 * How a pass along one axis is computed, decided from sizes alone: by sums over windows, which passes along several axes share a sweep over the array for, or
 * as a convolution, where a transform is predicted to be faster, or the weights are complex.
 */
export type AxisRecipe = "sums" | "convolution";

export function axisRecipe(x: Source, axis: number, weights: Source, precision: Precision): AxisRecipe {
  if (weights.complex) return "convolution";
  const kernel = axisKernel(weights, axis, x.shape.length);
  const spans = x.shape.map((length, along) => ({ start: kernel.shape[along] - 1, length }));
  return convolutionRecipe(sizesOf(x, kernel, spans, precision), "auto", "once").algorithm === "direct" ? "sums" : "convolution";
}
