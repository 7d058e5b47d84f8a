import { loadDense, storeDense } from "../../array/dense.js";
import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { sizeOf } from "../../shape/strides.js";
import type { Order } from "./staging.js";

/** How an array with the axes N, C, … lies in memory: its channels together if they are neighbours. */
export function orderOf({ shape, stride }: { readonly shape: readonly number[]; readonly stride: readonly number[] }): Order {
  return stride[1] === 1 && shape[1] > 1 ? "pixels" : "planes";
}

/** Rows of an image's first axis of space. */
export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/** Copies rows of an image of a tensor [N, C, …] into wasm memory, in the order given. */
export function loadRows(x: Source, image: number, order: Order, rows: RowRange, pointer: number, precision: Precision): void {
  const { start, shape } = boxOf(x.shape, image, rows);
  if (sizeOf(shape) > 0) loadDense(ordered(x, order), reordered(start, order), reordered(shape, order), pointer, precision);
}

/** Copies rows of an image out of wasm memory into a tensor [N, C, …]. */
export function storeRows(pointer: number, target: Target, image: number, order: Order, rows: RowRange, precision: Precision): void {
  const { start, shape } = boxOf(target.shape, image, rows);
  if (sizeOf(shape) > 0) storeDense(pointer, precision, ordered(target, order), reordered(start, order), reordered(shape, order));
}

function boxOf([, channels, , ...inner]: readonly number[], image: number, { first, count }: RowRange): { start: number[]; shape: number[] } {
  return { start: [image, 0, first, ...inner.map(() => 0)], shape: [1, channels, count, ...inner] };
}

/** An array with the axes N, C, … seen in the order of its memory. */
export function ordered<A extends Source | Target>(array: A, order: Order): A {
  return { ...array, shape: reordered(array.shape, order), stride: reordered(array.stride, order) };
}

export function reordered([batch, channels, ...space]: readonly number[], order: Order): number[] {
  return order === "planes" ? [batch, channels, ...space] : [batch, ...space, channels];
}
