import { finite, oneOf, optionsOf } from "../check.js";
import { type Clamp, NO_CLAMP } from "../plan/nn/sums.js";

/** What is applied to each result: a function by its name, or by its name and parameter. */
export type Activation = ActivationWord | { type: ActivationWord; slope?: number };

/** Functions that a convolution can apply to its results. */
export type ActivationWord = "relu" | "relu6";

/** Reads an activation as the limits that it sets. */
export function readActivation(value: unknown): Clamp {
  if (value === undefined) return NO_CLAMP;
  const { type, slope } = typeof value === "string" ? { type: value, slope: undefined } : optionsOf(value as { type?: string; slope?: number }, "options.activation");
  if (slope !== undefined) finite(slope, "options.activation.slope");
  const word = oneOf(type, ["relu", "relu6"], "options.activation");
  return { low: 0, high: word === "relu" ? Infinity : 6 };
}
