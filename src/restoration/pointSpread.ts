import { readReal, type Source } from "../array/source.js";
import { wrongValue } from "../check.js";
import { tapsOf } from "../plan/direct/taps.js";
import type { Spread } from "../plan/restoration/recipe.js";
import { sizeOf } from "../shape/strides.js";
import type { In } from "../types.js";

/** A psf that was read, and what it was read from. */
export interface PointSpread {
  readonly source: Source;
  readonly spread: Spread;
}

/** Reads a picture, or its equivalent on one or three axes. */
export function readPicture(input: unknown, name: string): Source {
  const source = readReal(input, name);
  const rank = source.shape.length;
  if (rank < 1 || rank > 3) wrongValue(name, "an array of one, two or three axes", `one of rank ${rank}`);
  if (sizeOf(source.shape) === 0) wrongValue(name, "at least one sample", `an array of shape [${source.shape.join(", ")}]`);
  return source;
}

/**
 * Reads a point spread function for pictures of a shape.
 * @throws RangeError if it is empty, larger than the picture on an axis, of another rank, nowhere above 0, or somewhere below 0 or not finite.
 */
export function readPointSpread(input: In, name: string, shape: readonly number[]): PointSpread {
  const source = readReal(input, name);
  if (source.shape.length !== shape.length) wrongValue(name, `as many axes as the picture, ${shape.length}`, `an array of rank ${source.shape.length}`);
  if (sizeOf(source.shape) === 0) wrongValue(name, "at least one sample", `an array of shape [${source.shape.join(", ")}]`);
  source.shape.forEach((K, axis) => {
    if (K > shape[axis]) wrongValue(name, `at most the picture's ${shape[axis]} samples on axis ${axis}`, K);
  });
  const data = nonNegative(source, name);
  return { source, spread: { data, shape: source.shape } };
}

/** The numbers of an input that must be finite, at least 0, and somewhere above. */
export function nonNegative(source: Source, name: string): Float64Array {
  const { re } = tapsOf(source);
  for (const value of re) if (!(value >= 0 && value < Infinity)) wrongValue(name, "finite numbers of at least 0", value);
  if (!re.some((value) => value > 0)) wrongValue(name, "a number above 0", "zeros alone");
  return re;
}
