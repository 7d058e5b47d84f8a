import type { FloatNdArray, FloatsOf } from "../array/result.js";
import { NdArray } from "../array/ndarray.js";
import type { Source } from "../array/source.js";
import { optionsOf } from "../check.js";
import { gradientOfBias, gradientOfInput, gradientOfWeight } from "../plan/nn/gradients.js";
import type { In } from "../types.js";
import type { TensorOf } from "./conv.js";
import { type ConvWindowOptions, readConv, readWeight } from "./convolution.js";
import { readLayout, readTensor, sameTensor, tensorTarget } from "./tensor.js";

/** What a convolution's inputs get of its output's gradient. */
export interface ConvGradients<T extends FloatNdArray = FloatNdArray> {
  /** Of the input's shape. */
  gradInput: T;
  /** Of the weight's shape. */
  gradWeight: T;
  /** One number for each output channel. */
  gradBias: T extends NdArray<infer Numbers, infer _D> ? Numbers : FloatsOf<"float32" | "float64">;
}

/**
 * The gradients of {@link conv1d}, as {@link conv2dBackward} has them.
 *
 * @throws As {@link conv2dBackward}.
 *
 * @example
 * ```ts
 * const { gradInput, gradWeight, gradBias } = nn.conv1dBackward([[[1, 1]]], [[[1, 2, 3, 4]]], [[[1, 0, -1]]]);
 * gradInput.toNested(); // [[[1, 1, -1, -1]]]
 * gradWeight.toNested(); // [[[3, 5, 7]]]
 * gradBias; // Float64Array [2]
 * ```
 */
export function conv1dBackward<G extends In, X extends In, W extends In>(gradOutput: G, input: X, weight: W, options?: ConvWindowOptions): ConvGradients<TensorOf<G | X | W>> {
  return gradients(gradOutput, input, weight, 1, options) as ConvGradients<TensorOf<G | X | W>>;
}

/**
 * The gradients of {@link conv2d}: what a loss that changes by gradOutput with each of the convolution's results changes by with each input, weight and bias.
 *
 *     gradInput[b, c, i]   = Σ gradOutput[b, o, n] · weight[o, c, k]   over all o, n, k whose product in the convolution has sample i
 *     gradWeight[o, c, k]  = Σ_b Σ_n gradOutput[b, o, n] · x[b, c, n·stride + k·dilation − before]
 *     gradBias[o]          = Σ_b Σ_n gradOutput[b, o, n]
 *
 * What padding of another mode than "zeros" shows gets its part too, which is added to the samples that are shown. Each gradient costs as
 * much as the convolution. NaN and infinity reach what they are multiplied with.
 *
 * @param gradOutput - Of the shape of the convolution's result.
 * @param input - What was convolved.
 * @param weight - With what.
 * @param options - Those of the convolution; `bias`, `activation` and `accuracy` have no part in it.
 * @returns Three arrays; those of input and weight have their shapes, and layout is the input's.
 * @throws TypeError and RangeError as {@link conv2d}; RangeError if gradOutput has another shape than the convolution's result.
 *
 * @example
 * ```ts
 * const { gradInput, gradWeight, gradBias } = nn.conv2dBackward([[[[1]]]], [[[[1, 2], [3, 4]]]], [[[[5, 6], [7, 8]]]]);
 * gradInput.toNested(); // [[[[5, 6], [7, 8]]]]
 * gradWeight.toNested(); // [[[[1, 2], [3, 4]]]]
 * gradBias; // Float64Array [1]
 * ```
 * @see torch.nn.grad.conv2d_input, conv2d_weight
 */
export function conv2dBackward<G extends In, X extends In, W extends In>(gradOutput: G, input: X, weight: W, options?: ConvWindowOptions): ConvGradients<TensorOf<G | X | W>> {
  return gradients(gradOutput, input, weight, 2, options) as ConvGradients<TensorOf<G | X | W>>;
}

/**
 * The gradients of {@link conv3d}, as {@link conv2dBackward} has them.
 *
 * @throws As {@link conv2dBackward}.
 *
 * @example
 * ```ts
 * nn.conv3dBackward([[[[[2]]]]], [[[[[3]]]]], [[[[[5]]]]]).gradWeight.toNested(); // [[[[[6]]]]]
 * ```
 */
export function conv3dBackward<G extends In, X extends In, W extends In>(gradOutput: G, input: X, weight: W, options?: ConvWindowOptions): ConvGradients<TensorOf<G | X | W>> {
  return gradients(gradOutput, input, weight, 3, options) as ConvGradients<TensorOf<G | X | W>>;
}

function gradients(gradOutput: In, input: In, weight: In, spatial: number, options?: ConvWindowOptions): ConvGradients {
  const { stride, padding, dilation, groups, paddingMode, layout = "nchw" } = optionsOf(options);
  readLayout(layout);
  const g = readTensor(gradOutput, "gradOutput", spatial, layout);
  const x = readTensor(input, "input", spatial, layout);
  const w = readWeight(weight, "weight", spatial);
  const { sizes, weight: found, outputShape } = readConv(x.shape, "input", w, undefined, { stride, padding, dilation, groups, paddingMode, layout }, "", [g, x]);
  sameTensor(g, outputShape, layout);
  const target = tensorTarget(undefined, x.shape, sizes.precision, layout);
  gradientOfInput(sizes, found, g, target);
  return { gradInput: target.value as FloatNdArray, gradWeight: arrayOf(gradientOfWeight(sizes, x, g)), gradBias: gradientOfBias(g, sizes.precision) };
}

function arrayOf({ data, shape }: Source): FloatNdArray {
  return new NdArray(data, shape) as FloatNdArray;
}
