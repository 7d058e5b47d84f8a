import { type Border, loadBox } from "../../array/padded.js";
import { type Source, partOf } from "../../array/source.js";
import { type Target, partOfTarget } from "../../array/target.js";
import { bytesOf, store, viewOf } from "../../array/transfer.js";
import { dot, eachRow, sizeOf } from "../../shape/strides.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import { i32 } from "../../wasm/memory.js";
import type { DirectRecipe } from "./recipe.js";
import type { Taps } from "./taps.js";

/** Outputs of one kernel call: short enough that V8 changes to its fast tier within a long sum, and a multiple of the kernel's block. */
const RUN = 4088;

/** One real sum: its table of taps over one or both planes of the input. */
export interface Pass {
  readonly part: "re" | "im";
  /** Bytes from the tile's start to the plane that the table counts from. */
  readonly plane: number;
  readonly offsets: number;
  readonly weights: number;
  readonly count: number;
}

/** A recipe with its tables and scratch in wasm memory. */
export interface Direct {
  readonly recipe: DirectRecipe;
  readonly kernels: DirectKernels;
  readonly passes: readonly Pass[];
  readonly input: number;
  readonly output: number;
}

/** Takes wasm memory: of the running call's arena, or of a plan. */
export type Allocate = (bytes: number) => number;

/** Lays tables and scratch out in wasm memory. */
export function prepareDirect(recipe: DirectRecipe, taps: Taps, allocate: Allocate): Direct {
  const { precision, padded, sides } = recipe;
  const size = bytesOf(precision);
  const plane = sizeOf(padded) * size;
  const input = allocate(sides.input === "complex" ? 2 * plane : plane);
  const output = allocate(plane);
  const kernels = directKernels()[precision === "float32" ? "f32" : "f64"];
  return { recipe, kernels, passes: passesOf(recipe, taps, plane, allocate), input, output };
}

/** Computes every output from an input of the recipe's shape. */
export function runDirect(direct: Direct, x: Source, target: Target, border: Border): void {
  const { recipe, input, passes } = direct;
  const { geometry, tile, pitch, precision, padded } = recipe;
  const { outputShape, before, kernelShape } = geometry;
  const planes = x.complex ? [partOf(x, "re"), partOf(x, "im")] : [x];
  const borders = [border, { kind: border.kind, value: border.imaginary ?? 0 }];
  const targets = target.complex ? { re: partOfTarget(target, "re"), im: partOfTarget(target, "im") } : { re: target, im: target };
  const planeBytes = sizeOf(padded) * bytesOf(precision);
  eachTile(outputShape, tile, (start, shape) => {
    const box = { start: start.map((n, axis) => n - before[axis]), shape: shape.map((extent, axis) => extent + kernelShape[axis] - 1) };
    planes.forEach((part, i) => loadBox(part, box, pitch, input + i * planeBytes, precision, borders[i]));
    for (const pass of passes) {
      sumTile(direct, pass, shape);
      storeTile(direct, targets[pass.part], start, shape);
    }
  });
}

/**
 * The real sums of a correlation, (xr + i·xi)(wr + i·wi) part by part. One over both planes of a complex input
 * has twice the taps; the table reaches from one plane to the other.
 */
export function passesOf(recipe: DirectRecipe, taps: Taps, plane: number, allocate: Allocate): Pass[] {
  const { re, im } = taps;
  const offsets = offsetsOf(recipe);
  const table = (weights: Float64Array[], part: Pass["part"], firstPlane: number): Pass => {
    const count = weights.length * re.length;
    const pass = { part, plane: firstPlane, count, offsets: allocate(count * 4), weights: allocate(count * bytesOf(recipe.precision)) };
    weights.forEach((values, i) => {
      const at = i * re.length;
      for (let k = 0; k < re.length; k++) i32[(pass.offsets >>> 2) + at + k] = offsets[k] + i * plane;
      viewOf(recipe.precision).set(values, pass.weights / bytesOf(recipe.precision) + at);
    });
    return pass;
  };
  if (recipe.sides.input === "real") return im ? [table([re], "re", 0), table([im], "im", 0)] : [table([re], "re", 0)];
  if (!im) return [table([re], "re", 0), table([re], "im", plane)];
  return [table([re, im.map((value) => -value)], "re", 0), table([im, re], "im", 0)];
}

/** Where each tap lies in the padded tile, in bytes from the output's corner. */
function offsetsOf({ geometry, pitch, precision }: DirectRecipe): Int32Array {
  const { kernelShape } = geometry;
  const last = kernelShape.length - 1;
  const size = bytesOf(precision);
  const offsets = new Int32Array(sizeOf(kernelShape));
  let k = 0;
  eachRow(kernelShape, (index) => {
    const row = dot(index, pitch);
    for (let tap = 0; tap < kernelShape[last]; tap++) offsets[k++] = (row + tap) * size;
  });
  return offsets;
}

function sumTile(direct: Direct, pass: Pass, shape: readonly number[]): void {
  const { recipe, input, output } = direct;
  const { pitch, precision } = recipe;
  const size = bytesOf(precision);
  const last = shape.length - 1;
  const run = (at: number, count: number): void => sumRun(direct, pass, input + at * size, output + at * size, count);
  if (recipe.runs === "rows") eachRow(shape, (index) => run(dot(index, pitch), shape[last]));
  else run(0, shape.reduce((end, extent, axis) => end + (extent - 1) * pitch[axis], 1));
}

/** Sums a run of outputs at y, the window of the first of which begins at x. */
export function sumRun({ recipe, kernels }: Direct, pass: Pass, x: number, y: number, count: number): void {
  const size = bytesOf(recipe.precision);
  for (let n = 0; n < count; n += RUN) {
    kernels.correlate(x + pass.plane + n * size, pass.offsets, pass.weights, y + n * size, Math.min(RUN, count - n), pass.count);
  }
}

function storeTile({ recipe, output }: Direct, target: Target, start: readonly number[], shape: readonly number[]): void {
  const { pitch, precision } = recipe;
  const last = shape.length - 1;
  const corner = target.offset + dot(start, target.stride);
  eachRow(shape, (index) => {
    store(output + dot(index, pitch) * bytesOf(precision), precision, shape[last], target.data, corner + dot(index, target.stride), target.stride[last]);
  });
}

/** Calls `visit` with the first index and the shape of each tile; those at the ends may be smaller. */
function eachTile(shape: readonly number[], tile: readonly number[], visit: (start: readonly number[], shape: readonly number[]) => void): void {
  const counts = shape.map((extent, axis) => Math.ceil(extent / tile[axis]));
  // A row of a grid whose last axis is 1 is one tile.
  eachRow([...counts, 1], (index) => {
    const start = index.map((i, axis) => i * tile[axis]);
    visit(start, start.map((n, axis) => Math.min(tile[axis], shape[axis] - n)));
  });
}
