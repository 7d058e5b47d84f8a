import type { ResultOf } from "../array/result.js";
import { precisionOf, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { neededOptions, wrongValue } from "../check.js";
import { foldArrays, unfoldArrays } from "../plan/nn/columns.js";
import { sizeOf } from "../shape/strides.js";
import { type Sliding, slidingOf, windowCount } from "../shape/windows.js";
import type { In, Out } from "../types.js";
import type { Padding } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";
import { readRank, readTensor, sameTensor, spatialOf, tensorPrecision } from "./tensor.js";
import { atLeastOne, readWindows } from "./windows.js";

/** @inline */
export interface UnfoldOptions {
  /** How many taps: a number for every axis of space, or one for each. */
  kernelSize: PerAxis;
  /** How many samples from one tap to the next: 1. */
  dilation?: PerAxis;
  /** Zeros around: 0. */
  padding?: Padding;
  /** How many samples from one window to the next: 1. */
  stride?: PerAxis;
  /** Takes the result. */
  out?: Out;
}

/** @inline */
export interface FoldOptions extends UnfoldOptions {
  /** The size of the space: one number for each of its axes, or one for both of two. */
  outputSize: PerAxis;
}

/**
 * The samples of each window as a column, in the order of a convolution's weight:
 *
 *     y[b, c·taps + k, n] = x[b, c, n·stride − padding + k·dilation],   0 in the padding
 *
 * for each tap k and window n, both counted row by row. A convolution is then a product of matrices. Nothing is rounded; NaN and infinity are copied.
 *
 * @param x - [N, C, …] with one to three axes of space.
 * @returns An NdArray [N, C·taps, windows]: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if x has another rank, an option is below 1 (padding below 0), or no window fits.
 *
 * @example
 * ```ts
 * nn.unfold([[[1, 2, 3, 4]]], { kernelSize: 2 }).toNested(); // [[[1, 2, 3], [2, 3, 4]]]
 * ```
 * @see torch.nn.functional.unfold
 */
export function unfold<A extends In, O extends Out>(x: A, options: UnfoldOptions & { out: O }): O;
export function unfold<X extends In>(x: X, options: UnfoldOptions): ResultOf<X>;
export function unfold(input: In, options: UnfoldOptions): unknown {
  const { axes, x, columns } = readUnfold(input, options);
  const precision = precisionOf(x);
  const target = targetOf(options.out, columns, precision, false);
  if (sizeOf(target.shape) > 0) unfoldArrays(axes, apart(x, target), target, precision);
  return target.value;
}

/**
 * The gradient of {@link unfold}, which is {@link fold}: each sample takes the sum over the windows that it lies in.
 *
 * @param gradOutput - Of the shape of the result.
 * @param x - What was unfolded, of which the shape and type count.
 * @param options - Those of the call.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link unfold}, and RangeError if gradOutput has another shape than the result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.unfoldBackward([[[1, 1, 1], [1, 1, 1]]], [[[0, 0, 0, 0]]], { kernelSize: 2 }).toNested(); // [[[1, 2, 2, 1]]]
 * ```
 */
export function unfoldBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: UnfoldOptions & { out: O }): O;
export function unfoldBackward<G extends In, X extends In>(gradOutput: G, x: X, options: UnfoldOptions): ResultOf<G | X>;
export function unfoldBackward(gradOutput: In, input: In, options: UnfoldOptions): unknown {
  const { axes, x, columns } = readUnfold(input, options);
  const g = readRank(gradOutput, "gradOutput", 3, "[batch, channels · taps, windows]");
  sameTensor(g, columns, "nchw");
  const precision = tensorPrecision(x, g);
  const target = targetOf(options.out, x.shape, precision, false);
  foldArrays(axes, apart(g, target), target, precision);
  return target.value;
}

