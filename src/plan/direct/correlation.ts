import { floatType } from "../../array/dtype.js";
import type { Border } from "../../array/padded.js";
import { type Source, precisionOf } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareDirect, runDirect } from "./direct.js";
import { directRecipe } from "./recipe.js";
import { tapsOf } from "./taps.js";

/** A correlation as a request: y[n] = Σ_k w[k] · x[n − before + k], x going on beyond its ends as the border says. */
export interface Correlation {
  readonly x: Source;
  readonly w: Source;
  readonly before: readonly number[];
  readonly outputShape: readonly number[];
  readonly border: Border;
}

/** Computes a correlation into the caller's `out` or a fresh array. */
export function correlateArrays({ x, w, before, outputShape, border }: Correlation, out: unknown): Result {
  const precision = precisionOf(x, w);
  const target = targetOf(out, outputShape, floatType(precision, x.complex || w.complex), x.plain && w.plain);
  if (sizeOf(outputShape) === 0) return target.value;
  const mark = openArena();
  try {
    const geometry = { inputShape: x.shape, kernelShape: w.shape, outputShape, before };
    const recipe = directRecipe(geometry, { input: x.complex ? "complex" : "real", kernel: w.complex ? "complex" : "real" }, precision);
    const direct = prepareDirect(recipe, tapsOf(apart(w, target)), take);
    runDirect(direct, apart(x, target), target, border);
  } finally {
    closeArena(mark);
  }
  return target.value;
}
