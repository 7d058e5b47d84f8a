import type { Source } from "../array/source.js";
import { boolean, wrongKind, wrongValue } from "../check.js";
import { type PoolAxis, slidingAxis } from "../plan/nn/pool/axis.js";
import { extentOf, type Pads, poolCount, type Sliding } from "../shape/windows.js";
import { type Padding, readPadding } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";

/** @inline */
export interface PoolWindowOptions {
  /** How many taps: a number for every axis of space, or one for each. */
  kernelSize: PerAxis;
  /** How many samples from one window to the next: kernelSize. */
  stride?: PerAxis;
  /** What is added around, as of convolutions; at most half a window if in numbers. 0. */
  padding?: Padding;
  /** How many samples from one tap to the next: 1. */
  dilation?: PerAxis;
  /** true takes one window more where samples remain that none would meet, unless it would begin in the padding: false. */
  ceilMode?: boolean;
}

/** The axes of space of a pool over x, an array [N, C, …]. */
export function readPoolAxes(x: Pick<Source, "name" | "shape">, options: Partial<PoolWindowOptions>): PoolAxis[] {
  const { kernelSize, stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  const space = x.shape.slice(2);
  const windows = {
    kernel: perAxis(kernelSize, "options.kernelSize", space.length, 1),
    stride: perAxis(stride, "options.stride", space.length, 1),
    dilation: perAxis(dilation, "options.dilation", space.length, 1),
  };
  const pads = readPadding(padding, "options.padding", windows);
  const rounding = boolean(ceilMode, "options.ceilMode") ? "ceil" : "floor";
  return space.map((N, axis) => {
    const sliding: Sliding = { N, K: windows.kernel[axis], stride: windows.stride[axis], dilation: windows.dilation[axis], pads: pads[axis] };
    refuseEmpty(x, axis);
    if (typeof padding !== "string") refuseWide(sliding, axis);
    const count = poolCount(sliding, rounding);
    const padded = N + sliding.pads[0] + sliding.pads[1];
    if (count < 1) wrongValue("options.kernelSize", `a window of at most ${padded} samples on axis ${axis}, as the padded input has`, `${extentOf(sliding.K, sliding.dilation)}, which leaves ${Math.min(count, 0)} outputs`);
    return slidingAxis(sliding, rounding);
  });
}

/** Options that hold what a call cannot do without. */
export function needed<O extends object>(options: O): O {
  return options === undefined ? wrongKind("options", "an object with kernelSize", options) : options;
}

/** Refuses an axis of space without a sample. */
export function refuseEmpty({ name, shape }: Pick<Source, "name" | "shape">, axis: number): void {
  if (shape[axis + 2] === 0) wrongValue(name, `at least one sample on axis ${axis} of space`, `shape [${shape.join(", ")}]`);
}

/** Padding beyond half a window would leave windows that see nothing else. */
function refuseWide({ K, dilation, pads }: Sliding, axis: number): void {
  const half = extentOf(K, dilation) >> 1;
  const widest = Math.max(...(pads as Pads));
  if (widest > half) wrongValue("options.padding", `at most ${half} on axis ${axis}, half of the window`, widest);
}
