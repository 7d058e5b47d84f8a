import { rowMajor, sizeOf } from "../shape/strides.js";
import { measureKernels } from "../wasm/measure.js";
import { type Precision, realOf } from "./dtype.js";
import type { Source } from "./source.js";
import type { Target } from "./target.js";
import { bytesOf, load, store, viewOf } from "./transfer.js";

/**
 * An array of any rank as one long signal: element (i, j, …) stands at i·pitch[0] + j·pitch[1] + …, and zeros between the rows.
 * With rows far enough apart, the one-dimensional convolution of two such signals is that of the arrays.
 */
export interface Flat {
  readonly pitch: readonly number[];
}

/** Calls `visit` for each row that lies in the run from `from` on: where its part begins in the run, and with which element. */
export function eachRowWithin(
  shape: readonly number[],
  { pitch }: Flat,
  from: number,
  count: number,
  visit: (at: number, index: readonly number[], first: number, length: number) => void,
): void {
  // Rows of an empty array are no distance apart: a walk along them would not end.
  if (count <= 0) return;
  const last = shape.length - 1;
  const rowPitch = last > 0 ? pitch[last - 1] : Infinity;
  const index = new Array<number>(last).fill(0);
  // Without axes before it there is one row, and it begins at 0.
  for (let row = last > 0 ? Math.floor(from / rowPitch) : 0; ; row++) {
    const start = last > 0 ? row * rowPitch : 0;
    if (start >= from + count) return;
    let rest = start;
    let inside = true;
    for (let axis = 0; axis < last; axis++) {
      index[axis] = Math.floor(rest / pitch[axis]);
      rest -= index[axis] * pitch[axis];
      inside &&= index[axis] >= 0 && index[axis] < shape[axis];
    }
    const first = Math.max(0, from - start);
    const end = Math.min(shape[last], from + count - start);
    if (inside && end > first) visit(start + first - from, index, first, end - first);
    if (last === 0) return;
  }
}

/** Copies the run of a flat signal from `from` on into wasm memory, zeros where no element stands; complex ones as re, im in turn. */
export function loadFlat(source: Source, flat: Flat, from: number, count: number, pointer: number, precision: Precision, kind: "real" | "complex"): void {
  const { stride, offset, shape } = source;
  const last = shape.length - 1;
  const lanes = kind === "complex" ? 2 : 1;
  const size = bytesOf(precision) * lanes;
  let done = 0;
  eachRowWithin(shape, flat, from, count, (at, index, first, length) => {
    zero(pointer + done * size, (at - done) * lanes, precision);
    let start = offset + first * stride[last];
    for (let axis = 0; axis < last; axis++) start += index[axis] * stride[axis];
    if (kind === "real") load(source.data, start, stride[last], length, pointer + at * size, precision);
    else loadPairs(source, start, length, pointer + at * size, precision);
    done = at + length;
  });
  zero(pointer + done * size, (count - done) * lanes, precision);
}

/** Copies elements of a line, from the one at `start` on, into wasm memory as re, im in turn; real ones get zeros. */
export function loadPairs({ data, stride, complex }: Source, start: number, length: number, pointer: number, precision: Precision): void {
  const step = stride[stride.length - 1];
  if (complex && step === 1) {
    load(data, 2 * start, 1, 2 * length, pointer, precision);
    return;
  }
  const view = viewOf(precision);
  const to = pointer / bytesOf(precision);
  for (let n = 0; n < length; n++) {
    const at = start + n * step;
    view[to + 2 * n] = complex ? data[2 * at] : data[at];
    view[to + 2 * n + 1] = complex ? data[2 * at + 1] : 0;
  }
}

/** Copies a run of a flat result out of wasm memory, those of its elements that the target has: element 0 stands at `origin`. */
export function storeFlat(pointer: number, precision: Precision, target: Target, flat: Flat, origin: number, from: number, count: number): void {
  const { shape, stride, offset, data, complex } = target;
  const last = shape.length - 1;
  const lanes = complex ? 2 : 1;
  const size = bytesOf(precision) * lanes;
  eachRowWithin(shape, flat, from - origin, count, (at, index, first, length) => {
    let start = offset + first * stride[last];
    for (let axis = 0; axis < last; axis++) start += index[axis] * stride[axis];
    const source = pointer + at * size;
    if (!complex) store(source, precision, length, data, start, stride[last]);
    else if (stride[last] === 1) store(source, precision, 2 * length, data, 2 * start, 1);
    else {
      const view = viewOf(precision);
      for (let n = 0; n < length; n++) {
        data[2 * (start + n * stride[last])] = view[source / bytesOf(precision) + 2 * n];
        data[2 * (start + n * stride[last]) + 1] = view[source / bytesOf(precision) + 2 * n + 1];
      }
    }
  });
}

function zero(pointer: number, count: number, precision: Precision): void {
  const at = pointer / bytesOf(precision);
  if (count > 0) viewOf(precision).fill(0, at, at + count);
}

/** Replaces numbers that are not finite by 0. */
export function clearNonFinite(pointer: number, count: number, precision: Precision): void {
  measureKernels()[realOf(precision)].clear_non_finite(pointer, count);
}

/** Copies a whole input into wasm memory, its elements one after another. */
export function loadAll(source: Source, pointer: number, precision: Precision, kind: "real" | "complex"): void {
  const lanes = kind === "complex" ? 2 : 1;
  const size = sizeOf(source.shape);
  if (source.contiguous && source.complex === (kind === "complex")) load(source.data, lanes * source.offset, 1, lanes * size, pointer, precision);
  else loadFlat(source, { pitch: rowMajor(source.shape) }, 0, size, pointer, precision, kind);
}

/** Copies a whole result out of wasm memory, where its elements lie one after another. */
export function storeAll(pointer: number, precision: Precision, target: Target): void {
  const lanes = target.complex ? 2 : 1;
  const size = sizeOf(target.shape);
  if (target.contiguous) store(pointer, precision, lanes * size, target.data, lanes * target.offset, 1);
  else storeFlat(pointer, precision, target, { pitch: rowMajor(target.shape) }, 0, 0, size);
}
