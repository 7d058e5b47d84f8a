import type { Precision } from "../../array/dtype.js";
import { sizeOf } from "../../shape/strides.js";
import type { ConvolutionSizes } from "./request.js";

/** Nanoseconds of the parts of a convolution on one core; bench/cost.mjs measures them again. */
const COSTS = {
  float32: { product: 0.05, point: 0.09, start: 2000 },
  float64: { product: 0.1, point: 0.2, start: 2000 },
};

/** Predicted nanoseconds of one transform of n points. */
export function transformCost(n: number, precision: Precision, kind: "real" | "complex"): number {
  const { point } = COSTS[precision];
  // A block that leaves the second-level cache waits for memory.
  const cold = n * (precision === "float32" ? 4 : 8) > 2 ** 20 ? 1.5 : 1;
  return (kind === "complex" ? 2 : 1) * n * Math.log2(n) * point * cold;
}

/** Predicted nanoseconds of a direct sum. */
export function directCost({ inputShape, kernelShape, spans, sides, precision }: ConvolutionSizes): number {
  const outputs = spans.reduce((size, { length }) => size * length, 1);
  const parts = (sides.input === "complex" ? 2 : 1) * (sides.kernel === "complex" ? 2 : 1);
  const { product, start } = COSTS[precision];
  return start + outputs * sizeOf(kernelShape) * parts * product + (outputs + sizeOf(inputShape)) * 0.5;
}
