import { sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import type { Allocate } from "../memory.js";
import { prepareSums, sumRows } from "./floats.js";
import { narrow } from "./narrow.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
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
