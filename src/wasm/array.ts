import { type KernelTable, kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/array.js";
import { f32, f64, u8 } from "./memory.js";

/** Conversions y[n] = x[n]: to f64 from the other types, and `from_f64` to f32. */
export interface ArrayKernels {
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

/** Bytes as doubles, and those in single precision. */
function knowsAnswers(table: KernelTable<ArrayKernels>, at: number): boolean {
  u8.set([0, 1, 255], at);
  table.f64.from_u8(at, at + 64, 3);
  table.f32.from_f64(at + 64, at + 128, 3);
  return f64[(at + 64) / 8 + 2] === 255 && f32[(at + 128) / 4 + 1] === 1;
}
