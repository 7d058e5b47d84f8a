import { type Source, partOf } from "../../array/source.js";
import { dot, eachRow, sizeOf } from "../../shape/strides.js";

/** A kernel ready for correlation: its taps in row-major order. */
export interface Taps {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  /** The imaginary numbers of a complex kernel. */
  readonly im: Float64Array | null;
}

/** Reads a kernel in the order in which its taps meet the samples; a convolution passes it reversed. */
export function tapsOf(kernel: Source): Taps {
  if (!kernel.complex) return { shape: kernel.shape, re: numbers(kernel), im: null };
  return { shape: kernel.shape, re: numbers(partOf(kernel, "re")), im: numbers(partOf(kernel, "im")) };
}

function numbers({ data, shape, stride, offset }: Source): Float64Array {
  const result = new Float64Array(sizeOf(shape));
  const last = shape.length - 1;
  let at = 0;
  eachRow(shape, (index) => {
    const from = offset + dot(index, stride);
    for (let k = 0; k < shape[last]; k++) result[at++] = data[from + k * stride[last]];
  });
  return result;
}
