import { floatType } from "../../array/dtype.js";
import { precisionOf, type Source } from "../../array/source.js";
import { type Result, targetOf } from "../../array/target.js";
import { copyInto } from "../../array/values.js";
import { dot, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";

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
  const complex = x.complex || factors.some(({ im }) => im !== null);
  const target = targetOf(out, x.shape, floatType(precisionOf(x), complex), x.plain);
  const { shape } = x;
  const data = new Float64Array(sizeOf(shape) * (complex ? 2 : 1));
  const last = shape.length - 1;
  let to = 0;
  eachRow(shape, (index) => {
    const row = index.reduce((value, f, axis) => times(value, factors[axis], f), { re: 1, im: 0 });
    const from = x.offset + dot(index, x.stride);
    for (let f = 0; f < shape[last]; f++) {
      const at = from + f * x.stride[last];
      const { re, im } = times(row, factors[last], f);
      if (!complex) data[to++] = x.data[at] * re;
      else {
        const [xr, xi] = x.complex ? [x.data[2 * at], x.data[2 * at + 1]] : [x.data[at], 0];
        // an imaginary number that is zero must not make NaN of an infinity
        data[to++] = im === 0 ? xr * re : xr * re - xi * im;
        data[to++] = im === 0 ? xi * re : xr * im + xi * re;
      }
    }
  });
  copyInto({ ...x, data, stride: rowMajor(shape), offset: 0, complex, contiguous: true }, target);
  return target.value;
}

/** A complex number times the factor of a bin. */
function times({ re, im }: { re: number; im: number }, factors: AxisFactors, f: number): { re: number; im: number } {
  const [hr, hi] = [factors.re[f], factors.im?.[f] ?? 0];
  return { re: re * hr - im * hi, im: re * hi + im * hr };
}
