import { sizeOf } from "../../shape/strides.js";
import type { Method } from "../../types.js";
import { type DirectRecipe, directRecipe } from "../direct/recipe.js";
import { directCost } from "./cost.js";
import { type OverlapSaveRecipe, overlapSaveRecipe } from "./overlapSave.js";
import { type ConvolutionSizes, geometryOf } from "./request.js";

/** How a convolution is computed, as plain data. */
export type ConvolutionRecipe = DirectRecipe | OverlapSaveRecipe;

/** Whether a kernel is transformed for each call or once for many. */
export type Use = "once" | "planned";

/** Up to this many products the two take about the same time, and a direct sum rounds less and starts no transforms. */
const FEW = 2048;

/** Chooses how to compute a convolution: as the method says, or what is predicted to be faster. */
export function convolutionRecipe(sizes: ConvolutionSizes, method: Method, use: Use): ConvolutionRecipe {
  const direct = directRecipe(geometryOf(sizes), sizes.sides, sizes.precision);
  if (method === "direct" || (method === "auto" && sizeOf(direct.geometry.outputShape) * sizeOf(sizes.kernelShape) <= FEW)) return direct;
  const transformed = overlapSaveRecipe(sizes, use);
  return method === "fft" || transformed.cost < directCost(direct) ? transformed : direct;
}
