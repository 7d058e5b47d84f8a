import type { Precision } from "../../../array/dtype.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { poolCount, type Reach, reachOf, sharedReach, type Sliding } from "../../../shape/windows.js";
import { i32 } from "../../../wasm/memory.js";

/** One axis of a pool. */
export interface PoolAxis {
  /** How many samples. */
  readonly N: number;
  /** The samples that each window meets. */
  readonly reaches: readonly Reach[];
  /** How many samples from one tap to the next. */
  readonly dilation: number;
  /** How the windows slide, if they are equally large and equally far apart. */
  readonly sliding: Sliding | null;
}

/** An axis of windows that slide. */
export function slidingAxis(sliding: Sliding, rounding: "floor" | "ceil"): PoolAxis {
  const reaches = Array.from({ length: poolCount(sliding, rounding) }, (_, n) => reachOf(sliding, n));
  return { N: sliding.N, reaches, dilation: sliding.dilation, sliding };
}

/** An axis of O windows that share the samples out. */
export function sharedAxis(N: number, O: number): PoolAxis {
  return { N, reaches: Array.from({ length: O }, (_, n) => sharedReach(N, O, n)), dilation: 1, sliding: null };
}

/** An axis of one sample, which is left as it is. */
export const SINGLE: PoolAxis = { N: 1, reaches: [{ first: 0, count: 1 }], dilation: 1, sliding: null };

/** Writes windows into wasm memory as pairs of i32: where the first row lies, `rowBytes` apart, and how many there are. */
export function writeWindows(pointer: number, reaches: readonly Reach[], rowBytes: number, from = 0): void {
  let at = pointer >>> 2;
  for (const { first, count } of reaches) {
    // Of an empty window nothing is read, wherever it would begin.
    i32[at++] = count === 0 ? 0 : (first - from) * rowBytes;
    i32[at++] = count;
  }
}

/** Writes the products of a factor of each axis into wasm memory, in row-major order, each `inner` times; returns how many numbers that is. */
export function writeProducts(pointer: number, factors: readonly (readonly number[])[], inner: number, precision: Precision): number {
  let products = Float64Array.of(1);
  for (const list of factors) {
    const longer = new Float64Array(products.length * list.length);
    let n = 0;
    for (const product of products) for (const factor of list) longer[n++] = product * factor;
    products = longer;
  }
  const view = viewOf(precision);
  let at = pointer / bytesOf(precision);
  for (const product of products) for (let i = 0; i < inner; i++) view[at++] = product;
  return products.length * inner;
}
