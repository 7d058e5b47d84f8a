import type { DTypeOf, FloatsOf, JoinComplex, ResultAs } from "../array/result.js";
import { conjugated, precisionOf, read, reversed, type Source } from "../array/source.js";
import { type FloatDType, floatType } from "../array/dtype.js";
import { integers } from "../array/layout.js";
import { finite, neededOptions, oneOf, wrongValue } from "../check.js";
import { type ConvolutionPlan, planConvolution } from "../plan/convolve/plan.js";
import { modeSpan } from "../shape/modes.js";
import { sizeOf } from "../shape/strides.js";
import type { In, Method, Mode, Out } from "../types.js";

/** @inline */
export interface PlanConvolveOptions<K extends In = In, D extends FloatDType = FloatDType> {
  /** The kernel; it is read here, and may change afterwards. */
  kernel: K;
  /** The shape of the signals; a number for one axis. */
  shape: number | readonly number[];
  /** The element type of the signals, float32, float64, complex64 or complex128; the kernel's if left out. */
  dtype?: D;
  /** Which outputs: "full", "same" (of the signals' shape) or "valid" (the kernel no larger than the signals). */
  mode?: Mode;
  /** "direct", "fft", or "auto": the one that is predicted to be faster, and safe. */
  method?: Method;
  /** How exact small outputs must be beside large ones. */
  rtol?: number;
}

/**
 * A convolution or correlation with one kernel, ready for many signals of one shape.
 *
 * @typeParam D - The element type of the signals.
 * @typeParam R - The element type of the results.
 */
export type ConvolvePlan<D extends FloatDType = FloatDType, R extends FloatDType = D> = Omit<ConvolutionPlan, "execute" | "input" | "output"> & {
  /** The signal's place in wasm memory, a view that is valid until the next call into the library. */
  readonly input: FloatsOf<D>;
  /** The result's place in wasm memory, such a view too. */
  readonly output: FloatsOf<R>;
  /** Reads `input`, leaves the result in `output`, and returns that view. */
  execute(): FloatsOf<R>;
  /** Takes a signal of the plan's shape and writes the result into `out`. */
  execute<O extends Out>(x: In, options: { out: O }): O;
  /** Takes a signal of the plan's shape and returns the caller's own memory. */
  execute<X extends In>(x: X): ResultAs<R, X>;
};

/**
 * Makes the convolution with one kernel ready for many signals: its taps or its spectrum are packed once.
 *
 *     y[n] = Σ_k kernel[k] · x[n − k]
 *
 * `execute(x)` gives what `convolve(x, kernel)` gives; a signal of another type is converted to the plan's. `execute()`
 * works in place on `input` and `output`, views of wasm memory that are valid until the next call into the library, and neither
 * copies nor allocates. Cost, rounding, NaN and infinity are those of {@link convolve}.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it).
 * @throws TypeError if the kernel or an option is of the wrong kind; RangeError if the ranks differ, a side is empty, or in "valid" the kernel
 *   is larger than the signals.
 *
 * @example
 * ```ts
 * const plan = signal.planConvolve({ kernel: Float32Array.of(1, 1), shape: 3, mode: "same" });
 * plan.execute(Float32Array.of(1, 2, 3)); // Float32Array [1, 3, 5]
 * plan.input.set([4, 5, 6]);
 * plan.execute(); // Float32Array [4, 9, 11]
 * plan.dispose();
 * ```
 */
export function planConvolve<K extends In, D extends FloatDType = DTypeOf<K>>(options: PlanConvolveOptions<K, D>): ConvolvePlan<D, JoinComplex<D, K>> {
  return plan(options, (kernel) => kernel) as ConvolvePlan<D, JoinComplex<D, K>>;
}

/**
 * Makes the correlation with one kernel ready for many signals, as {@link planConvolve} does: `execute(x)` gives what
 * `correlate(x, kernel)` gives.
 *
 *     z[n] = Σ_k x[k] · conj(kernel[k − n + K − 1])
 *
 * @returns A plan, as {@link planConvolve}.
 * @throws As {@link planConvolve}.
 *
 * @example
 * ```ts
 * const plan = signal.planCorrelate({ kernel: [1, 2], shape: [5], mode: "valid" });
 * plan.execute([0, 0, 1, 2, 0]); // Float64Array [0, 2, 5, 2]
 * plan.dispose();
 * ```
 */
export function planCorrelate<K extends In, D extends FloatDType = DTypeOf<K>>(options: PlanConvolveOptions<K, D>): ConvolvePlan<D, JoinComplex<D, K>> {
  return plan(options, (kernel) => conjugated(reversed(kernel))) as ConvolvePlan<D, JoinComplex<D, K>>;
}

function plan(options: PlanConvolveOptions, turn: (kernel: Source) => Source): ConvolutionPlan {
  const { mode = "full", method = "auto", rtol, ...given } = neededOptions(options, "kernel and shape");
  oneOf(mode, ["full", "same", "valid"], "options.mode");
  oneOf(method, ["auto", "direct", "fft"], "options.method");
  if (rtol !== undefined) finite(rtol, "options.rtol", 0);
  const kernel = read(given.kernel, "options.kernel");
  const shape = integers(typeof given.shape === "number" ? [given.shape] : given.shape, "options.shape", 1);
  if (shape.length === 0 || shape.length !== kernel.shape.length) {
    wrongValue("options.kernel", `as many axes as options.shape, ${shape.length}`, `an array of rank ${kernel.shape.length}`);
  }
  if (sizeOf(kernel.shape) === 0) wrongValue("options.kernel", "at least one sample", "an empty array");
  const spans = shape.map((N, axis) => {
    const K = kernel.shape[axis];
    if (mode === "valid" && K > N) wrongValue("options.kernel", `at most ${N} samples on axis ${axis}, for mode "valid"`, K);
    return modeSpan(mode, N, K);
  });
  const dtype = given.dtype === undefined
    ? floatType(precisionOf(kernel), kernel.complex)
    : oneOf(given.dtype, ["float32", "float64", "complex64", "complex128"], "options.dtype");
  return planConvolution({ kernel: turn(kernel), shape, dtype, spans, method, rtol });
}
