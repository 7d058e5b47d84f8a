import { wrongValue } from "../check.js";
import type { ComplexDType, DType, FloatArray, RealDType, TypedArray } from "../types.js";
import type { Real } from "../wasm/engine.js";

interface TypedArrayConstructor {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): TypedArray;
  new (buffer: ArrayBuffer, offset: number, length: number): TypedArray;
}

/** Each real element type with the array that holds it. */
const holders: Record<RealDType, TypedArrayConstructor> = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  uint8clamped: Uint8ClampedArray,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
};

/** The words of all element types. */
export const dtypes: readonly DType[] = [...(Object.keys(holders) as RealDType[]), "complex64", "complex128"];

/** What the library computes in. */
export type Precision = "float32" | "float64";

/** The element types that it computes in, complex ones included. */
export type FloatDType = Precision | ComplexDType;

/** The type of the kernels that compute in a precision. */
export function realOf(precision: Precision): Real {
  return precision === "float32" ? "f32" : "f64";
}

/** Whether elements are complex numbers. */
export function isComplex(dtype: DType | null): dtype is ComplexDType {
  return dtype === "complex64" || dtype === "complex128";
}

/** The array that holds elements of a type: a complex one lies in floats, re and im in turn. */
export function holderOf(dtype: DType): TypedArrayConstructor {
  return holders[realPart(dtype)];
}

/** Numbers an element takes in its array. */
export function lanesOf(dtype: DType | null): 1 | 2 {
  return isComplex(dtype) ? 2 : 1;
}

/** The type of an element's numbers. */
export function realPart(dtype: DType): RealDType {
  if (!isComplex(dtype)) return dtype;
  return dtype === "complex64" ? "float32" : "float64";
}

/** The type of real or complex elements in a precision. */
export function floatType(precision: Precision, complex: boolean): FloatDType {
  if (complex) return precision === "float32" ? "complex64" : "complex128";
  return precision;
}

/** The name of the typed array of this realm or another: instanceof would not know an iframe's. */
export function tagOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] : undefined;
}

const names = new Map<string, DType>(Object.entries(holders).map(([dtype, holder]) => [holder.name, dtype as RealDType]));

/** The element type of a typed array; half floats count as float32. Undefined for anything else, BigInt arrays included. */
export function dtypeOf(data: unknown): RealDType | undefined {
  const tag = tagOf(data);
  if (tag === undefined) return undefined;
  return tag === "Float16Array" ? "float32" : (names.get(tag) as RealDType | undefined);
}

/** Fresh zeros for a float type, in the caller's memory. */
export function zeros(dtype: DType, size: number): FloatArray {
  return fresh(dtype, size * lanesOf(dtype)) as FloatArray;
}

/**
 * An array of zeros that holds elements of a type.
 * @throws RangeError if it would be longer than any array of the engine, or than memory has room for.
 */
export function fresh(dtype: DType, length: number): TypedArray {
  try {
    return new (holderOf(dtype))(length);
  } catch {
    wrongValue("result", "one that there is memory for", `one of ${length} numbers`);
  }
}
