import { read, type Source } from "../array/source.js";
import { apart, type Result, targetOf } from "../array/target.js";
import { neededOptions, optionsOf, wrongValue } from "../check.js";
import { convolveOnce, prepareConvolution } from "../plan/nn/convolution.js";
import { planLayers } from "../plan/nn/plan.js";
import { convolutionRecipe } from "../plan/nn/recipe.js";
import type { In, Out } from "../types.js";
import type { Activation } from "./activation.js";
import { convolved, type TensorOf } from "./conv.js";
import { type ConvOptions, readConv, type ReadConv, readWeight } from "./convolution.js";
import { type ConvPlan, readShape } from "./planConv.js";
import { readLayout, readTensor, tensorPrecision, tensorTarget } from "./tensor.js";

/**
 * A convolution of each channel by itself, with M kernels for each of C channels:
 *
 *     y[b, c·M + m, i, j] = bias[c·M + m] + Σ_u Σ_v weight[c·M + m, 0, u, v] · x[b, c, i·stride + u·dilation − top, j·stride + v·dilation − left]
 *
 * which is {@link conv2d} with as many groups as channels; options, cost, rounding and errors are as there.
 *
 * @param input - [batch, C, height, width], or [batch, height, width, C] for layout "nhwc".
 * @param weight - [C·M, 1, kernel height, kernel width].
 * @returns [batch, C·M, height, width] in the same layout.
 * @throws As {@link conv2d}; RangeError if the weight's outputs are no multiple of the channels.
 *
 * @example
 * ```ts
 * const x = array([1, 2, 3, 4], { shape: [1, 2, 1, 2] });
 * nn.depthwiseConv2d(x, array([10, 100], { shape: [2, 1, 1, 1] })).toNested(); // [[[[10, 20]], [[300, 400]]]]
 * ```
 * @see tf.depthwiseConv2d, whose weight has another order of axes
 */
export function depthwiseConv2d<A extends In, B extends In, O extends Out>(input: A, weight: B, options: Omit<ConvOptions, "groups"> & { out: O }): O;
export function depthwiseConv2d<X extends In, W extends In>(input: X, weight: W, options?: Omit<ConvOptions, "groups">): TensorOf<X | W>;
export function depthwiseConv2d(input: In, weight: In, options?: Omit<ConvOptions, "groups">): Result {
  const given = optionsOf(options);
  const channels = readTensor(input, "input", 2, readLayout(given.layout)).shape[1];
  return convolved(input, weight, 2, { ...given, groups: Math.max(1, channels) });
}

/**
 * A convolution with kernels of one tap, which mixes the channels of each pixel:
 *
 *     y[b, o, i, j] = bias[o] + Σ_c weight[o, c, 0, 0] · x[b, c, i·stride, j·stride]
 *
 * as {@link conv2d} has it; options, cost, rounding and errors are as there.
 *
 * @param input - [batch, C, height, width], or [batch, height, width, C] for layout "nhwc".
 * @param weight - [O, C / groups, 1, 1].
 * @returns [batch, O, height, width] in the same layout.
 * @throws As {@link conv2d}; RangeError if the kernel has more than one tap.
 *
 * @example
 * ```ts
 * const x = array([1, 2, 3, 4], { shape: [1, 2, 1, 2] });
 * nn.pointwiseConv2d(x, array([1, 10], { shape: [1, 2, 1, 1] })).toNested(); // [[[[31, 42]]]]
 * ```
 */
export function pointwiseConv2d<A extends In, B extends In, O extends Out>(input: A, weight: B, options: ConvOptions & { out: O }): O;
export function pointwiseConv2d<X extends In, W extends In>(input: X, weight: W, options?: ConvOptions): TensorOf<X | W>;
export function pointwiseConv2d(input: In, weight: In, options?: ConvOptions): Result {
  refuseTaps(readWeight(weight, "weight", 2));
  return convolved(input, weight, 2, options);
}

/** @inline */
export interface SeparableOptions extends Omit<ConvOptions, "groups"> {
  /** A number for each result of the depthwise step. */
  depthwiseBias?: In;
  /** What is applied to the results of the depthwise step. */
  depthwiseActivation?: Activation;
}

