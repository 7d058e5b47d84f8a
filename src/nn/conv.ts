import type { FloatNdArray, ResultOf } from "../array/result.js";
import { apart, type Result } from "../array/target.js";
import { convolveOnce } from "../plan/nn/convolution.js";
import type { In, Out } from "../types.js";
import { type ConvOptions, readConvCall } from "./convolution.js";
import { tensorTarget } from "./tensor.js";

/**
 * The convolution of networks, along one axis of space:
 *
 *     y[b, o, n] = bias[o] + Σ_c Σ_k weight[o, c, k] · x[b, c, n·stride + k·dilation − before]
 *
 * @param input - [batch, channels, length], or [batch, length, channels] for layout "nhwc".
 * @param weight - [output channels, channels / groups, taps] in either layout.
 * @returns [batch, output channels, outputs] in the same layout.
 *
 * Everything else is as {@link conv2d} has it.
 *
 * @throws As {@link conv2d}.
 *
 * @example
 * ```ts
 * nn.conv1d([[[1, 2, 3, 4]]], [[[1, 0, -1]]]).toNested(); // [[[-2, -2]]]
 * ```
 * @see torch.nn.functional.conv1d
 */
export function conv1d<A extends In, B extends In, O extends Out>(input: A, weight: B, options: ConvOptions & { out: O }): O;
export function conv1d<X extends In, W extends In>(input: X, weight: W, options?: ConvOptions): TensorOf<X | W>;
export function conv1d(input: In, weight: In, options?: ConvOptions): Result {
  return convolved(input, weight, 1, options);
}

/**
 * The convolution of networks: each output channel sums the windows of all input channels of its group, each with its own kernel, which is not flipped:
 *
 *     y[b, o, i, j] = bias[o] + Σ_c Σ_u Σ_v weight[o, c, u, v] · x[b, g·C/groups + c, i·stride + u·dilation − top, j·stride + v·dilation − left],   g = o's group
 *
 * | option        | is                                                                     |
 * | :------------ | :---------------------------------------------------------------------- |
 * | `stride`      | 1; a number, or one for each axis                                       |
 * | `padding`     | 0; a number, one for each axis, [before, after] for each, `"same"` (the odd sample after), `"same-lower"` (before), `"valid"` or `"full"` |
 * | `paddingMode` | what the padding holds: `"zeros"`, `"reflect"`, `"replicate"`, `"circular"` |
 * | `dilation`    | 1                                                                       |
 * | `groups`      | 1                                                                       |
 * | `layout`      | `"nchw"`, or `"nhwc"` for channels last, of input and result             |
 * | `activation`  | a word, or { type, slope }                                               |
 * | `accuracy`    | `"auto"`, or `"high"`: every product is summed                           |
 *
 * There are ⌊(N + before + after − (K − 1)·dilation − 1) / stride⌋ + 1 outputs along an axis.
 *
 * Cost is one multiply-add for each product ({@link complexity} counts them); the weight is packed on each call, which {@link planConv2d} does
 * once. Products are added in blocks of 64, block sums in order: of a million random sums twenty were off by more than 1.5·ε·Σ|x·weight|, none by more
 * than 2.2. Kernels of 3×3 with stride 1, dilated too, over at least 16 channels may go by Winograd's algorithm, which takes a quarter of the multiplications, and
 * others of three taps and more along the last axis, with stride 1 there and at least 8 channels, by its tiles along lines, which take half of them; their
 * error stays within 25·ε·Σ|x·weight| where the samples of a tile of 6×6, or of a line's 8, are of one magnitude, and `accuracy: "high"` goes without. NaN and
 * infinity reach exactly the outputs whose windows hold them, times 0 too; padding counts as samples of value 0.
 *
 * @param input - [batch, channels, height, width], or [batch, height, width, channels] for layout "nhwc". A batch may be empty.
 * @param weight - [output channels, channels / groups, kernel height, kernel width] in either layout.
 * @returns [batch, output channels, height, width] in the same layout; float32 if every typed input is, else float64.
 * @throws TypeError if an array is not of real numbers, float32 and float64 come together, or an option is of the wrong kind; RangeError if
 *   an array has another rank, channels do not fit the groups, the kernel is larger than the padded input, "same" comes with a stride
 *   above 1, or the padding reaches further than its mode has samples.
 *
 * @example A vertical edge:
 * ```ts
 * nn.conv2d([[[[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]]]], [[[[-1, 1]]]]).toNested(); // [[[[0, 1, 0], [0, 1, 0], [0, 1, 0]]]]
 * ```
 * @example Two channels become one, of half the size:
 * ```ts
 * const x = array([1, 2, 3, 4, 10, 20, 30, 40], { shape: [1, 2, 2, 2] });
 * nn.conv2d(x, array([1, 1], { shape: [1, 2, 1, 1] }), { stride: 2, bias: [0.5] }).toNested(); // [[[[11.5]]]]
 * ```
 * @see torch.nn.functional.conv2d, whose shapes, padding words and modes these are.
 */
export function conv2d<A extends In, B extends In, O extends Out>(input: A, weight: B, options: ConvOptions & { out: O }): O;
export function conv2d<X extends In, W extends In>(input: X, weight: W, options?: ConvOptions): TensorOf<X | W>;
export function conv2d(input: In, weight: In, options?: ConvOptions): Result {
  return convolved(input, weight, 2, options);
}

/**
 * The convolution of networks along three axes of space:
 *
 *     y[b, o, h, i, j] = bias[o] + Σ_c Σ_t Σ_u Σ_v weight[o, c, t, u, v] · x[b, c, h·stride + t·dilation − front, i·stride + u·dilation − top, j·stride + v·dilation − left]
 *
 * @param input - [batch, channels, depth, height, width], or [batch, depth, height, width, channels] for layout "nhwc".
 * @param weight - [output channels, channels / groups, kernel depth, kernel height, kernel width] in either layout.
 * @returns [batch, output channels, depth, height, width] in the same layout.
 *
 * Everything else is as {@link conv2d} has it.
 *
 * @throws As {@link conv2d}.
 *
 * @example The sum over a cube of eight samples:
 * ```ts
 * const cube = array([1, 1, 1, 1, 1, 1, 1, 1], { shape: [1, 1, 2, 2, 2] });
 * nn.conv3d(cube, cube).toNested(); // [[[[[8]]]]]
 * ```
 * @see torch.nn.functional.conv3d
 */
export function conv3d<A extends In, B extends In, O extends Out>(input: A, weight: B, options: ConvOptions & { out: O }): O;
export function conv3d<X extends In, W extends In>(input: X, weight: W, options?: ConvOptions): TensorOf<X | W>;
export function conv3d(input: In, weight: In, options?: ConvOptions): Result {
  return convolved(input, weight, 3, options);
}

/** A tensor of a call's element type. */
export type TensorOf<X extends In> = ResultOf<X> extends infer R ? (R extends FloatNdArray ? R : FloatNdArray) : never;

/** Reads a call and convolves. */
export function convolved(input: In, weight: In, spatial: number, options?: ConvOptions): Result {
  const read = readConvCall(input, weight, spatial, options);
  const { sizes, layout, outputShape } = read;
  const target = tensorTarget(options?.out, outputShape, sizes.precision, layout);
  convolveOnce(read, apart(read.x, target), target);
  return target.value;
}
