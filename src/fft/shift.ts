import { NdArray } from "../array/ndarray.js";
import { dtypeOf, fresh, lanesOf } from "../array/dtype.js";
import { read, type Source } from "../array/source.js";
import { type Target, targetOf } from "../array/target.js";
import { put } from "../array/transfer.js";
import { axesOf, optionsOf } from "../check.js";
import { eachRow, sizeOf } from "../shape/strides.js";
import type { DType, In, Out, TypedArray } from "../types.js";
import { refuseScalar } from "./options.js";

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
 * @throws TypeError if x is no array of numbers; RangeError if it has no axis, or an axis does not exist or is named twice.
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
  return shifted(x, options, Math.floor);
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
  return shifted(x, options, Math.ceil);
}

function shifted(x: In, options: ShiftOptions | undefined, rounded: (half: number) => number): unknown {
  const source = read(x, "x");
  const { axes, out } = optionsOf(options);
  refuseScalar(source);
  const moved = axesOf(axes, source.shape.length, "options.axes");
  const shifts = source.shape.map((n, axis) => (moved.includes(axis) ? rounded(n / 2) : 0));
  const dtype: DType = source.dtype ?? "float64";
  if (out !== undefined) {
    const target = targetOf(out, source.shape, dtype, source.plain);
    // By way of a copy, since out may be the input: one of out's type, as which numbers are rounded.
    const data = fresh(dtypeOf(target.data)!, source.data.length);
    put(source.data, 0, data.length, data, 0, 1);
    roll({ ...source, data }, shifts, target);
    return target.value;
  }
  const rolled = new NdArray(fresh(dtype, sizeOf(source.shape) * lanesOf(dtype)), source.shape, undefined, 0, dtype);
  roll(source, shifts, rolled);
  return source.plain ? rolled.data : rolled;
}

/** Each row goes in two runs, what lies before the new beginning behind what lies after it. */
function roll({ data, shape, stride, offset, complex }: Source, shifts: readonly number[], to: Pick<Target, "data" | "stride" | "offset">): void {
  const last = shape.length - 1;
  const lanes = complex ? 2 : 1;
  const [step, toStep] = [stride[last], to.stride[last]];
  const kept = shape[last] - shifts[last];
  const move = (from: number, at: number, count: number): void => {
    if (step === 1 && toStep === 1) {
      to.data.set(data.subarray(from * lanes, (from + count) * lanes), at * lanes);
      return;
    }
    for (let i = 0; i < count; i++, from += step, at += toStep) {
      for (let lane = 0; lane < lanes; lane++) to.data[at * lanes + lane] = data[from * lanes + lane];
    }
  };
  eachRow(shape, (index) => {
    let from = offset;
    let start = to.offset;
    for (let axis = 0; axis < last; axis++) {
      from += index[axis] * stride[axis];
      start += ((index[axis] + shifts[axis]) % shape[axis]) * to.stride[axis];
    }
    move(from, start + shifts[last] * toStep, kept);
    move(from + kept * step, start, shifts[last]);
  });
}