/**
 * Adds columns of windows up where they overlap, as {@link unfold} lays them out:
 *
 *     y[b, c, p] = Σ_{k, n: n·stride − padding + k·dilation is p} x[b, c·taps + k, n]
 *
 * What would lie in the padding is left out. Sums are in order of the taps, rounded to the type at each step.
 *
 * @param x - [N, C·taps, windows].
 * @returns An NdArray [N, C, …outputSize]: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if x has not three axes, or not as many channels or windows as the options say.
 *
 * @example
 * ```ts
 * nn.fold([[[1, 2, 3], [10, 20, 30]]], { outputSize: [4], kernelSize: 2 }).toNested(); // [[[1, 12, 23, 30]]]
 * ```
 * @see torch.nn.functional.fold, onnx Col2Im
 */
export function fold<A extends In, O extends Out>(x: A, options: FoldOptions & { out: O }): O;
export function fold<X extends In>(x: X, options: FoldOptions): ResultOf<X>;
export function fold(input: In, options: FoldOptions): unknown {
  const { axes, x, shape } = readFold(input, options);
  const precision = precisionOf(x);
  const target = targetOf(options.out, shape, precision, false);
  if (sizeOf(target.shape) > 0) foldArrays(axes, apart(x, target), target, precision);
  return target.value;
}

/**
 * The gradient of {@link fold}, which is {@link unfold}.
 *
 * @param gradOutput - Of the shape of the result.
 * @param x - What was folded, of which the shape and type count.
 * @param options - Those of the call.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link fold}, and RangeError if gradOutput has another shape than the result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.foldBackward([[[1, 2, 3, 4]]], [[[0, 0, 0], [0, 0, 0]]], { outputSize: [4], kernelSize: 2 }).toNested(); // [[[1, 2, 3], [2, 3, 4]]]
 * ```
 */
export function foldBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: FoldOptions & { out: O }): O;
export function foldBackward<G extends In, X extends In>(gradOutput: G, x: X, options: FoldOptions): ResultOf<G | X>;
export function foldBackward(gradOutput: In, input: In, options: FoldOptions): unknown {
  const { axes, x, shape } = readFold(input, options);
  const g = readTensor(gradOutput, "gradOutput", axes.length, "nchw");
  sameTensor(g, shape, "nchw");
  const precision = tensorPrecision(x, g);
  const target = targetOf(options.out, x.shape, precision, false);
  if (sizeOf(target.shape) > 0) unfoldArrays(axes, apart(g, target), target, precision);
  return target.value;
}

function readUnfold(input: unknown, options: UnfoldOptions): { axes: Sliding[]; x: Source; columns: number[] } {
  const given = neededOptions(options, "kernelSize");
  const x = readTensor(input, "x", spatialOf(input, "x"), "nchw");
  const axes = readAxes(x.shape.slice(2), given);
  return { axes, x, columns: [x.shape[0], x.shape[1] * sizeOf(axes.map(({ K }) => K)), sizeOf(axes.map(windowCount))] };
}

function readFold(input: unknown, options: FoldOptions): { axes: Sliding[]; x: Source; shape: number[] } {
  const given = neededOptions(options, "outputSize and kernelSize");
  const x = readRank(input, "x", 3, "[batch, channels · taps, windows]");
  const spatial = Array.isArray(given.outputSize) ? given.outputSize.length : 2;
  const space = perAxis(given.outputSize, "options.outputSize", spatial, 1);
  if (spatial < 1 || spatial > 3) wrongValue("options.outputSize", "one to three axes of space", spatial);
  const axes = readAxes(space, given);
  const [taps, windows] = [sizeOf(axes.map(({ K }) => K)), sizeOf(axes.map(windowCount))];
  if (x.shape[1] % taps !== 0) wrongValue("x", `a multiple of ${taps} taps on axis 1`, x.shape[1]);
  if (x.shape[2] !== windows) wrongValue("x", `${windows} windows on axis 2`, x.shape[2]);
  return { axes, x, shape: [x.shape[0], x.shape[1] / taps, ...space] };
}

function readAxes(space: readonly number[], { kernelSize, ...given }: Partial<UnfoldOptions>): Sliding[] {
  const axes = slidingOf(space, readWindows(space.length, kernelSize, given, "options.kernelSize"));
  axes.forEach((sliding, axis) => atLeastOne(windowCount(sliding), "options.kernelSize", sliding, axis, "windows"));
  return axes;
}
