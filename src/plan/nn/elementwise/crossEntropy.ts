import { loadDense, storeDense } from "../../../array/dense.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { log } from "../../../math/logarithm.js";
import type { FloatArray } from "../../../types.js";
import { activationKernels } from "../../../wasm/activation.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { poolKernels } from "../../../wasm/pool.js";

/** The mean of −log softmax(x)[label] over the rows of x; its gradient goes to the target. */
export function crossEntropyArrays(x: Source, labels: Int32Array, target: Target, precision: Precision): number {
  const [rows, N] = x.shape;
  const mark = openArena();
  try {
    const [logits, shares] = [take(rows * N * bytesOf(precision)), take(rows * N * bytesOf(precision))];
    loadDense(x, [0, 0], x.shape, logits, precision);
    activationKernels()[realOf(precision)].softmax(logits, shares, rows, N);
    const counts = take(N * bytesOf(precision));
    const { divide } = poolKernels()[realOf(precision)];
    const view = viewOf(precision);
    const [from, to, divisor] = [logits, shares, counts].map((pointer) => pointer / bytesOf(precision));
    view.fill(rows, divisor, divisor + N);
    let loss = 0;
    for (let b = 0; b < rows; b++) {
      const row = b * N;
      const right = row + labels[b];
      const largest = row + largestOf(view, from + row, N);
      // The share of the largest is 1 / Σ e^(x − m), which does not underflow as that of the label may.
      loss += view[from + largest] - view[from + right] - log(view[to + largest]);
      const slope = (view[to + right] - 1) / rows;
      divide(shares + row * bytesOf(precision), counts, N);
      view[to + right] = slope;
    }
    storeDense(shares, precision, target, [0, 0], target.shape);
    return loss / rows;
  } finally {
    closeArena(mark);
  }
}

/** Where the largest of `count` numbers stands. */
function largestOf(view: FloatArray, from: number, count: number): number {
  let largest = 0;
  let most = view[from];
  for (let n = 1; n < count; n++) {
    const value = view[from + n];
    if (value > most) {
      most = value;
      largest = n;
    }
  }
  return largest;
}
