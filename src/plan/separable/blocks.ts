import { sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { u8 } from "../../wasm/memory.js";
import { separableKernels } from "../../wasm/separable.js";
import { narrow } from "../filter/narrow.js";
import { rowLength } from "../filter/request.js";
import type { StripPass } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import { type BoxRequest, countOf } from "./box.js";

/**
 * Sums over boxes in f64 that never subtract: down the columns, rows are added up from the beginning of their block of as many rows as the window has,
 * and to the end of the block before; so along the rows.
 *
 * @param pitch - Bytes between padded rows.
 */
export function blockPass(request: BoxRequest, pitch: number, allocate: Allocate): StripPass {
  const { window, channels, source, depth, of } = request;
  const kernels = separableKernels().f64;
  const length = rowLength(request);
  const padded = length + (window.width - 1) * channels;
  const bytes = padded * 8;
  const block = window.height;
  // rows of the running block, and, of the one before, sums to its end
  let running = allocate(block * bytes);
  let ended = allocate(block * bytes);
  const begun = allocate(bytes);
  const column = allocate(bytes);
  const ends = allocate(bytes);
  const line = allocate(length * 8);
  const count = countOf(request);
  const step = length * sizeOfSample(depth);
  let place = 0;

  /** Takes a padded row in; the sums of the columns over the window that ends with it are at the address returned. */
  const advance = (x: number): number => {
    const row = running + place * bytes;
    widen(source, x, row, padded);
    if (of === "squares") kernels.square(row, padded);
    if (place === 0) u8.copyWithin(begun, row, row + bytes);
    else kernels.sum(begun, row, begun, padded);
    if (++place < block) {
      kernels.sum(ended + place * bytes, begun, column, padded);
      return column;
    }
    place = 0;
    for (let i = block - 2; i >= 0; i--) kernels.sum(running + i * bytes, running + (i + 1) * bytes, running + i * bytes, padded);
    [running, ended] = [ended, running];
    return begun;
  };
  return (x, y, rows, first) => {
    if (first === 0) {
      place = 0;
      for (let row = 0; row < block - 1; row++) advance(x + row * pitch);
    }
    for (let row = 0; row < rows; row++) {
      kernels.box(advance(x + (row + block - 1) * pitch), line, ends, length, window.width, channels, count);
      narrow(depth, line, y + row * step, length, -1, 0);
    }
  };
}
