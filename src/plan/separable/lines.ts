import type { Precision } from "../../array/dtype.js";
import { loadPairs } from "../../array/flat.js";
import type { Border } from "../../array/padded.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { borderIndex } from "../../shape/border.js";

/** A run of elements of rows of N, of which some may lie outside. */
export interface Run {
  readonly count: number;
  /** The first element inside, how many of the run lie before it, and how many inside. */
  readonly first: number;
  readonly before: number;
  readonly inside: number;
  /** The elements that those outside stand for, those before and those behind; none of a constant border. */
  readonly outside: Int32Array;
}

/** The run of `count` elements from `start` on. */
export function runOf(start: number, count: number, N: number, kind: Border["kind"]): Run {
  const before = Math.min(Math.max(0, -start), count);
  const inside = Math.max(0, Math.min(start + count, N) - Math.max(start, 0));
  const place = (k: number): number => borderIndex(start + (k < before ? k : k + inside), N, kind);
  const outside = Int32Array.from({ length: kind === "constant" ? 0 : count - inside }, (_, k) => place(k));
  return { count, first: start + before, before, inside, outside };
}

/**
 * Copies a run of a row into wasm memory, its border filled in; complex elements as re, im in turn.
 * @param from - Where the row's element 0 lies, in elements; null for a row of the border's constant.
 */
function loadRun(source: Source, from: number | null, { count, first, before, inside, outside }: Run, pointer: number, precision: Precision, border: Border): void {
  const lanes = source.complex ? 2 : 1;
  const size = bytesOf(precision) * lanes;
  if (from === null) return fill(pointer, count, lanes, precision, border);
  const step = source.stride[source.shape.length - 1];
  const start = from + first * step;
  if (source.complex) loadPairs(source, start, inside, pointer + before * size, precision);
  else load(source.data, start, step, inside, pointer + before * size, precision);
  if (border.kind === "constant") {
    fill(pointer, before, lanes, precision, border);
    fill(pointer + (before + inside) * size, count - before - inside, lanes, precision, border);
    return;
  }
  const view = viewOf(precision);
  const at = pointer / bytesOf(precision);
  for (let k = 0; k < outside.length; k++) {
    const [n, place] = [k < before ? k : k + inside, from + outside[k] * step];
    for (let lane = 0; lane < lanes; lane++) view[at + n * lanes + lane] = source.data[place * lanes + lane];
  }
}

/** Rows of a plane as they are laid out in wasm memory, `pitch` bytes apart. */
export interface Rows {
  readonly source: Source;
  readonly precision: Precision;
  readonly border: Border;
  readonly pitch: number;
  /** "one by one", or where they follow one another here and there, and none of a run lies outside, all that are inside "at once". */
  readonly come: "one by one" | "at once";
}

/** Lays out `count` rows of a plane, the element 0 of whose row 0 lies at `plane`, from row `first` on, which may lie outside. */
export function loadRows({ source, precision, border, pitch, come }: Rows, plane: number, first: number, count: number, run: Run, pointer: number): void {
  const { shape, stride } = source;
  const [H, W] = shape.slice(-2);
  const step = stride[shape.length - 2];
  for (let i = 0, some = 1; i < count; i += some) {
    const at = borderIndex(first + i, H, border.kind);
    const inside = at >= 0 && at === first + i;
    some = inside && come === "at once" ? Math.min(count - i, H - at) : 1;
    loadRun(source, at < 0 ? null : plane + at * step, some === 1 ? run : runOf(0, some * W, some * W, border.kind), pointer + i * pitch, precision, border);
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
