import type { ResultOf } from "../array/result.js";
import type { Layout } from "../shape/layout.js";
import type { In, Out } from "../types.js";
import { maxima, maximaGradient, type Pooling, readShared, sums, sumsGradient, tapCounts } from "./pooling.js";
import { spatialOf } from "./tensor.js";

/** @inline */
export interface GlobalPoolOptions {
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/**
 * The mean of each channel over the whole space, whose axes stay, with size 1: y[b, c, 0, …] = mean of x[b, c, …].
 *
 * Rounding, NaN and infinity are those of {@link avgPool2d}.
 *
 * @param x - [N, C, …] with one to three axes of space; [N, …, C] with layout "nhwc".
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if x has not three to five axes, or no samples on one of space.
 *
 * @example
 * ```ts
 * nn.globalAvgPool([[[[1, 2], [3, 6]]]]).toNested(); // [[[[3]]]]
 * ```
 * @see onnx GlobalAveragePool
 */
export function globalAvgPool<A extends In, O extends Out>(x: A, options: GlobalPoolOptions & { out: O }): O;
export function globalAvgPool<X extends In>(x: X, options?: GlobalPoolOptions): ResultOf<X>;
export function globalAvgPool(x: In, options?: GlobalPoolOptions & { out?: Out }): unknown {
  const pooling = readWhole(x, options);
  return sums(pooling, counts(pooling));
}

/**
 * The largest sample of each channel over the whole space, whose axes stay, with size 1: y[b, c, 0, …] = max of x[b, c, …]. NaN wins.
 *
 * @param x - [N, C, …] with one to three axes of space; [N, …, C] with layout "nhwc".
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`.
 * @throws As {@link globalAvgPool}.
 *
 * @example
 * ```ts
 * nn.globalMaxPool([[[[1, 2], [3, 6]]]]).toNested(); // [[[[6]]]]
 * ```
 * @see onnx GlobalMaxPool
 */
export function globalMaxPool<A extends In, O extends Out>(x: A, options: GlobalPoolOptions & { out: O }): O;
export function globalMaxPool<X extends In>(x: X, options?: GlobalPoolOptions): ResultOf<X>;
export function globalMaxPool(x: In, options?: GlobalPoolOptions & { out?: Out }): unknown {
  return maxima(readWhole(x, options));
}

/**
 * The gradient of {@link globalAvgPool}: each output's, divided by the samples of the space, goes to each of them.
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled, of which the shape and type count.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link globalAvgPool}, and RangeError if gradOutput has another shape; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.globalAvgPoolBackward([[[8]]], [[[1, 2, 3, 4]]]).toNested(); // [[[2, 2, 2, 2]]]
 * ```
 */
export function globalAvgPoolBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: GlobalPoolOptions & { out: O }): O;
export function globalAvgPoolBackward<G extends In, X extends In>(gradOutput: G, x: X, options?: GlobalPoolOptions): ResultOf<G | X>;
export function globalAvgPoolBackward(gradOutput: In, x: In, options?: GlobalPoolOptions & { out?: Out }): unknown {
  const pooling = readWhole(x, options);
  return sumsGradient(gradOutput, pooling, counts(pooling));
}

/**
 * The gradient of {@link globalMaxPool}: each output's goes to the sample that was the maximum.
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled; the maxima are found again.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link globalAvgPoolBackward}.
 *
 * @example
 * ```ts
 * nn.globalMaxPoolBackward([[[8]]], [[[1, 4, 3, 2]]]).toNested(); // [[[0, 8, 0, 0]]]
 * ```
 */
export function globalMaxPoolBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: GlobalPoolOptions & { out: O }): O;
export function globalMaxPoolBackward<G extends In, X extends In>(gradOutput: G, x: X, options?: GlobalPoolOptions): ResultOf<G | X>;
export function globalMaxPoolBackward(gradOutput: In, x: In, options?: GlobalPoolOptions & { out?: Out }): unknown {
  return maximaGradient(gradOutput, readWhole(x, options));
}

function readWhole(x: In, options: GlobalPoolOptions | undefined): Pooling {
  return readShared(x, 1, "outputSize", options, spatialOf(x, "x"));
}

function counts({ axes }: Pooling): number[][] {
  return axes.map((axis) => tapCounts(axis, "samples"));
}
