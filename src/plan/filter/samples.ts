import { engineMemory } from "../../wasm/memory.js";
import type { RealDType, TypedArray } from "../../types.js";

/** What a sample is in wasm memory. */
export type SampleType = "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "f32" | "f64";

interface Kind {
  readonly bytes: 1 | 2 | 4 | 8;
  /** The least and the largest integer; null for floats. */
  readonly range: readonly [number, number] | null;
  readonly holder: new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray;
}

const kinds: Record<SampleType, Kind> = {
  u8: { bytes: 1, range: [0, 255], holder: Uint8Array },
  i8: { bytes: 1, range: [-128, 127], holder: Int8Array },
  u16: { bytes: 2, range: [0, 65535], holder: Uint16Array },
  i16: { bytes: 2, range: [-32768, 32767], holder: Int16Array },
  u32: { bytes: 4, range: [0, 2 ** 32 - 1], holder: Uint32Array },
  i32: { bytes: 4, range: [-(2 ** 31), 2 ** 31 - 1], holder: Int32Array },
  f32: { bytes: 4, range: null, holder: Float32Array },
  f64: { bytes: 8, range: null, holder: Float64Array },
};

const words: Record<RealDType, SampleType> = {
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
  return words[dtype];
}

/** Bytes of a sample. */
export function sizeOfSample(type: SampleType): 1 | 2 | 4 | 8 {
  return kinds[type].bytes;
}

/** The least and the largest sample of an integer type; null for floats. */
export function rangeOf(type: SampleType): readonly [least: number, most: number] | null {
  return kinds[type].range;
}

/** The largest magnitude that a sample of an integer type has; infinite for floats. */
export function largestOf(type: SampleType): number {
  const range = rangeOf(type);
  return range ? Math.max(-range[0], range[1]) : Infinity;
}

/** Samples in wasm memory, a view that is valid until the memory grows. */
export function samplesAt(type: SampleType, pointer: number, count: number): TypedArray {
  return new kinds[type].holder(engineMemory().buffer, pointer, count);
}

/** A number as a sample of a type holds it: of an integer type the nearest, half to even, within its range; NaN is 0 there. */
export function saturated(value: number, type: SampleType): number {
  const range = rangeOf(type);
  if (!range) return type === "f32" ? Math.fround(value) : value;
  if (Number.isNaN(value)) return 0;
  const floor = Math.floor(value);
  const whole = value - floor === 0.5 ? floor + (floor & 1) : Math.round(value);
  return Math.min(Math.max(whole, range[0]), range[1]);
}
