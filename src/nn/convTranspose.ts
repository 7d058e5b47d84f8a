import { NdArray } from "../array/ndarray.js";
import { apart, type Target } from "../array/target.js";
import type { ResultOf } from "../array/result.js";
import { optionsOf } from "../check.js";
import { gradientOfBias } from "../plan/nn/gradients.js";
import type { Weight } from "../plan/nn/sizes.js";
import { transposedInputGradient, transposedWeightGradient, transposeOnce } from "../plan/nn/transposed.js";
import type { In, Out } from "../types.js";
import type { TensorOf } from "./conv.js";
import type { ConvGradients } from "./convBackward.js";
import { readLayout, readTensor, sameTensor, tensorTarget } from "./tensor.js";
import { type ConvTransposeOptions, readTransposed, readTransposedWeight } from "./transposed.js";

/** A transposed convolution over as many axes as its name says. */
export interface ConvTranspose {
  <A extends In, B extends In, O extends Out>(input: A, weight: B, options: ConvTransposeOptions & { out: O }): O;
  <X extends In, W extends In>(input: X, weight: W, options?: ConvTransposeOptions): ResultOf<X | W>;
}

/** The gradients of a transposed convolution over as many axes as its name says. */
export type ConvTransposeBackward = <G extends In, X extends In, W extends In>(gradOutput: G, input: X, weight: W, options?: ConvTransposeOptions) => ConvGradients<TensorOf<G | X | W>>;

/**
 * The transposed convolution of signals with channels, as {@link convTranspose2d} of pictures.
 *
 * @param input - [N, C, length]; [N, length, C] with layout "nhwc".
 * @param weight - [C, O / groups, taps].
 *
 * @example
 * ```ts
 * nn.convTranspose1d([[[1, 2]]], [[[1, 10, 100]]], { stride: 2 }).toNested(); // [[[1, 10, 102, 20, 200]]]
 * ```
 * @see torch.nn.functional.conv_transpose1d
 */
export const convTranspose1d: ConvTranspose = /* @__PURE__ */ convTranspose(1);

/**
 * The transposed convolution: each sample adds the kernel, times itself, to the result at `stride` times its place.
 *
 *     y[b, o, n] = bias[o] + Σ_c Σ_{i, k: i·stride + k·dilation − padding is n} input[b, c, i] · weight[c, o, k]
 *
 * Along each axis there are (N − 1)·stride + (K − 1)·dilation + 1 − before − after + outputPadding outputs; it is the gradient of a convolution by its input, and so enlarges
 * what that made smaller. Computed by the residues of the outputs' places by the stride, each of which is a convolution of its own with some of the taps: no
 * product with a zero between samples, and no addition to memory. Each output errs by at most about 1.5·ε·Σ|x·w|; NaN and infinity reach the outputs that the sum gives them to.
 *
 * @param input - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @param weight - [C, O / groups, height, width] in either layout.
 * @returns An NdArray in the same layout: float32 if every typed input is, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if float32 and float64 come together; RangeError if shapes do not fit, a number is too small, outputPadding is not below the stride
 *   or the dilation, no outputPadding gives outputSize, or no output is left.
 *
 * @example
 * ```ts
 * nn.convTranspose2d([[[[1, 2]]]], [[[[1, 1], [1, 1]]]], { stride: 2 }).toNested(); // [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]
 * ```
 * @see torch.nn.functional.conv_transpose2d
 */
export const convTranspose2d: ConvTranspose = /* @__PURE__ */ convTranspose(2);

/**
 * The transposed convolution of volumes with channels, as {@link convTranspose2d} of pictures.
 *
 * @param input - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 * @param weight - [C, O / groups, depth, height, width].
 *
 * @example
 * ```ts
 * nn.convTranspose3d([[[[[2]]]]], [[[[[1, 3]]]]]).toNested(); // [[[[[2, 6]]]]]
 * ```
 * @see torch.nn.functional.conv_transpose3d
 */
export const convTranspose3d: ConvTranspose = /* @__PURE__ */ convTranspose(3);

