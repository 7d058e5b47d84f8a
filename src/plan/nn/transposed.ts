import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import type { Allocate } from "../memory.js";
import { convolveOnce, windowsMethod } from "./convolution.js";
import type { WindowSizes } from "./direct.js";
import { gradientOfWeight } from "./gradients.js";
import type { Method } from "./method.js";
import { computeOnce } from "./once.js";
import { transposedParts } from "./parts.js";
import { backwards, type ConvolutionSizes, type Weight } from "./sizes.js";
import { type Clamp, NO_CLAMP } from "./sums.js";

/** A transposed convolution in numbers. */
export interface Transposed {
  /** Of the convolution whose transpose it is: that one's outputs are read, and its input is made. */
  readonly sizes: ConvolutionSizes;
  /** How many samples each axis has that is read. */
  readonly space: readonly number[];
  /** Of that convolution, [its outputs, its channels / groups, …]. */
  readonly weight: Weight;
  readonly bias: Source | null;
  readonly clamp: Clamp;
}

/**
 * y[o, n] = bias[o] + Σ_c Σ_{i, k: i·stride + k·dilation − before is n} x[c, i] · w[c, o, k]
 *
 * by the residues of n: the outputs of one meet every stride-th tap alone. Nothing is scattered, and no zero between samples is multiplied.
 */
export function transposeOnce(request: Transposed, x: Source, target: Target): void {
  computeOnce((allocate) => prepareTransposed(request, "once", allocate), request.clamp, x, target);
}

export function prepareTransposed({ sizes, space, weight, bias }: Transposed, use: "once" | "planned", allocate: Allocate): Method {
  const { channels, outputs, groups, input, border, precision } = sizes;
  const windows: WindowSizes = { channels: outputs, outputs: channels, groups, input: space, output: input, parts: transposedParts(sizes), border, precision };
  return windowsMethod(windows, backwards(weight), bias, use, allocate);
}

/** What the input of a transposed convolution gets: the convolution of its results' gradient. */
export function transposedInputGradient({ sizes, weight }: Transposed, gradOutput: Source, target: Target): void {
  convolveOnce({ sizes, weight, bias: null, clamp: NO_CLAMP, accuracy: "auto" }, gradOutput, target);
}

/** What its weight gets: the same sums as that of the convolution, whose input is the gradient here, and whose gradient is the input. */
export function transposedWeightGradient({ sizes }: Transposed, gradOutput: Source, x: Source): Source {
  return gradientOfWeight(sizes, gradOutput, x);
}
