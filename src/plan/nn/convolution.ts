import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import type { Allocate } from "../memory.js";
import { depthwiseMethod, fitsDepthwise } from "./depthwise.js";
import { directMethod, type WindowSizes } from "./direct.js";
import { linesMethod } from "./lines.js";
import type { Method } from "./method.js";
import { computeOnce } from "./once.js";
import { convolutionParts } from "./parts.js";
import { bandOf, type ConvolutionRecipe, convolutionRecipe, tileBand } from "./recipe.js";
import { type ConvolutionSizes, outputSpace, type Weight } from "./sizes.js";
import type { Clamp } from "./sums.js";
import { winogradMethod } from "./winograd.js";

/** Whether speed may cost digits. */
export type Accuracy = "auto" | "high";

/** A convolution in numbers: its weight and bias, and what becomes of the results. */
export interface Convolution {
  readonly sizes: ConvolutionSizes;
  readonly weight: Weight;
  readonly bias: Source | null;
  readonly clamp: Clamp;
  readonly accuracy: Accuracy;
}

/** Convolves an input [N, C, …] into a result [N, O, …]. */
export function convolveOnce(request: Convolution, x: Source, target: Target): void {
  const recipe = convolutionRecipe(request.sizes, request.weight, request.accuracy, "once");
  computeOnce((allocate) => prepareConvolution(recipe, request, "once", allocate), request.clamp, x, target);
}

export function prepareConvolution({ algorithm }: ConvolutionRecipe, { sizes, weight, bias }: Convolution, use: "once" | "planned", allocate: Allocate): Method {
  if (algorithm === "winograd") return winogradMethod(sizes, weight, bias, tileBand(sizes, use), allocate);
  if (algorithm === "winograd-lines") return linesMethod(sizes, weight, bias, allocate);
  return windowsMethod(windowSizes(sizes), weight, bias, use, allocate);
}

/** Makes sums over windows ready, plane by plane where channels do not mix. */
export function windowsMethod(windows: WindowSizes, weight: Weight, bias: Source | null, use: "once" | "planned", allocate: Allocate): Method {
  return (fitsDepthwise(windows) ? depthwiseMethod : directMethod)(windows, weight, bias, bandOf(windows, use), allocate);
}

/** A convolution as sums over windows. */
export function windowSizes(sizes: ConvolutionSizes): WindowSizes {
  const { channels, outputs, groups, input, border, precision } = sizes;
  return { channels, outputs, groups, input, output: outputSpace(sizes), parts: convolutionParts(sizes), border, precision };
}
