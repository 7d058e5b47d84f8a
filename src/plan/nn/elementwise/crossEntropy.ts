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
      const share = view[to + right];
      loss -= share > SMALL ? log(share) : logOfSmall(view, from + row, to + row, labels[b], N);
      const slope = (share - 1) / rows;
      divide(shares + row * bytesOf(precision), counts, N);
      view[to + right] = slope;
    }
    storeDense(shares, precision, target, [0, 0], target.shape);
    return loss / rows;
  } finally {
    closeArena(mark);
  }
}

/** Shares beyond this have all their digits. */
const SMALL = 2 ** -100;

/** The logarithm of a share that may have underflowed, which that of the largest, 1 / Σ e^(x − m), does not. */
function logOfSmall(view: FloatArray, logits: number, shares: number, label: number, count: number): number {
  const largest = largestOf(view, logits, count);
  return view[logits + label] - view[logits + largest] + log(view[shares + largest]);
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
