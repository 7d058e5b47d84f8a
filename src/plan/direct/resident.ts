import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { rowMajor, sizeOf } from "../../shape/strides.js";
import { directKernels } from "../../wasm/direct.js";
import type { Allocate } from "../memory.js";
import type { Direct } from "./direct.js";
import { passesOf } from "./passes.js";
import type { DirectRecipe } from "./recipe.js";
import { sumBox } from "./sums.js";
import type { Taps } from "./taps.js";

/** A direct sum that needs no copy: its input lies in wasm memory as the kernel reads it. */
export interface ResidentDirect {
  readonly direct: Direct;
  /** Where the first sample of the input stands. */
  readonly input: number;
  readonly output: number;
}

/** Whether samples can stay where they are: real ones, of which no window leaves the array, or on one axis alone. */
export function canStay({ sides, geometry }: DirectRecipe): boolean {
  if (sides.input !== "real" || sides.kernel !== "real") return false;
  return geometry.inputShape.length === 1 || geometry.outputShape.every((L, axis) => geometry.before[axis] === 0 && L + geometry.kernelShape[axis] - 1 <= geometry.inputShape[axis]);
}

/** Lays the input out with zeros before and after it, and the tables. */
export function prepareResident(recipe: DirectRecipe, taps: Taps, allocate: Allocate): ResidentDirect {
  const { geometry, precision } = recipe;
  const { inputShape, kernelShape, outputShape, before } = geometry;
  const size = bytesOf(precision);
  const padded = inputShape.length === 1 ? [Math.max(outputShape[0] + kernelShape[0] - 1, before[0] + inputShape[0])] : inputShape;
  const input = allocate(sizeOf(padded) * size);
  const output = allocate(sizeOf(outputShape) * size);
  viewOf(precision).fill(0, input / size, input / size + sizeOf(padded));
  const layout: DirectRecipe = { ...recipe, padded, pitch: rowMajor(padded), runs: "rows" };
  const kernels = directKernels()[realOf(precision)];
  const direct = { recipe: layout, kernels, passes: passesOf(layout, taps, 0, allocate), input, output };
  return { direct, input: input + (inputShape.length === 1 ? before[0] * size : 0), output };
}

/** Computes every output. */
export function runResident({ direct }: ResidentDirect): void {
  const { recipe, passes, input, output } = direct;
  const { outputShape } = recipe.geometry;
  sumBox(direct, passes[0], { x: input, y: output, shape: outputShape, xPitch: recipe.pitch, yPitch: rowMajor(outputShape) });
}
