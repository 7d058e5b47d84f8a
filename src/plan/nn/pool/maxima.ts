import { loadDense, storeDense, storeIndices } from "../../../array/dense.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import type { Layout } from "../../../shape/layout.js";
import { sizeOf } from "../../../shape/strides.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { i32 } from "../../../wasm/memory.js";
import { poolKernels } from "../../../wasm/pool.js";
import { type PoolAxis, SINGLE, writeWindows } from "./axis.js";
import { eachPlane } from "./planes.js";

/** A max pool whose maxima have to be found, not only their values. */
export interface MaximaRequest {
  readonly axes: readonly PoolAxis[];
  readonly layout: Layout;
  readonly precision: Precision;
}

/** The maxima of windows into one array, where they stand into another: flat within a plane of one channel. */
export function maximaArrays(request: MaximaRequest, x: Source, values: Target, indices: Target): void {
  if (sizeOf(values.shape) === 0) return;
  const mark = openArena();
  try {
    const planes = preparePlanes(request, x.shape[1]);
    const { precision, layout } = request;
    eachPlane([x, values, indices], layout, ([from, to, places], start) => {
      loadDense(from, start, [1, ...from.shape.slice(1)], planes.input, precision);
      findMaxima(planes);
      storeDense(planes.output, precision, to, start, [1, ...to.shape.slice(1)]);
      const shape = [1, ...places.shape.slice(1)];
      // Channels that come last are taken one by one, each with indices of its own.
      if (planes.inner === 1) storeIndices(i32, planes.indices / 4, places, start, shape);
      else for (let c = 0; c < planes.inner; c++) storeIndices(i32, planes.indices / 4 + c * planes.outputs, places, [...start.slice(0, -1), c], [...shape.slice(0, -1), 1]);
    });
  } finally {
    closeArena(mark);
  }
}

/** The gradient of a max pool: each output's goes to the sample that was its window's maximum. */
export function maximaBackward(request: MaximaRequest, g: Source, x: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const { precision, layout } = request;
  const size = bytesOf(precision);
  const mark = openArena();
  try {
    const planes = preparePlanes(request, x.shape[1]);
    const { inner, outputs, samples } = planes;
    const gradient = take(outputs * inner * size);
    const result = take(samples * inner * size);
    const kernels = poolKernels()[realOf(precision)];
    const empty = emptyWindows(request.axes);
    eachPlane([g, x, target], layout, ([from, given, to], start) => {
      loadDense(given, start, [1, ...given.shape.slice(1)], planes.input, precision);
      findMaxima(planes);
      loadDense(from, start, [1, ...from.shape.slice(1)], gradient, precision);
      for (const n of empty) viewOf(precision).fill(0, gradient / size + n * inner, gradient / size + (n + 1) * inner);
      viewOf(precision).fill(0, result / size, result / size + samples * inner);
      for (let c = 0; c < inner; c++) kernels.scatter(gradient + c * size, planes.indices + 4 * c * outputs, result + c * size, outputs, inner * size);
      storeDense(result, precision, to, start, [1, ...to.shape.slice(1)]);
    });
  } finally {
    closeArena(mark);
  }
}

/** Windows whose taps all lie in the padding: their maximum is no sample's, and what they are given goes nowhere. */
function emptyWindows(axes: readonly PoolAxis[]): number[] {
  let empty = [false];
  for (const { reaches } of axes) empty = empty.flatMap((before) => reaches.map(({ count }) => before || count === 0));
  return empty.flatMap((is, n) => (is ? [n] : []));
}

/** Room for a plane, its maxima and their places, and the shape as the kernel reads it. */
interface Planes {
  readonly precision: Precision;
  readonly inner: number;
  readonly samples: number;
  readonly outputs: number;
  readonly input: number;
  readonly output: number;
  readonly indices: number;
  readonly shape: number;
}

function preparePlanes({ axes, layout, precision }: MaximaRequest, channels: number): Planes {
  const inner = layout === "nhwc" ? channels : 1;
  const three = [...new Array<PoolAxis>(3 - axes.length).fill(SINGLE), ...axes];
  const samples = sizeOf(three.map(({ N }) => N));
  const outputs = sizeOf(three.map(({ reaches }) => reaches.length));
  const size = bytesOf(precision);
  const input = take(samples * inner * size);
  const output = take(outputs * inner * size);
  const indices = take(outputs * inner * 4);
  const shape = take(48);
  three.forEach(({ N, reaches, dilation }, axis) => {
    const windows = take(reaches.length * 8);
    writeWindows(windows, reaches, 1);
    i32.set([reaches.length, N, windows, dilation], shape / 4 + 4 * axis);
  });
  return { precision, inner, samples, outputs, input, output, indices, shape };
}

function findMaxima({ precision, inner, outputs, input, output, indices, shape }: Planes): void {
  const kernels = poolKernels()[realOf(precision)];
  const size = bytesOf(precision);
  for (let c = 0; c < inner; c++) kernels.max_indices(input + c * size, output + c * size, indices + 4 * c * outputs, shape, inner * size);
}
