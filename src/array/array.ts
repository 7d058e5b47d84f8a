import { oneOf, optionsOf, wrongSort, wrongValue } from "../check.js";
import { dot, eachRow, rowMajor, sizeOf } from "../shape/strides.js";
import type { DType, In, TypedArray } from "../types.js";
import { dtypes, fresh, isComplex, lanesOf } from "./dtype.js";
import { integers } from "./layout.js";
import { NdArray } from "./ndarray.js";
import { read, type Source } from "./source.js";

/** @inline */
export interface ArrayOptions<D extends DType> {
  /** How many elements along each axis; the input's own if left out. */
  shape?: readonly number[];
  /** The type of the elements; the input's own if left out, float64 for number arrays. */
  dtype?: D;
}

/** What holds elements of a type. */
export type HolderOf<D extends DType> = D extends "float32" | "complex64"
  ? Float32Array<ArrayBuffer>
  : D extends "float64" | "complex128"
    ? Float64Array<ArrayBuffer>
    : D extends "uint8"
      ? Uint8Array<ArrayBuffer>
      : D extends "uint8clamped"
        ? Uint8ClampedArray<ArrayBuffer>
        : D extends "int8"
          ? Int8Array<ArrayBuffer>
          : D extends "uint16"
            ? Uint16Array<ArrayBuffer>
            : D extends "int16"
              ? Int16Array<ArrayBuffer>
              : D extends "uint32"
                ? Uint32Array<ArrayBuffer>
                : Int32Array<ArrayBuffer>;

/**
 * Makes an NdArray, a contiguous copy of the input, of a given shape and type.
 *
 * With a complex dtype, an array that is not complex holds 2·size numbers, re and im in turn. Numbers that a type cannot hold
 * are rounded, cut off or wrapped as assignment to its typed array does; NaN and infinity stay in float types.
 *
 * @param data - Any accepted input.
 * @throws TypeError if the input is no array of numbers, or complex where dtype is real; RangeError if its size is not that of the shape.
 *
 * @example
 * ```ts
 * array([1, 2, 3, 4], { shape: [2, 2], dtype: "float32" }).toNested(); // [[1, 2], [3, 4]]
 * array([1, 2, 3, 4], { dtype: "complex128" }).get(1); // { re: 3, im: 4 }
 * ```
 * @see numpy.array
 */
export function array<D extends DType>(data: In, options: ArrayOptions<D> & { dtype: D }): NdArray<HolderOf<D>, D>;
export function array(data: In, options?: ArrayOptions<DType>): NdArray;
export function array(data: In, options?: ArrayOptions<DType>): NdArray {
  const source = read(data, "data");
  const given = optionsOf(options);
  const dtype = given.dtype === undefined ? (source.dtype ?? "float64") : oneOf(given.dtype, dtypes, "options.dtype");
  if (source.complex && !isComplex(dtype)) wrongSort("data", `real data, for dtype ${dtype}`, "complex data");
  const pairs = isComplex(dtype) && !source.complex;
  const size = sizeOf(source.shape) / (pairs ? 2 : 1);
  const shape = given.shape === undefined ? shapeOf(source, pairs) : integers(given.shape, "options.shape", 0);
  if (sizeOf(shape) !== size) wrongValue("options.shape", `a shape of ${size} elements`, `[${shape.join(", ")}]`);
  return new NdArray(copyOf(source, dtype), shape, rowMajor(shape), 0, dtype);
}

function shapeOf({ shape }: Source, pairs: boolean): readonly number[] {
  if (!pairs) return shape;
  const last = shape.length - 1;
  if (last < 0 || shape[last] % 2 !== 0) wrongValue("data", "an even number of values on its last axis, re and im in turn", shape[last] ?? 1);
  return [...shape.slice(0, last), shape[last] / 2];
}

function copyOf({ data, shape, stride, offset, complex }: Source, dtype: DType): TypedArray {
  const lanes = complex ? lanesOf(dtype) : 1;
  const copy = fresh(dtype, sizeOf(shape) * lanes);
  let at = 0;
  const last = shape.length - 1;
  eachRow(shape.length === 0 ? [1] : shape, (index) => {
    const from = offset + dot(index, stride);
    for (let n = 0; n < (shape[last] ?? 1); n++) {
      for (let lane = 0; lane < lanes; lane++) copy[at++] = data[(from + n * (stride[last] ?? 0)) * lanes + lane];
    }
  });
  return copy;
}

