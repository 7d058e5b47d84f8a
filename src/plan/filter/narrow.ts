import { rangeOf, type SampleType, sizeOfSample } from "../../array/samples.js";
import { arrayKernels } from "../../wasm/array.js";
import { imageKernels } from "../../wasm/image.js";
import { u8 } from "../../wasm/memory.js";

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
  return imageKernels().f64.narrow(x, y, sizeOfSample(type), count, range[0], range[1], doubt, list);
}
