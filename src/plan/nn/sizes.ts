import type { Precision } from "../../array/dtype.js";
import type { BorderKind } from "../../shape/border.js";
import { extentOf, type Pads, windowCount } from "../../shape/windows.js";

/** A convolution of a batch of signals with channels, by its sizes: n axes of space, one number for each in every list. */
export interface ConvolutionSizes {
  readonly batch: number;
  /** Input channels, output channels, and the blocks of both that meet. */
  readonly channels: number;
  readonly outputs: number;
  readonly groups: number;
  readonly input: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  /** Below 0 where samples are left out. */
  readonly pads: readonly Pads[];
  /** What lies outside. */
  readonly border: BorderKind;
  readonly precision: Precision;
}

/** How many outputs each axis has. */
export function outputSpace({ input, kernel, stride, dilation, pads }: ConvolutionSizes): number[] {
  return input.map((N, axis) => windowCount({ N, K: kernel[axis], stride: stride[axis], dilation: dilation[axis], pads: pads[axis] }));
}

/** How many samples `outputs` windows span. */
export function reachOfWindows({ kernel, stride, dilation }: ConvolutionSizes, axis: number, outputs: number): number {
  return (outputs - 1) * stride[axis] + extentOf(kernel[axis], dilation[axis]);
}
