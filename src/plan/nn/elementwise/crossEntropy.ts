import { loadDense, storeDense } from "../../../array/dense.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { log } from "../../../math/logarithm.js";
import { activationKernels } from "../../../wasm/activation.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";

/** The mean of −log softmax(x)[label] over the rows of x; its gradient goes to the target. */
export function crossEntropyArrays(x: Source, labels: Int32Array, target: Target, precision: Precision): number {
  const [rows, N] = x.shape;
  const mark = openArena();
  try {
    const [logits, shares] = [take(rows * N * bytesOf(precision)), take(rows * N * bytesOf(precision))];
    loadDense(x, [0, 0], x.shape, logits, precision);
    activationKernels()[realOf(precision)].softmax(logits, shares, rows, N);
    const view = viewOf(precision);
    const [from, to] = [logits / bytesOf(precision), shares / bytesOf(precision)];
    let loss = 0;
    for (let b = 0; b < rows; b++) {
      const row = b * N;
      let largest = row;
      for (let n = row; n < row + N; n++) if (view[from + n] > view[from + largest]) largest = n;
      // The share of the largest is 1 / Σ e^(x − m), which does not underflow as that of the label may.
      loss += view[from + largest] - view[from + row + labels[b]] - log(view[to + largest]);
      for (let n = row; n < row + N; n++) view[to + n] = (view[to + n] - (n === row + labels[b] ? 1 : 0)) / rows;
    }
    storeDense(shares, precision, target, [0, 0], target.shape);
    return loss / rows;
  } finally {
    closeArena(mark);
  }
}
