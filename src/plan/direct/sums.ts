import { bytesOf } from "../../array/transfer.js";
import { dot, eachIndex, eachRow } from "../../shape/strides.js";
import type { Direct } from "./direct.js";
import type { Pass } from "./passes.js";

/** Outputs of one kernel call: short enough that V8 changes to its fast tier within a long sum, and whole blocks of every kernel for both types. */
const RUN = 3584;
/** Bytes of input rows that strips are cut for. */
const STRIP = 24 * 1024;

/** Outputs to compute: the window of the first begins at x, and it goes to y; pitches count numbers. */
export interface SumBox {
  readonly x: number;
  readonly y: number;
  readonly shape: readonly number[];
  readonly xPitch: readonly number[];
  readonly yPitch: readonly number[];
}

/** Computes the sums of a pass for a box of outputs. */
export function sumBox(direct: Direct, pass: Pass, { x, y, shape, xPitch, yPitch }: SumBox): void {
  const { precision, runs, pairing } = direct.recipe;
  const size = bytesOf(precision);
  const last = shape.length - 1;
  if (pairing === "rows") {
    const strip = stripOf(shape[last], direct);
    for (let n = 0; n < shape[last]; n += strip) {
      const length = Math.min(strip, shape[last] - n);
      eachIndex(shape.slice(0, last), (index) => {
        const row = index[last - 1];
        const from = x + (dot(index, xPitch) + n) * size;
        const to = y + (dot(index, yPitch) + n) * size;
        if (row % 2 === 0 && row + 1 < shape[last - 1]) sumRows(direct, pass, from, to, yPitch[last - 1] * size, length);
        else if (row % 2 === 0) sumRun(direct, pass, from, to, length);
      });
    }
  } else if (runs === "rows") {
    eachRow(shape, (index) => sumRun(direct, pass, x + dot(index, xPitch) * size, y + dot(index, yPitch) * size, shape[last]));
  } else {
    sumRun(direct, pass, x, y, shape.reduce((end, extent, axis) => end + (extent - 1) * xPitch[axis], 1));
  }
}

/** A run of outputs at y, the window of the first of which begins at x. */
function sumRun({ recipe, kernels }: Direct, pass: Pass, x: number, y: number, count: number): void {
  const { precision, pairing, geometry } = recipe;
  const size = bytesOf(precision);
  const taps = geometry.kernelShape[geometry.kernelShape.length - 1];
  for (let n = 0; n < count; n += RUN) {
    const from = x + pass.plane + n * size;
    const to = y + n * size;
    const length = Math.min(RUN, count - n);
    if (pairing === "row" && length * size >= 128) kernels.correlate_row(from, pass.pairOffsets, pass.weights, to, length, taps, pass.groups);
    else kernels.correlate(from, pass.offsets, pass.weights, to, length, pass.count);
  }
}

/** Two neighbouring rows of outputs at once. */
function sumRows({ recipe, kernels }: Direct, pass: Pass, x: number, y: number, yStep: number, count: number): void {
  const { precision, geometry, pitch } = recipe;
  const { kernelShape } = geometry;
  const size = bytesOf(precision);
  const last = kernelShape.length - 1;
  const from = x + pass.plane;
  if (count * size >= 64) {
    const taps = kernelShape[last] * kernelShape[last - 1];
    kernels.correlate_rows(from, pass.pairOffsets, pass.weights, y, yStep, count, taps, kernelShape[last], pass.groups);
  } else {
    kernels.correlate(from, pass.offsets, pass.weights, y, count, pass.count);
    kernels.correlate(from + pitch[last - 1] * size, pass.offsets, pass.weights, y + yStep, count, pass.count);
  }
}

/** The width of strips, equal and whole vectors, in which the rows that two rows of outputs meet stay in the first-level cache from pair to pair. */
function stripOf(width: number, { recipe }: Direct): number {
  const { kernelShape } = recipe.geometry;
  const rows = kernelShape[kernelShape.length - 2] + 1;
  const most = Math.min(RUN, Math.max(256, STRIP / (rows * bytesOf(recipe.precision))));
  return Math.ceil(width / Math.ceil(width / most) / 16) * 16;
}
