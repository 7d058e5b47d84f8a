import { integers } from "../array/layout.js";
import { boolean, integer, neededOptions, oneOf, wrongValue } from "../check.js";
import { sizeOf } from "../shape/strides.js";
import { slidingOf } from "../shape/windows.js";
import type { Padding } from "./padding.js";
import type { PerAxis } from "./perAxis.js";
import { transposedCount } from "./transposed.js";
import { readWindows, windowCounts } from "./windows.js";

/** @inline */
export interface ComplexityOptions {
  /** [N, C, …], of a convolution in one to three dimensions; [N, C] of a fully connected layer. */
  inputShape: readonly number[];
  /** [O, C / groups, …]; [C, O / groups, …] of a transposed convolution; [O, C] of a fully connected layer. */
  weightShape: readonly number[];
  /** Whether each output channel has a bias: false. */
  bias?: boolean;
  /** As of the convolution. */
  stride?: PerAxis;
  /** As of the convolution. */
  padding?: Padding;
  /** As of the convolution. */
  dilation?: PerAxis;
  /** As of the convolution. */
  groups?: number;
  /** "forward", or "transposed" for a transposed convolution. */
  direction?: "forward" | "transposed";
  /** The type of the numbers, which says how many bytes they take: "float32". */
  dtype?: "float32" | "float64";
}

/** What a layer costs. */
export interface Cost {
  /** Multiply-adds. */
  macs: number;
  /** Weights and biases. */
  parameters: number;
  /** Bytes of input, parameters and output, each moved once. */
  bytes: number;
}

/** What a layer costs, and what a fully connected one of the same sizes would. */
export interface Complexity extends Cost {
  /** [N, O, …]. */
  outputShape: number[];
  /** Each output of each sample connected to each input. */
  fullyConnected: Cost;
}

/**
 * What a layer costs, by its shapes alone:
 *
 *     macs       = outputs · C / groups · taps        (transposed: inputs · O / groups · taps)
 *     parameters = weights (+ O biases)
 *     bytes      = (inputs + parameters + outputs) · bytes of a number
 *
 * Products with the zeros of the padding count, as in the usual tables; a multiply-add is two floating-point operations. Beside it stands the fully
 * connected layer from as many inputs to as many outputs, which is what the same map costs without shared weights and small windows.
 *
 * @returns The three figures, the output's shape, and the fully connected layer's figures.
 * @throws TypeError for a wrong kind; RangeError if the shapes do not fit, or the kernel is larger than the padded input, or no output is left.
 *
 * @example The first layer of ResNet-50 on a picture of 224 × 224:
 * ```ts
 * const stem = nn.complexity({ inputShape: [1, 3, 224, 224], weightShape: [64, 3, 7, 7], stride: 2, padding: 3 });
 * stem.macs; // 118013952
 * stem.parameters; // 9408
 * stem.outputShape; // [1, 64, 112, 112]
 * stem.fullyConnected.parameters; // 120846286848
 * ```
 */
export function complexity(options: ComplexityOptions): Complexity {
  const given = neededOptions(options, "inputShape and weightShape");
  const { bias = false, groups = 1, direction = "forward", dtype = "float32" } = given;
  const input = integers(given.inputShape, "options.inputShape", 0);
  const weight = integers(given.weightShape, "options.weightShape", 1);
  const axes = input.length - 2;
  if (axes < 0 || axes > 3) wrongValue("options.inputShape", "two to five axes, [N, C, …]", `[${input.join(", ")}]`);
  if (weight.length !== input.length) wrongValue("options.weightShape", `${input.length} axes, as options.inputShape`, weight.length);
  const windows = readWindows(axes, weight.slice(2), given, "options.weightShape");
  integer(groups, "options.groups", 1);
  oneOf(direction, ["forward", "transposed"], "options.direction");
  const size = oneOf(dtype, ["float32", "float64"], "options.dtype") === "float32" ? 4 : 8;
  const [N, C, ...space] = input;
  const transposed = direction === "transposed";
  const [ours, theirs] = transposed ? [weight[0], weight[0] / groups] : [weight[1] * groups, weight[1]];
  if (C !== ours || !Number.isInteger(theirs)) {
    wrongValue("options.weightShape", transposed ? `[C, O / groups, …] with C = ${C}, a multiple of ${groups}` : `[O, C / groups, …] with C / groups = ${C / groups}`, `[${weight.join(", ")}]`);
  }
  const O = transposed ? weight[1] * groups : weight[0];
  if (O % groups !== 0) wrongValue("options.weightShape", `output channels that ${groups} groups share evenly`, O);
  const outputs = transposed
    ? slidingOf(space, windows).map((sliding, axis) => transposedCount("options.inputShape", axis, sliding, 0))
    : windowCounts("options.weightShape", space, windows);
  const outputShape = [N, O, ...outputs];
  const [inputSize, outputSize] = [sizeOf(input), sizeOf(outputShape)];
  const cost = (macs: number, weights: number, biases: number): Cost => ({
    macs,
    parameters: weights + biases,
    bytes: (inputSize + weights + biases + outputSize) * size,
  });
  const biased = boolean(bias, "options.bias");
  const taps = sizeOf(windows.kernel);
  // Every tap of a group's kernels meets a sample, of which a group has C / groups channels (a transposed one makes O / groups of each).
  const macs = (transposed ? inputSize * weight[1] : outputSize * weight[1]) * taps;
  const dense = N === 0 ? 0 : (inputSize / N) * (outputSize / N);
  return {
    ...cost(macs, sizeOf(weight), biased ? O : 0),
    outputShape,
    fullyConnected: cost(dense * N, dense, biased ? outputSize / Math.max(N, 1) : 0),
  };
}
