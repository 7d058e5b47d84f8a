import { NdArray } from "../array/ndarray.js";
import { fresh, isComplex } from "../array/dtype.js";
import { read, type Source } from "../array/source.js";
import { targetOf } from "../array/target.js";
import { axesOf, optionsOf } from "../check.js";
import { eachRow, rowMajor, sizeOf } from "../shape/strides.js";
import type { DType, In, Out, TypedArray } from "../types.js";

/** @inline */
export interface ShiftOptions {
  /** Which axes, all by default. */
  axes?: number | readonly number[] | null;
  /** Takes the result; it may be the input. */
  out?: Out;
}

/** An array of the same kind and type as the input. */
export type ShiftedOf<X extends In> = X extends TypedArray ? X : X extends readonly number[] ? Float64Array<ArrayBuffer> : NdArray;

/**
 * Moves the zero frequency to the middle: y[(k + ⌊n/2⌋) mod n] = x[k] along each axis.
 *
 * @param x - Real or complex array of any type.
 * @returns An array of the same type and shape.
 * @throws TypeError if x is no array of numbers; RangeError if an axis does not exist or is named twice.
 *
 * @example
 * ```ts
 * fft.fftshift([0, 1, 2, -2, -1]); // Float64Array [-2, -1, 0, 1, 2]
 * ```
 * @see scipy.fft.fftshift
 */
export function fftshift<A extends In, O extends Out>(x: A, options: ShiftOptions & { out: O }): O;
export function fftshift<X extends In>(x: X, options?: ShiftOptions): ShiftedOf<X>;
export function fftshift(x: In, options?: ShiftOptions): unknown {
  return shifted(x, options, (n) => Math.floor(n / 2));
}

/**
 * Undoes {@link fftshift}: y[k] = x[(k + ⌊n/2⌋) mod n] along each axis. The two differ where n is odd.
 *
 * @param x - As {@link fftshift}.
 * @returns As {@link fftshift}.
 * @throws As {@link fftshift}.
 *
 * @example
 * ```ts
 * fft.ifftshift([-2, -1, 0, 1, 2]); // Float64Array [0, 1, 2, -2, -1]
 * ```
 * @see scipy.fft.ifftshift
 */
export function ifftshift<A extends In, O extends Out>(x: A, options: ShiftOptions & { out: O }): O;
export function ifftshift<X extends In>(x: X, options?: ShiftOptions): ShiftedOf<X>;
export function ifftshift(x: In, options?: ShiftOptions): unknown {
  return shifted(x, options, (n) => n - Math.floor(n / 2));
}

function shifted(x: In, options: ShiftOptions | undefined, shiftOf: (n: number) => number): unknown {
  const source = read(x, "x");
  const { axes, out } = optionsOf(options);
  const moved = axesOf(axes, source.shape.length, "options.axes");
  const shifts = source.shape.map((n, axis) => (moved.includes(axis) ? shiftOf(n) : 0));
  const dtype: DType = source.dtype ?? "float64";
  const lanes = isComplex(dtype) ? 2 : 1;
  const rolled = fresh(dtype, sizeOf(source.shape) * lanes);
  const pitch = rowMajor(source.shape);
  roll(source, shifts, rolled, pitch, 0, lanes);
  if (out === undefined) return source.plain ? rolled : new NdArray(rolled, source.shape, pitch, 0, dtype);
  const target = targetOf(out, source.shape, isComplex(dtype) ? dtype : "float64", source.plain);
  // By way of the copy, since out may be the input.
  const flat: Source = { ...source, data: rolled, stride: pitch, offset: 0 };
  roll(flat, shifts.map(() => 0), target.data, target.stride, target.offset, lanes);
  return target.value;
}

function roll({ data, shape, stride, offset }: Source, shifts: readonly number[], to: TypedArray, toStride: readonly number[], toOffset: number, lanes: 1 | 2): void {
  const last = shape.length - 1;
  eachRow(shape, (index) => {
    let from = offset;
    let start = toOffset;
    for (let axis = 0; axis < last; axis++) {
      from += index[axis] * stride[axis];
      start += ((index[axis] + shifts[axis]) % shape[axis]) * toStride[axis];
    }
    for (let i = 0, at = shifts[last]; i < shape[last]; i++, at++) {
      if (at >= shape[last]) at -= shape[last];
      for (let lane = 0; lane < lanes; lane++) to[(start + at * toStride[last]) * lanes + lane] = data[(from + i * stride[last]) * lanes + lane];
    }
  });
}
