/** KISS FFT compiled to asm.js-like JavaScript: float32, any length, real ones even. */
import kissfft from "kissfft-js";

export function prepare({ kind, dtype, n, field }, { x }, out) {
  if (kind !== "fft" || dtype !== "f32" || (field === "real" && n % 2 === 1)) return undefined;
  const plan = field === "complex" ? new kissfft.FFT(n) : new kissfft.FFTR(n);
  return { array: { run: () => out.set(plan.forward(x)), output: () => out } };
}
