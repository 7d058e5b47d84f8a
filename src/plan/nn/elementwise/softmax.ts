import { loadDense, storeDense } from "../../../array/dense.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf } from "../../../array/transfer.js";
import { eachIndex, sizeOf } from "../../../shape/strides.js";
import { activationKernels } from "../../../wasm/activation.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { nnKernels } from "../../../wasm/nn.js";

/** How many numbers are worked on at a time, unless the axis and the last one have more. */
const BLOCK = 32768;

/** Softmax along an axis. */
export function softmaxArrays(x: Source, target: Target, axis: number, precision: Precision): void {
  const kernels = activationKernels()[realOf(precision)];
  eachBlock([x], target, axis, precision, ([from], rows, N) => kernels.softmax(from, from, rows, N));
}

/** What softmax of x along an axis gives back. */
export function softmaxBackward(g: Source, x: Source, target: Target, axis: number, precision: Precision): void {
  const kernels = activationKernels()[realOf(precision)];
  eachBlock([g, x], target, axis, precision, ([from, given], rows, N) => {
    kernels.softmax(given, given, rows, N);
    kernels.softmax_slope(from, given, from, rows, N);
  });
}

/** Calls `visit` with blocks of rows along an axis, turned round unless it is the last one; the results are to replace the first source. */
function eachBlock(sources: readonly Source[], target: Target, axis: number, precision: Precision, visit: (from: readonly number[], rows: number, N: number) => void): void {
  const { shape } = target;
  if (sizeOf(shape) === 0) return;
  const N = shape[axis];
  const last = shape.length - 1;
  // As many of the last axes as a block has room for are taken whole, and the axis itself.
  const boxFrom = (split: number): number[] => shape.map((extent, i) => (i >= split || i === axis ? extent : 1));
  let split = last;
  while (split > 0 && sizeOf(boxFrom(split - 1)) <= BLOCK) split--;
  const box = boxFrom(split);
  const outer = shape.map((extent, i) => extent / box[i]);
  const inner = sizeOf(box.slice(axis + 1));
  const rows = sizeOf(box) / N;
  const bytes = bytesOf(precision);
  const mark = openArena();
  try {
    const { transpose } = nnKernels()[realOf(precision)];
    const from = sources.map(() => take(rows * N * bytes));
    const aside = take(inner > 1 ? rows * N * bytes : 0);
    const turn = (x: number, y: number, height: number, width: number): void => {
      for (let at = 0; at < rows * N * bytes; at += N * inner * bytes) transpose(x + at, width * bytes, y + at, height * bytes, height, width);
    };
    eachIndex(outer, (index) => {
      sources.forEach((source, i) => {
        loadDense(source, index, box, inner > 1 ? aside : from[i], precision);
        if (inner > 1) turn(aside, from[i], N, inner);
      });
      visit(from, rows, N);
      if (inner > 1) turn(from[0], aside, inner, N);
      storeDense(inner > 1 ? aside : from[0], precision, target, index, box);
    });
  } finally {
    closeArena(mark);
  }
}
