import { finite, oneOf, optionsOf } from "../check.js";
import { type Clamp, NO_CLAMP } from "../plan/nn/sums.js";

/** What is applied to each result: a function by its name, or by its name and, for "leakyRelu", the slope below 0 (0.01). */
export type Activation = ActivationWord | ActivationChoice;

/** A function, with the slope that leakyRelu has below 0. */
export interface ActivationChoice {
  /** Which function. */
  type: ActivationWord;
  /** For leakyRelu: 0.01. */
  slope?: number;
}

/** Functions that a convolution can apply to its results, as the façade's functions of these names. */
export type ActivationWord = "relu" | "relu6" | "leakyRelu" | "sigmoid" | "tanh" | "gelu" | "silu";

const words: readonly ActivationWord[] = ["relu", "relu6", "leakyRelu", "sigmoid", "tanh", "gelu", "silu"];

/** Reads an activation: limits cost nothing, other functions go over the results while they are in cache. */
export function readActivation(value: unknown): Clamp {
  if (value === undefined) return NO_CLAMP;
  const { type, slope = 0.01 } = typeof value === "string" ? { type: value } : optionsOf(value as { type?: string; slope?: number }, "options.activation");
  finite(slope, "options.activation.slope");
  const word = oneOf(type, words, "options.activation");
  switch (word) {
    case "relu":
      return { low: 0, high: Infinity };
    case "relu6":
      return { low: 0, high: 6 };
    case "leakyRelu":
      return { ...NO_CLAMP, after: { word: "leak", parameter: slope } };
    default:
      return { ...NO_CLAMP, after: { word, parameter: 0 } };
  }
}
