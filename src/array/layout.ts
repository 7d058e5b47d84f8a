import { integer, wrongKind, wrongSort, wrongValue } from "../check.js";
import { rowMajor, sizeOf } from "../shape/strides.js";
import type { DType, TypedArray } from "../types.js";
import { dtypeOf, isComplex, lanesOf, realPart } from "./dtype.js";
import { flatten } from "./nested.js";

/** Where the elements of a strided array lie. Strides and offset count elements. */
export interface Layout {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  /** Null for number arrays, which have no type of their own. */
  readonly dtype: DType | null;
}

/**
 * Reads `{ data, shape, stride | strides, offset, dtype }`. Of dtype words only the complex ones count: the data says the others.
 * @throws TypeError for wrong kinds, RangeError if elements would lie outside the data.
 */
export function layoutOf(fields: Record<string, unknown>, name: string): Layout {
  const numbers = dataOf(fields.data, `${name}.data`);
  const word = fields.dtype as DType | null;
  if (isComplex(word) && numbers.dtype !== realPart(word)) wrongKind(`${name}.data`, `a typed array of ${realPart(word)}, for dtype ${word}`, fields.data);
  const dtype = isComplex(word) ? word : numbers.dtype;
  const shape = integers(fields.shape, `${name}.shape`, 0);
  const given = fields.stride ?? fields.strides;
  const stride = given === undefined ? rowMajor(shape) : integers(given, `${name}.stride`, -Number.MAX_SAFE_INTEGER);
  if (stride.length !== shape.length) wrongValue(`${name}.stride`, `${shape.length} strides, as many as axes`, stride.length);
  const offset = fields.offset === undefined ? 0 : integer(fields.offset, `${name}.offset`, 0);
  refuseOutside(shape, stride, offset, Math.floor(numbers.data.length / lanesOf(dtype)), name);
  return { data: numbers.data, shape, stride, offset, dtype };
}

/** A flat array of numbers, typed or not. */
export function dataOf(data: unknown, name: string): { data: TypedArray; dtype: DType | null } {
  const dtype = dtypeOf(data);
  if (dtype) {
    if ((data as TypedArray).length === 0) refuseDetached(data as TypedArray, name);
    return { data: data as TypedArray, dtype };
  }
  if (!Array.isArray(data)) wrongKind(name, "a typed array or a number array", data);
  const { data: numbers, shape } = flatten(data, name);
  if (shape.length !== 1) wrongSort(name, "a flat array", `one of rank ${shape.length}`);
  return { data: numbers, dtype: null };
}

/** A typed array whose buffer was transferred away, or shrank below it, has length 0 too; it is no empty signal, and says so when it is read. */
export function refuseDetached(data: TypedArray, name: string): void {
  try {
    data.at(0);
  } catch {
    wrongSort(name, "an array with memory", "one whose buffer was detached (transferred away) or made too small");
  }
}

export function integers(value: unknown, name: string, least: number): number[] {
  const list = Array.isArray(value) || dtypeOf(value) ? Array.from(value as ArrayLike<number>) : wrongKind(name, "a list of integers", value);
  return list.map((item, i) => integer(item, `${name}[${i}]`, least));
}

function refuseOutside(shape: readonly number[], stride: readonly number[], offset: number, length: number, name: string): void {
  if (sizeOf(shape) === 0) return;
  let first = offset;
  let last = offset;
  for (let axis = 0; axis < shape.length; axis++) {
    const reach = (shape[axis] - 1) * stride[axis];
    if (reach < 0) first += reach;
    else last += reach;
  }
  if (first < 0 || last >= length) wrongValue(name, `elements within data of length ${length}`, `shape [${shape.join(", ")}], which reaches from ${first} to ${last}`);
}
