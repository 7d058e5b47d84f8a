/** Arithmetic on spectra: complex arrays of one shape, their data interleaved re, im. */
import { NdArray } from "simdvolve";

/** A complex array over interleaved data. */
const complex = (data, shape) => new NdArray(data, shape, undefined, 0, "complex128");

/** A · B. */
export function product({ data: a, shape }, { data: b }) {
  const data = new Float64Array(a.length);
  for (let n = 0; n < a.length; n += 2) {
    data[n] = a[n] * b[n] - a[n + 1] * b[n + 1];
    data[n + 1] = a[n] * b[n + 1] + a[n + 1] * b[n];
  }
  return complex(data, shape);
}

/** B with its imaginary parts negated. */
export function conjugate({ data, shape }) {
  return complex(
    data.map((v, n) => (n % 2 ? -v : v)),
    shape,
  );
}

/** A / B where |B| is at least `floor`; elsewhere A over a number of B's phase and the size `floor`. */
export function quotient({ data: a, shape }, { data: b }, floor = 0) {
  const data = new Float64Array(a.length);
  for (let n = 0; n < a.length; n += 2) {
    const size = Math.sqrt(b[n] * b[n] + b[n + 1] * b[n + 1]);
    // 1 / B is conj(B) / |B|²; of its two factors |B| the floor holds one up.
    const scale = 1 / (size * Math.max(size, floor));
    data[n] = (a[n] * b[n] + a[n + 1] * b[n + 1]) * scale;
    data[n + 1] = (a[n + 1] * b[n] - a[n] * b[n + 1]) * scale;
  }
  return complex(data, shape);
}

/** |A|. */
export function sizes({ data, shape }) {
  const result = new Float64Array(data.length / 2);
  for (let n = 0; n < result.length; n++) result[n] = Math.hypot(data[2 * n], data[2 * n + 1]);
  return new NdArray(result, shape);
}

export function realPart({ data, shape }) {
  const result = new Float64Array(data.length / 2);
  for (let n = 0; n < result.length; n++) result[n] = data[2 * n];
  return new NdArray(result, shape);
}
