/** The scijs transform: any length by Bluestein, separate parts in place. Ours to interleave, as the case asks for it. */
import ndarray from "ndarray";
import transform from "ndarray-fft";

export function prepare({ kind, n, field }, { x }, out) {
  if (kind !== "fft") return undefined;
  const re = ndarray(new Float64Array(n));
  const im = ndarray(new Float64Array(n));
  const run = () => {
    if (field === "complex") {
      for (let i = 0; i < n; i++) {
        re.data[i] = x[2 * i];
        im.data[i] = x[2 * i + 1];
      }
    } else {
      re.data.set(x);
      im.data.fill(0);
    }
    // Its forward transform has exp(+2πi…); with the parts exchanged it is ours.
    transform(1, im, re);
    for (let i = 0; i < out.length / 2; i++) {
      out[2 * i] = re.data[i];
      out[2 * i + 1] = im.data[i];
    }
  };
  return { array: { run, output: () => out } };
}
