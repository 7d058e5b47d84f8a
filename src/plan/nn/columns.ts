import { type Precision, zeros } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { dot, eachIndex, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import { type Sliding, windowCount } from "../../shape/windows.js";

/** Puts the samples of each window into a column: [N, C, …] → [N, C·taps, windows], zeros for padding. */
export function unfoldArrays(axes: readonly Sliding[], x: Source, target: Target, precision: Precision): void {
  const [N, C] = x.shape;
  const last = axes.length - 1;
  eachTap(axes, (tap, row, place, inside) => {
    const values = zeros(precision, inside.count);
    for (let n = 0; n < N; n++) {
      for (let c = 0; c < C; c++) {
        if (place && inside.end > inside.from) {
          const start = x.offset + n * x.stride[0] + c * x.stride[1] + dot(place, x.stride.slice(2)) + (inside.first + inside.from * inside.step) * x.stride[last + 2];
          for (let j = inside.from, at = start; j < inside.end; j++, at += inside.step * x.stride[last + 2]) values[j] = x.data[at];
        }
        put(values, 0, inside.count, target.data, target.offset + n * target.stride[0] + (c * sizeOf(axes.map(({ K }) => K)) + tap) * target.stride[1] + row * target.stride[2], target.stride[2]);
      }
    }
  });
}

/** Adds the columns of windows up where they overlap: [N, C·taps, windows] → [N, C, …]. Each sum is in order of the taps. */
export function foldArrays(axes: readonly Sliding[], x: Source, target: Target, precision: Precision): void {
  const [N, C, ...space] = target.shape;
  const taps = sizeOf(axes.map(({ K }) => K));
  const last = axes.length - 1;
  const plane = sizeOf(space);
  const sums = zeros(precision, N * C * plane);
  const pitch = rowMajor(space);
  eachTap(axes, (tap, row, place, inside) => {
    if (!place) return;
    for (let unit = 0; unit < N * C; unit++) {
      const [n, c] = [Math.floor(unit / C), unit % C];
      let from = x.offset + n * x.stride[0] + (c * taps + tap) * x.stride[1] + (row + inside.from) * x.stride[2];
      let to = unit * plane + dot(place, pitch) + inside.first + inside.from * inside.step;
      for (let j = inside.from; j < inside.end; j++, from += x.stride[2], to += inside.step) sums[to] += x.data[from];
    }
  });
  const rows = [N, C, ...space.slice(0, last), 1];
  let from = 0;
  eachRow(rows, (index) => {
    put(sums, from, space[last], target.data, target.offset + dot(index, target.stride), target.stride[last + 2]);
    from += space[last];
  });
}

/** The run of windows along the last axis whose tap meets a sample: from `from` to `end` − 1, of `count`; window j meets sample first + j·step. */
interface Run {
  readonly count: number;
  readonly from: number;
  readonly end: number;
  readonly first: number;
  readonly step: number;
}

/**
 * Calls `visit` for each tap and each row of windows: the tap's number, the first window's, the sample's indices on the axes before the last one
 * (null where that is padding), and the run along the last axis.
 */
function eachTap(axes: readonly Sliding[], visit: (tap: number, row: number, place: readonly number[] | null, run: Run) => void): void {
  const counts = axes.map(windowCount);
  const last = axes.length - 1;
  const kernel = axes.map(({ K }) => K);
  let tap = 0;
  eachIndex(kernel, (k) => {
    const { N, stride, dilation, pads } = axes[last];
    const first = k[last] * dilation - pads[0];
    const from = Math.min(counts[last], Math.max(0, Math.ceil(-first / stride)));
    const end = Math.max(from, Math.min(counts[last], Math.ceil((N - first) / stride)));
    let row = 0;
    eachIndex(counts.slice(0, last), (window) => {
      const place = window.map((i, axis) => i * axes[axis].stride - axes[axis].pads[0] + k[axis] * axes[axis].dilation);
      const outside = place.some((at, axis) => at < 0 || at >= axes[axis].N);
      visit(tap, row, outside ? null : place, { count: counts[last], from, end, first, step: stride });
      row += counts[last];
    });
    tap++;
  });
}
