/**
 * Ooura's transform in JavaScript: float64, powers of two; the complex one works on interleaved
 * values in place, and what it calls inverse, unscaled, has our sign. From 65536 on it gives NaN.
 */
import Ooura from "ooura";

export function prepare({ kind, n, field }, { x }, out) {
  if (kind !== "fft" || field !== "complex" || !Number.isInteger(Math.log2(n)) || n >= 65536) return undefined;
  const plan = new Ooura(2 * n, { type: "complex", radix: 4 });
  const values = new Float64Array(2 * n);
  const run = () => {
    values.set(x);
    plan.ifftInPlace(values.buffer);
    out.set(values);
  };
  return { array: { run, output: () => out } };
}
