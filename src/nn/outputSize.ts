import { integer, neededOptions } from "../check.js";
import type { Padding } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";
import { readWindows, windowCounts } from "./windows.js";

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
  const { input, kernel, ...given } = neededOptions(options, "input and kernel");
  const single = typeof input === "number";
  const sizes = single ? [integer(input, "options.input", 0)] : perAxis(input, "options.input", Array.isArray(input) ? input.length : 0, 0);
  const counts = windowCounts("options.kernel", sizes, readWindows(sizes.length, kernel, given, "options.kernel"));
  return single ? counts[0] : counts;
}
