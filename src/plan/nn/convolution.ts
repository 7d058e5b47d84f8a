import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { sumOnce } from "./once.js";
import { convolutionParts } from "./parts.js";
import { type ConvolutionSizes, outputSpace, type Weight } from "./sizes.js";
import type { Clamp } from "./sums.js";

/** A convolution in numbers: its weight and bias, and what becomes of the results. */
export interface Convolution {
  readonly sizes: ConvolutionSizes;
  readonly weight: Weight;
  readonly bias: Source | null;
  readonly clamp: Clamp;
}

/** Convolves an input [N, C, …] into a result [N, O, …]. */
export function convolveOnce({ sizes, weight, bias, clamp }: Convolution, x: Source, target: Target): void {
  const { channels, outputs, groups, input, border, precision } = sizes;
  sumOnce({ sizes: { channels, outputs, groups, input, output: outputSpace(sizes), parts: convolutionParts(sizes), border, precision }, weight, bias, clamp }, x, target);
}
