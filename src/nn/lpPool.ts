import type { ResultOf } from "../array/result.js";
import type { Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { positive } from "../check.js";
import type { PoolAxis } from "../plan/nn/pool/axis.js";
import { poolArrays } from "../plan/nn/pool/run.js";
import { powersBackward } from "../plan/nn/pool/sums.js";
import type { Layout } from "../shape/layout.js";
import type { In, Out } from "../types.js";
import type { PoolWindowOptions } from "./poolWindows.js";
import { readSliding, sums, tapCounts } from "./pooling.js";
import { readGradient } from "./tensor.js";

/** @inline */
export interface LpPoolOptions extends PoolWindowOptions {
  /** The power p, above 0. */
  normType: number;
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** A power-average pool over as many axes as its name says. */
export interface LpPool {
  <A extends In, O extends Out>(x: A, options: LpPoolOptions & { out: O }): O;
  <X extends In>(x: X, options: LpPoolOptions): ResultOf<X>;
}

/** The gradient of a power-average pool over as many axes as its name says. */
export interface LpPoolBackward {
  <A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: LpPoolOptions & { out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options: LpPoolOptions): ResultOf<G | X>;
}

/**
 * The p-norm of each window of a line, as {@link lpPool2d} of a plane.
 *
 * @param x - [N, C, length]; [N, length, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.lpPool1d([[[3, 4, 6, 8]]], { normType: 2, kernelSize: 2 }).toNested(); // [[[5, 10]]]
 * ```
 * @see torch.nn.functional.lp_pool1d
 */
export const lpPool1d: LpPool = /* @__PURE__ */ lpPool(1);

/**
 * The p-norm of each window:
 *
 *     y[b, c, i, j] = (Σ_{k, l} x[b, c, i·stride − padding + k·dilation, j·stride − padding + l·dilation]^p)^(1/p)
 *
 * Powers are signed, as PyTorch's: an odd p sums negative ones too, and gives NaN where their sum is negative, unless p is 1; a p that is not whole gives NaN
 * for every negative sample. The sum of a window of `ceilMode` that reaches beyond the padding is scaled up as if all of its taps counted. The number of outputs is that
 * of {@link maxPool2d}. p = 2 goes by squares and square roots; others take some twenty nanoseconds a sample. NaN and infinity reach the windows they lie in.
 *
 * @param x - [N, C, height, width]; [N, height, width, C] with layout "nhwc". Integers count as float64.
 * @returns An NdArray in the same layout: float32 if x is, else float64; or `out`.
 * @throws As {@link maxPool2d}, and RangeError if normType is not above 0.
 *
 * @example
 * ```ts
 * nn.lpPool2d([[[[2, 1], [4, 2]]]], { normType: 2, kernelSize: 2 }).toNested(); // [[[[5]]]]
 * ```
 * @see torch.nn.functional.lp_pool2d
 */
export const lpPool2d: LpPool = /* @__PURE__ */ lpPool(2);

/**
 * The p-norm of each window of a volume, as {@link lpPool2d} of a plane.
 *
 * @param x - [N, C, depth, height, width]; [N, depth, height, width, C] with layout "nhwc".
 *
 * @example
 * ```ts
 * nn.lpPool3d([[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]], { normType: 1, kernelSize: 2 }).toNested(); // [[[[[36]]]]]
 * ```
 * @see torch.nn.functional.lp_pool2d, in three dimensions.
 */
export const lpPool3d: LpPool = /* @__PURE__ */ lpPool(3);

/**
 * The gradient of {@link lpPool1d}, as {@link lpPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.lpPool1dBackward([[[5]]], [[[3, 4]]], { normType: 2, kernelSize: 2 }).toNested(); // [[[3, 4]]]
 * ```
 */
export const lpPool1dBackward: LpPoolBackward = /* @__PURE__ */ lpPoolBackward(1);

/**
 * The gradient of {@link lpPool2d}:
 *
 *     gradInput[b, c, q] = x[b, c, q]^(p − 1) · Σ_{n: q in window n} gradOutput[b, c, n] · y[b, c, n]^(1 − p)
 *
 * and 0 where y is 0, at the norm's corner. With p below 1 it is infinite where x is 0 and y is not.
 *
 * @param gradOutput - Of the shape of the pool's result.
 * @param x - What was pooled.
 * @param options - Those of the pool.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link lpPool2d}, and RangeError if gradOutput has another shape than the pool's result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.lpPool2dBackward([[[[5]]]], [[[[2, 1], [4, 2]]]], { normType: 2, kernelSize: 2 }).toNested(); // [[[[2, 1], [4, 2]]]]
 * ```
 */
export const lpPool2dBackward: LpPoolBackward = /* @__PURE__ */ lpPoolBackward(2);

/**
 * The gradient of {@link lpPool3d}, as {@link lpPool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.lpPool3dBackward([[[[[2]]]]], [[[[[3, 4]]]]], { normType: 1, kernelSize: [1, 1, 2] }).toNested(); // [[[[[2, 2]]]]]
 * ```
 */
export const lpPool3dBackward: LpPoolBackward = /* @__PURE__ */ lpPoolBackward(3);

function lpPool(spatial: number): LpPool {
  return ((x: In, options: LpPoolOptions) => {
    const pooling = readSliding(x, options, spatial);
    return sums(pooling, shares(pooling.axes), positive(options.normType, "options.normType"));
  }) as LpPool;
}

function lpPoolBackward(spatial: number): LpPoolBackward {
  return ((gradOutput: In, input: In, options: LpPoolOptions) => {
    const pooling = readSliding(input, options, spatial);
    const { x, axes, layout, shape } = pooling;
    const p = positive(options.normType, "options.normType");
    const { g, target, precision } = readGradient(gradOutput, pooling);
    const divisors = shares(axes);
    const y = targetOf(undefined, shape, precision, false);
    poolArrays({ way: "sum", axes, layout: "nchw", precision, power: p, divisors }, x, y);
    const norms: Source = { ...g, data: y.data, stride: y.stride, offset: 0, contiguous: true };
    powersBackward({ axes, layout, precision, divisors, p }, g, apart(x, target), norms, target);
    return target.value;
  }) as LpPoolBackward;
}

/** The share of each window's taps that counts: less than 1 beyond the padding's end. */
function shares(axes: readonly PoolAxis[]): number[][] {
  return axes.map((axis) => tapCounts(axis, "padding").map((count) => count / axis.sliding!.K));
}
