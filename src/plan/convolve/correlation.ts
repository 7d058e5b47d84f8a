import { floatType } from "../../array/dtype.js";
import { extended } from "../../array/extended.js";
import type { Border } from "../../array/padded.js";
import { precisionOf, reversed, type Source } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { modeSpan } from "../../shape/modes.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareDirect, runDirect } from "../direct/direct.js";
import { tapsOf } from "../direct/taps.js";
import { convolveArrays } from "./convolution.js";
import { convolutionRecipe } from "./recipe.js";
import { sizesOf } from "./request.js";

/** A correlation as a request: y[n] = Σ_k w[k] · x[n − before + k], x going on beyond its ends as the border says. */
export interface Correlation {
  readonly x: Source;
  /** The kernel in the order in which it meets the samples. */
  readonly w: Source;
  readonly before: readonly number[];
  readonly outputShape: readonly number[];
  readonly border: Border;
}

/**
 * Computes a correlation into the caller's `out` or a fresh array: with zeros outside as the convolution that it is; else directly, the border filled in
 * tile by tile; or, where transforms are predicted to be faster, as a convolution of a copy with its border.
 */
export function correlateArrays({ x, w, before, outputShape, border }: Correlation, out: unknown): Result {
  const spans = outputShape.map((length, axis) => ({ start: w.shape[axis] - 1 - before[axis], length }));
  if (isUnseen(border, x, w, before, outputShape)) return convolveArrays({ x, h: reversed(w), spans, method: "auto" }, out);

  const precision = precisionOf(x, w);
  const target = targetOf(out, outputShape, floatType(precision, x.complex || w.complex), x.plain && w.plain);
  if (sizeOf(outputShape) === 0) return target.value;
  const recipe = convolutionRecipe(sizesOf(x, w, spans, precision), "auto", "once");
  if (recipe.algorithm !== "direct") {
    const shape = outputShape.map((length, axis) => length + w.shape[axis] - 1);
    const all = extended(x, { start: before.map((count) => -count), shape }, border);
    const valid = shape.map((N, axis) => modeSpan("valid", N, w.shape[axis]));
    return convolveArrays({ x: all, h: reversed(w), spans: valid, method: "auto" }, target.value);
  }
  const mark = openArena();
  try {
    runDirect(prepareDirect(recipe, tapsOf(apart(w, target)), take), apart(x, target), target, border);
  } finally {
    closeArena(mark);
  }
  return target.value;
}

/** Whether the border is zeros, or no output reads it. */
function isUnseen({ kind, value, imaginary = 0 }: Border, x: Source, w: Source, before: readonly number[], outputShape: readonly number[]): boolean {
  if (kind === "constant" && value === 0 && imaginary === 0) return true;
  return before.every((count, axis) => count <= 0 && outputShape[axis] + w.shape[axis] - 1 - count <= x.shape[axis]);
}
