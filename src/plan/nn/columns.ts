import { loadDense, storeDense } from "../../array/dense.js";
import { type Precision, realOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { dot, eachIndex, rowMajor, sizeOf } from "../../shape/strides.js";
import { type Sliding, windowCount } from "../../shape/windows.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32 } from "../../wasm/memory.js";
import { nnKernels } from "../../wasm/nn.js";
import { poolKernels } from "../../wasm/pool.js";

/** Puts the samples of each window into a column: [N, C, …] → [N, C·taps, windows], zeros for padding. */
export function unfoldArrays(axes: readonly Sliding[], x: Source, target: Target, precision: Precision): void {
  const [images, channels] = x.shape;
  const mark = openArena();
  try {
    const { box, taps, column, lines, line, runs, count } = preparePlane(axes, precision);
    const kernels = nnKernels()[realOf(precision)];
    const bytes = count * bytesOf(precision);
    const [image, row, step] = target.stride;
    for (let plane = 0; plane < images * channels; plane++) {
      const [n, c] = [Math.floor(plane / channels), plane % channels];
      loadDense(x, [n, c, ...box.start], [1, 1, ...box.shape], box.inside, precision);
      box.widen();
      let to = target.offset + n * image + c * taps.length * row;
      for (const tap of taps) {
        lines.forEach((at, n) => kernels.copy(tap + at, line.pitch, column + n * line.runs * bytes, bytes, line.runs, bytes));
        store(column, precision, runs * count, target.data, to, step);
        to += row;
      }
    }
  } finally {
    closeArena(mark);
  }
}

/** Adds the columns of windows up where they overlap: [N, C·taps, windows] → [N, C, …]. Each sum is in order of the taps. */
export function foldArrays(axes: readonly Sliding[], x: Source, target: Target, precision: Precision): void {
  if (sizeOf(target.shape) === 0) return;
  const [images, channels] = target.shape;
  const mark = openArena();
  try {
    const { box, taps, column, windows, runs, count } = preparePlane(axes, precision);
    const kernels = poolKernels()[realOf(precision)];
    const [image, row, step] = x.stride;
    for (let plane = 0; plane < images * channels; plane++) {
      const [n, c] = [Math.floor(plane / channels), plane % channels];
      box.clear();
      let from = x.offset + n * image + c * taps.length * row;
      for (const tap of taps) {
        load(x.data, from, step, runs * count, column, precision);
        kernels.spread_rows(column, windows, tap, runs, count, 0, 1, 0);
        from += row;
      }
      box.narrow();
      storeDense(box.inside, precision, target, [n, c, ...box.start], [1, 1, ...box.shape]);
    }
  } finally {
    closeArena(mark);
  }
}

/** A plane of one channel within its padding, and where in it windows and taps are. */
interface Plane {
  readonly box: Box;
  /** Where each tap of the first window is. */
  readonly taps: readonly number[];
  /** Room for one sample of each window. */
  readonly column: number;
  /** How far each run of windows is from the first, with a count of 1, as pools read it. */
  readonly windows: number;
  /** How many runs of windows whose samples are neighbours, and how many windows each has. */
  readonly runs: number;
  readonly count: number;
  /** How far lines of runs are from the first, how many runs each has, and how far these are apart. */
  readonly lines: readonly number[];
  readonly line: { readonly runs: number; readonly pitch: number };
}

/** A plane without and with its padding. */
interface Box {
  readonly start: readonly number[];
  readonly shape: readonly number[];
  /** The plane alone. */
  readonly inside: number;
  /** Copies the plane into its padding, */
  widen(): void;
  /** out of it, */
  narrow(): void;
  /** and makes all of it 0. */
  clear(): void;
}

function preparePlane(axes: readonly Sliding[], precision: Precision): Plane {
  const size = bytesOf(precision);
  const pitch = rowMajor(axes.map(({ N, pads }) => pads[0] + N + pads[1])).map((step) => step * size);
  const { box, padded } = prepareBox(axes, pitch, precision);
  const taps: number[] = [];
  eachIndex(axes.map(({ K }) => K), (k) => void taps.push(padded + dot(k, axes.map(({ dilation }, axis) => dilation * pitch[axis]))));
  const counts = axes.map(windowCount);
  const last = axes[axes.length - 1].stride === 1 ? axes.length - 1 : axes.length;
  const [runs, count] = [sizeOf(counts.slice(0, last)), sizeOf(counts.slice(last))];
  const [windows, column] = [take(8 * runs), take(runs * count * size)];
  const steps = axes.map(({ stride }, axis) => stride * pitch[axis]);
  let at = windows >>> 2;
  eachIndex(counts.slice(0, last), (index) => {
    i32[at++] = dot(index, steps);
    i32[at++] = 1;
  });
  const lines: number[] = [];
  eachIndex(counts.slice(0, Math.max(0, last - 1)), (index) => void lines.push(dot(index, steps)));
  const line = last > 0 ? { runs: counts[last - 1], pitch: steps[last - 1] } : { runs: 1, pitch: 0 };
  return { box, taps, column, windows, runs, count, lines, line };
}

function prepareBox(axes: readonly Sliding[], pitch: readonly number[], precision: Precision): { box: Box; padded: number } {
  const size = bytesOf(precision);
  const shape = axes.map(({ N }) => N);
  const start = shape.map(() => 0);
  const numbers = (pitch[0] / size) * (axes[0].pads[0] + axes[0].N + axes[0].pads[1]);
  const [inside, padded] = [take(sizeOf(shape) * size), take(numbers * size)];
  const first = padded + dot(axes.map(({ pads }) => pads[0]), pitch);
  const [rows, columns] = [shape.length > 1 ? shape[shape.length - 2] : 1, shape[shape.length - 1]];
  const rowPitch = pitch[Math.max(0, pitch.length - 2)];
  const kernels = nnKernels()[realOf(precision)];
  const clear = (): void => void viewOf(precision).fill(0, padded / size, padded / size + numbers);
  const slices: number[] = [];
  eachIndex(shape.slice(0, -2), (index) => void slices.push(first + dot(index, pitch)));
  clear();
  return {
    box: {
      start,
      shape,
      inside,
      widen: () => slices.forEach((slice, d) => kernels.copy(inside + d * rows * columns * size, columns * size, slice, rowPitch, rows, columns * size)),
      narrow: () => slices.forEach((slice, d) => kernels.copy(slice, rowPitch, inside + d * rows * columns * size, columns * size, rows, columns * size)),
      clear,
    },
    padded,
  };
}
