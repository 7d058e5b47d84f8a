import { indicesOf, place, sizeOf } from "./tensor";

/** A batch of signals with channels, [N, C, …] in row-major order. */
export interface Batch {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** One axis of windows: for each the samples of its taps; those of padding are undefined, taps beyond that none at all. */
export type Windows = readonly (readonly (number | undefined)[])[];

export function slidingWindows(N: number, K: number, stride: number, dilation: number, [before, after]: readonly [number, number], ceilMode: boolean): Windows {
  const free = N + before + after - ((K - 1) * dilation + 1);
  let count = (ceilMode ? Math.ceil(free / stride) : Math.floor(free / stride)) + 1;
  if (ceilMode && (count - 1) * stride >= N + before) count--;
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: K }, (__, k) => n * stride - before + k * dilation)
      .filter((at) => at < N + after)
      .map((at) => (at >= 0 && at < N ? at : undefined)),
  );
}

export function sharedWindows(N: number, O: number): Windows {
  return Array.from({ length: O }, (_, n) => {
    const first = Math.floor((n * N) / O);
    return Array.from({ length: Math.ceil(((n + 1) * N) / O) - first }, (__, k) => first + k);
  });
}

/** Calls `visit` for each output with the flat places of its window's taps, undefined for padding. */
export function eachWindow(shape: readonly number[], axes: readonly Windows[], visit: (output: number, taps: (number | undefined)[], plane: number) => void): void {
  const [N, C, ...space] = shape;
  const outputs = indicesOf(axes.map((windows) => windows.length));
  const plane = sizeOf(space);
  for (let unit = 0; unit < N * C; unit++) {
    outputs.forEach((index, n) => {
      const lists = index.map((i, axis) => axes[axis][i]);
      const taps = indicesOf(lists.map((list) => list.length)).map((tap) => {
        const at = tap.map((t, axis) => lists[axis][t]);
        return at.includes(undefined) ? undefined : unit * plane + place(at as number[], space);
      });
      visit(unit * outputs.length + n, taps, unit * plane);
    });
  }
}

/** The maxima and their indices within a plane: of equal ones the first, NaN before all, of several the last. */
export function maxPool({ shape, data }: Batch, axes: readonly Windows[]): { values: number[]; indices: number[] } {
  const values: number[] = [];
  const indices: number[] = [];
  eachWindow(shape, axes, (output, taps, plane) => {
    const samples = taps.filter((at) => at !== undefined);
    let best = samples[0];
    for (const at of samples) if (data[at] > data[best] || Number.isNaN(data[at])) best = at;
    values[output] = samples.length === 0 ? -Infinity : data[best];
    indices[output] = samples.length === 0 ? 0 : best - plane;
  });
  return { values, indices };
}

/** Σ x^p over each window, and how many taps it has on samples and in all. */
export function sumPool({ shape, data }: Batch, axes: readonly Windows[], p = 1): { sums: number[]; samples: number[]; taps: number[] } {
  const result = { sums: [] as number[], samples: [] as number[], taps: [] as number[] };
  eachWindow(shape, axes, (output, taps) => {
    const inside = taps.filter((at) => at !== undefined);
    result.sums[output] = inside.reduce((sum, at) => sum + data[at] ** p, 0);
    result.samples[output] = inside.length;
    result.taps[output] = taps.length;
  });
  return result;
}
