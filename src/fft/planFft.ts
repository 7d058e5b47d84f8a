import { integer, MOST_SAMPLES, oneOf, optionsOf } from "../check.js";
import { type FftKind, type FftRecipe, planTransform } from "../plan/fft/plan.js";
import type { TypedArray } from "../types.js";

/** @inline */
export interface PlanFftOptions {
  /** "complex" (the default): n complex points, re and im in turn, to n bins; "real": n real points to ⌊n/2⌋ + 1 bins. */
  kind?: FftKind;
  /** What it computes in. */
  dtype?: "float32" | "float64";
}

/** A transform of one length, ready for many signals. */
export interface FftPlan<Numbers extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>> {
  /** The decision, as plain data. */
  readonly recipe: FftRecipe;
  /** Where `forward()` reads and `inverse()` writes: a view of wasm memory, valid until the next call into the library. */
  readonly input: Numbers;
  /** Where `forward()` writes and `inverse()` reads, as `input`. */
  readonly output: Numbers;
  /** Transforms what stands in `input` into `output`, and returns that view. */
  forward(): Numbers;
  /** The spectrum of x, not divided by n, in `out`. */
  forward<O extends TypedArray>(x: TypedArray, options: { out: O }): O;
  /** The spectrum of x in a fresh array of the caller's. */
  forward(x: TypedArray): Numbers;
  /** Transforms what stands in `output` back into `input`, divided by n, and returns that view. */
  inverse(): Numbers;
  /** The signal whose spectrum is X, divided by n, in `out`. */
  inverse<O extends TypedArray>(X: TypedArray, options: { out: O }): O;
  /** The signal in a fresh array of the caller's. */
  inverse(X: TypedArray): Numbers;
  /** Gives the memory back. Every other use of the plan throws after it; calling it again does nothing. */
  dispose(): void;
  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Makes the transform of n points ready for many signals: its twiddles and working memory stay in place.
 *
 *     X[k] = Σ_i x[i] · e^{−2πi ik/n}          inverse: x[i] = 1/n · Σ_k X[k] · e^{+2πi ik/n}
 *
 * Complex data are plain typed arrays of 2n numbers, re and im in turn; a real transform gives ⌊n/2⌋ + 1 bins. A signal of another
 * type is converted. `forward()` and `inverse()` without arguments work on `input` and `output` in wasm memory and neither copy
 * nor allocate. Speed and accuracy are those of {@link fft}; making the plan takes longer than a transform, so keep it.
 *
 * @param n - How many points, at least 1.
 * @returns A plan, to be disposed when it is no longer used (`using` does it).
 * @throws TypeError or RangeError if n is no whole number of at least 1, or an option is not one of its words; from the methods, if
 *   an array has another number of numbers, or the plan was disposed.
 *
 * @example
 * ```ts
 * const plan = fft.planFft(4, { kind: "real", dtype: "float32" });
 * plan.forward(Float32Array.of(1, 2, 3, 4)); // Float32Array [10, 0, -2, 2, -2, 0]
 * plan.inverse(Float32Array.of(10, 0, -2, 2, -2, 0)); // Float32Array [1, 2, 3, 4]
 * plan.dispose();
 * ```
 */
export function planFft(n: number, options: PlanFftOptions & { dtype: "float32" }): FftPlan<Float32Array<ArrayBuffer>>;
export function planFft(n: number, options?: PlanFftOptions & { dtype?: "float64" }): FftPlan<Float64Array<ArrayBuffer>>;
export function planFft(n: number, options?: PlanFftOptions): FftPlan<Float32Array<ArrayBuffer>> | FftPlan<Float64Array<ArrayBuffer>> {
  const { kind = "complex", dtype = "float64" } = optionsOf(options);
  integer(n, "n", 1, MOST_SAMPLES);
  oneOf(kind, ["complex", "real"], "options.kind");
  oneOf(dtype, ["float32", "float64"], "options.dtype");
  return planTransform(n, kind, dtype) as unknown as FftPlan<Float64Array<ArrayBuffer>>;
}
