import { floatType } from "../../array/dtype.js";
import { precisionOf, type Source } from "../../array/source.js";
import { type Result, targetOf } from "../../array/target.js";
import { copyInto } from "../../array/values.js";
import { dot, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import type { Complex, TypedArray } from "../../types.js";

/** A factor for each bin of an axis. */
export interface AxisFactors {
  readonly re: Float64Array;
  /** The imaginary numbers; null if the factors are real. */
  readonly im: Float64Array | null;
}

/**
 * Multiplies every element of a spectrum by a factor for its place on each axis, in float64, rounded once:
 *
 *     Y[f] = X[f] · Π_a factor_a[f_a]
 */
export function multiplyAxes(x: Source, factors: readonly AxisFactors[], out: unknown): Result {
  const turns = factors.some(({ im }) => im !== null);
  const complex = x.complex || turns;
  const target = targetOf(out, x.shape, floatType(precisionOf(x), complex), x.plain);
  const { shape } = x;
  const data = out === undefined ? target.data : new Float64Array(sizeOf(shape) * (complex ? 2 : 1));
  const last = shape.length - 1;
  const step = x.stride[last];
  const lanes = x.complex ? 2 : 1;
  const line = factors[last];
  let to = 0;
  eachRow(shape, (index) => {
    const row = index.reduce((value, f, axis) => times(value, factors[axis], f), { re: 1, im: 0 });
    const from = lanes * (x.offset + dot(index, x.stride));
    if (turns) turnRow(x.data, from, lanes * step, x.complex ? 1 : 0, row, line, data, to);
    else scaleRow(x.data, from, lanes * step, lanes, row.re, line.re, data, to);
    to += shape[last] * (complex ? 2 : 1);
  });
  if (out !== undefined) copyInto({ ...x, data, stride: rowMajor(shape), offset: 0, complex, contiguous: true }, target);
  return target.value;
}

/** A row of real or complex numbers, `step` apart in x, times real factors. */
function scaleRow(x: TypedArray, from: number, step: number, lanes: number, row: number, h: Float64Array, y: TypedArray, to: number): void {
  for (let f = 0; f < h.length; f++, from += step, to += lanes) {
    const w = row * h[f];
    y[to] = x[from] * w;
    if (lanes > 1) y[to + 1] = x[from + 1] * w;
  }
}

/** A row of numbers, `step` apart in x with an imaginary part behind each or, if that is 0 numbers behind, none, times complex factors. */
function turnRow(x: TypedArray, from: number, step: number, imaginary: 0 | 1, row: Complex, h: AxisFactors, y: TypedArray, to: number): void {
  const hr = h.re;
  const hi = h.im ?? new Float64Array(hr.length);
  for (let f = 0; f < hr.length; f++, from += step, to += 2) {
    const re = row.re * hr[f] - row.im * hi[f];
    const im = row.re * hi[f] + row.im * hr[f];
    const xr = x[from];
    const xi = imaginary && x[from + imaginary];
    // an imaginary number that is zero must not make NaN of an infinity
    y[to] = im === 0 ? xr * re : xr * re - xi * im;
    y[to + 1] = im === 0 ? xi * re : xr * im + xi * re;
  }
}

/** A complex number times the factor of a bin. */
function times({ re, im }: Complex, factors: AxisFactors, f: number): Complex {
  const [hr, hi] = [factors.re[f], factors.im?.[f] ?? 0];
  return { re: re * hr - im * hi, im: re * hi + im * hr };
}
