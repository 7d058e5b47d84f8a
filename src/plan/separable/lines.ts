import type { Precision } from "../../array/dtype.js";
import { loadPairs } from "../../array/flat.js";
import type { Border } from "../../array/padded.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { borderIndex } from "../../shape/border.js";

/**
 * Copies a run of a row into wasm memory, its border filled in; complex elements as re, im in turn.
 * @param from - Where the row's element 0 lies, in elements; null for a row of the border's constant.
 * @param start - The first element of the run; those outside the row are the border's.
 */
export function loadRun(source: Source, from: number | null, start: number, count: number, pointer: number, precision: Precision, border: Border): void {
  const lanes = source.complex ? 2 : 1;
  const size = bytesOf(precision) * lanes;
  if (from === null) return fill(pointer, count, lanes, precision, border);
  const last = source.shape.length - 1;
  const N = source.shape[last];
  const step = source.stride[last];
  const before = Math.min(Math.max(0, -start), count);
  const inside = Math.max(0, Math.min(start + count, N) - Math.max(start, 0));
  const first = from + (start + before) * step;
  if (source.complex) loadPairs(source, first, inside, pointer + before * size, precision);
  else load(source.data, first, step, inside, pointer + before * size, precision);
  if (border.kind === "constant") {
    fill(pointer, before, lanes, precision, border);
    fill(pointer + (before + inside) * size, count - before - inside, lanes, precision, border);
    return;
  }
  const view = viewOf(precision);
  for (let n = 0; n < count; n++) {
    if (n === before) n += inside;
    if (n === count) return;
    const at = from + borderIndex(start + n, N, border.kind) * step;
    for (let lane = 0; lane < lanes; lane++) view[(pointer / size) * lanes + n * lanes + lane] = source.data[at * lanes + lane];
  }
}

/** Copies a run of a row out of wasm memory, its first element to the place `at`, in elements. */
export function storeRun(pointer: number, precision: Precision, count: number, target: Target, at: number): void {
  const { data, stride, complex } = target;
  const step = stride[stride.length - 1];
  if (!complex) return store(pointer, precision, count, data, at, step);
  if (step === 1) return store(pointer, precision, 2 * count, data, 2 * at, 1);
  const size = bytesOf(precision);
  const view = viewOf(precision);
  for (let n = 0; n < count; n++) {
    data[2 * (at + n * step)] = view[pointer / size + 2 * n];
    data[2 * (at + n * step) + 1] = view[pointer / size + 2 * n + 1];
  }
}

function fill(pointer: number, count: number, lanes: number, precision: Precision, { value, imaginary = 0 }: Border): void {
  const view = viewOf(precision);
  const at = pointer / bytesOf(precision);
  if (lanes === 1) view.fill(value, at, at + count);
  else for (let n = 0; n < count; n++) view.set([value, imaginary], at + 2 * n);
}
