import { axisLast } from "../../array/axes.js";
import { type Precision, realOf } from "../../array/dtype.js";
import { loadAll, loadFlat, storeAll, storeFlat } from "../../array/flat.js";
import { partOf, type Source } from "../../array/source.js";
import { partOfTarget, type Target } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { dot, eachIndex } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { u8 } from "../../wasm/memory.js";
import { recursiveKernels } from "../../wasm/recursive.js";
import type { Coefficients } from "./coefficients.js";

/** Samples in wasm memory at a time: so few that they stay in the cache, and that V8 changes to its fast tier within a long signal. */
const SAMPLES = 16384;
/** Lines that lie side by side are filtered as they lie, this many at least, since fewer take less time one by one, and at most. */
const [FEWEST, MOST] = [32, 512];
/** Numbers between rows of such lines: samples of a line a power of two apart would push one another out of the cache, and loads wait for stores (2 to 4 times as slow). */
const GAP = 16;

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

function eachLine({ b, a, order }: Coefficients, { x, y, before, after }: Lines, axis: number, precision: Precision, lanes: 1 | 2): void {
  const { lfilter, lfilter_complex } = recursiveKernels()[realOf(precision)];
  const filter = lanes === 1 ? lfilter : lfilter_complex;
  const kind = lanes === 1 ? "real" : "complex";
  const { shape } = axisLast(x, axis);
  const [N, L = 1] = [...shape].reverse();
  const neighbours = axis < shape.length - 1 && L >= FEWEST ? "lines" : "samples";
  const most = neighbours === "lines" ? Math.ceil(L / Math.ceil(L / MOST)) : Math.max(1, Math.min(L, Math.floor(SAMPLES / N)));
  const run = Math.floor(SAMPLES / most);
  const size = bytesOf(precision) * lanes;
  const mark = openArena();
  try {
    const [bAt, aAt, z, samples] = [order + 1, order + 1, most * order, run * (most + GAP)].map((count) => take(count * size));
    viewOf(precision).set(b, bAt / bytesOf(precision));
    viewOf(precision).set(a, aAt / bytesOf(precision));
    eachIndex(shape.slice(0, -2), (index) => {
      for (let first = 0; first < L; first += most) {
        const count = Math.min(most, L - first);
        const part = <A extends Source | Target>(array: A, n: number, length: number, side: "lines" | "samples"): A => {
          const { stride, offset } = axisLast(array, axis);
          const [along, across = 0] = [...stride].reverse();
          const rows = side === "lines" ? { shape: [length, count], stride: [along, across] } : { shape: [count, length], stride: [across, along] };
          return { ...array, ...rows, offset: offset + dot(index, stride) + first * across + n * along, contiguous: false };
        };
        if (before) loadAll(part(before, 0, order, "samples"), z, precision, kind);
        else u8.fill(0, z, z + count * order * size);
        for (let n = 0; n < N; n += run) {
          const length = Math.min(run, N - n);
          const [rows, pitch] = neighbours === "lines" ? [length, most + GAP] : [count, length];
          const [toLine, toSample] = neighbours === "lines" ? [size, pitch * size] : [pitch * size, size];
          const flat = { pitch: [pitch, 1] };
          loadFlat(part(x, n, length, neighbours), flat, 0, rows * pitch, samples, precision, kind);
          for (let c = 0; c < count; c++) filter(bAt, aAt, samples + c * toLine, samples + c * toLine, z + c * order * size, length, order, toSample);
          storeFlat(samples, precision, part(y, n, length, neighbours), flat, 0, 0, rows * pitch);
        }
        if (after) storeAll(z, precision, part(after, 0, order, "samples"));
      }
    });
  } finally {
    closeArena(mark);
  }
}
