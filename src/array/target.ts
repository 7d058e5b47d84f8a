import { wrongKind, wrongSort, wrongValue } from "../check.js";
import { isRowMajor, rowMajor, sameShape, sizeOf } from "../shape/strides.js";
import type { DType, TypedArray } from "../types.js";
import { dtypeOf, isComplex, zeros } from "./dtype.js";
import { NdArray } from "./ndarray.js";
import { read, type Source } from "./source.js";

/** What a call returns: a plain typed array, an NdArray, or the caller's `out`. */
export type Result = TypedArray | NdArray;

/** Where a result goes. */
export interface Target {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  /** In elements, as offset; a complex element is two numbers of `data`. */
  readonly stride: readonly number[];
  readonly offset: number;
  readonly complex: boolean;
  readonly contiguous: boolean;
  /** What the call returns. */
  readonly value: Result;
}

/**
 * The memory for a result of this shape and float type: the caller's `out`, or fresh.
 * @param plain - Whether a fresh one-dimensional result is a plain typed array; complex results never are.
 * @throws TypeError if `out` cannot take such elements, RangeError if it has another shape.
 */
export function targetOf(out: unknown, shape: readonly number[], dtype: DType, plain: boolean): Target {
  const complex = isComplex(dtype);
  if (out === undefined) {
    const data = zeros(dtype, sizeOf(shape));
    const stride = rowMajor(shape);
    const value = plain && !complex && shape.length === 1 ? data : new NdArray(data, shape, stride, 0, dtype);
    return { data, shape, stride, offset: 0, complex, contiguous: true, value };
  }
  if (dtypeOf(out)) return typedTarget(out as TypedArray, shape, complex);
  return stridedTarget(out, shape, complex);
}

function typedTarget(data: TypedArray, shape: readonly number[], complex: boolean): Target {
  if (complex) wrongKind("out", "an NdArray of complex64 or complex128, for a complex result", data);
  const size = sizeOf(shape);
  if (data.length !== size) wrongValue("out", `${size} elements, for a result of shape [${shape.join(", ")}]`, `${data.length} elements`);
  return { data, shape, stride: rowMajor(shape), offset: 0, complex, contiguous: true, value: data };
}

function stridedTarget(out: unknown, shape: readonly number[], complex: boolean): Target {
  if (typeof out !== "object" || out === null || !("data" in out) || !("shape" in out) || !dtypeOf(out.data)) {
    wrongKind("out", "a typed array or an NdArray", out);
  }
  const { data, stride, offset, complex: takesComplex, shape: given } = read(out, "out");
  if (takesComplex !== complex) wrongSort("out", complex ? "complex elements" : "real elements", takesComplex ? "complex ones" : "real ones");
  if (!sameShape(given, shape)) wrongValue("out", `shape [${shape.join(", ")}]`, `shape [${given.join(", ")}]`);
  if (sizeOf(shape) > 0 && stride.some((step, axis) => step === 0 && shape[axis] > 1)) wrongValue("out", "a place for every element", "a stride of 0");
  return { data, shape, stride, offset, complex, contiguous: isRowMajor(shape, stride), value: out as NdArray };
}

/** The input, copied if `out` lies in the same buffer: the result is as if inputs were copied first. */
export function apart(source: Source, target: Target): Source {
  return source.data.buffer === target.data.buffer ? { ...source, data: source.data.slice() as TypedArray } : source;
}

/** The real or the imaginary numbers of a complex target, as one of their own. */
export function partOfTarget(target: Target, part: "re" | "im"): Target {
  return {
    ...target,
    stride: target.stride.map((step) => 2 * step),
    offset: 2 * target.offset + (part === "re" ? 0 : 1),
    complex: false,
    contiguous: false,
  };
}
