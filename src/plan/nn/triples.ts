import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { extentOf } from "../../shape/windows.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import type { WindowSizes } from "./direct.js";
import type { PartAxis } from "./parts.js";
import type { Rows } from "./staging.js";
import type { Clamp, Delivery } from "./sums.js";

/** Planes that are each convolved with 3×3 taps, as they lie. */
export interface Triples {
  readonly sizes: WindowSizes;
  /** Nine numbers for each output, */
  readonly weights: number;
  /** and one. */
  readonly bias: number;
  /** A strip of a plane with its border. */
  readonly padded: number;
}

/** The kernel goes down columns, a strip of rows at a time: what it meets, so many bytes of the image, stays near until it comes to the columns beside. */
const NEAR = 13 << 10;

/** Whether the kernel for 3×3 taps does it, from planes to planes as they lie: rows of outputs are then a vector long at least. */
export function fitsTriples({ parts: [part, ...others], output, border, precision }: WindowSizes): boolean {
  const plain = part.every(({ taps, dilation, step }) => taps === 3 && dilation === 1 && step === 1) && others.length === 0 && border === "constant";
  return part.length === 2 && plain && part[0].stride === part[1].stride && part[0].stride <= 2 && output[1] * bytesOf(precision) >= 16;
}

export function prepareTriples(sizes: WindowSizes, weights: number, bias: number, band: number, allocate: Allocate): Triples {
  const [down, across] = sizes.parts[0];
  return { sizes, weights, bias, padded: allocate(reachOf(down, stripOf(sizes, band)) * reachOf(across, across.count) * bytesOf(sizes.precision)) };
}

/** The rows of outputs of a strip, so that strips are about equally high. */
function stripOf({ input, parts: [[{ stride }]], precision }: WindowSizes, turns: number): number {
  const most = Math.max(4, Math.floor(NEAR / (input[1] * stride * bytesOf(precision))));
  return Math.ceil(turns / Math.ceil(turns / most));
}

function reachOf({ stride, taps, dilation }: PartAxis, outputs: number): number {
  return (outputs - 1) * stride + extentOf(taps, dilation);
}

/** Sums `turns` rows of outputs from the row `first` on; `to` is where the first of them goes. */
export function runTriples(triples: Triples, rows: Rows, first: number, turns: number, to: Delivery, clamp: Clamp): void {
  const { output, precision } = triples.sizes;
  const strip = stripOf(triples.sizes, turns);
  for (let done = 0; done < turns; done += strip) {
    runStrip(triples, rows, first + done, Math.min(strip, turns - done), { ...to, pointer: to.pointer + done * output[1] * bytesOf(precision) }, clamp);
  }
}

function runStrip({ sizes, weights, bias, padded }: Triples, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { channels, outputs, input, output, precision, parts: [[down, across]] } = sizes;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const [top, left] = [first * down.stride + down.origin, across.origin];
  const extent = [reachOf(down, turns), reachOf(across, output[1])];
  // the rows and columns of the image that the windows meet
  const [i, j] = [Math.max(0, top), Math.max(0, left)];
  const [count, columns] = [Math.max(0, Math.min(input[0], top + extent[0]) - i), Math.max(0, Math.min(input[1], left + extent[1]) - j)];
  viewOf(precision).fill(0, padded / size, padded / size + extent[0] * extent[1]);
  const kernel = down.stride === 1 ? kernels.triples : kernels.triples_halves;
  kernel(
    rows.pointer + ((i - rows.first) * input[1] + j) * size, rows.count * input[1] * size, input[1] * size, count, columns,
    padded + ((i - top) * extent[1] + j - left) * size, padded, extent[1] * size,
    weights, bias, to.pointer, to.pitch, outputs, outputs / channels, turns, output[1], low, high,
  );
}
