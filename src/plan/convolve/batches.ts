import { floatType } from "../../array/dtype.js";
import { type Source, precisionOf } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { wrongValue } from "../../check.js";
import { modeSpan, type Span } from "../../shape/modes.js";
import { eachIndex, sizeOf } from "../../shape/strides.js";
import type { Mode } from "../../types.js";
import { convolveArrays, convolveOnce } from "./convolution.js";
import { sizesOf } from "./request.js";

/** Convolves by transforms over some axes; on the others slice by slice, a size of 1 going with any. */
export function convolveAlong(in1: Source, in2: Source, axes: readonly number[], mode: Mode, out: unknown): Result {
  const precision = precisionOf(in1, in2);
  const dtype = floatType(precision, in1.complex || in2.complex);
  const plain = in1.plain && in2.plain;
  if (sizeOf(in1.shape) === 0 || sizeOf(in2.shape) === 0) return targetOf(out, [0], dtype, plain).value;
  // Convolving with a single sample is the same as broadcasting it.
  const convolved = axes.filter((axis) => in1.shape[axis] !== 1 && in2.shape[axis] !== 1);
  const [x, h] = inOrder(in1, in2, mode, convolved);
  const spans = x.shape.map((N, axis) => (convolved.includes(axis) ? modeSpan(mode, N, h.shape[axis]) : sliceSpan(N, h, axis, x, mode)));
  const batch = spans.map((_, axis) => axis).filter((axis) => !convolved.includes(axis) && x.shape[axis] !== 1 && h.shape[axis] !== 1);
  if (batch.length === 0) return convolveArrays({ x, h, spans, method: "fft" }, out);

  const target = targetOf(out, spans.map(({ length }) => length), dtype, plain);
  const [signal, kernel] = [apart(x, target), apart(h, target)];
  const rest = spans.map((_, axis) => axis).filter((axis) => !batch.includes(axis));
  eachIndex(batch.map((axis) => x.shape[axis]), (index) => {
    const [a, b, c] = [signal, kernel, target].map((array) => sliceOf(array, batch, rest, index)) as [Source, Source, typeof target];
    const sizes = sizesOf(a, b, rest.map((axis) => spans[axis]), precision);
    convolveOnce(a, b, sizes, c, "fft", undefined);
  });
  return target.value;
}

/**
 * The two sides of a convolution of equal ranks; in "valid" the larger one first.
 * @throws RangeError if in "valid" neither is at least as large on every axis.
 */
export function inOrder(in1: Source, in2: Source, mode: Mode, axes: readonly number[]): [Source, Source] {
  if (mode !== "valid") return [in1, in2];
  const smaller = axes.find((axis) => in1.shape[axis] < in2.shape[axis]);
  if (smaller === undefined) return [in1, in2];
  const larger = axes.find((axis) => in1.shape[axis] > in2.shape[axis]);
  if (larger === undefined) return [in2, in1];
  const against = (axis: number): string => `${in1.shape[axis]} against ${in2.shape[axis]} on axis ${axis}`;
  wrongValue("in2", 'one input at least as large as the other on every axis, for mode "valid"', `in1 of ${against(smaller)} and ${against(larger)}`);
}

/** Which outputs an axis that is not convolved gives. */
function sliceSpan(N: number, h: Source, axis: number, x: Source, mode: Mode): Span {
  const K = h.shape[axis];
  if (N !== K && N !== 1 && K !== 1) {
    wrongValue("in2", "equal sizes, or 1, off the convolved axes", `shapes [${x.shape.join(", ")}] and [${h.shape.join(", ")}] on axis ${axis}`);
  }
  const length = Math.max(N, K);
  return mode === "same" ? { start: (length - N) >> 1, length: N } : { start: 0, length };
}

/** The slice of an array at an index on the batch axes. */
function sliceOf<A extends Pick<Source, "shape" | "stride" | "offset" | "contiguous">>(array: A, batch: readonly number[], rest: readonly number[], index: readonly number[]): A {
  const offset = batch.reduce((at, axis, i) => at + index[i] * array.stride[axis], array.offset);
  return { ...array, shape: rest.map((axis) => array.shape[axis]), stride: rest.map((axis) => array.stride[axis]), offset, contiguous: false };
}
