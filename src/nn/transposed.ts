import type { Source } from "../array/source.js";
import { integer, wrongValue } from "../check.js";
import { weightOf } from "../plan/nn/sizes.js";
import type { Transposed } from "../plan/nn/transposed.js";
import { extentOf, type Pads, type Sliding, transposedLength } from "../shape/windows.js";
import type { In } from "../types.js";
import { type Activation, readActivation } from "./activation.js";
import { readPads } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";
import { type Layout, readRank, tensorPrecision } from "./tensor.js";

/** @inline */
export interface ConvTransposeOptions {
  /** A number for each output channel that is added to its results. */
  bias?: In;
  /** How many outputs from one sample's to the next's: 1. */
  stride?: PerAxis;
  /** How many outputs are left out at each side, in numbers; below 0 the result goes on. 0. */
  padding?: PerAxis | readonly (readonly [number, number])[];
  /** How many outputs more at the end of each axis, below the stride or the dilation: 0. */
  outputPadding?: PerAxis;
  /** The size of the result's space, instead of outputPadding. */
  outputSize?: PerAxis;
  /** How many outputs from one tap to the next: 1. */
  dilation?: PerAxis;
  /** Into how many blocks the channels fall, each by itself: 1. */
  groups?: number;
  /** What is applied to the results. */
  activation?: Activation;
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** Reads a weight, [C, O / groups, …]. */
export function readTransposedWeight(weight: unknown, name: string, spatial: number): Source {
  return readRank(weight, name, spatial + 2, "[input channels, output channels / groups, …]");
}

/** A call that is read, with the shape of its result, [N, O, …]. */
export interface ReadTransposed {
  readonly request: Transposed;
  readonly shape: readonly number[];
}

/** Reads a transposed convolution of inputs of a shape [N, C, …]. @param inputs - Those whose types count beside the weight's. */
export function readTransposed(
  { name, shape: [batch, channels, ...space] }: { readonly name: string; readonly shape: readonly number[] }, w: Source, options: ConvTransposeOptions, inputs: readonly Source[],
): ReadTransposed {
  const { stride = 1, padding = 0, outputPadding, outputSize, dilation = 1, groups = 1, bias } = options;
  const spatial = space.length;
  integer(groups, "options.groups", 1);
  const [depth, width, ...kernel] = w.shape;
  if (depth !== channels) wrongValue(w.name, `${channels} input channels on axis 0, as ${name} has`, depth);
  if (channels % groups !== 0) wrongValue(w.name, `input channels that ${groups} groups share evenly`, channels);
  kernel.forEach((K, axis) => {
    if (K < 1) wrongValue(w.name, `at least one tap on axis ${axis} of space`, K);
  });
  const strides = perAxis(stride, "options.stride", spatial, 1);
  const dilations = perAxis(dilation, "options.dilation", spatial, 1);
  const left = readPads(padding, "options.padding", spatial, -Number.MAX_SAFE_INTEGER);
  const extra = outputPadding === undefined ? new Array<number>(spatial).fill(0) : perAxis(outputPadding, "options.outputPadding", spatial, 0);
  const wanted = outputSize === undefined ? null : perAxis(outputSize, "options.outputSize", spatial, 1);
  const outputs = space.map((N, axis) => transposedCount(name, axis, { N, K: kernel[axis], stride: strides[axis], dilation: dilations[axis], pads: left[axis] }, extra[axis], wanted?.[axis]));
  const O = width * groups;
  const biased = bias === undefined ? null : readRank(bias, "options.bias", 1, "[output channels]");
  if (biased && biased.shape[0] !== O) wrongValue("options.bias", `${O} numbers, one for each output channel`, biased.shape[0]);
  const precision = tensorPrecision(...inputs, w, ...(biased ? [biased] : []));
  // after the last sample's window nothing is left over, so that the convolution back has as many outputs as there are samples
  const pads = space.map((N, axis): Pads => [left[axis][0], (N - 1) * strides[axis] + extentOf(kernel[axis], dilations[axis]) - outputs[axis] - left[axis][0]]);
  const sizes = { batch, channels: O, outputs: channels, groups, input: outputs, kernel, stride: strides, dilation: dilations, pads, border: "constant", precision } as const;
  return { request: { sizes, space, weight: weightOf(w, groups), bias: biased, clamp: readActivation(options.activation) }, shape: [batch, O, ...outputs] };
}

/** The outputs along an axis, at least 1: so many more than the least as are asked for, or a size that can be. */
export function transposedCount(name: string, axis: number, sliding: Sliding, extra: number, size?: number): number {
  if (sliding.N < 1) wrongValue(name, `at least one sample on axis ${axis} of space`, sliding.N);
  const most = Math.max(sliding.stride, sliding.dilation) - 1;
  const least = transposedLength(sliding, 0);
  if (size !== undefined) {
    if (size < least || size > least + most) wrongValue("options.outputSize", `${least} to ${least + most} on axis ${axis}, as stride, padding and kernel give`, size);
    return size;
  }
  if (extra > most) wrongValue("options.outputPadding", `less than the stride or the dilation on axis ${axis}, at most ${most}`, extra);
  if (least + extra < 1) wrongValue("options.padding", `less on axis ${axis}, so that an output is left`, `${sliding.pads.join(" and ")}, which leaves ${least + extra}`);
  return least + extra;
}
