import type { ResultOf } from "../array/result.js";
import { precisionOf, readReal } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { finite, optionsOf, wrongValue } from "../check.js";
import { type FunctionWord, functionArrays, slopeArrays } from "../plan/nn/elementwise/functions.js";
import { sameShape } from "../shape/strides.js";
import type { In, Out } from "../types.js";
import { tensorPrecision } from "./tensor.js";

/** @inline */
export interface ActivationOptions {
  /** Takes the result; it may be the input. */
  out?: Out;
}

/** @inline */
export interface LeakyReluOptions extends ActivationOptions {
  /** What numbers below 0 are multiplied by: 0.01. */
  slope?: number;
}

/** A function that is applied to each number of an array. */
export interface Pointwise<Options extends ActivationOptions = ActivationOptions> {
  <A extends In, O extends Out>(x: A, options: Options & { out: O }): O;
  <X extends In>(x: X, options?: Options): ResultOf<X>;
}

/** The gradient of such a function. */
export interface PointwiseBackward<Options extends ActivationOptions = ActivationOptions> {
  <A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: Options & { out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options?: Options): ResultOf<G | X>;
}

/**
 * The larger of x and 0, of each number of an array: y = max(x, 0).
 *
 * Exact. NaN stays NaN.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.relu([-1, 0, 2]); // Float64Array [0, 0, 2]
 * ```
 * @see torch.nn.functional.relu
 */
export const relu: Pointwise = /* @__PURE__ */ pointwise("rectify", () => Infinity);

/**
 * X, but no less than 0 and no more than 6, of each number of an array: y = min(max(x, 0), 6).
 *
 * Exact. NaN stays NaN.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.relu6([-1, 2, 9]); // Float64Array [0, 2, 6]
 * ```
 * @see torch.nn.functional.relu6
 */
export const relu6: Pointwise = /* @__PURE__ */ pointwise("rectify", () => 6);

/**
 * X, and below 0 a small part of it, of each number of an array: y = x if x ≥ 0, else slope · x.
 *
 * One rounding. NaN stays NaN, and infinity infinite, but −∞ with slope 0 is NaN.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.leakyRelu([-2, 3], { slope: 0.5 }); // Float64Array [-1, 3]
 * ```
 * @see torch.nn.functional.leaky_relu
 */
export const leakyRelu: Pointwise<LeakyReluOptions> = /* @__PURE__ */ pointwise<LeakyReluOptions>("leak", readSlope);

/**
 * The logistic function, of each number of an array: y = 1 / (1 + e^−x).
 *
 * Within three units in the last place, the same bits in every engine. NaN stays NaN; −∞ gives 0, ∞ gives 1.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.sigmoid([0, 2]); // Float64Array [0.5, 0.8807970779778823]
 * ```
 * @see torch.sigmoid
 */
export const sigmoid: Pointwise = /* @__PURE__ */ pointwise("sigmoid", () => 0);

/**
 * The hyperbolic tangent, of each number of an array: y = (e^2x − 1) / (e^2x + 1).
 *
 * Within three units in the last place, the same bits in every engine. NaN stays NaN; −∞ gives −1, ∞ gives 1.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.tanh([0, 1]); // Float64Array [0, 0.7615941559557649]
 * ```
 * @see torch.tanh
 */
export const tanh: Pointwise = /* @__PURE__ */ pointwise("tanh", () => 0);

/**
 * The Gaussian error linear unit, of each number of an array: x times the share of a normal distribution below it, y = x · Φ(x) = x · ½ (1 + erf(x / √2)).
 *
 * The erf form, within eight units in the last place on both sides (½ (1 + erf) would lose the left one), the same bits in every engine. NaN stays NaN; ∞ gives ∞, −∞ NaN, as in PyTorch.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.gelu([0, 1, -10]); // Float64Array [0, 0.8413447460685429, -7.61985302416053e-23]
 * ```
 * @see torch.nn.functional.gelu
 */
export const gelu: Pointwise = /* @__PURE__ */ pointwise("gelu", () => 0);

