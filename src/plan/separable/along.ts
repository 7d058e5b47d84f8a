import { floatType, type Precision, zeros } from "../../array/dtype.js";
import type { Border } from "../../array/padded.js";
import { precisionOf, type Source } from "../../array/source.js";
import { apart, type Target } from "../../array/target.js";
import { rowMajor, sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { sweep, type SweepKernels } from "./sweep.js";
import type { LineKernel } from "./taps.js";

/** A kernel along an axis of an array. */
export interface AxisKernel extends LineKernel {
  readonly axis: number;
}

/**
 * Correlates an array of any rank with a kernel along each of some axes,
 *
 *     y[n] = Σ_k weights[k] · x[n − before + k]   along each axis in turn,
 *
 * the result of each going on beyond its ends as the border says. The last two axes are one sweep over the array, every other one a sweep of
 * its own; sums are in the precision of x, O(elements · taps). Memory in wasm is about two megabytes. Complex elements are two interleaved lanes.
 *
 * @param x - Of any strides.
 * @param kernels - No axis twice.
 * @param target - Of x's shape and, if complex, complex; it may lie in x's memory.
 */
export function correlateAlong(x: Source, kernels: readonly AxisKernel[], border: Border, target: Target): void {
  const { shape } = target;
  if (sizeOf(shape) === 0) return;
  const precision = precisionOf(x);
  let from = apart(x, target);
  const sweeps = sweepsOf(from, kernels, border, target);
  const room: Target[] = [];
  const mark = openArena();
  try {
    sweeps.forEach(({ shape: viewed, kernels: pair }, i) => {
      const last = i === sweeps.length - 1;
      // results between sweeps take turns in two arrays
      const to = last ? target : (room[i % 2] ??= fresh(shape, precision, x.complex));
      const inner = openArena();
      sweep(reshaped(from, viewed), pair, border, reshaped(to, viewed), precision, take);
      closeArena(inner);
      from = { ...from, data: to.data, shape, stride: to.stride, offset: to.offset, contiguous: to.contiguous };
    });
  } finally {
    closeArena(mark);
  }
}

interface Sweep {
  /** How the array is seen: rows along the last axis, columns along the one before it. Null for as it is, axes of 1 before it if it has fewer than two. */
  readonly shape: readonly number[] | null;
  readonly kernels: SweepKernels;
}

function sweepsOf(x: Source, kernels: readonly AxisKernel[], border: Border, target: Target): Sweep[] {
  const { shape } = x;
  const last = shape.length - 1;
  const single = (kernel: AxisKernel): Sweep => {
    if (kernel.axis === last) return { shape: null, kernels: { row: kernel, column: null } };
    if (kernel.axis === last - 1) return { shape: null, kernels: { row: null, column: kernel } };
    const viewed = [sizeOf(shape.slice(0, kernel.axis)), shape[kernel.axis], sizeOf(shape.slice(kernel.axis + 1))];
    return { shape: viewed, kernels: { row: null, column: kernel } };
  };
  const [row, column] = [last, last - 1].map((axis) => kernels.find((kernel) => kernel.axis === axis) ?? null);
  // a constant is the same around the result of each axis, which passes over rows and columns at once would not see
  const fused = row && column && !(border.kind === "constant" && (border.value !== 0 || border.imaginary)) ? [{ shape: null, kernels: { row, column } }] : [];
  const sweeps = [...fused, ...kernels.filter((kernel) => fused.length === 0 || kernel.axis < last - 1).map(single)];
  const plain: Sweep = { shape: null, kernels: { row: null, column: null } };
  // arrays whose elements are not one after another are laid out so where axes further out are taken as rows
  if (sweeps.length === 0 || (sweeps[0].shape && !x.contiguous)) sweeps.unshift(plain);
  if (sweeps[sweeps.length - 1].shape && !target.contiguous) sweeps.push(plain);
  return sweeps;
}

function reshaped<Array extends Source | Target>(array: Array, shape: readonly number[] | null): Array {
  if (shape) return { ...array, shape, stride: rowMajor(shape) };
  const missing = Math.max(0, 2 - array.shape.length);
  return { ...array, shape: [1, 1].slice(0, missing).concat(array.shape), stride: [0, 0].slice(0, missing).concat(array.stride) };
}

function fresh(shape: readonly number[], precision: Precision, complex: boolean): Target {
  const data = zeros(floatType(precision, complex), sizeOf(shape));
  return { data, shape, stride: rowMajor(shape), offset: 0, complex, contiguous: true, value: data };
}
