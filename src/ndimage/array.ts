import { read, type Source } from "../array/source.js";
import { wrongValue } from "../check.js";
import { sizeOf } from "../shape/strides.js";

/** Reads an array of at least one axis. */
export function readArray(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.shape.length === 0) wrongValue(name, "an array of at least one axis", "a single number");
  return source;
}

/** Reads weights of as many axes as an array has; at least one weight. */
export function readWeights(input: unknown, rank: number): Source {
  const weights = read(input, "weights");
  if (weights.shape.length !== rank) {
    wrongValue("weights", `as many axes as x, ${rank}`, weights.shape.length === 0 ? "a single number" : `shape [${weights.shape.join(", ")}]`);
  }
  if (sizeOf(weights.shape) === 0) wrongValue("weights", "at least one weight", `shape [${weights.shape.join(", ")}]`);
  return weights;
}
