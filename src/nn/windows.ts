import { wrongValue } from "../check.js";
import { extentOf, type Sliding, slidingOf, windowCount, type Windows } from "../shape/windows.js";
import { type Padding, readPadding } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";

/** How windows slide, as options say it. */
interface WindowOptions {
  readonly stride?: PerAxis;
  readonly padding?: Padding;
  readonly dilation?: PerAxis;
}

/**
 * Reads windows for so many axes of space.
 * @param kernel - The option that says how many taps, or taps that are read.
 * @param kernelName - The option's name.
 * @param name - That of the options.
 */
export function readWindows(axes: number, kernel: unknown, { stride = 1, padding = 0, dilation = 1 }: WindowOptions, kernelName: string, name = "options"): Windows {
  const windows = {
    kernel: perAxis(kernel, kernelName, axes, 1),
    stride: perAxis(stride, `${name}.stride`, axes, 1),
    dilation: perAxis(dilation, `${name}.dilation`, axes, 1),
  };
  return { ...windows, pads: readPadding(padding, `${name}.padding`, windows) };
}

/**
 * How many windows fit along each axis.
 * @throws RangeError, of `name`, if none does.
 */
export function windowCounts(name: string, input: readonly number[], windows: Windows): number[] {
  return slidingOf(input, windows).map((sliding, axis) => atLeastOne(windowCount(sliding), name, sliding, axis, "outputs"));
}

/** The count of windows along an axis; refuses a kernel that leaves none. */
export function atLeastOne(count: number, name: string, { N, K, dilation, pads }: Sliding, axis: number, what: "outputs" | "windows"): number {
  if (count >= 1) return count;
  wrongValue(name, `a window of at most ${N + pads[0] + pads[1]} samples on axis ${axis}, as the padded input has`, `${extentOf(K, dilation)}, which leaves ${Math.min(count, 0)} ${what}`);
}
