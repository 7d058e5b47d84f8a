import { realOf } from "../../array/dtype.js";
import { type Border, loadBox } from "../../array/padded.js";
import { type Source, partOf } from "../../array/source.js";
import { type Target, partOfTarget } from "../../array/target.js";
import { bytesOf, store } from "../../array/transfer.js";
import { dot, eachIndex, eachRow, sizeOf } from "../../shape/strides.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import type { Allocate } from "../memory.js";
import { type Pass, passesOf } from "./passes.js";
import type { DirectRecipe } from "./recipe.js";
import { sumBox } from "./sums.js";
import type { Taps } from "./taps.js";

/** A recipe with its tables and scratch in wasm memory. */
export interface Direct {
  readonly recipe: DirectRecipe;
  readonly kernels: DirectKernels;
  readonly passes: readonly Pass[];
  readonly input: number;
  readonly output: number;
}

/** Lays tables and scratch out in wasm memory. */
export function prepareDirect(recipe: DirectRecipe, taps: Taps, allocate: Allocate): Direct {
  const { precision, padded, sides } = recipe;
  const size = bytesOf(precision);
  const plane = sizeOf(padded) * size;
  const input = allocate(sides.input === "complex" ? 2 * plane : plane);
  const output = allocate(plane);
  const kernels = directKernels()[realOf(precision)];
  return { recipe, kernels, passes: passesOf(recipe, taps, plane, allocate), input, output };
}

/** Computes every output from an input of the recipe's shape. */
export function runDirect(direct: Direct, x: Source, target: Target, border: Border): void {
  const { recipe, input, output, passes } = direct;
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
      sumBox(direct, pass, { x: input, y: output, shape, xPitch: pitch, yPitch: pitch });
      storeTile(direct, targets[pass.part], start, shape);
    }
  });
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
  eachIndex(counts, (index) => {
    const start = index.map((i, axis) => i * tile[axis]);
    visit(start, start.map((n, axis) => Math.min(tile[axis], shape[axis] - n)));
  });
}
