import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/direct.js";
import { i32 } from "./memory.js";

/** Direct sums. Pointers are byte addresses, counts are samples; assembly/direct/ states each sum. */
export interface DirectKernels {
  /** y[n] = Σ_k w[k] · x[n + offset[k]] for N outputs and K taps; offsets are i32, in bytes. */
  correlate(x: number, offset: number, w: number, y: number, N: number, K: number): void;
  /** The same for N outputs of at least eight vectors, P groups of K taps, each with one vector's more offsets. */
  correlate_row(x: number, offset: number, w: number, y: number, N: number, K: number, P: number): void;
  /** Two rows of N outputs of at least four vectors, yStep bytes apart; P groups of K taps, each with `lag` more offsets. */
  correlate_rows(x: number, offset: number, w: number, y: number, yStep: number, N: number, K: number, lag: number, P: number): void;
}

/** @internal */
export const directKernels = /* @__PURE__ */ floatModule<KernelTable<DirectKernels>>("direct", { simd, relaxed }, knowsAnswers);

/** Correlates 0, 1, 2, … with 1, 2, 3: y[n] = 6n + 8. */
function knowsAnswers({ correlate }: DirectKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const base = at / size;
  for (let n = 0; n < 40; n++) view[base + n] = n;
  for (let k = 0; k < 3; k++) {
    view[base + 40 + k] = k + 1;
    i32[at / 4 + 200 + k] = k * size;
  }
  correlate(at, at + 800, at + 40 * size, at + 48 * size, 38, 3);
  let right = true;
  for (let n = 0; n < 38; n++) right &&= view[base + 48 + n] === 6 * n + 8;
  return right;
}
