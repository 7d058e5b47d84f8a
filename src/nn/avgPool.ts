import type { ResultOf } from "../array/result.js";
import { boolean, finite, wrongValue } from "../check.js";
import type { PoolAxis } from "../plan/nn/pool/axis.js";
import type { Layout } from "../shape/layout.js";
import type { In, Out } from "../types.js";
import type { PoolWindowOptions } from "./poolWindows.js";
import { readSliding, sums, sumsGradient, tapCounts } from "./pooling.js";

/** @inline */
export interface AvgPoolOptions extends PoolWindowOptions {
  /** Whether the padding's zeros count in the number that sums are divided by: true. */
  countIncludePad?: boolean;
  /** A number to divide by instead; not 0. */
  divisorOverride?: number;
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** An average pool over as many axes as its name says. */
export interface AvgPool {
  <A extends In, O extends Out>(x: A, options: AvgPoolOptions & { out: O }): O;
  <X extends In>(x: X, options: AvgPoolOptions): ResultOf<X>;
}

/** The gradient of an average pool over as many axes as its name says. */
export interface AvgPoolBackward {
  <A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: AvgPoolOptions & { out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options: AvgPoolOptions): ResultOf<G | X>;
}

/**
 * The mean of each window of a line, as {@link avgPool2d} of a plane.
 *
 * @param x - [N, C, length]; [N, length, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.avgPool1d([[[1, 3, 5, 9]]], { kernelSize: 2 }).toNested(); // [[[2, 7]]]
 * ```
 * @see torch.nn.functional.avg_pool1d
 */
export const avgPool1d: AvgPool = /* @__PURE__ */ avgPool(1);

/**
 * The mean of each window:
 *
 *     y[b, c, i, j] = Σ_{k, l} x[b, c, i·stride − padding + k·dilation, j·stride − padding + l·dilation] / divisor
 *
 * | divisor                                   | when                         |
 * | :---------------------------------------- | :--------------------------- |
 * | taps on samples and on padding            | by default                   |
 * | taps on samples                           | `countIncludePad: false`     |
 * | `divisorOverride`                         | if it is given               |
 *
 * What a window of `ceilMode` has beyond the padding never counts. The number of outputs is that of {@link maxPool2d}. Sums go along one axis after the other, in
 * blocks of 256, and the quotient is rounded once more: an output errs by about (K + 1)·ε·Σ|x| / divisor at most, for K taps an axis. NaN and infinity reach the windows they lie in.
 *
 * @param x - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`.
 * @throws As {@link maxPool2d}, and RangeError if divisorOverride is 0.
 *
 * @example
 * ```ts
 * nn.avgPool2d([[[[1, 2], [3, 6]]]], { kernelSize: 2 }).toNested(); // [[[[3]]]]
 * nn.avgPool1d([[[3, 6]]], { kernelSize: 3, stride: 1, padding: 1, countIncludePad: false }).toNested(); // [[[4.5, 4.5]]]
 * ```
 * @see torch.nn.functional.avg_pool2d
 */
export const avgPool2d: AvgPool = /* @__PURE__ */ avgPool(2);

/**
 * The mean of each window of a volume, as {@link avgPool2d} of a plane.
 *
 * @param x - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.avgPool3d([[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]], { kernelSize: 2 }).toNested(); // [[[[[4.5]]]]]
 * ```
 * @see torch.nn.functional.avg_pool3d
 */
export const avgPool3d: AvgPool = /* @__PURE__ */ avgPool(3);

/**
 * The gradient of {@link avgPool1d}, as {@link avgPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.avgPool1dBackward([[[2, 4]]], [[[1, 3, 5, 9]]], { kernelSize: 2 }).toNested(); // [[[1, 1, 2, 2]]]
 * ```
 */
export const avgPool1dBackward: AvgPoolBackward = /* @__PURE__ */ avgPoolBackward(1);

/**
 * The gradient of {@link avgPool2d}: each output's, divided as the output was, goes to every sample of its window.
 *
 *     gradInput[b, c, p] = Σ_{n: p in window n} gradOutput[b, c, n] / divisor[n]
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled, of which the shape and type count.
 * @param options - Those of the pool.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link avgPool2d}, and RangeError if gradOutput has another shape than the pool's result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.avgPool2dBackward([[[[8]]]], [[[[0, 0], [0, 0]]]], { kernelSize: 2 }).toNested(); // [[[[2, 2], [2, 2]]]]
 * ```
 */
export const avgPool2dBackward: AvgPoolBackward = /* @__PURE__ */ avgPoolBackward(2);

/**
 * The gradient of {@link avgPool3d}, as {@link avgPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.avgPool3dBackward([[[[[8]]]]], [[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]], { kernelSize: 2 }).toNested();
 * // [[[[[1, 1], [1, 1]], [[1, 1], [1, 1]]]]]
 * ```
 */
export const avgPool3dBackward: AvgPoolBackward = /* @__PURE__ */ avgPoolBackward(3);

function avgPool(spatial: number): AvgPool {
  return ((x: In, options: AvgPoolOptions) => {
    const pooling = readSliding(x, options, spatial);
    return sums(pooling, readDivisors(pooling.axes, options));
  }) as AvgPool;
}

function avgPoolBackward(spatial: number): AvgPoolBackward {
  return ((gradOutput: In, x: In, options: AvgPoolOptions) => {
    const pooling = readSliding(x, options, spatial);
    return sumsGradient(gradOutput, pooling, readDivisors(pooling.axes, options));
  }) as AvgPoolBackward;
}

/** What each window's sum is divided by: a product of one factor for each axis. */
function readDivisors(axes: readonly PoolAxis[], { countIncludePad = true, divisorOverride }: AvgPoolOptions): number[][] {
  const counted = boolean(countIncludePad, "options.countIncludePad") ? "padding" : "samples";
  if (divisorOverride === undefined) return axes.map((axis) => tapCounts(axis, counted));
  if (finite(divisorOverride, "options.divisorOverride") === 0) wrongValue("options.divisorOverride", "a number other than 0", 0);
  return axes.map(({ reaches }, axis) => reaches.map(() => (axis === 0 ? divisorOverride : 1)));
}
