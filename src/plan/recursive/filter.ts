import { axisLast } from "../../array/axes.js";
import { floatType, type Precision } from "../../array/dtype.js";
import { partOf, precisionOf, read, type Source } from "../../array/source.js";
import { apart, partOfTarget, type Result, type Target, targetOf } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { dot, eachIndex, sizeOf } from "../../shape/strides.js";
import { convolveArrays } from "../convolve/convolution.js";
import { coefficientsOf } from "./coefficients.js";
import { runRecursion } from "./recursion.js";

/** A filter as a request: Σ_i a[i] · y[n−i] = Σ_i b[i] · x[n−i] along an axis. */
export interface Filtering {
  /** Of one axis each, not empty; a[0] is not 0. */
  readonly b: Source;
  readonly a: Source;
  readonly x: Source;
  readonly axis: number;
  /** The states that the lines begin with: the filter's order along the axis, else x's extents or 1; null for rest. */
  readonly zi: Source | null;
}

/** Filters into the caller's `out` or a fresh array, and gives the states at the end if some were given. */
export function filterArrays(filtering: Filtering, out: unknown): { y: Result; zf: Result | null } {
  const { b, a, x, zi } = filtering;
  const inputs = zi ? [b, a, x, zi] : [b, a, x];
  const precision = precisionOf(...inputs);
  const dtype = floatType(precision, inputs.some(({ complex }) => complex));
  const plain = inputs.every((input) => input.plain);
  const isFir = a.shape[0] === 1;
  if (isFir && !zi) return { y: convolveAlong(filtering, x.shape[filtering.axis], dtype, plain, out), zf: null };

  const y = targetOf(out, x.shape, dtype, plain);
  const after = zi && targetOf(undefined, stateShape(filtering), dtype, plain);
  const before = zi && spread(apart(zi, y), stateShape(filtering));
  const safe = { ...filtering, x: apart(x, y), a: apart(a, y), b: apart(b, y) };
  if (isFir) filterFir(safe, before!, y, after!, precision);
  else if (sizeOf(x.shape) > 0 || sizeOf(stateShape(filtering)) > 0) {
    runRecursion(coefficientsOf(safe.b, safe.a), { x: safe.x, y, before, after }, filtering.axis, precision);
  }
  return { y: y.value, zf: after && after.value };
}

/** The shape of the states: x's, but of the filter's order along the axis. */
export function stateShape({ b, a, x, axis }: Filtering): number[] {
  return x.shape.map((extent, i) => (i === axis ? Math.max(b.shape[0], a.shape[0]) - 1 : extent));
}

/** `length` outputs of x ∗ b / a[0] along the axis. */
function convolveAlong({ b, a, x, axis }: Filtering, length: number, dtype: ReturnType<typeof floatType>, plain: boolean, out: unknown): Result {
  const h = { ...kernelOf(b, a, x.shape.length, axis), dtype, plain };
  const spans = x.shape.map((extent, i) => ({ start: 0, length: i === axis ? length : extent }));
  return convolveArrays({ x, h, spans, method: "auto" }, out);
}

/** b / a[0] as a kernel of as many axes as x. */
function kernelOf(b: Source, a: Source, rank: number, axis: number): Source {
  const { b: data, complex } = coefficientsOf(b, a);
  const shape = Array.from({ length: rank }, (_, i) => (i === axis ? b.shape[0] : 1));
  return { ...b, data, shape, stride: shape.map(() => 1), offset: 0, complex, contiguous: true };
}

/** The whole convolution of each line, with the state before it added to its beginning; what is left over is the state after it. */
function filterFir(filtering: Filtering, before: Source, y: Target, after: Target, precision: Precision): void {
  const { b, axis, x } = filtering;
  const N = x.shape[axis];
  const order = b.shape[0] - 1;
  const dtype = floatType(precision, y.complex);
  const whole = read(convolveAlong(filtering, N + order, dtype, false, undefined), "y");
  for (const part of y.complex ? (["re", "im"] as const) : [null]) {
    const [source, state] = [whole, before].map((given) => axisLast(part && given.complex ? partOf(given, part) : given, axis));
    const [first, rest] = [y, after].map((target) => axisLast(part ? partOfTarget(target, part) : target, axis));
    const stateHas = part !== "im" || before.complex;
    const last = source.shape.length - 1;
    const line = precision === "float32" ? new Float32Array(N + order) : new Float64Array(N + order);
    eachIndex(source.shape.slice(0, last), (index) => {
      const from = source.offset + dot(index, source.stride);
      for (let n = 0; n < N + order; n++) line[n] = source.data[from + n * source.stride[last]];
      const at = state.offset + dot(index, state.stride);
      if (stateHas) for (let n = 0; n < order; n++) line[n] += state.data[at + n * state.stride[last]];
      put(line, 0, N, first.data, first.offset + dot(index, first.stride), first.stride[last]);
      put(line, N, order, rest.data, rest.offset + dot(index, rest.stride), rest.stride[last]);
    });
  }
}

/** An array of extents 1 repeated to the shape. */
function spread(source: Source, shape: readonly number[]): Source {
  return { ...source, shape, stride: source.stride.map((step, axis) => (source.shape[axis] === 1 && shape[axis] !== 1 ? 0 : step)), contiguous: false };
}
