import { dot, eachRow, sizeOf } from "../shape/strides.js";
import type { TypedArray } from "../types.js";
import { floatType } from "./dtype.js";
import { partOf, precisionOf, type Source } from "./source.js";
import { partOfTarget, type Result, type Target, targetOf } from "./target.js";
import { put } from "./transfer.js";

/** Returns numbers that were computed in JavaScript: as they are, or in the caller's `out`. */
export function delivered(values: Float64Array<ArrayBuffer>, out: unknown): Result | TypedArray {
  if (out === undefined) return values;
  const target = targetOf(out, [values.length], "float64", true);
  put(values, 0, values.length, target.data, target.offset, target.stride[0]);
  return target.value;
}

/** Copies an array into a target of the same shape, as results are delivered. */
export function copyInto(source: Source, target: Target): void {
  if (source.complex && target.complex) {
    for (const part of ["re", "im"] as const) copyInto(partOf(source, part), partOfTarget(target, part));
    return;
  }
  const { shape } = source;
  if (source.contiguous && target.contiguous) {
    put(source.data, source.offset, sizeOf(shape), target.data, target.offset, 1);
    return;
  }
  const last = shape.length - 1;
  const step = source.stride[last];
  eachRow(shape, (index) => {
    const from = source.offset + dot(index, source.stride);
    const row = step === 1 ? source.data : Float64Array.from({ length: shape[last] }, (_, n) => source.data[from + n * step]);
    put(row, step === 1 ? from : 0, shape[last], target.data, target.offset + dot(index, target.stride), target.stride[last]);
  });
}

/** A copy of a real array as a complex one, its imaginary numbers 0. */
export function complexCopy(source: Source): Source {
  const dtype = floatType(precisionOf(source), true);
  const copy = targetOf(undefined, source.shape, dtype, false);
  copyInto(source, partOfTarget(copy, "re"));
  const { data, stride, offset } = copy;
  return { ...source, data, stride, offset, dtype: source.dtype === null ? null : dtype, complex: true, contiguous: true, plain: false };
}
