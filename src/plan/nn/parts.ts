import { greatestCommonDivisor } from "../../shape/polyphase.js";
import { extentOf } from "../../shape/windows.js";
import { type ConvolutionSizes, outputSpace } from "./sizes.js";

/** The windows of some of the outputs along one axis, and their taps: a plain sum over windows on a part of the grid. */
export interface PartAxis {
  /** The input's index under the first tap of the first window. */
  readonly origin: number;
  readonly taps: number;
  /** Input samples from tap to tap, and from window to window. */
  readonly dilation: number;
  readonly stride: number;
  /** How many windows, and the outputs they are: every `step`th from `first` on. */
  readonly count: number;
  readonly first: number;
  readonly step: number;
  /** The weight's tap that is the window's first, and how far on the next one is. */
  readonly tap: number;
  readonly tapStep: number;
}

/** Outputs that the same taps make, by axis. */
export type Part = readonly PartAxis[];

/** All outputs of a convolution: one part. */
export function convolutionParts(sizes: ConvolutionSizes): Part[] {
  const { kernel, stride, dilation, pads } = sizes;
  const space = outputSpace(sizes);
  return [
    kernel.map((taps, axis) => ({
      origin: -pads[axis][0], taps, dilation: dilation[axis], stride: stride[axis], count: space[axis], first: 0, step: 1, tap: 0, tapStep: 1,
    })),
  ];
}

/**
 * The outputs of a transposed convolution, which is what gives a convolution's input its gradient:
 *
 *     y[i] = Σ_n Σ_k w[k] · x[n]   over all n, k with n·stride + k·dilation − before = i
 *
 * Every stride-th output is made by the same taps, each stride / gcd(stride, dilation)-th of them, by windows that slide sample by sample:
 * no zeros are multiplied, and nothing is added to an output twice. The taps run backwards.
 *
 * @param sizes - Of the convolution whose transpose this is: its outputs are read, its `input` is made.
 */
export function transposedParts({ input, kernel, stride, dilation, pads }: ConvolutionSizes): Part[] {
  const axes = input.map((N, axis) => phasesOfAxis(N, kernel[axis], stride[axis], dilation[axis], pads[axis][0]));
  return axes.reduce<Part[]>((parts, phases) => parts.flatMap((part) => phases.map((phase) => [...part, phase])), [[]]);
}

function phasesOfAxis(N: number, K: number, stride: number, dilation: number, before: number): PartAxis[] {
  const common = greatestCommonDivisor(stride, dilation);
  const every = stride / common;
  return Array.from({ length: Math.min(stride, N) }, (_, first) => {
    const count = Math.ceil((N - first) / stride);
    let tap = 0;
    while (tap < Math.min(every, K) && (first + before - tap * dilation) % stride !== 0) tap++;
    const taps = tap < Math.min(every, K) ? Math.ceil((K - tap) / every) : 0;
    const last = tap + (taps - 1) * every;
    return { origin: taps > 0 ? (first + before - last * dilation) / stride : 0, taps, dilation: dilation / common, stride: 1, count, first, step: stride, tap: taps > 0 ? last : 0, tapStep: -every };
  });
}

/** The first index of the input that windows of parts meet along an axis, and how many they span, for their first `turns` windows. */
export function reachOfParts(parts: readonly Part[], axis: number, turns: number): { start: number; extent: number } {
  let start = Infinity;
  let end = -Infinity;
  for (const part of parts) {
    const { origin, taps, dilation, stride, count } = part[axis];
    if (part.some((other) => other.taps === 0)) continue;
    start = Math.min(start, origin);
    end = Math.max(end, origin + (Math.min(count, turns) - 1) * stride + extentOf(taps, dilation));
  }
  return start === Infinity ? { start: 0, extent: 1 } : { start, extent: end - start };
}
