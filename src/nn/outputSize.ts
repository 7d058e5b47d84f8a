import { integer, optionsOf, wrongKind, wrongValue } from "../check.js";
import { extentOf, type Pads, windowCount } from "../shape/windows.js";
import { type Padding, readPadding } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";

/** @inline */
export interface ConvOutputSizeOptions<I extends PerAxis = PerAxis> {
  /** How many samples: a number for one axis of space, or one for each axis. */
  input: I;
  /** How many taps. */
  kernel: PerAxis;
  /** How many samples from one window to the next: 1. */
  stride?: PerAxis;
  /** What is added around: 0. */
  padding?: Padding;
  /** How many samples from one tap to the next: 1. */
  dilation?: PerAxis;
}

/**
 * How many outputs a convolution has along each axis:
 *
 *     ⌊(input + before + after − (kernel − 1)·dilation − 1) / stride⌋ + 1
 *
 * @returns A number if input is one, else a list.
 * @throws TypeError for a wrong kind; RangeError if a number is below 1, or padding below 0, lists have different lengths, "same" comes with a
 *   stride above 1, or the kernel does not fit into the padded input.
 *
 * @example
 * ```ts
 * nn.convOutputSize({ input: 224, kernel: 7, stride: 2, padding: 3 }); // 112
 * nn.convOutputSize({ input: [56, 40], kernel: [3, 5], padding: "valid" }); // [54, 36]
 * ```
 * @see torch.nn.Conv2d, whose formula it is.
 */
export function convOutputSize<I extends PerAxis>(options: ConvOutputSizeOptions<I>): I extends number ? number : number[];
export function convOutputSize(options: ConvOutputSizeOptions): number | number[] {
  if (options === undefined) wrongKind("options", "an object with input and kernel", options);
  const { input, kernel, stride = 1, padding = 0, dilation = 1 } = optionsOf(options);
  const single = typeof input === "number";
  const sizes = single ? [integer(input, "options.input", 0)] : perAxis(input, "options.input", Array.isArray(input) ? input.length : 0, 0);
  const axes = sizes.length;
  const windows = {
    kernel: perAxis(kernel, "options.kernel", axes, 1),
    stride: perAxis(stride, "options.stride", axes, 1),
    dilation: perAxis(dilation, "options.dilation", axes, 1),
  };
  const pads = readPadding(padding, "options.padding", windows);
  const counts = windowCounts("options.kernel", sizes, windows, pads);
  return single ? counts[0] : counts;
}

/** The outputs along each axis of windows that slide, each at least 1. */
export function windowCounts(
  name: string, sizes: readonly number[], windows: { kernel: readonly number[]; stride: readonly number[]; dilation: readonly number[] }, pads: readonly Pads[],
): number[] {
  const { kernel, stride, dilation } = windows;
  return sizes.map((N, axis) => {
    const count = windowCount({ N, K: kernel[axis], stride: stride[axis], dilation: dilation[axis], pads: pads[axis] });
    if (count >= 1) return count;
    const padded = N + pads[axis][0] + pads[axis][1];
    wrongValue(name, `a window of at most ${padded} samples on axis ${axis}, as the padded input has`, `${extentOf(kernel[axis], dilation[axis])}, which leaves ${Math.min(count, 0)} outputs`);
  });
}
