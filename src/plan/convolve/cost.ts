import type { Precision } from "../../array/dtype.js";
import { sizeOf } from "../../shape/strides.js";
import type { ConvolutionSizes } from "./request.js";

/**
 * Nanoseconds on one core of a 2.6 GHz EPYC 9005 with Node 20, plain build: of a product in a direct sum, of a point of a transform for each
 * doubling of its length, of a point's way in and out, and of what comes before the first sample.
 */
const COSTS = {
  float32: { product: 0.046, point: 0.065, passage: 0.6 },
  float64: { product: 0.092, point: 0.12, passage: 1 },
};
const DIRECT_START = 1500;
const TRANSFORM_START = 3000;

/** Predicted nanoseconds of `blocks` convolutions of n points by transforms; a kernel that is not planned is transformed too. */
export function transformsCost(n: number, blocks: number, precision: Precision, kind: "real" | "complex", use: "once" | "planned"): number {
  const { point, passage } = COSTS[precision];
  // A block that leaves the second-level cache waits for memory.
  const cold = n * (precision === "float32" ? 4 : 8) > 2 ** 18 ? 1.3 : 1;
  const points = kind === "complex" ? 2 * n : n;
  const transforms = 2 * blocks + (use === "once" ? 1 : 0);
  return TRANSFORM_START + transforms * (100 + points * Math.log2(n) * point * cold) + blocks * points * passage;
}

/** Predicted nanoseconds of a direct sum. */
export function directCost({ inputShape, kernelShape, spans, sides, precision }: ConvolutionSizes): number {
  const outputs = spans.reduce((size, { length }) => size * length, 1);
  const parts = (sides.input === "complex" ? 2 : 1) * (sides.kernel === "complex" ? 2 : 1);
  const { product, passage } = COSTS[precision];
  return DIRECT_START + outputs * sizeOf(kernelShape) * parts * product + ((outputs + sizeOf(inputShape)) * passage) / 4;
}
