/** Split-radix transform in JavaScript: float64 with separate parts, powers of two. Ours to interleave, as the case asks for it. */
import { cfft, fft } from "fourier-transform";

export function prepare({ kind, n, field }, { x }, out) {
  if (kind !== "fft" || !Number.isInteger(Math.log2(n))) return undefined;
  const re = new Float64Array(field === "complex" ? n : n / 2 + 1);
  const im = new Float64Array(re.length);
  const parts = [re, im];
  const run = () => {
    if (field === "complex") {
      for (let i = 0; i < n; i++) {
        re[i] = x[2 * i];
        im[i] = x[2 * i + 1];
      }
      cfft(re, im);
    } else fft(x, parts);
    for (let i = 0; i < re.length; i++) {
      out[2 * i] = re[i];
      out[2 * i + 1] = im[i];
    }
  };
  return { array: { run, output: () => out } };
}
