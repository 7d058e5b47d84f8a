import type { NdArray } from "../array/ndarray.js";
import type { ResultOf } from "../array/result.js";
import type { Layout } from "../shape/layout.js";
import type { In, Out } from "../types.js";
import type { PoolWindowOptions } from "./poolWindows.js";
import { maxima, maximaGradient, readSliding } from "./pooling.js";

/** @inline */
export interface MaxPoolOptions extends PoolWindowOptions {
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** Maxima, and where each stands in its plane. */
export interface Maxima<O, I = NdArray<Int32Array<ArrayBuffer>, "int32">> {
  /** The maxima. */
  output: O;
  /** The flat index of each within its channel's plane, of the first among equal ones. */
  indices: I;
}

/** A max pool over as many axes as its name says. */
export interface MaxPool {
  <O extends Out, I extends Out>(x: In, options: MaxPoolOptions & { returnIndices: true; out: Maxima<O, I> }): Maxima<O, I>;
  <X extends In>(x: X, options: MaxPoolOptions & { returnIndices: true; out?: undefined }): Maxima<ResultOf<X>>;
  <O extends Out>(x: In, options: MaxPoolOptions & { returnIndices?: false; out: O }): O;
  <X extends In>(x: X, options: MaxPoolOptions & { returnIndices?: false; out?: undefined }): ResultOf<X>;
}

/** The gradient of a max pool over as many axes as its name says. */
export interface MaxPoolBackward {
  <A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: MaxPoolOptions & { out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options: MaxPoolOptions): ResultOf<G | X>;
}

/**
 * The largest sample of each window of a line: y[b, c, n] = max_k x[b, c, n·stride − padding + k·dilation].
 *
 * Options, ties, NaN and errors are those of {@link maxPool2d}.
 *
 * @param x - [N, C, length]; [N, length, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.maxPool1d([[[1, 5, 2, 4]]], { kernelSize: 2 }).toNested(); // [[[5, 4]]]
 * ```
 * @see torch.nn.functional.max_pool1d
 */
export const maxPool1d: MaxPool = /* @__PURE__ */ maxPool(1);

/**
 * The largest sample of each window:
 *
 *     y[b, c, i, j] = max_{k, l} x[b, c, i·stride − padding + k·dilation, j·stride − padding + l·dilation]
 *
 * Padding never wins: it counts as −∞. Along each axis there are ⌊(N + before + after − extent) / stride⌋ + 1 outputs, extent = (K − 1)·dilation + 1; with
 * `ceilMode` ⌈…⌉ + 1, unless that window would begin in the padding at the end. With `returnIndices` the result is `{ output, indices }`, indices being flat
 * within a channel's plane, height·width. Of equal samples the first counts. NaN exceeds every number, and of several NaNs the last counts, as in PyTorch.
 * Nothing is rounded. K samples are compared for each output and axis; finding indices takes all K² of a window, and some ten times as long.
 *
 * @param x - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`. Indices are Int32Array.
 * @throws TypeError for a wrong kind; RangeError if x has another rank or no samples on an axis of space, an option is below 1 (padding below 0 or above half of
 *   the window), "same" comes with a stride above 1, or no window fits.
 *
 * @example
 * ```ts
 * const x = [[[[1, 2, 3], [4, 9, 6], [7, 8, 5]]]];
 * nn.maxPool2d(x, { kernelSize: 2, stride: 1 }).toNested(); // [[[[9, 9], [9, 9]]]]
 * nn.maxPool2d(x, { kernelSize: 2, ceilMode: true, returnIndices: true }).indices.toNested(); // [[[[4, 5], [7, 8]]]]
 * ```
 * @see torch.nn.functional.max_pool2d
 */
export const maxPool2d: MaxPool = /* @__PURE__ */ maxPool(2);

/**
 * The largest sample of each window of a volume, as {@link maxPool2d} of a plane.
 *
 * @param x - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.maxPool3d([[[[[1, 2], [3, 4]], [[5, 6], [8, 7]]]]], { kernelSize: 2 }).toNested(); // [[[[[8]]]]]
 * ```
 * @see torch.nn.functional.max_pool3d
 */
export const maxPool3d: MaxPool = /* @__PURE__ */ maxPool(3);

/**
 * The gradient of {@link maxPool1d}: what {@link maxPool2dBackward} is of a plane.
 *
 * @example
 * ```ts
 * nn.maxPool1dBackward([[[10, 20]]], [[[1, 5, 2, 4]]], { kernelSize: 2 }).toNested(); // [[[0, 10, 0, 20]]]
 * ```
 */
export const maxPool1dBackward: MaxPoolBackward = /* @__PURE__ */ maxPoolBackward(1);

/**
 * The gradient of {@link maxPool2d}: each output's goes to the sample that was its window's maximum, where several windows share one in order of the outputs.
 *
 *     gradInput[b, c, p] = Σ_{n: index of window n is p} gradOutput[b, c, n]
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled; the maxima are found again.
 * @param options - Those of the pool.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link maxPool2d}, and RangeError if gradOutput has another shape than the pool's result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.maxPool2dBackward([[[[1]]]], [[[[0, 3], [3, 1]]]], { kernelSize: 2 }).toNested(); // [[[[0, 1], [0, 0]]]]
 * ```
 */
export const maxPool2dBackward: MaxPoolBackward = /* @__PURE__ */ maxPoolBackward(2);

/**
 * The gradient of {@link maxPool3d}: what {@link maxPool2dBackward} is of a plane.
 *
 * @example
 * ```ts
 * nn.maxPool3dBackward([[[[[7]]]]], [[[[[1, 2], [3, 4]], [[5, 6], [8, 7]]]]], { kernelSize: 2 }).toNested();
 * // [[[[[0, 0], [0, 0]], [[0, 0], [7, 0]]]]]
 * ```
 */
export const maxPool3dBackward: MaxPoolBackward = /* @__PURE__ */ maxPoolBackward(3);

function maxPool(spatial: number): MaxPool {
  return ((x: In, options: MaxPoolOptions) => maxima(readSliding(x, options, spatial))) as MaxPool;
}

function maxPoolBackward(spatial: number): MaxPoolBackward {
  return ((gradOutput: In, x: In, options: MaxPoolOptions) => maximaGradient(gradOutput, readSliding(x, options, spatial))) as MaxPoolBackward;
}
