import { neededOptions, wrongKind, wrongValue } from "../check.js";
import { extentOf, slidingOf } from "../shape/windows.js";
import type { Padding } from "./padding.js";
import type { PerAxis } from "./perAxis.js";
import { readWindows } from "./windows.js";

/** A layer whose outputs see windows of its inputs: a convolution or a pool. */
export interface FieldLayer {
  /** How many taps: a number for every axis, or one for each. */
  kernel: PerAxis;
  /** How many samples from one window to the next: 1. */
  stride?: PerAxis;
  /** How many samples from one tap to the next: 1. */
  dilation?: PerAxis;
  /** What is added around: 0. */
  padding?: Padding;
}

/** What one output of a stack of layers sees of the input. */
export interface ReceptiveField<I extends PerAxis = PerAxis> {
  /** How many samples, from the first to the last that it depends on. */
  size: I;
  /** How many samples its neighbour's field is further on. */
  stride: I;
  /** The first sample that the first output sees; below 0 where that is padding. */
  start: I;
}

/**
 * What one output of a stack of layers sees of the input, layer by layer from size 1, stride 1, start 0:
 *
 *     size  ← size + (kernel − 1)·dilation · stride
 *     start ← start − padding · stride
 *     stride ← stride · layer's stride
 *
 * Output n of the last layer depends on samples start + n·stride … start + n·stride + size − 1, and on no other.
 *
 * @param layers - Convolutions and pools, the one next to the input first. Where one has a list for each axis of space, the result has lists.
 * @throws TypeError for a wrong kind; RangeError if a number is below 1, padding below 0, or lists have different lengths.
 *
 * @example Three 3×3 layers see as much as one of 7×7:
 * ```ts
 * nn.receptiveField([{ kernel: 3, padding: 1 }, { kernel: 3, padding: 1 }, { kernel: 3, padding: 1 }]);
 * // { size: 7, stride: 1, start: -3 }
 * nn.receptiveField([{ kernel: 7, stride: 2, padding: 3 }, { kernel: 3, stride: 2, padding: 1 }]); // { size: 11, stride: 4, start: -5 }
 * ```
 * @see A. Araujo, W. Norris, J. Sim: Computing receptive fields of convolutional neural networks. Distill, 2019.
 */
export function receptiveField(layers: readonly FieldLayer[]): ReceptiveField<number> | ReceptiveField<number[]> {
  if (!Array.isArray(layers)) wrongKind("layers", "a list of layers", layers);
  const read = layers.map((layer: FieldLayer, i) => {
    const name = `layers[${i}]`;
    return { name, ...neededOptions(layer, "kernel", name) };
  });
  const lists = read.flatMap(({ kernel, stride, dilation, padding }) => [kernel, stride, dilation, padding]).filter(Array.isArray);
  const axes = lists[0]?.length ?? 1;
  if (axes === 0) wrongValue("layers", "at least one axis of space", "an empty list");
  const size = new Array<number>(axes).fill(1);
  const jump = new Array<number>(axes).fill(1);
  const start = new Array<number>(axes).fill(0);
  for (const { name, kernel, ...given } of read) {
    slidingOf(size, readWindows(axes, kernel, given, `${name}.kernel`, name)).forEach(({ K, stride, dilation, pads: [before] }, axis) => {
      size[axis] += (extentOf(K, dilation) - 1) * jump[axis];
      start[axis] -= before * jump[axis];
      jump[axis] *= stride;
    });
  }
  if (lists.length === 0) return { size: size[0], stride: jump[0], start: start[0] };
  return { size, stride: jump, start };
}