/**
 * The gradients of {@link convTranspose1d}, as {@link convTranspose2dBackward} has them.
 *
 * @example
 * ```ts
 * nn.convTranspose1dBackward([[[1, 1, 1, 1]]], [[[5, 7]]], [[[2, 3]]], { stride: 2 }).gradInput.toNested(); // [[[5, 5]]]
 * ```
 */
export const convTranspose1dBackward: ConvTransposeBackward = /* @__PURE__ */ convTransposeBackward(1);

/**
 * The gradients of {@link convTranspose2d}: what a loss that changes by gradOutput with each result changes by with each input, weight and bias.
 *
 *     gradInput[b, c, i]  = Σ_o Σ_k gradOutput[b, o, i·stride + k·dilation − padding] · weight[c, o, k]
 *     gradWeight[c, o, k] = Σ_b Σ_i gradOutput[b, o, i·stride + k·dilation − padding] · input[b, c, i]
 *     gradBias[o]         = Σ_b Σ_n gradOutput[b, o, n]
 *
 * The first is a convolution of gradOutput, and so costs what it costs. NaN and infinity reach what they are multiplied with.
 *
 * @param gradOutput - Of the shape of the result.
 * @param input - What was convolved.
 * @param weight - With what.
 * @param options - Those of the call; `bias` and `activation` have no part in it.
 * @returns Three arrays; those of input and weight have their shapes, and layout is the input's.
 * @throws As {@link convTranspose2d}, and RangeError if gradOutput has another shape than the result.
 *
 * @example
 * ```ts
 * const { gradInput, gradWeight, gradBias } = nn.convTranspose2dBackward([[[[1, 2], [3, 4]]]], [[[[10]]]], [[[[5, 6], [7, 8]]]]);
 * gradInput.toNested(); // [[[[70]]]]
 * gradWeight.toNested(); // [[[[10, 20], [30, 40]]]]
 * gradBias; // Float64Array [10]
 * ```
 */
export const convTranspose2dBackward: ConvTransposeBackward = /* @__PURE__ */ convTransposeBackward(2);

/**
 * The gradients of {@link convTranspose3d}, as {@link convTranspose2dBackward} has them.
 *
 * @example
 * ```ts
 * nn.convTranspose3dBackward([[[[[2]]]]], [[[[[3]]]]], [[[[[5]]]]]).gradWeight.toNested(); // [[[[[6]]]]]
 * ```
 */
export const convTranspose3dBackward: ConvTransposeBackward = /* @__PURE__ */ convTransposeBackward(3);

function convTranspose(spatial: number): ConvTranspose {
  return ((input: In, weight: In, options?: ConvTransposeOptions & { out?: Out }) => {
    const { layout: word, out, ...given } = optionsOf(options);
    const layout = readLayout(word);
    const x = readTensor(input, "input", spatial, layout);
    const { request, shape } = readTransposed(x, readTransposedWeight(weight, "weight", spatial), given, [x]);
    const target = tensorTarget(out, shape, request.sizes.precision, layout);
    transposeOnce({ ...request, bias: request.bias && apart(request.bias, target), weight: moved(request.weight, target) }, apart(x, target), target);
    return target.value;
  }) as ConvTranspose;
}

function convTransposeBackward(spatial: number): ConvTransposeBackward {
  return ((gradOutput: In, input: In, weight: In, options?: ConvTransposeOptions) => {
    const { layout: word, bias: _bias, activation: _activation, ...given } = optionsOf(options);
    const layout = readLayout(word);
    const g = readTensor(gradOutput, "gradOutput", spatial, layout);
    const x = readTensor(input, "input", spatial, layout);
    const { request, shape } = readTransposed(x, readTransposedWeight(weight, "weight", spatial), given, [g, x]);
    sameTensor(g, shape, layout);
    const { precision } = request.sizes;
    const target = tensorTarget(undefined, x.shape, precision, layout);
    transposedInputGradient(request, g, target);
    const found = transposedWeightGradient(request, g, x);
    return { gradInput: target.value, gradWeight: new NdArray(found.data, found.shape), gradBias: gradientOfBias(g, precision) };
  }) as ConvTransposeBackward;
}

/** The weight, copied if the result goes to the same memory. */
function moved(weight: Weight, target: Target): Weight {
  return weight.data.buffer === target.data.buffer ? { ...weight, data: weight.data.slice() as Weight["data"] } : weight;
}
