import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { activationKernels } from "../../../wasm/activation.js";
import { applyArrays } from "./apply.js";

/** Functions of a number: `rectify` cuts off below 0 and above a limit, `leak` multiplies what is below 0. */
export type FunctionWord = "rectify" | "leak" | "sigmoid" | "tanh" | "gelu" | "silu";

/** y = f(x). @param parameter - The limit of `rectify`, the slope of `leak`. */
export function functionArrays(word: FunctionWord, x: Source, target: Target, precision: Precision, parameter: number): void {
  const kernel = activationKernels()[realOf(precision)][word];
  applyArrays([x], target, precision, (count, from, to) => kernel(from, to, count, parameter));
}

/** g · f′(x). @param parameter - The limit of `rectify`, NaN for none; the slope of `leak`. */
export function slopeArrays(word: FunctionWord, g: Source, x: Source, target: Target, precision: Precision, parameter: number): void {
  const kernel = activationKernels()[realOf(precision)][`${word}_slope`];
  applyArrays([g, x], target, precision, (count, gradient, from, to) => kernel(gradient, from, to, count, parameter));
}
