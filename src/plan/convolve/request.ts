import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Span } from "../../shape/modes.js";
import type { Method } from "../../types.js";
import type { Geometry, Sides } from "../direct/recipe.js";

/** A convolution as a request: the given spans of x ∗ h, of equal ranks, with zeros outside both. */
export interface Convolution {
  readonly x: Source;
  readonly h: Source;
  /** Which outputs of the full convolution, for each axis. */
  readonly spans: readonly Span[];
  readonly method: Method;
  /** How exact small outputs must be beside large ones. */
  readonly rtol?: number;
}

/** What a recipe is made from: no samples, only sizes. */
export interface ConvolutionSizes {
  readonly inputShape: readonly number[];
  readonly kernelShape: readonly number[];
  readonly spans: readonly Span[];
  readonly sides: Sides;
  readonly precision: Precision;
}

export function sizesOf(x: Source, h: Source, spans: readonly Span[], precision: Precision): ConvolutionSizes {
  const sides: Sides = { input: x.complex ? "complex" : "real", kernel: h.complex ? "complex" : "real" };
  return { inputShape: x.shape, kernelShape: h.shape, spans, sides, precision };
}

/** The correlation with the reversed kernel that a convolution is. */
export function geometryOf({ inputShape, kernelShape, spans }: ConvolutionSizes): Geometry {
  return {
    inputShape,
    kernelShape,
    outputShape: spans.map(({ length }) => length),
    before: spans.map(({ start }, axis) => kernelShape[axis] - 1 - start),
  };
}
