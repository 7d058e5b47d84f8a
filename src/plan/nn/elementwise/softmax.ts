import { loadDense, storeDense } from "../../../array/dense.js";
import { axisLast } from "../../../array/axes.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf } from "../../../array/transfer.js";
import { eachIndex, sizeOf } from "../../../shape/strides.js";
import { activationKernels } from "../../../wasm/activation.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";

/** Softmax along an axis. */
export function softmaxArrays(x: Source, target: Target, axis: number, precision: Precision): void {
  const kernels = activationKernels()[realOf(precision)];
  eachBlock([axisLast(x, axis)], axisLast(target, axis), precision, ([from], to, rows, N) => kernels.softmax(from, to, rows, N));
}

/** What softmax of x along an axis gives back. */
export function softmaxBackward(g: Source, x: Source, target: Target, axis: number, precision: Precision): void {
  const kernels = activationKernels()[realOf(precision)];
  eachBlock([axisLast(g, axis), axisLast(x, axis)], axisLast(target, axis), precision, ([from, given], to, rows, N) => {
    kernels.softmax(given, given, rows, N);
    kernels.softmax_slope(from, given, to, rows, N);
  });
}

/** Calls `visit` with blocks of rows of the last axis: all rows that share the indices before the last two axes. */
function eachBlock(sources: readonly Source[], target: Target, precision: Precision, visit: (from: readonly number[], to: number, rows: number, N: number) => void): void {
  const { shape } = target;
  if (sizeOf(shape) === 0) return;
  const N = shape[shape.length - 1];
  const rows = shape[shape.length - 2] ?? 1;
  const outer = shape.slice(0, -2);
  const block = [...outer.map(() => 1), ...shape.slice(-2)];
  const mark = openArena();
  try {
    const from = sources.map(() => take(rows * N * bytesOf(precision)));
    const to = take(rows * N * bytesOf(precision));
    eachIndex(outer, (index) => {
      const start = [...index, ...shape.slice(-2).map(() => 0)];
      sources.forEach((source, i) => loadDense(source, start, block, from[i], precision));
      visit(from, to, rows, N);
      storeDense(to, precision, target, start, block);
    });
  } finally {
    closeArena(mark);
  }
}
