import { loadDense, storeDense } from "../../../array/dense.js";
import { type Precision, realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { power } from "../../../math/power.js";
import type { Layout } from "../../../shape/layout.js";
import { sizeOf } from "../../../shape/strides.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { type PoolKernels, poolKernels } from "../../../wasm/pool.js";
import { type PoolAxis, writeProducts, writeWindows } from "./axis.js";
import { eachPlane } from "./planes.js";

/** What a pool of sums was, whose gradient is wanted. */
export interface SumsRequest {
  readonly axes: readonly PoolAxis[];
  readonly layout: Layout;
  readonly precision: Precision;
  readonly divisors: readonly (readonly number[])[];
}

/** The gradient of a pool of sums: each output's, divided as it was, goes to every sample of its window. */
export function sumsBackward(request: SumsRequest, g: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const mark = openArena();
  try {
    const spread = prepareSpread(request, target.shape[1]);
    eachPlane([g, target], request.layout, ([from, to], start) => {
      loadDense(from, start, [1, ...from.shape.slice(1)], spread.input, request.precision);
      runSpread(spread);
      storeDense(spread.output, request.precision, to, start, [1, ...to.shape.slice(1)]);
    });
  } finally {
    closeArena(mark);
  }
}

/**
 * The gradient of an lp pool y = (c · Σ x^p)^(1/p): x^(p−1) · Σ_windows g · c · y^(1−p), and 0 where y is 0.
 * @param y - The pool's outputs.
 */
export function powersBackward(request: SumsRequest & { readonly p: number }, g: Source, x: Source, y: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const { precision, p } = request;
  const mark = openArena();
  try {
    const spread = prepareSpread(request, target.shape[1]);
    const size = bytesOf(precision);
    const { samples, outputs } = spread;
    const norms = take(outputs * size);
    const given = take(samples * size);
    eachPlane([g, x, y, target], request.layout, ([from, inputs, results, to], start) => {
      loadDense(from, start, [1, ...from.shape.slice(1)], spread.input, precision);
      loadDense(results, start, [1, ...results.shape.slice(1)], norms, precision);
      loadDense(inputs, start, [1, ...inputs.shape.slice(1)], given, precision);
      const view = viewOf(precision);
      const [gAt, yAt, xAt, dAt] = [spread.input, norms, given, spread.output].map((pointer) => pointer / size);
      for (let n = 0; n < outputs; n++) view[gAt + n] = view[yAt + n] === 0 ? 0 : view[gAt + n] / (p === 1 ? 1 : power(view[yAt + n], p - 1));
      runSpread(spread);
      // A sample of 0 at the norm's corner, or in no window, has a slope of 0, which for p below 1 would meet an infinite power.
      if (p !== 1) for (let n = 0; n < samples; n++) if (view[xAt + n] !== 0 || view[dAt + n] !== 0) view[dAt + n] *= power(view[xAt + n], p - 1);
      storeDense(spread.output, precision, to, start, [1, ...to.shape.slice(1)]);
    });
  } finally {
    closeArena(mark);
  }
}

/** The passes of a gradient, from the last axis to the first. */
interface Spread {
  readonly precision: Precision;
  readonly kernels: PoolKernels;
  readonly input: number;
  readonly output: number;
  readonly divisors: number;
  readonly outputs: number;
  readonly samples: number;
  readonly passes: readonly { from: number; to: number; windows: number; O: number; inner: number; step: number; rows: number; N: number }[];
}

function prepareSpread({ axes, layout, precision, divisors }: SumsRequest, channels: number): Spread {
  const inner = layout === "nhwc" ? channels : 1;
  const size = bytesOf(precision);
  const O = axes.map(({ reaches }) => reaches.length);
  const N = axes.map((axis) => axis.N);
  const outputs = sizeOf(O) * inner;
  const input = take(outputs * size);
  const factors = take(outputs * size);
  const passes: Spread["passes"][number][] = [];
  let from = input;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const rest = sizeOf(N.slice(axis + 1)) * inner;
    const rows = sizeOf(O.slice(0, axis));
    const to = take(rows * N[axis] * rest * size);
    const windows = take(O[axis] * 8);
    writeWindows(windows, axes[axis].reaches, rest * size);
    passes.push({ from, to, windows, O: O[axis], inner: rest, step: axes[axis].dilation * rest * size, rows, N: N[axis] });
    from = to;
  }
  writeProducts(factors, divisors, inner, precision);
  const kernels = poolKernels()[realOf(precision)];
  return { precision, kernels, input, output: from, divisors: factors, outputs, samples: sizeOf(N) * inner, passes };
}

function runSpread({ precision, kernels, input, divisors, outputs, passes }: Spread): void {
  const size = bytesOf(precision);
  kernels.divide(input, divisors, outputs);
  for (const { from, to, windows, O, inner, step, rows, N } of passes) {
    viewOf(precision).fill(0, to / size, to / size + rows * N * inner);
    kernels.spread_rows(from, windows, to, O, inner, step, rows, N * inner * size);
  }
}
