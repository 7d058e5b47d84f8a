import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { BorderKind } from "../../shape/border.js";
import { slidingOf, windowCount, type Windows } from "../../shape/windows.js";

/** A convolution of a batch of signals with channels, by its sizes: n axes of space, one number for each in every list. */
export interface ConvolutionSizes extends Windows {
  readonly batch: number;
  /** Input channels, output channels, and the blocks of both that meet. */
  readonly channels: number;
  readonly outputs: number;
  readonly groups: number;
  readonly input: readonly number[];
  /** Below 0 where samples are left out. */
  readonly pads: Windows["pads"];
  /** What lies outside. */
  readonly border: BorderKind;
  readonly precision: Precision;
}

/** How many outputs each axis has. */
export function outputSpace(sizes: ConvolutionSizes): number[] {
  return slidingOf(sizes.input, sizes).map(windowCount);
}

/** A weight's numbers, found by strides: w[g, o, c, k, …] of group g, its output o and input channel c. */
export interface Weight {
  readonly data: Source["data"];
  readonly offset: number;
  readonly group: number;
  readonly output: number;
  readonly depth: number;
  readonly taps: readonly number[];
}

/** A weight [O, C / groups, …] as a convolution reads it. */
export function weightOf({ data, offset, stride, shape }: Source, groups: number): Weight {
  return { data, offset, group: (shape[0] / groups) * stride[0], output: stride[0], depth: stride[1], taps: stride.slice(2) };
}

/** The weight that leads from a convolution's outputs back to its inputs: outputs and inputs of each group change places. */
export function backwards({ data, offset, group, output, depth, taps }: Weight): Weight {
  return { data, offset, group, output: depth, depth: output, taps };
}

/** The weight with its taps in the opposite order. */
export function turnedRound(weight: Weight, kernel: readonly number[]): Weight {
  const offset = weight.taps.reduce((at, step, axis) => at + (kernel[axis] - 1) * step, weight.offset);
  return { ...weight, offset, taps: weight.taps.map((step) => -step) };
}