/**
 * The sigmoid linear unit (swish), of each number of an array: x times its logistic function, y = x / (1 + e^−x).
 *
 * Within four units in the last place, more where e^x is subnormal (x below −87 in float32, −708 in float64); the same bits in every engine. NaN stays NaN; ∞ gives ∞, −∞ NaN, as in PyTorch.
 *
 * @param x - An array of any shape. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if `out` has another shape.
 *
 * @example
 * ```ts
 * nn.silu([0, 2]); // Float64Array [0, 1.7615941559557646]
 * ```
 * @see torch.nn.functional.silu
 */
export const silu: Pointwise = /* @__PURE__ */ pointwise("silu", () => 0);

/**
 * The gradient of {@link relu}: 0 where x ≤ 0, else gradOutput.
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.reluBackward([5, 5, 5], [-1, 0, 2]); // Float64Array [0, 0, 5]
 * ```
 */
export const reluBackward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("rectify", () => NaN);

/**
 * The gradient of {@link relu6}: 0 where x ≤ 0 or x ≥ 6, else gradOutput.
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.relu6Backward([5, 5, 5], [-1, 2, 9]); // Float64Array [0, 5, 0]
 * ```
 */
export const relu6Backward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("rectify", () => 6);

/**
 * The gradient of {@link leakyRelu}: gradOutput where x > 0, else slope · gradOutput.
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.leakyReluBackward([4, 4], [-2, 3], { slope: 0.5 }); // Float64Array [2, 4]
 * ```
 */
export const leakyReluBackward: PointwiseBackward<LeakyReluOptions> = /* @__PURE__ */ pointwiseBackward<LeakyReluOptions>("leak", readSlope);

/**
 * The gradient of {@link sigmoid}: gradOutput · σ(x) · σ(−x).
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.sigmoidBackward([4], [0]); // Float64Array [1]
 * ```
 */
export const sigmoidBackward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("sigmoid", () => 0);

/**
 * The gradient of {@link tanh}: gradOutput · (1 − tanh² x).
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.tanhBackward([3], [0]); // Float64Array [3]
 * ```
 */
export const tanhBackward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("tanh", () => 0);

/**
 * The gradient of {@link gelu}: gradOutput · (Φ(x) + x · e^(−x²/2) / √(2π)).
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.geluBackward([2], [0]); // Float64Array [1]
 * ```
 */
export const geluBackward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("gelu", () => 0);

/**
 * The gradient of {@link silu}: gradOutput · σ(x) · (1 + x · σ(−x)).
 *
 * @param gradOutput - Of x's shape.
 * @param x - What the function was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if one is float32 and the other float64; RangeError if the shapes differ.
 *
 * @example
 * ```ts
 * nn.siluBackward([2], [0]); // Float64Array [1]
 * ```
 */
export const siluBackward: PointwiseBackward = /* @__PURE__ */ pointwiseBackward("silu", () => 0);

function readSlope({ slope = 0.01 }: LeakyReluOptions): number {
  return finite(slope, "options.slope");
}

function pointwise<Options extends ActivationOptions>(word: FunctionWord, parameter: (options: Partial<Options>) => number): Pointwise<Options> {
  return ((input: In, options?: Options) => {
    const x = readReal(input, "x");
    const given = optionsOf(options);
    const p = parameter(given);
    const precision = precisionOf(x);
    const target = targetOf(given.out, x.shape, precision, x.plain);
    functionArrays(word, apart(x, target), target, precision, p);
    return target.value;
  }) as Pointwise<Options>;
}

function pointwiseBackward<Options extends ActivationOptions>(word: FunctionWord, parameter: (options: Partial<Options>) => number): PointwiseBackward<Options> {
  return ((gradOutput: In, input: In, options?: Options) => {
    const g = readReal(gradOutput, "gradOutput");
    const x = readReal(input, "x");
    if (!sameShape(g.shape, x.shape)) wrongValue("gradOutput", `shape [${x.shape.join(", ")}], as x`, `[${g.shape.join(", ")}]`);
    const given = optionsOf(options);
    const p = parameter(given);
    const precision = tensorPrecision(x, g);
    const target = targetOf(given.out, x.shape, precision, x.plain && g.plain);
    slopeArrays(word, apart(g, target), apart(x, target), target, precision, p);
    return target.value;
  }) as PointwiseBackward<Options>;
}
