import type { ResultOf } from "../array/result.js";
import { neededOptions } from "../check.js";
import type { Layout } from "../shape/layout.js";
import type { In, Out } from "../types.js";
import type { Maxima } from "./maxPool.js";
import { maxima, maximaGradient, type Pooling, readShared, sums, sumsGradient, tapCounts } from "./pooling.js";

/** @inline */
export interface AdaptivePoolOptions {
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** How many windows: a number for every axis, or one for each, where null leaves as many as there are samples. */
export type AdaptiveSize = number | readonly (number | null)[];

/** An average pool to a given size, over as many axes as its name says. */
export interface AdaptiveAvgPool {
  <A extends In, O extends Out>(x: A, outputSize: AdaptiveSize, options: AdaptivePoolOptions & { out: O }): O;
  <X extends In>(x: X, outputSize: AdaptiveSize, options?: AdaptivePoolOptions): ResultOf<X>;
}

/** A max pool to a given size, over as many axes as its name says. */
export interface AdaptiveMaxPool {
  <O extends Out, I extends Out>(x: In, outputSize: AdaptiveSize, options: AdaptivePoolOptions & { returnIndices: true; out: Maxima<O, I> }): Maxima<O, I>;
  <X extends In>(x: X, outputSize: AdaptiveSize, options: AdaptivePoolOptions & { returnIndices: true; out?: undefined }): Maxima<ResultOf<X>>;
  <O extends Out>(x: In, outputSize: AdaptiveSize, options: AdaptivePoolOptions & { returnIndices?: false; out: O }): O;
  <X extends In>(x: X, outputSize: AdaptiveSize, options?: AdaptivePoolOptions & { returnIndices?: false; out?: undefined }): ResultOf<X>;
}

/** The gradient of a pool to a given size, over as many axes as its name says. */
export interface AdaptivePoolBackward {
  <O extends Out>(gradOutput: In, x: In, options: AdaptivePoolOptions & { outputSize: AdaptiveSize; out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options: AdaptivePoolOptions & { outputSize: AdaptiveSize }): ResultOf<G | X>;
}

/**
 * The means of a line's parts, as {@link adaptiveAvgPool2d} those of a plane's.
 *
 * @param x - [N, C, length]; [N, length, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool1d([[[1, 2, 3, 4]]], 2).toNested(); // [[[1.5, 3.5]]]
 * ```
 * @see torch.nn.functional.adaptive_avg_pool1d
 */
export const adaptiveAvgPool1d: AdaptiveAvgPool = /* @__PURE__ */ adaptiveAvgPool(1);

/**
 * The mean of each of as many windows as are asked for, which share the samples out as evenly as may be: along an axis of N samples window n of O goes from
 * ⌊n·N/O⌋ to ⌈(n + 1)·N/O⌉ − 1, so that neighbours may overlap by one.
 *
 *     y[b, c, i, j] = mean of x[b, c, k, l] over window i, j
 *
 * Rounding is that of {@link avgPool2d}; NaN and infinity reach the windows they lie in.
 *
 * @param x - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @param outputSize - How many windows: a number for both axes, or one for each; null leaves an axis as it is.
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if x has another rank or no samples on an axis of space, or a size is below 1.
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool2d([[[[1, 2, 3], [4, 5, 6]]]], [1, 2]).toNested(); // [[[[3, 4]]]]
 * ```
 * @see torch.nn.functional.adaptive_avg_pool2d
 */
export const adaptiveAvgPool2d: AdaptiveAvgPool = /* @__PURE__ */ adaptiveAvgPool(2);

/**
 * The means of a volume's parts, as {@link adaptiveAvgPool2d} those of a plane's.
 *
 * @param x - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool3d([[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]], 1).toNested(); // [[[[[4.5]]]]]
 * ```
 * @see torch.nn.functional.adaptive_avg_pool3d
 */
export const adaptiveAvgPool3d: AdaptiveAvgPool = /* @__PURE__ */ adaptiveAvgPool(3);

/**
 * The largest samples of a line's parts, as {@link adaptiveMaxPool2d} those of a plane's.
 *
 * @param x - [N, C, length]; [N, length, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool1d([[[1, 2, 3, 4]]], 2).toNested(); // [[[2, 4]]]
 * ```
 * @see torch.nn.functional.adaptive_max_pool1d
 */
export const adaptiveMaxPool1d: AdaptiveMaxPool = /* @__PURE__ */ adaptiveMaxPool(1);

/**
 * The largest sample of each of as many windows as are asked for, which share the samples out as {@link adaptiveAvgPool2d}'s do. With `returnIndices`
 * the result is `{ output, indices }`; ties and NaN are those of {@link maxPool2d}.
 *
 * @param x - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @param outputSize - How many windows: a number for both axes, or one for each; null leaves an axis as it is.
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`. Indices are Int32Array.
 * @throws As {@link adaptiveAvgPool2d}.
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool2d([[[[1, 2, 3], [4, 5, 6]]]], [1, 2]).toNested(); // [[[[5, 6]]]]
 * ```
 * @see torch.nn.functional.adaptive_max_pool2d
 */
export const adaptiveMaxPool2d: AdaptiveMaxPool = /* @__PURE__ */ adaptiveMaxPool(2);

/**
 * The largest samples of a volume's parts, as {@link adaptiveMaxPool2d} those of a plane's.
 *
 * @param x - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool3d([[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]], 1).toNested(); // [[[[[8]]]]]
 * ```
 * @see torch.nn.functional.adaptive_max_pool3d
 */
export const adaptiveMaxPool3d: AdaptiveMaxPool = /* @__PURE__ */ adaptiveMaxPool(3);

/**
 * The gradient of {@link adaptiveAvgPool1d}, as {@link adaptiveAvgPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool1dBackward([[[2, 4]]], [[[1, 2, 3, 4]]], { outputSize: 2 }).toNested(); // [[[1, 1, 2, 2]]]
 * ```
 */
export const adaptiveAvgPool1dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveAvgPoolBackward(1);

/**
 * The gradient of {@link adaptiveAvgPool2d}: each output's, divided by the samples of its window, goes to each of them.
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled, of which the shape and type count.
 * @param options - Those of the pool, and its outputSize.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link adaptiveAvgPool2d}, and RangeError if gradOutput has another shape than the pool's result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool2dBackward([[[[8]]]], [[[[0, 0], [0, 0]]]], { outputSize: 1 }).toNested(); // [[[[2, 2], [2, 2]]]]
 * ```
 */
export const adaptiveAvgPool2dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveAvgPoolBackward(2);

/**
 * The gradient of {@link adaptiveAvgPool3d}, as {@link adaptiveAvgPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.adaptiveAvgPool3dBackward([[[[[4]]]]], [[[[[1, 2]]]]], { outputSize: 1 }).toNested(); // [[[[[2, 2]]]]]
 * ```
 */
export const adaptiveAvgPool3dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveAvgPoolBackward(3);

/**
 * The gradient of {@link adaptiveMaxPool1d}, as {@link adaptiveMaxPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool1dBackward([[[2, 4]]], [[[1, 2, 3, 4]]], { outputSize: 2 }).toNested(); // [[[0, 2, 0, 4]]]
 * ```
 */
export const adaptiveMaxPool1dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveMaxPoolBackward(1);

/**
 * The gradient of {@link adaptiveMaxPool2d}: each output's goes to the sample that was its window's maximum.
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled; the maxima are found again.
 * @param options - Those of the pool, and its outputSize.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link adaptiveAvgPool2dBackward}.
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool2dBackward([[[[8]]]], [[[[1, 3], [0, 2]]]], { outputSize: 1 }).toNested(); // [[[[0, 8], [0, 0]]]]
 * ```
 */
export const adaptiveMaxPool2dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveMaxPoolBackward(2);

/**
 * The gradient of {@link adaptiveMaxPool3d}, as {@link adaptiveMaxPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.adaptiveMaxPool3dBackward([[[[[4]]]]], [[[[[1, 2]]]]], { outputSize: 1 }).toNested(); // [[[[[0, 4]]]]]
 * ```
 */
export const adaptiveMaxPool3dBackward: AdaptivePoolBackward = /* @__PURE__ */ adaptiveMaxPoolBackward(3);

function adaptiveAvgPool(spatial: number): AdaptiveAvgPool {
  return ((x: In, outputSize: AdaptiveSize, options?: AdaptivePoolOptions) => {
    const pooling = readShared(x, outputSize, "outputSize", options, spatial);
    return sums(pooling, pooling.axes.map((axis) => tapCounts(axis, "samples")));
  }) as AdaptiveAvgPool;
}

function adaptiveMaxPool(spatial: number): AdaptiveMaxPool {
  return ((x: In, outputSize: AdaptiveSize, options?: AdaptivePoolOptions) => maxima(readShared(x, outputSize, "outputSize", options, spatial))) as AdaptiveMaxPool;
}

function adaptiveAvgPoolBackward(spatial: number): AdaptivePoolBackward {
  return ((gradOutput: In, x: In, options: SizeOptions) => {
    const pooling = readSized(x, options, spatial);
    return sumsGradient(gradOutput, pooling, pooling.axes.map((axis) => tapCounts(axis, "samples")));
  }) as AdaptivePoolBackward;
}

function adaptiveMaxPoolBackward(spatial: number): AdaptivePoolBackward {
  return ((gradOutput: In, x: In, options: SizeOptions) => maximaGradient(gradOutput, readSized(x, options, spatial))) as AdaptivePoolBackward;
}

type SizeOptions = AdaptivePoolOptions & { outputSize: AdaptiveSize };

function readSized(x: In, options: SizeOptions | undefined, spatial: number): Pooling {
  return readShared(x, neededOptions(options, "outputSize").outputSize, "options.outputSize", options, spatial);
}
