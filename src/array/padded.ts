import { type BorderKind, borderIndex } from "../shape/border.js";
import { dot, eachRow } from "../shape/strides.js";
import type { Precision } from "./dtype.js";
import type { Source } from "./source.js";
import { bytesOf, load, viewOf } from "./transfer.js";

/** What lies outside an input. */
export interface Border {
  readonly kind: BorderKind;
  /** The value of a constant border. */
  readonly value: number;
  /** Its imaginary number, around a complex input: 0. */
  readonly imaginary?: number;
}

export const ZEROS: Border = { kind: "constant", value: 0 };

/** A box of an input that may reach beyond it, on every side. */
export interface Box {
  /** The first index on each axis; negative outside. */
  readonly start: readonly number[];
  readonly shape: readonly number[];
}

/**
 * Copies a box of a real input into wasm memory, its border filled in.
 * @param pitch - Numbers between neighbours on each axis there; rows are contiguous.
 */
export function loadBox(source: Source, box: Box, pitch: readonly number[], pointer: number, precision: Precision, border: Border): void {
  const { shape, stride } = source;
  const last = shape.length - 1;
  const size = bytesOf(precision);
  eachRow(box.shape, (index) => {
    let from = source.offset;
    let inside = true;
    for (let axis = 0; axis < last; axis++) {
      const at = borderIndex(box.start[axis] + index[axis], shape[axis], border.kind);
      if (at < 0) inside = false;
      else from += at * stride[axis];
    }
    const to = pointer + dot(index, pitch) * size;
    if (inside) loadRow(source, from, box.start[last], box.shape[last], to, precision, border);
    else fill(to, box.shape[last], precision, border.value);
  });
}

/** Copies `count` numbers of the row at `from`, beginning with its index `start`, and fills what lies outside. */
function loadRow(source: Source, from: number, start: number, count: number, to: number, precision: Precision, border: Border): void {
  const last = source.shape.length - 1;
  const N = source.shape[last];
  const step = source.stride[last];
  const size = bytesOf(precision);
  const before = Math.min(Math.max(0, -start), count);
  const inside = Math.max(0, Math.min(start + count, N) - Math.max(start, 0));
  load(source.data, from + (start + before) * step, step, inside, to + before * size, precision);
  const after = count - before - inside;
  if (border.kind === "constant") {
    fill(to, before, precision, border.value);
    fill(to + (before + inside) * size, after, precision, border.value);
  } else {
    const view = viewOf(precision);
    const base = to / size;
    for (let n = 0; n < count; n++) {
      if (n === before) n += inside;
      if (n < count) view[base + n] = source.data[from + borderIndex(start + n, N, border.kind) * step];
    }
  }
}

function fill(pointer: number, count: number, precision: Precision, value: number): void {
  if (count === 0) return;
  const from = pointer / bytesOf(precision);
  viewOf(precision).fill(value, from, from + count);
}
