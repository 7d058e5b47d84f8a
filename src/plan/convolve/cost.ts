import type { Precision } from "../../array/dtype.js";
import { sizeOf } from "../../shape/strides.js";
import type { DirectRecipe } from "../direct/recipe.js";
import { COSTS } from "./constants.js";

/**
 * Predicted times. Each way to compute has features, counts of what it does; its time is their sum, each at a price in nanoseconds that
 * bench/cost/fit.mjs measures on one core, in Node 20 with the plain build.
 */
export type Features = readonly number[];

/** A direct sum: the call, rows copied, numbers copied, products (those between the rows of a tile included). */
export function directFeatures({ geometry, sides, tile, pitch, runs }: DirectRecipe): Features {
  const { outputShape, kernelShape, inputShape } = geometry;
  const last = outputShape.length - 1;
  const outputs = sizeOf(outputShape);
  const tiles = outputs / sizeOf(tile);
  const run = runs === "rows" ? sizeOf(tile) : tile.reduce((end, extent, axis) => end + (extent - 1) * pitch[axis], 1);
  const passes = (sides.input === "complex" ? 2 : 1) * (sides.kernel === "complex" ? 2 : 1);
  const rows = outputs / outputShape[last] + sizeOf(inputShape) / inputShape[last];
  return [1, rows, outputs + sizeOf(inputShape), tiles * run * sizeOf(kernelShape) * passes];
}

/** Convolutions by transforms of n points in a number of blocks. */
export interface Transforms {
  readonly n: number;
  readonly blocks: number;
  readonly rows: number;
  readonly kind: "real" | "complex";
  readonly use: "once" | "planned";
}

/** Transforms: the call, rows copied, transforms begun, points times the factors 2 of n and times its factors 3, points through a block. */
export function transformFeatures({ n, blocks, rows, kind, use }: Transforms): Features {
  const points = (kind === "complex" ? 2 : 1) * n;
  const count = 2 * blocks + (use === "once" ? 1 : 0);
  let rest = n;
  let threes = 0;
  for (; rest % 3 === 0; rest /= 3) threes++;
  const twos = Math.log2(rest);
  return [1, rows, count, count * points * twos, count * points * threes, blocks * points];
}

/** Predicted nanoseconds of a direct sum. */
export function directCost(recipe: DirectRecipe): number {
  return priced(directFeatures(recipe), COSTS[recipe.precision].direct);
}

/** Predicted nanoseconds of so many products, all in direct sums. */
export function productsCost(count: number, precision: Precision): number {
  return count * COSTS[precision].direct[3];
}

/** Predicted nanoseconds of a convolution by transforms; a kernel that is not planned is transformed too. */
export function transformsCost(transforms: Transforms, precision: Precision): number {
  return priced(transformFeatures(transforms), COSTS[precision].transforms);
}

function priced(features: Features, prices: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += features[i] * prices[i];
  return sum;
}
