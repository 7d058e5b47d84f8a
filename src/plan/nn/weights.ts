import { realOf } from "../../array/dtype.js";
import { bytesOf, load, viewOf } from "../../array/transfer.js";
import { dot, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { PANEL } from "./panels.js";
import type { ConvolutionSizes, Weight } from "./sizes.js";

/** What there is of a weight: outputs and channels of a group, and taps. */
export type WeightSizes = Pick<ConvolutionSizes, "channels" | "outputs" | "groups" | "precision"> & { readonly kernel: readonly number[] };

/** A weight in wasm memory; steps in bytes, below 0 where the taps run backwards. */
export interface LoadedWeight {
  readonly pointer: number;
  readonly group: number;
  readonly output: number;
  readonly depth: number;
  readonly taps: readonly number[];
}

/** Copies a weight into wasm memory, as it lies if it lies close together. */
export function loadWeight(weight: Weight, { channels, outputs, groups, kernel, precision }: WeightSizes, allocate: Allocate): LoadedWeight {
  const size = bytesOf(precision);
  const counts = [groups, outputs / groups, channels / groups, ...kernel];
  const steps = [weight.group, weight.output, weight.depth, ...weight.taps];
  const numbers = sizeOf(counts);
  const reach = (sign: number): number => counts.reduce((sum, count, axis) => sum + Math.max(0, sign * steps[axis]) * (count - 1), 0);
  const [before, after] = [reach(-1), reach(1)];
  const located = (pointer: number, [group, output, depth, ...taps]: readonly number[]): LoadedWeight => ({
    pointer, group: group * size, output: output * size, depth: depth * size, taps: taps.map((step) => step * size),
  });
  if (numbers > 0 && before + after < 2 * numbers) {
    const pointer = allocate((before + after + 1) * size);
    load(weight.data, weight.offset - before, 1, before + after + 1, pointer, precision);
    return located(pointer + before * size, steps);
  }
  const pointer = allocate(numbers * size);
  const view = viewOf(precision);
  const last = steps.length - 1;
  let at = pointer / size;
  eachRow(counts, (index) => {
    const from = weight.offset + dot(index, steps);
    for (let n = 0; n < counts[last]; n++) view[at++] = weight.data[from + n * steps[last]];
  });
  return located(pointer, rowMajor(counts));
}

/** Packs one tap of a panel of a group's outputs: [c][o], 0 beyond them. */
export function packTap(weight: LoadedWeight, { channels, outputs, groups, precision }: Omit<WeightSizes, "kernel">, group: number, panel: number, tap: readonly number[], to: number): void {
  const size = bytesOf(precision);
  const first = (panel * PANEL) / size;
  const from = weight.pointer + group * weight.group + first * weight.output + dot(tap, weight.taps);
  const [depth, width] = [channels / groups, Math.min(PANEL / size, outputs / groups - first)];
  const kernels = nnKernels()[realOf(precision)];
  if (width * size < PANEL) viewOf(precision).fill(0, to / size, (to + depth * PANEL) / size);
  if (weight.depth === size) kernels.transpose(from, weight.output, to, PANEL, width, depth);
  else if (weight.output === size) kernels.copy(from, weight.depth, to, PANEL, depth, width * size);
  else kernels.move(from, weight.depth, weight.output, to, PANEL, size, depth, width);
}

/** The taps of a panel of a group's outputs, [k, …][c][o], `tapPitch` bytes apart, put into a weight [o, c, k, …] that lies close together. */
export function unpackTaps(from: number, tapPitch: number, { channels, outputs, groups, kernel, precision }: WeightSizes, group: number, panel: number, weight: number): void {
  const size = bytesOf(precision);
  const first = (panel * PANEL) / size;
  const [depth, across, taps] = [channels / groups, outputs / groups, sizeOf(kernel)];
  const to = weight + (group * across + first) * depth * taps * size;
  const { move } = nnKernels()[realOf(precision)];
  for (let tap = 0; tap < taps; tap++) move(from + tap * tapPitch, PANEL, size, to + tap * size, taps * size, depth * taps * size, depth, Math.min(PANEL / size, across - first));
}
