import { largestOf, rangeOf, sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { directKernels } from "../../wasm/direct.js";
import type { Real } from "../../wasm/engine.js";
import { imageKernels } from "../../wasm/image.js";
import type { Allocate } from "../memory.js";
import { floatTable, offsetTable } from "../tables.js";
import type { Factors } from "./factors.js";
import { isFiniteStrip, prepareSums, sumRows } from "./floats.js";
import { narrow } from "./narrow.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
import type { StripPass } from "./strips.js";
import { cutWeights, isExact } from "./weights.js";

/**
 * A filter by passes along rows and down columns, of a kernel that is a sum of such products: of float32 in float32, of everything else in
 * float64. Strips with a number that is not finite are summed over the kernel itself, which says where that shows.
 */
export function factoredPass(request: DenseRequest, factors: Factors, pitch: number, strip: number, allocate: Allocate): StripPass {
  const { source, depth, window } = request;
  const type = typeOfSums(request);
  const inRow = pitch / sizeOfSample(source);
  const ownPitch = inRow * sizeOfSample(type);
  const length = rowLength(request);
  const passes = preparePasses(request, factors, type, ownPitch, strip, allocate);
  const sums = prepareSums(request, type, ownPitch, allocate);
  const own = source === type ? 0 : allocate((strip + window.height - 1) * ownPitch + 64);
  const room = depth === type ? 0 : allocate(strip * length * 8 + 64);
  const resolution = isExact(request) ? prepareResolution(request, cutWeights(request), "f64", ownPitch, allocate) : null;
  const doubt = resolution ? doubtOf(request, factors) : -1;
  const list = resolution ? allocate(strip * length * 4) : 0;
  return (x, y, rows) => {
    if (own > 0) widen(source, x, own, (rows + window.height - 1) * inRow);
    const from = own || x;
    const to = room || y;
    if (rangeOf(source) === null && !isFiniteStrip(sums, from, rows)) sumRows(sums, from, to, rows);
    else passes(from, to, rows);
    if (room === 0) return;
    const doubtful = narrow(depth, room, y, rows * length, doubt, list);
    if (resolution && doubtful > 0) resolve(resolution, from, y, list, doubtful);
  };
}

/** What the sums of a filter by factors are computed in. */
export function typeOfSums({ source, depth }: DenseRequest): Real {
  return source === "f32" && depth === "f32" ? "f32" : "f64";
}

/** The passes along rows go one after another, each into a plane of its own; that down the columns is one sum over all planes. */
function preparePasses(
  request: DenseRequest, { columns, rows: lines }: Factors, type: Real, pitch: number, strip: number, allocate: Allocate,
): (x: number, y: number, rows: number) => void {
  const { window, channels, delta } = request;
  const kernels = directKernels()[type];
  const size = sizeOfSample(type);
  const step = rowLength(request) * size;
  const plane = (strip + window.height) * step;
  const between = allocate(lines.length * plane + 64);
  const along = offsetTable(1, window.width, 0, channels * size, allocate);
  const rowTaps = lines.map((line) => floatTable(line, type, allocate));
  // A row of the table is a tap of every plane; one row more is for pairs of rows.
  const count = lines.length;
  const down = offsetTable(window.height + 1, count, step, plane, allocate);
  const columnTaps = floatTable(Float64Array.from({ length: window.height * count }, (_, i) => columns[i % count][Math.floor(i / count)]), type, allocate);
  const length = rowLength(request);
  return (x, y, rows) => {
    for (let r = 0; r < count; r++) {
      for (let row = 0; row < rows + window.height - 1; row++) kernels.correlate(x + row * pitch, along, rowTaps[r], between + r * plane + row * step, length, window.width);
    }
    let row = 0;
    if (step >= 64) {
      for (; row + 1 < rows; row += 2) kernels.correlate_rows(between + row * step, down, columnTaps, y + row * step, step, length, window.height * count, count, 1);
    }
    for (; row < rows; row++) kernels.correlate(between + row * step, down, columnTaps, y + row * step, length, window.height * count);
    if (delta !== 0) imageKernels()[type].move(y, 1, y, 1, rows * length, delta);
  };
}

/** What sums of integers by factors in float64 are wrong by, at most. */
function doubtOf({ window, source, delta }: DenseRequest, { columns, missed, magnitudes }: Factors): number {
  const roundings = window.height * columns.length + window.width + 4;
  return largestOf(source) * (missed + roundings * 2 ** -53 * 1.01 * magnitudes) + 2 ** -52 * Math.abs(delta);
}
