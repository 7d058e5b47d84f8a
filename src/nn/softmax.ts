import type { ResultOf } from "../array/result.js";
import { precisionOf, readReal } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { axisOf, optionsOf, wrongValue } from "../check.js";
import { softmaxArrays, softmaxBackward as backward } from "../plan/nn/elementwise/softmax.js";
import { sameShape } from "../shape/strides.js";
import type { In, Out } from "../types.js";
import { tensorPrecision } from "./tensor.js";

/** @inline */
export interface SoftmaxOptions {
  /** The axis whose numbers become shares of 1, counted from the end if negative: −1. */
  axis?: number;
  /** Takes the result; it may be the input. */
  out?: Out;
}

/**
 * Numbers as shares of 1 along an axis:
 *
 *     y[n] = e^(x[n] − m) / Σ_j e^(x[j] − m),   m the largest
 *
 * Each is within a few units in the last place for each sum's length up to a thousand; the bits are the same in every engine. A NaN makes its whole line NaN, and so do
 * an ∞, and nothing but −∞; −∞ beside finite numbers gives 0.
 *
 * @param x - An array of at least one axis. Integers count as float64.
 * @returns An array of x's shape, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if there is no such axis, or `out` has another shape.
 *
 * @example
 * ```ts
 * nn.softmax([1, 1, 1, 1]); // Float64Array [0.25, 0.25, 0.25, 0.25]
 * nn.softmax([[0, 9], [0, 9]], { axis: 0 }).toNested(); // [[0.5, 0.5], [0.5, 0.5]]
 * ```
 * @see torch.nn.functional.softmax
 */
export function softmax<A extends In, O extends Out>(x: A, options: SoftmaxOptions & { out: O }): O;
export function softmax<X extends In>(x: X, options?: SoftmaxOptions): ResultOf<X>;
export function softmax(input: In, options?: SoftmaxOptions): unknown {
  const x = readReal(input, "x");
  const { axis = -1, out } = optionsOf(options);
  const along = axisOf(axis, x.shape.length, "options.axis");
  const precision = precisionOf(x);
  const target = targetOf(out, x.shape, precision, x.plain);
  softmaxArrays(apart(x, target), target, along, precision);
  return target.value;
}

/**
 * The gradient of {@link softmax}: y[n] · (gradOutput[n] − Σ_j gradOutput[j] · y[j]), y the softmax of x.
 *
 * @param gradOutput - Of x's shape.
 * @param x - What softmax was applied to.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws As {@link softmax}, and RangeError if the shapes differ; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.softmaxBackward([1, 0], [3, 3]); // Float64Array [0.25, -0.25]
 * ```
 */
export function softmaxBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: SoftmaxOptions & { out: O }): O;
export function softmaxBackward<G extends In, X extends In>(gradOutput: G, x: X, options?: SoftmaxOptions): ResultOf<G | X>;
export function softmaxBackward(gradOutput: In, input: In, options?: SoftmaxOptions): unknown {
  const g = readReal(gradOutput, "gradOutput");
  const x = readReal(input, "x");
  if (!sameShape(g.shape, x.shape)) wrongValue("gradOutput", `shape [${x.shape.join(", ")}], as x`, `[${g.shape.join(", ")}]`);
  const { axis = -1, out } = optionsOf(options);
  const along = axisOf(axis, x.shape.length, "options.axis");
  const precision = tensorPrecision(x, g);
  const target = targetOf(out, x.shape, precision, x.plain && g.plain);
  backward(apart(g, target), apart(x, target), target, along, precision);
  return target.value;
}
