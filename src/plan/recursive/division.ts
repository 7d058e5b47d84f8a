import { floatType } from "../../array/dtype.js";
import { precisionOf, type Source } from "../../array/source.js";
import { type Result, targetOf } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { convolveArrays } from "../convolve/convolution.js";
import { tapsOf } from "../direct/taps.js";
import { coefficientsOf } from "./coefficients.js";
import { runRecursion } from "./recursion.js";

/**
 * Divides polynomials, highest power first: signal = divisor ∗ quotient + remainder. Computed in float64. The quotient is the signal through the
 * recursive filter 1 / divisor.
 */
export function dividePolynomials(signal: Source, divisor: Source, out: { quotient?: unknown; remainder?: unknown }): { quotient: Result; remainder: Result } {
  const complex = signal.complex || divisor.complex;
  const dtype = floatType(precisionOf(signal, divisor), complex);
  const plain = signal.plain && divisor.plain;
  const N = signal.shape[0];
  const D = divisor.shape[0];
  const length = Math.max(0, N - D + 1);
  const quotient = targetOf(out.quotient, [length], dtype, plain);
  const remainder = targetOf(out.remainder, [N], dtype, plain);

  const x = interleaved(signal, complex);
  const h = interleaved(divisor, complex);
  const first = { ...h, shape: [1] };
  const q = targetOf(undefined, [length], floatType("float64", complex), false);
  if (length > 0) {
    // dividing by the leading number first, not multiplying by its inverse later, keeps whole quotients whole
    const scaled = coefficientsOf({ ...x, shape: [length] }, first).b;
    const one = { ...h, data: h.data.slice(0, complex ? 2 : 1), shape: [1] };
    const { order, a } = coefficientsOf(one, h);
    const b = new Float64Array(a.length);
    b[0] = 1;
    runRecursion({ b, a, order, complex }, { x: { ...x, data: scaled, shape: [length] }, y: q, before: null, after: null }, 0, "float64");
  }
  const product = targetOf(undefined, [N], floatType("float64", complex), false);
  if (length > 0) {
    const factor = { ...x, data: q.data, shape: [length] };
    convolveArrays({ x: factor, h, spans: [{ start: 0, length: N }], method: "auto" }, product.value);
  }
  const rest = (x.data as Float64Array).map((value, n) => value - product.data[n]);
  for (const [values, target] of [[q.data, quotient], [rest, remainder]] as const) {
    const { data, offset, stride } = target;
    const lanes = complex ? 2 : 1;
    const count = values.length / lanes;
    for (let lane = 0; lane < lanes; lane++) {
      const part = Float64Array.from({ length: count }, (_, n) => values[n * lanes + lane]);
      put(part, 0, count, data, offset * lanes + lane, stride[0] * lanes);
    }
  }
  return { quotient: quotient.value, remainder: remainder.value };
}

/** A copy in float64; complex ones re, im in turn. */
function interleaved(source: Source, complex: boolean): Source {
  const { re, im } = tapsOf(source);
  const data = complex ? Float64Array.from({ length: 2 * re.length }, (_, n) => (n % 2 === 0 ? re[n >> 1] : (im?.[n >> 1] ?? 0))) : re;
  return { ...source, data, stride: [1], offset: 0, dtype: complex ? "complex128" : "float64", complex, contiguous: true, plain: false };
}
