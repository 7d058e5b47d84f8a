import { dot, eachIndex } from "../shape/strides.js";
import type { FloatArray } from "../types.js";
import type { Precision } from "./dtype.js";
import type { Source } from "./source.js";
import type { Target } from "./target.js";
import { bytesOf, load, put, store } from "./transfer.js";

/** Copies a box that lies within a real input into wasm memory, its elements one after another. */
export function loadDense(source: Source, start: readonly number[], shape: readonly number[], pointer: number, precision: Precision): void {
  const size = bytesOf(precision);
  let to = pointer;
  eachRun(source, start, shape, (at, step, count) => {
    load(source.data, at, step, count, to, precision);
    to += count * size;
  });
}

/** Copies numbers that lie one after another in wasm memory into a box of a real result. */
export function storeDense(pointer: number, precision: Precision, target: Target, start: readonly number[], shape: readonly number[]): void {
  const size = bytesOf(precision);
  let from = pointer;
  eachRun(target, start, shape, (at, step, count) => {
    store(from, precision, count, target.data, at, step);
    from += count * size;
  });
}

/** The same for indices: those of i32 at a place of a view. */
export function storeIndices(indices: Int32Array, from: number, target: Target, start: readonly number[], shape: readonly number[]): void {
  let next = from;
  eachRun(target, start, shape, (at, step, count) => {
    for (let n = 0; n < count; n++) target.data[at + n * step] = indices[next++];
  });
}

/** Copies the numbers of an array into a real result. */
export function storeArray(data: FloatArray, target: Target): void {
  let from = 0;
  eachRun(target, target.shape.map(() => 0), target.shape, (at, step, count) => {
    put(data, from, count, target.data, at, step);
    from += count;
  });
}

/** Calls `visit` for each run of a box's elements that lie equally far apart, which may be many rows: where it begins, its step, how many. */
export function eachRun(
  array: { readonly shape: readonly number[]; readonly stride: readonly number[]; readonly offset: number },
  start: readonly number[],
  shape: readonly number[],
  visit: (at: number, step: number, count: number) => void,
): void {
  const { stride } = array;
  let axis = shape.length - 1;
  let count = shape[axis];
  let step = stride[axis];
  // Where the next row follows on the one before it, as whole rows do, they are one run.
  while (axis > 0 && (count === 1 || shape[axis - 1] === 1 || stride[axis - 1] === step * count)) {
    axis--;
    if (count === 1) step = stride[axis];
    count *= shape[axis];
  }
  const corner = array.offset + dot(start, stride);
  if (axis === 0) return visit(corner, step, count);
  eachIndex(shape.slice(0, axis), (index) => visit(corner + dot(index, stride), step, count));
}
