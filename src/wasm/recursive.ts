import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/recursive.js";

/** Filters that feed their outputs back. Pointers and steps are bytes, counts are samples; assembly/recursive/ states each sum. */
export interface RecursiveKernels {
  /** y[n] = Σ_i b[i] · x[n−i] − Σ_{i ≥ 1} a[i] · y[n−i] for N samples, `step` apart, with L numbers of state at z. */
  lfilter(b: number, a: number, x: number, y: number, z: number, N: number, L: number, step: number): void;
  /** The same with complex numbers, re and im in turn. */
  lfilter_complex(b: number, a: number, x: number, y: number, z: number, N: number, L: number, step: number): void;
}

/** @internal */
export const recursiveKernels = /* @__PURE__ */ floatModule<KernelTable<RecursiveKernels>>("recursive", { simd, relaxed }, knowsAnswers);

/** y[n] = x[n] + y[n−1], of ones: 1, 2, 3, 4. */
function knowsAnswers({ lfilter }: RecursiveKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  view.set([1, 0, 1, -1, 1, 1, 1, 1, 0], at / size);
  lfilter(at, at + 2 * size, at + 4 * size, at + 4 * size, at + 8 * size, 4, 1, size);
  let right = true;
  for (let n = 0; n < 4; n++) right &&= view[at / size + 4 + n] === n + 1;
  return right;
}
