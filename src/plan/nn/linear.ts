import type { Precision } from "../../array/dtype.js";
import { extended } from "../../array/extended.js";
import { ZEROS } from "../../array/padded.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { isRowMajor, rowMajor, sizeOf } from "../../shape/strides.js";
import { convolveOnce } from "./convolution.js";
import { NO_CLAMP } from "./sums.js";

/** y[b, o] = bias[o] + Σ_i x[b, i] · w[o, i], for matrices found by strides: a convolution over the rows with kernels of one tap. */
export function multiplyMatrices(x: Source, w: Source, bias: Source | null, target: Target, precision: Precision): void {
  const [B, I] = x.shape;
  const O = w.shape[0];
  const sizes = { batch: 1, channels: I, outputs: O, groups: 1, input: [B], kernel: [1], stride: [1], dilation: [1], pads: [[0, 0]], border: "constant", precision } as const;
  const weight = { data: w.data, offset: w.offset, group: 0, output: w.stride[0], depth: w.stride[1], taps: [0] };
  convolveOnce({ sizes, weight, bias, clamp: NO_CLAMP, accuracy: "high" }, asSignal(x), asSignal(target));
}

/** A matrix with its axes in the other order. */
export function transposed<A extends Source | Target>(matrix: A): A {
  const [rows, columns] = matrix.shape;
  return { ...matrix, shape: [columns, rows], stride: [matrix.stride[1], matrix.stride[0]], contiguous: false };
}

/** An array [..., I] as a matrix [rows, I]; one that does not lie in order is copied. */
export function asMatrix(array: Source): Source {
  const { shape } = array;
  if (shape.length === 2) return array;
  const matrix = [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
  const dense = isRowMajor(shape, array.stride) ? array : extended(array, { start: shape.map(() => 0), shape }, ZEROS);
  return { ...dense, shape: matrix, stride: rowMajor(matrix) };
}

/** A result [..., O], fresh or contiguous, as a matrix [rows, O]; null if its strides do not allow that. */
export function asMatrixTarget(target: Target): Target | null {
  const { shape, stride } = target;
  if (shape.length === 2) return target;
  const matrix = [sizeOf(shape.slice(0, -1)), shape[shape.length - 1]];
  return isRowMajor(shape, stride) ? { ...target, shape: matrix, stride: rowMajor(matrix) } : null;
}

function asSignal<A extends Source | Target>(matrix: A): A {
  const [rows, columns] = matrix.shape;
  return { ...matrix, shape: [1, columns, rows], stride: [0, matrix.stride[1], matrix.stride[0]], contiguous: false };
}