/**
 * A depthwise convolution and then a pointwise one, which mixes its channels:
 *
 *     pointwiseConv2d(depthwiseConv2d(input, depthwise, {…}), pointwise, {…})
 *
 * It takes K·C + C·O multiply-adds a pixel where a full convolution takes K·C·O. Stride, padding, dilation and paddingMode are the
 * depthwise step's; bias and activation the pointwise step's.
 *
 * @param input - [batch, C, height, width], or [batch, height, width, C] for layout "nhwc".
 * @param depthwise - [C·M, 1, kernel height, kernel width].
 * @param pointwise - [O, C·M, 1, 1].
 * @returns [batch, O, height, width] in the same layout. Rounding, NaN and infinity are those of the two steps one after the other.
 * @throws As {@link depthwiseConv2d} and {@link pointwiseConv2d}.
 *
 * @example
 * ```ts
 * const x = array([1, 2, 3, 4], { shape: [1, 2, 1, 2] });
 * nn.separableConv2d(x, array([10, 100], { shape: [2, 1, 1, 1] }), array([1, 1], { shape: [1, 2, 1, 1] })).toNested(); // [[[[310, 420]]]]
 * ```
 * @see tf.separableConv2d
 */
export function separableConv2d<A extends In, B extends In, C extends In, O extends Out>(input: A, depthwise: B, pointwise: C, options: SeparableOptions & { out: O }): O;
export function separableConv2d<X extends In, D extends In, P extends In>(input: X, depthwise: D, pointwise: P, options?: SeparableOptions): TensorOf<X | D | P>;
export function separableConv2d(input: In, depthwise: In, pointwise: In, options?: SeparableOptions): Result {
  const given = optionsOf(options);
  const layout = readLayout(given.layout);
  const x = readTensor(input, "input", 2, layout);
  const [first, second] = readSteps(x.shape, "input", depthwise, pointwise, given, ["depthwise", "pointwise"], [x]);
  const target = tensorTarget(given.out, second.outputShape, first.sizes.precision, layout);
  const between = targetOf(undefined, first.outputShape, first.sizes.precision, false);
  convolveOnce(first, apart(x, target), between);
  convolveOnce(second, read(between.value, "input"), target);
  return target.value;
}

/** @inline */
export interface PlanSeparableOptions extends Omit<SeparableOptions, "out"> {
  /** [C·M, 1, kernel height, kernel width] */
  depthwise: In;
  /** [O, C·M, 1, 1] */
  pointwise: In;
  /** The shape of the inputs, in the layout's order. */
  inputShape: readonly number[];
}

/**
 * Makes {@link separableConv2d} with its weights ready for many inputs of one shape, as {@link planConv2d} does.
 *
 * @throws As {@link separableConv2d}, of the options.
 *
 * @example
 * ```ts
 * const plan = nn.planSeparableConv2d({ depthwise: [[[[2]]]], pointwise: [[[[5]]]], inputShape: [1, 1, 1, 2] });
 * plan.execute([[[[1, 2]]]]).toNested(); // [[[[10, 20]]]]
 * plan.dispose();
 * ```
 */
export function planSeparableConv2d(options: PlanSeparableOptions): ConvPlan {
  const given = neededOptions(options, "depthwise, pointwise and inputShape");
  const layout = readLayout(given.layout);
  const shape = readShape(given.inputShape, 2, layout);
  const steps = readSteps(shape, "options.inputShape", given.depthwise, given.pointwise, given, ["options.depthwise", "options.pointwise"], []);
  const recipes = steps.map(({ sizes, weight, accuracy }) => convolutionRecipe(sizes, weight, accuracy, "planned"));
  return planLayers({
    recipe: { depthwise: recipes[0], pointwise: recipes[1] }, batch: shape[0], order: layout === "nchw" ? "planes" : "pixels",
    make: steps.map((step, i) => (allocate) => prepareConvolution(recipes[i], step, "planned", allocate)), clamps: steps.map(({ clamp }) => clamp),
  }) as ConvPlan;
}

/** Reads the two steps of a separable convolution. */
function readSteps(shape: readonly number[], inputName: string, depthwise: unknown, pointwise: unknown, given: Partial<SeparableOptions>, names: readonly [string, string], inputs: readonly Source[]): [ReadConv, ReadConv] {
  const { stride, padding, dilation, paddingMode, accuracy, layout } = given;
  const [d, p] = [readWeight(depthwise, names[0], 2), readWeight(pointwise, names[1], 2)];
  refuseTaps(p);
  tensorPrecision(...inputs, d, p);
  const first = readConv(
    shape, inputName, d, given.depthwiseBias, { stride, padding, dilation, paddingMode, accuracy, layout, groups: Math.max(1, shape[1]), activation: given.depthwiseActivation },
    "options.depthwiseBias", inputs,
  );
  const second = readConv(first.outputShape, names[0], p, given.bias, { accuracy, layout, activation: given.activation }, "options.bias", [...inputs, d]);
  return [first, second];
}

function refuseTaps({ name, shape }: Source): void {
  shape.slice(2).forEach((K, axis) => {
    if (K !== 1) wrongValue(name, `one tap on axis ${axis} of space`, K);
  });
}
