import { dotsExtra, LEAST_ROW } from "./dots.js";
import { fixedWeights } from "./fixed.js";
import { type DenseRequest, rowLength } from "./request.js";
import { type SampleType, sizeOfSample } from "./samples.js";
import { stripRows } from "./strips.js";

/** How a picture is correlated, as a decision. */
export interface FilterRecipe {
  /**
   * "direct": sums in the type of samples and result, float32 or float64;
   * "integers": sums in 32 bits of products of 16 bits, exact where the weights are such integers, and otherwise followed by exact sums where rounding is in doubt;
   * "widened": sums in float64, rounded once into the type of the result, exactly where samples are integers of up to 16 bits.
   */
  readonly algorithm: "direct" | "integers" | "widened";
  readonly source: SampleType;
  readonly depth: SampleType;
  /** Why this algorithm. */
  readonly reason: string;
  /** Rows that are computed at a time. */
  readonly rows: number;
  /** Predicted nanoseconds for a picture. */
  readonly cost: number;
}

/** Nanoseconds a product takes, measured on one core at 2.8 GHz. */
const PRODUCT = { integers: 0.04, f32: 0.07, f64: 0.14 };

export function filterRecipe(request: DenseRequest): FilterRecipe {
  const { source, depth, weights, height } = request;
  const samples = height * rowLength(request);
  if (source === depth && (source === "f32" || source === "f64")) {
    return { algorithm: "direct", source, depth, reason: `${source} in and out`, rows: stripRows(request), cost: samples * weights.length * PRODUCT[source] };
  }
  const fixed = rowLength(request) < LEAST_ROW ? null : fixedWeights(request);
  if (fixed) {
    const reason = fixed.limit === null ? `weights are integers over 2^${fixed.shift}` : `weights rounded to ${fixed.shift} bits`;
    return { algorithm: "integers", source, depth, reason, rows: stripRows(request, dotsExtra(request)), cost: samples * weights.length * PRODUCT.integers };
  }
  const extra = rowLength(request) * 16;
  const reason = `${source} to ${depth}`;
  return { algorithm: "widened", source, depth, reason, rows: stripRows(request, extra), cost: samples * (weights.length * PRODUCT.f64 + sizeOfSample(depth)) };
}
