import { integer, oneOf, wrongKind, wrongValue } from "../check.js";
import { isRowMajor, sizeOf } from "../shape/strides.js";
import type { Complex, DType, TypedArray } from "../types.js";
import { dtypeOf, dtypes, isComplex } from "./dtype.js";
import { layoutOf } from "./layout.js";

/** Marks an NdArray across copies of the library, where instanceof would not. */
const brand = Symbol.for("simdvolve.NdArray");

/** An element: a number, or `{ re, im }` of a complex array. */
export type Element<D extends DType> = D extends "complex64" | "complex128" ? Complex : number;

/** Elements in JavaScript arrays, one nesting for each axis; the element itself for rank 0. */
export type NestedElements<D extends DType> = Element<D> | NestedElements<D>[];

/**
 * An array of any rank: elements of one typed array, found by strides.
 *
 * Element (i, j, …) lies at `data[offset + i·stride[0] + j·stride[1] + …]`. In a complex array
 * offset and strides count complex elements, and each takes two numbers of `data`, re then im.
 * Results of the library are contiguous, last axis fastest, in memory of the caller's.
 *
 * @example
 * ```ts
 * const image = new NdArray(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
 * image.get(1, 0); // 4
 * image.toNested(); // [[1, 2, 3], [4, 5, 6]]
 * ```
 * @see scijs/ndarray, whose fields these are.
 */
export class NdArray<T extends TypedArray = TypedArray, D extends DType = DType> {
  /** The numbers. */
  readonly data: T;
  /** How many elements along each axis. */
  readonly shape: readonly number[];
  /** How many elements to step for the next one along each axis. */
  readonly stride: readonly number[];
  /** Where the first element lies, in elements. */
  readonly offset: number;
  /** The type of the elements. */
  readonly dtype: D;

  /**
   * Wraps numbers without copying them.
   * @param stride - In elements; last axis fastest if left out.
   * @param dtype - What `data` holds if left out; "complex64" or "complex128" for re, im in turn.
   * @throws TypeError if `data` does not hold such elements; RangeError if they would not all lie within it, or dtype is another.
   */
  constructor(data: T, shape: readonly number[], stride?: readonly number[], offset?: number, dtype?: D) {
    if (dtypeOf(data) === undefined) wrongKind("NdArray.data", "a typed array", data);
    const layout = layoutOf({ data, shape, stride, offset, dtype }, "NdArray");
    if (dtype !== undefined && oneOf(dtype, dtypes, "NdArray.dtype") !== layout.dtype) wrongValue("NdArray.dtype", `"${layout.dtype}", as the data have it`, `"${dtype}"`);
    this.data = data;
    this.shape = layout.shape;
    this.stride = layout.stride;
    this.offset = layout.offset;
    this.dtype = layout.dtype as D;
  }

  /** How many axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** How many elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Whether a value is an NdArray, of this copy of the library or another. */
  static isNdArray(value: unknown): value is NdArray {
    return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;
  }

  /** The element at an index on every axis. @throws RangeError if there is none. */
  get(...index: number[]): Element<D> {
    const at = this.#position(index);
    const element = isComplex(this.dtype) ? { re: this.data[2 * at], im: this.data[2 * at + 1] } : this.data[at];
    return element as Element<D>;
  }

  /** Sets the element at an index on every axis: `set(i, j, value)`. @throws RangeError if there is none. */
  set(...indexAndValue: [...index: number[], value: Element<D>]): void {
    const at = this.#position(indexAndValue.slice(0, -1) as number[]);
    const value = indexAndValue[indexAndValue.length - 1] as number | Complex;
    if (isComplex(this.dtype)) {
      const { re, im } = typeof value === "object" && value !== null ? value : { re: value, im: 0 };
      if (typeof re !== "number" || typeof im !== "number") wrongKind("value", "a number or { re, im }", value);
      this.data[2 * at] = re;
      this.data[2 * at + 1] = im;
    } else {
      if (typeof value !== "number") wrongKind("value", "a number", value);
      this.data[at] = value;
    }
  }

  /** The elements as JavaScript arrays, one nesting for each axis. */
  toNested(): NestedElements<D> {
    const build = (axis: number, at: number): NestedElements<D> => {
      if (axis === this.ndim) {
        return (isComplex(this.dtype) ? { re: this.data[2 * at], im: this.data[2 * at + 1] } : this.data[at]) as Element<D>;
      }
      return Array.from({ length: this.shape[axis] }, (_, i) => build(axis + 1, at + i * this.stride[axis]));
    };
    return build(0, this.offset);
  }

  #position(index: readonly number[]): number {
    if (index.length !== this.ndim) wrongValue("index", `${this.ndim} indices, one for each axis`, index.length);
    let at = this.offset;
    for (let axis = 0; axis < index.length; axis++) {
      const i = integer(index[axis], `index[${axis}]`, 0, this.shape[axis] - 1);
      at += i * this.stride[axis];
    }
    return at;
  }

  /** Whether elements follow one another in `data`, last axis fastest. */
  get isContiguous(): boolean {
    return isRowMajor(this.shape, this.stride);
  }
}

Object.defineProperty(NdArray.prototype, brand, { value: true });
