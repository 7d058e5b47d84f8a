import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Precision } from "../../array/dtype.js";
import { directKernels } from "../../wasm/direct.js";
import { i32 } from "../../wasm/memory.js";
import { separableKernels } from "../../wasm/separable.js";
import type { Allocate } from "../direct/passes.js";
import { pairsOf, type Symmetry, symmetryOf } from "./taps.js";

/** A correlation along one direction, its tables in place. */
export interface Pass {
  readonly symmetry: Symmetry;
  /** How many taps the kernel has. */
  readonly taps: number;
  /** Computes R rows of N outputs at y from rows at x, where the window of the first output begins; pitches in bytes. */
  run(x: number, xPitch: number, y: number, yPitch: number, R: number, N: number): void;
}

/**
 * Lays the tables of a kernel out.
 * @param step - Bytes between samples that are neighbours in its direction.
 */
export function preparePass(weights: Float64Array, step: number, precision: Precision, allocate: Allocate): Pass {
  const symmetry = symmetryOf(weights);
  const taps = weights.length;
  const type = precision === "float32" ? "f32" : "f64";
  if (symmetry === "none") {
    const offsets = tableOf(Array.from(weights, (_, k) => k * step), allocate);
    const values = valuesOf(weights, precision, allocate);
    const { correlate } = directKernels()[type];
    const run: Pass["run"] = (x, xPitch, y, yPitch, R, N) => {
      for (let row = 0; row < R; row++) correlate(x + row * xPitch, offsets, values, y + row * yPitch, N, taps);
    };
    return { symmetry, taps, run };
  }
  const pairs = pairsOf(weights);
  const offsets = tableOf(pairs.flatMap(({ a, b }) => [a * step, b * step]), allocate);
  const values = valuesOf(pairs.map(({ weight }) => weight), precision, allocate);
  const kernels = separableKernels()[type];
  const fold = symmetry === "even" ? kernels.fold_even : kernels.fold_odd;
  return { symmetry, taps, run: (x, xPitch, y, yPitch, R, N) => fold(x, xPitch, offsets, values, y, yPitch, R, N, pairs.length) };
}

function tableOf(offsets: readonly number[], allocate: Allocate): number {
  const pointer = allocate(4 * offsets.length);
  i32.set(offsets, pointer >>> 2);
  return pointer;
}

function valuesOf(values: ArrayLike<number>, precision: Precision, allocate: Allocate): number {
  const size = bytesOf(precision);
  const pointer = allocate(size * values.length);
  viewOf(precision).set(values, pointer / size);
  return pointer;
}
