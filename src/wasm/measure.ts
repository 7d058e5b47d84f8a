import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/measure.js";

/** What has to be known of samples, and mended in them, around a transform. */
export interface MeasureKernels {
  /** r = max |x|, Σ x², Σ 0·x, Σ |x − nearest(x)|, four f64. */
  measure(x: number, N: number, r: number): void;
  /** Σ x², not finite if a sample is not. */
  sum_squares(x: number, N: number): number;
  /** x[n] ← x[n] if it is finite, else 0. */
  clear_non_finite(x: number, N: number): void;
  /** x[n] ← the nearest integer, ties to even. */
  round(x: number, N: number): void;
}

/** @internal */
export const measureKernels = /* @__PURE__ */ floatModule<KernelTable<MeasureKernels>>("measure", { simd, relaxed }, knowsAnswers);

/** Σ x² of 1, 2, …, 9 is 285. */
function knowsAnswers({ sum_squares }: MeasureKernels, view: Floats, at: number): boolean {
  for (let n = 0; n < 9; n++) view[at / view.BYTES_PER_ELEMENT + n] = n + 1;
  return sum_squares(at, 9) === 285;
}
