import { axisKernel } from "../../array/axes.js";
import { floatType } from "../../array/dtype.js";
import type { Border } from "../../array/padded.js";
import { precisionOf, read, type Source } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { copyInto } from "../../array/values.js";
import { correlateArrays } from "../convolve/correlation.js";

/** One pass of a separable filter, along one axis: y[n] = Σ_k w[k] · x[n − before + k]. */
export interface AxisPass {
  readonly axis: number;
  /** Weights of one axis, in the order in which they meet the samples. */
  readonly weights: Source;
  readonly before: number;
  readonly border: Border;
}

/**
 * Filters an array along one axis after another, each pass with its own border, into the caller's `out` or a fresh array. Between passes numbers
 * are kept in the precision that is computed in; only the last one's are rounded to what `out` holds.
 */
export function filterAxes(x: Source, passes: readonly AxisPass[], out: unknown): Result {
  const weights = passes.map((pass) => pass.weights);
  const complex = x.complex || weights.some((kernel) => kernel.complex);
  const plain = x.plain && weights.every((kernel) => kernel.plain);
  const target = targetOf(out, x.shape, floatType(precisionOf(x, ...weights), complex), plain);
  const source = apart(x, target);
  if (passes.length === 0) copyInto(source, target);
  let from = source;
  passes.forEach(({ axis, weights: w, before, border }, i) => {
    const last = i === passes.length - 1;
    const result = correlateArrays(
      { x: from, w: axisKernel(w, axis, x.shape.length), before: x.shape.map((_, along) => (along === axis ? before : 0)), outputShape: x.shape, border },
      last ? target.value : undefined,
    );
    if (!last) from = { ...read(result, x.name), plain: x.plain };
  });
  return target.value;
}
