import { finite, oneOf, positive, wrongKind } from "../check.js";
import { type WindowWord, windowParameters, windowValues, windowWords } from "../math/window.js";

/** A window by name; those with a parameter as [name, parameter]: ["gaussian", std], ["kaiser", beta], ["generalHamming", alpha]. */
export type Window =
  | "boxcar"
  | "triang"
  | "bartlett"
  | "hann"
  | "hamming"
  | "blackman"
  | readonly ["gaussian" | "kaiser" | "generalHamming", number];

/** M samples of a symmetric window that an option names. */
export function windowNamed(window: unknown, M: number, name = "options.window"): Float64Array<ArrayBuffer> {
  const [word, parameter] = (Array.isArray(window) ? window : [window]) as [WindowWord, unknown];
  oneOf(word, windowWords, name);
  const parameterName = windowParameters[word];
  if (Array.isArray(window) && window.length !== (parameterName ? 2 : 1)) {
    wrongKind(name, parameterName ? `["${word}", ${parameterName}]` : `"${word}", which has no parameter`, window);
  }
  if (parameterName === undefined) return windowValues(word, M);
  if (parameter === undefined) wrongKind(name, `["${word}", ${parameterName}]`, window);
  const value = word === "gaussian" ? positive(parameter, `${name}[1]`) : finite(parameter, `${name}[1]`);
  return windowValues(word, M, value);
}
