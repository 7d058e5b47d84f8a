import { loadDense, storeArray, storeDense } from "../../array/dense.js";
import { type Precision, realOf } from "../../array/dtype.js";
import { extended } from "../../array/extended.js";
import type { Border } from "../../array/padded.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { borderIndex, type BorderKind } from "../../shape/border.js";
import { sizeOf } from "../../shape/strides.js";
import type { Pads } from "../../shape/windows.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { poolKernels } from "../../wasm/pool.js";
import { writeWindows } from "./pool/axis.js";

/** Which of an axis's N samples the border continues: a circle is closed over those that are not taken away, other borders over all. */
export function repeated(N: number, [before, after]: Pads, kind: BorderKind): { first: number; count: number } {
  if (kind !== "wrap") return { first: 0, count: N };
  const first = Math.max(0, -before);
  return { first, count: N - first - Math.max(0, -after) };
}

/** Adds to an array on every side, or takes away where the number is below 0. */
export function padArrays(x: Source, pads: readonly Pads[], border: Border, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const spans = pads.map((sides, axis) => repeated(x.shape[axis], sides, border.kind));
  const offset = spans.reduce((at, { first }, axis) => at + first * x.stride[axis], x.offset);
  const kept: Source = { ...x, shape: spans.map(({ count }) => count), offset, contiguous: false };
  const { data } = extended(kept, { start: pads.map(([before], axis) => -before - spans[axis].first), shape: target.shape }, border);
  storeArray(data as FloatArray, target);
}

/** What padding gives back: each sample takes the sum over the places where it stood. Axis by axis, from the last. */
export function padBackward(g: Source, pads: readonly Pads[], border: Border, target: Target, precision: Precision): void {
  if (sizeOf(target.shape) === 0) return;
  const size = bytesOf(precision);
  const zeros = target.shape.map(() => 0);
  const mark = openArena();
  try {
    const kernels = poolKernels()[realOf(precision)];
    let from = take(sizeOf(g.shape) * size);
    if (sizeOf(g.shape) > 0) loadDense(g, zeros, g.shape, from, precision);
    for (let axis = g.shape.length - 1; axis >= 0; axis--) {
      const [N, O] = [target.shape[axis], g.shape[axis]];
      const [before, after] = pads[axis];
      if (before === 0 && after === 0) continue;
      const inner = sizeOf(target.shape.slice(axis + 1));
      const rows = sizeOf(g.shape.slice(0, axis));
      const to = take(rows * N * inner * size);
      const windows = take(O * 8);
      const kept = repeated(N, pads[axis], border.kind);
      const reaches = Array.from({ length: O }, (_, o) => {
        const at = borderIndex(o - before - kept.first, kept.count, border.kind);
        return { first: kept.first + at, count: at < 0 ? 0 : 1 };
      });
      writeWindows(windows, reaches, inner * size);
      viewOf(precision).fill(0, to / size, to / size + rows * N * inner);
      kernels.spread_rows(from, windows, to, O, inner, inner * size, rows, N * inner * size);
      from = to;
    }
    storeDense(from, precision, target, zeros, target.shape);
  } finally {
    closeArena(mark);
  }
}
