/** Samples from a window's first tap to its last: (K − 1)·dilation + 1. */
export function extentOf(K: number, dilation: number): number {
  return (K - 1) * dilation + 1;
}

/** Zeros, or what else lies outside, before and after an axis. */
export type Pads = readonly [before: number, after: number];

/** Words for the zeros around an axis. */
export type PaddingWord = "same" | "same-lower" | "valid" | "full";

export const paddingWords: readonly PaddingWord[] = ["same", "same-lower", "valid", "full"];

/**
 * What a word means for a window of an extent.
 *
 * | word       | before        | after         |
 * | :--------- | :------------ | :------------ |
 * | same       | ⌊(E − 1)/2⌋   | ⌈(E − 1)/2⌉   |
 * | same-lower | ⌈(E − 1)/2⌉   | ⌊(E − 1)/2⌋   |
 * | valid      | 0             | 0             |
 * | full       | E − 1         | E − 1         |
 */
export function padsOf(word: PaddingWord, extent: number): Pads {
  const total = extent - 1;
  const half = total >> 1;
  switch (word) {
    case "same":
      return [half, total - half];
    case "same-lower":
      return [total - half, half];
    case "valid":
      return [0, 0];
    case "full":
      return [total, total];
  }
}

/** One axis of windows that slide over N samples. */
export interface Sliding {
  readonly N: number;
  /** Taps of a window. */
  readonly K: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pads: Pads;
}

/** How windows slide along several axes. */
export interface Windows {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly pads: readonly Pads[];
}

/** Each axis of windows that slide over samples. */
export function slidingOf(input: readonly number[], { kernel, stride, dilation, pads }: Windows): Sliding[] {
  return input.map((N, axis) => ({ N, K: kernel[axis], stride: stride[axis], dilation: dilation[axis], pads: pads[axis] }));
}

/** How many windows fit: ⌊(N + before + after − extent) / stride⌋ + 1; below 1 if none does. */
export function windowCount({ N, K, stride, dilation, pads }: Sliding): number {
  return Math.floor((N + pads[0] + pads[1] - extentOf(K, dilation)) / stride) + 1;
}

/**
 * How many windows a pool has. "ceil" takes one more where samples remain, unless it would begin in the padding at the end,
 * as PyTorch does.
 */
export function poolCount(axis: Sliding, rounding: "floor" | "ceil"): number {
  if (rounding === "floor") return windowCount(axis);
  const { N, K, stride, dilation, pads } = axis;
  const count = Math.ceil((N + pads[0] + pads[1] - extentOf(K, dilation)) / stride) + 1;
  return (count - 1) * stride >= N + pads[0] ? count - 1 : count;
}

/** How many samples a transposed convolution makes of N: (N − 1)·stride + extent − before − after + outputPadding. */
export function transposedLength({ N, K, stride, dilation, pads }: Sliding, outputPadding: number): number {
  return (N - 1) * stride + extentOf(K, dilation) - pads[0] - pads[1] + outputPadding;
}

/** A window's taps that meet samples: `count` of them from index `first`, a dilation apart. */
export interface Reach {
  readonly first: number;
  readonly count: number;
}

/** The taps of the window at n that meet one of the N samples. */
export function reachOf({ N, K, stride, dilation, pads }: Sliding, n: number): Reach {
  const start = n * stride - pads[0];
  const skipped = start < 0 ? Math.ceil(-start / dilation) : 0;
  const end = Math.min(K, Math.ceil((N - start) / dilation));
  return { first: start + skipped * dilation, count: Math.max(0, end - skipped) };
}

/** The nth of O windows that share N samples out as evenly as may be, as adaptive pools do: ⌊n·N/O⌋ to ⌈(n + 1)·N/O⌉. */
export function sharedReach(N: number, O: number, n: number): Reach {
  const first = Math.floor((n * N) / O);
  return { first, count: Math.ceil(((n + 1) * N) / O) - first };
}
