import { axisLast } from "../../array/axes.js";
import { type Precision, realOf } from "../../array/dtype.js";
import { loadPairs } from "../../array/flat.js";
import { partOf, type Source } from "../../array/source.js";
import { partOfTarget, type Target } from "../../array/target.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { dot, eachIndex } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { recursiveKernels } from "../../wasm/recursive.js";
import type { Coefficients } from "./coefficients.js";

/** Samples of one kernel call: short enough that V8 changes to its fast tier within a long signal. */
const RUN = 4096;

/** The lines of an array along an axis, and the states that their filters begin and end with. */
export interface Lines {
  readonly x: Source;
  readonly y: Target;
  /** Of the filter's order along the axis; zeros if null. Its other axes are x's, or of stride 0. */
  readonly before: Source | null;
  readonly after: Target | null;
}

/** Filters every line along an axis; x, y and the states are apart from one another. */
export function runRecursion(coefficients: Coefficients, lines: Lines, axis: number, precision: Precision): void {
  if (coefficients.complex) {
    eachLine(coefficients, lines, axis, precision, 2);
    return;
  }
  if (!lines.y.complex) {
    eachLine(coefficients, lines, axis, precision, 1);
    return;
  }
  // real coefficients keep the parts of a complex signal apart
  for (const part of ["re", "im"] as const) {
    const { x, y, before, after } = lines;
    const parts = { x: realPart(x, part), y: partOfTarget(y, part), before: before && realPart(before, part), after: after && partOfTarget(after, part) };
    eachLine(coefficients, parts, axis, precision, 1);
  }
}

/** A part of a signal; the imaginary one of a real signal is zeros. */
function realPart(source: Source, part: "re" | "im"): Source {
  if (source.complex) return partOf(source, part);
  return part === "re" ? source : { ...source, data: new Float64Array(1), stride: source.shape.map(() => 0), offset: 0, contiguous: false };
}

function eachLine({ b, a, order }: Coefficients, lines: Lines, axis: number, precision: Precision, lanes: 1 | 2): void {
  const { filter } = kernelOf(precision, lanes);
  const [x, y] = [axisLast(lines.x, axis), axisLast(lines.y, axis)];
  const before = lines.before && axisLast(lines.before, axis);
  const after = lines.after && axisLast(lines.after, axis);
  const last = x.shape.length - 1;
  const N = x.shape[last];
  const size = bytesOf(precision) * lanes;
  const mark = openArena();
  try {
    const [bAt, aAt, z, samples] = [order + 1, order + 1, order + 1, RUN].map((count) => take(count * size));
    viewOf(precision).set(b, bAt / bytesOf(precision));
    viewOf(precision).set(a, aAt / bytesOf(precision));
    eachIndex(x.shape.slice(0, last), (index) => {
      if (before) loadLanes(before, before.offset + dot(index, before.stride), order, z, precision, lanes);
      else viewOf(precision).fill(0, z / bytesOf(precision), (z + order * size) / bytesOf(precision));
      for (let n = 0; n < N; n += RUN) {
        const count = Math.min(RUN, N - n);
        loadLanes(x, x.offset + dot(index, x.stride) + n * x.stride[last], count, samples, precision, lanes);
        filter(bAt, aAt, samples, samples, z, count, order);
        storeLanes(y, y.offset + dot(index, y.stride) + n * y.stride[last], count, samples, precision, lanes);
      }
      if (after) storeLanes(after, after.offset + dot(index, after.stride), order, z, precision, lanes);
    });
  } finally {
    closeArena(mark);
  }
}

function kernelOf(precision: Precision, lanes: 1 | 2) {
  const { lfilter, lfilter_complex } = recursiveKernels()[realOf(precision)];
  return { filter: lanes === 1 ? lfilter : lfilter_complex };
}

/** Copies numbers of a line into wasm memory; with two lanes re and im in turn. */
function loadLanes(source: Source, at: number, count: number, pointer: number, precision: Precision, lanes: 1 | 2): void {
  if (lanes === 2) loadPairs(source, at, count, pointer, precision);
  else load(source.data, at, source.stride[source.stride.length - 1], count, pointer, precision);
}

function storeLanes({ data, stride }: Target, at: number, count: number, pointer: number, precision: Precision, lanes: 1 | 2): void {
  const step = stride[stride.length - 1];
  if (lanes === 1) {
    store(pointer, precision, count, data, at, step);
    return;
  }
  const view = viewOf(precision);
  const from = pointer / bytesOf(precision);
  for (let n = 0; n < count; n++) {
    data[2 * (at + n * step)] = view[from + 2 * n];
    data[2 * (at + n * step) + 1] = view[from + 2 * n + 1];
  }
}
