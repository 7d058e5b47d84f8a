import type { Source } from "../../array/source.js";
import { tapsOf } from "../direct/taps.js";

/** The coefficients of a filter, b and a divided by a[0], each of order + 1 numbers; of complex ones re and im in turn. */
export interface Coefficients {
  readonly b: Float64Array;
  readonly a: Float64Array;
  readonly order: number;
  readonly complex: boolean;
}

/** Reads coefficients; a[0] is not 0. */
export function coefficientsOf(b: Source, a: Source): Coefficients {
  const complex = b.complex || a.complex;
  const order = Math.max(b.shape[0], a.shape[0]) - 1;
  const [numerator, denominator] = [tapsOf(b), tapsOf(a)];
  const [re, im] = [denominator.re[0], denominator.im?.[0] ?? 0];
  return { b: divided(numerator.re, numerator.im), a: divided(denominator.re, denominator.im), order, complex };

  function divided(real: Float64Array, imaginary: Float64Array | null): Float64Array {
    if (!complex) return Float64Array.from({ length: order + 1 }, (_, k) => (real[k] ?? 0) / re);
    const size = re * re + im * im;
    const result = new Float64Array(2 * (order + 1));
    for (let k = 0; k < real.length; k++) {
      const other = imaginary?.[k] ?? 0;
      // a real divisor divides each part once
      result[2 * k] = im === 0 ? real[k] / re : (real[k] * re + other * im) / size;
      result[2 * k + 1] = im === 0 ? other / re : (other * re - real[k] * im) / size;
    }
    return result;
  }
}
