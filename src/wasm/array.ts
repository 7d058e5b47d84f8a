import { type KernelTable, kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/array.js";
import { closeArena, openArena, take } from "./arena.js";
import { f32, f64, u8 } from "./memory.js";

/** Types and values of arrays. Conversions y[n] = x[n] exist for f64, and `from_f64` for f32. */
export interface ArrayKernels {
  /** r = max |x|, Σ x², Σ 0·x, Σ |x − nearest(x)|, four f64. */
  measure(x: number, N: number, r: number): void;
  /** Σ x², not finite if a sample is not. */
  sum_squares(x: number, N: number): number;
  /** x[n] ← x[n] if it is finite, else 0. */
  clear_non_finite(x: number, N: number): void;
  /** x[n] ← the nearest integer, ties to even. */
  round(x: number, N: number): void;
  from_i8(x: number, y: number, N: number): void;
  from_u8(x: number, y: number, N: number): void;
  from_i16(x: number, y: number, N: number): void;
  from_u16(x: number, y: number, N: number): void;
  from_i32(x: number, y: number, N: number): void;
  from_u32(x: number, y: number, N: number): void;
  from_f32(x: number, y: number, N: number): void;
  from_f64(x: number, y: number, N: number): void;
}

/** @internal */
export const arrayKernels = /* @__PURE__ */ kernelModule<KernelTable<ArrayKernels>>("array", { simd, relaxed }, knowsAnswers);

function knowsAnswers(table: KernelTable<ArrayKernels>): boolean {
  const mark = openArena();
  const at = take(256);
  u8.set([0, 1, 255], at);
  table.f64.from_u8(at, at + 64, 3);
  table.f32.from_f64(at + 64, at + 128, 3);
  const right = f64[(at + 64) / 8 + 2] === 255 && f32[(at + 128) / 4 + 1] === 1;
  closeArena(mark);
  return right;
}
