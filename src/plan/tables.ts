import type { Real } from "../wasm/engine.js";
import { f32, f64, i32 } from "../wasm/memory.js";
import type { Allocate } from "./memory.js";

/** Lays numbers out in wasm memory, one after another, rounded to a type. */
export function floatTable(values: ArrayLike<number>, type: Real, allocate: Allocate): number {
  const size = type === "f32" ? 4 : 8;
  const pointer = allocate(values.length * size);
  (type === "f32" ? f32 : f64).set(values, pointer / size);
  return pointer;
}

/** Lays offsets, counts or other integers out in wasm memory, as i32. */
export function integerTable(values: ArrayLike<number>, allocate: Allocate): number {
  const pointer = allocate(values.length * 4);
  i32.set(values, pointer >>> 2);
  return pointer;
}

/** Lays out where the taps of a window lie, row by row: rows `pitch` apart, taps of a row `step`. */
export function offsetTable(height: number, width: number, pitch: number, step: number, allocate: Allocate): number {
  const pointer = allocate(height * width * 4);
  let at = pointer >>> 2;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) i32[at++] = row * pitch + column * step;
  }
  return pointer;
}
