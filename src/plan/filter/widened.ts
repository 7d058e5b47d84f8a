import { arrayKernels } from "../../wasm/array.js";
import { imageKernels } from "../../wasm/image.js";
import { u8 } from "../../wasm/memory.js";
import type { Allocate } from "../direct/passes.js";
import { prepareSums, sumRows } from "./floats.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
import { rangeOf, type SampleType, sizeOfSample } from "./samples.js";
import type { StripPass } from "./strips.js";
import { cutWeights, isExact, roundingBound } from "./weights.js";

/**
 * A filter by sums in float64, whatever the types: rows are widened, summed, and rounded once into the result's type. Where the sum is to be
 * exact and f64 rounds it, outputs near the middle between two integers are summed again exactly.
 */
export function widenedPass(request: DenseRequest, pitch: number, strip: number, allocate: Allocate): StripPass {
  const { source, depth, window } = request;
  const widePitch = (pitch / sizeOfSample(source)) * 8;
  const length = rowLength(request);
  const sums = prepareSums(request, "f64", widePitch, allocate);
  const wide = allocate((strip + window.height - 1) * widePitch + 64);
  const room = allocate(strip * length * 8 + 64);
  const cut = isExact(request) ? cutWeights(request) : null;
  const doubt = cut && cut.restOfHigh > 0 ? roundingBound(request) : -1;
  const resolution = doubt < 0 ? null : prepareResolution(request, cut!, "f64", widePitch, allocate);
  const list = resolution ? allocate(strip * length * 4) : 0;
  return (x, y, rows) => {
    widen(source, x, wide, ((rows + window.height - 1) * pitch) / sizeOfSample(source));
    sumRows(sums, wide, room, rows);
    const doubtful = narrow(depth, room, y, rows * length, doubt, list);
    if (resolution && doubtful > 0) resolve(resolution, wide, y, list, doubtful);
  };
}

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

/** y[n] = x[n] rounded into a type; returns how many outputs are in doubt, and lists them. */
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
