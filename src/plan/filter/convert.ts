import { arrayKernels } from "../../wasm/array.js";
import { imageKernels } from "../../wasm/image.js";
import { u8 } from "../../wasm/memory.js";
import { rangeOf, type SampleType, sizeOfSample } from "./samples.js";

/** y[n] = x[n] as f64. */
export function widen(type: SampleType, x: number, y: number, count: number): void {
  const kernels = arrayKernels().f64;
  switch (type) {
    case "u8":
      return kernels.from_u8(x, y, count);
    case "i8":
      return kernels.from_i8(x, y, count);
    case "u16":
      return kernels.from_u16(x, y, count);
    case "i16":
      return kernels.from_i16(x, y, count);
    case "u32":
      return kernels.from_u32(x, y, count);
    case "i32":
      return kernels.from_i32(x, y, count);
    case "f32":
      return kernels.from_f32(x, y, count);
    case "f64":
      u8.copyWithin(y, x, x + 8 * count);
  }
}

/**
 * y[n] = x[n], an f64, rounded into a type.
 * @returns How many outputs are within `doubt` of the middle between two integers; they are listed.
 */
export function narrow(type: SampleType, x: number, y: number, count: number, doubt: number, list: number): number {
  const range = rangeOf(type);
  if (!range) {
    if (type === "f32") arrayKernels().f32.from_f64(x, y, count);
    else u8.copyWithin(y, x, x + 8 * count);
    return 0;
  }
  const size = sizeOfSample(type);
  const kernels = imageKernels();
  return (size === 1 ? kernels.u8 : size === 2 ? kernels.u16 : kernels.i32).narrow(x, y, count, range[0], range[1], doubt, list);
}
