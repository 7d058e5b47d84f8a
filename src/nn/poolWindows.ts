import type { Source } from "../array/source.js";
import { boolean, wrongValue } from "../check.js";
import { type PoolAxis, slidingAxis } from "../plan/nn/pool/axis.js";
import { extentOf, poolCount, type Sliding, slidingOf } from "../shape/windows.js";
import type { Padding } from "./padding.js";
import type { PerAxis } from "./perAxis.js";
import { atLeastOne, readWindows } from "./windows.js";

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
  const { kernelSize, stride = kernelSize, padding, dilation, ceilMode = false } = options;
  const space = x.shape.slice(2);
  const windows = readWindows(space.length, kernelSize, { stride, padding, dilation }, "options.kernelSize");
  const rounding = boolean(ceilMode, "options.ceilMode") ? "ceil" : "floor";
  return slidingOf(space, windows).map((sliding, axis) => {
    refuseEmpty(x, axis);
    if (typeof padding !== "string") refuseWide(sliding, axis);
    atLeastOne(poolCount(sliding, rounding), "options.kernelSize", sliding, axis, "outputs");
    return slidingAxis(sliding, rounding);
  });
}

/** Refuses an axis of space without a sample. */
export function refuseEmpty({ name, shape }: Pick<Source, "name" | "shape">, axis: number): void {
  if (shape[axis + 2] === 0) wrongValue(name, `at least one sample on axis ${axis} of space`, `shape [${shape.join(", ")}]`);
}

/** Padding beyond half a window would leave windows that see nothing else. */
function refuseWide({ K, dilation, pads }: Sliding, axis: number): void {
  const half = extentOf(K, dilation) >> 1;
  const widest = Math.max(...pads);
  if (widest > half) wrongValue("options.padding", `at most ${half} on axis ${axis}, half of the window`, widest);
}
