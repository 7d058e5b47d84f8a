import type { RealDType, TypedArray } from "../types.js";
import { engineMemory } from "../wasm/memory.js";
import { holderOf } from "./dtype.js";

/** What a sample is in wasm memory. */
export type SampleType = "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "f32" | "f64";

const sizes: Record<SampleType, 1 | 2 | 4 | 8> = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, f64: 8 };

const types: Record<RealDType, SampleType> = {
  uint8: "u8",
  uint8clamped: "u8",
  int8: "i8",
  uint16: "u16",
  int16: "i16",
  uint32: "u32",
  int32: "i32",
  float32: "f32",
  float64: "f64",
};

/** The sample type of an element type. */
export function sampleTypeOf(dtype: RealDType): SampleType {
  return types[dtype];
}

/** Bytes of a sample. */
export function sizeOfSample(type: SampleType): 1 | 2 | 4 | 8 {
  return sizes[type];
}

/** The least and the largest sample of an integer type; null for floats. */
export function rangeOf(type: SampleType): readonly [least: number, most: number] | null {
  if (type[0] === "f") return null;
  const count = 2 ** Number(type.slice(1));
  return type[0] === "u" ? [0, count - 1] : [-count / 2, count / 2 - 1];
}

/** The largest magnitude that a sample of an integer type has; infinite for floats. */
export function largestOf(type: SampleType): number {
  const range = rangeOf(type);
  return range ? Math.max(-range[0], range[1]) : Infinity;
}

/** Samples in wasm memory, a view that is valid until the memory grows. */
export function samplesAt(type: SampleType, pointer: number, count: number): TypedArray {
  const word = { u: "uint", i: "int", f: "float" }[type[0]]!;
  return new (holderOf((word + type.slice(1)) as RealDType))(engineMemory().buffer, pointer, count);
}

/** A number as a sample of a type holds it: of an integer type the nearest, half to even, within its range; NaN is 0 there. */
export function saturated(value: number, type: SampleType): number {
  const range = rangeOf(type);
  if (!range) return type === "f32" ? Math.fround(value) : value;
  return Number.isNaN(value) ? 0 : Math.min(Math.max(roundHalfEven(value), range[0]), range[1]);
}

/** The nearest integer, the even one of two. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
