import { type Precision, realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { borderIndex, type BorderKind } from "../../shape/border.js";
import { sizeOf } from "../../shape/strides.js";
import { u8 } from "../../wasm/memory.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";

/** Where the channels of an image stand: each a plane of its own, or together in every pixel. */
export type Order = "planes" | "pixels";

/** Rows of an image in wasm memory: those from index `first` on of its first axis, all of its other axes. */
export interface Rows {
  readonly pointer: number;
  readonly order: Order;
  readonly first: number;
  readonly count: number;
}

/**
 * How kernels see an image: block by block of its channels, the space of each with a border around it, the channels of a block together:
 *
 *     staged[g, i, j, …, c] = x[g·depth + c, i + start[0], j + start[1], …]
 *
 * Then the window of an output is a run of samples for each row of the kernel, and vectors of channels lie ready for Winograd's
 * transforms. With a channel a block it is a stack of planes.
 */
export interface StagingSizes {
  readonly channels: number;
  readonly input: readonly number[];
  readonly border: BorderKind;
  readonly precision: Precision;
  readonly blocks: number;
  /** Numbers that each pixel of a block takes, at least channels / blocks; what is more stays 0. */
  readonly depth: number;
  /** The image's index at each axis's beginning, below 0 in the border, and how many there are. */
  readonly start: readonly number[];
  readonly extent: readonly number[];
}

/** A run of pixels along the image's other axes than the first, from one place in its rows to another in the staged ones. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface Staging {
  readonly sizes: StagingSizes;
  readonly pointer: number;
  /** Bytes from block to block. */
  readonly blockPitch: number;
  readonly segments: readonly Segment[];
}

export function stagingBytes({ blocks, depth, extent, precision }: StagingSizes): number {
  return blocks * sizeOf(extent) * depth * bytesOf(precision);
}

/** Makes room; the border of zeros is written here, once. */
export function prepareStaging(sizes: StagingSizes, allocate: Allocate): Staging {
  const { depth, extent, precision } = sizes;
  const bytes = stagingBytes(sizes);
  // a vector may be read from the last number on
  const pointer = allocate(bytes + 16);
  u8.fill(0, pointer, pointer + bytes);
  return { sizes, pointer, blockPitch: sizeOf(extent) * depth * bytesOf(precision), segments: segmentsOf(sizes) };
}

/** The rows of the image that staged rows show, border included: all of them if it wraps or mirrors far. */
export function rowsNeeded({ input, border, start }: StagingSizes, first: number, count: number): { first: number; count: number } {
  let least = input[0];
  let most = -1;
  for (let i = first; i < first + count; i++) {
    const at = borderIndex(i + start[0], input[0], border);
    if (at < 0) continue;
    least = Math.min(least, at);
    most = Math.max(most, at);
  }
  return most < 0 ? { first: 0, count: 0 } : { first: least, count: most - least + 1 };
}

/** Lays out `count` staged rows, from the one for output row `first`'s window on, at the beginning of the staging's memory. */
export function stage(staging: Staging, rows: Rows, first: number, count: number): void {
  const { sizes, segments } = staging;
  const { input, border, start, extent } = sizes;
  const rowOf = (i: number): number => borderIndex(first + i + start[0], input[0], border);
  // rows without a border beside them follow one another here as there, so that several are one
  const whole = segments.length === 1 && segments[0].count === extent.slice(1).reduce((size, N) => size * N, 1) && segments[0].count === sizeOf(input.slice(1));
  for (let i = 0; i < count; ) {
    const at = rowOf(i);
    let run = 1;
    if (at < 0) {
      while (i + run < count && rowOf(i + run) < 0) run++;
      clear(staging, i, run);
    } else {
      while (i + run < count && rowOf(i + run) === at + run) run++;
      if (whole) move(staging, rows, { from: (at - rows.first) * segments[0].count, to: i * segments[0].count, count: run * segments[0].count }, 1);
      else for (const segment of segments) moveRows(staging, rows, segment, at, i, run);
    }
    i += run;
  }
  if (border !== "constant") fillBorders(staging, count);
}

function moveRows(staging: Staging, rows: Rows, segment: Segment, at: number, to: number, run: number): void {
  const inner = sizeOf(staging.sizes.input.slice(1));
  const staged = sizeOf(staging.sizes.extent.slice(1));
  move(staging, rows, { from: (at - rows.first) * inner + segment.from, to: to * staged + segment.to, count: segment.count }, run);
}

/** Pixels that are turned round at a time: their lines stay in cache until all channels have been written to them. */
const STRIP = 32;

/** Moves `lines` runs of pixels, each one row of the image after the other. */
function move({ sizes, pointer, blockPitch }: Staging, rows: Rows, { from, to, count }: Segment, lines: number): void {
  const { blocks, channels, depth, precision, input, extent } = sizes;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const inner = sizeOf(input.slice(1));
  const staged = sizeOf(extent.slice(1));
  const together = channels / blocks;
  if (rows.order === "planes") {
    const plane = rows.count * inner * size;
    for (let block = 0; block < blocks; block++) {
      const x = rows.pointer + block * together * plane + from * size;
      const y = pointer + block * blockPitch + to * depth * size;
      if (together === 1 && depth === 1) kernels.copy(x, inner * size, y, staged * size, lines, count * size);
      else {
        for (let line = 0; line < lines; line++) {
          for (let done = 0; done < count; done += STRIP) {
            const [at, to] = [x + (line * inner + done) * size, y + (line * staged + done) * depth * size];
            kernels.transpose(at, plane, to, depth * size, together, Math.min(STRIP, count - done));
          }
        }
      }
    }
    return;
  }
  for (let line = 0; line < lines; line++) {
    const x = rows.pointer + (from + line * inner) * channels * size;
    const y = pointer + (to + line * staged) * depth * size;
    if (together === 1 && depth === 1) kernels.transpose(x, channels * size, y, blockPitch, count, channels);
    else for (let block = 0; block < blocks; block++) kernels.copy(x + block * together * size, channels * size, y + block * blockPitch, depth * size, count, together * size);
  }
}

function clear({ sizes, pointer, blockPitch }: Staging, row: number, run: number): void {
  const bytes = sizeOf(sizes.extent.slice(1)) * sizes.depth * bytesOf(sizes.precision);
  for (let block = 0; block < sizes.blocks; block++) {
    const at = pointer + block * blockPitch + row * bytes;
    u8.fill(0, at, at + run * bytes);
  }
}

/** Fills the border on the axes after the first from the staged rows themselves, the last axis first. */
function fillBorders({ sizes, pointer, blockPitch }: Staging, count: number): void {
  const { input, border, start, extent, blocks, depth, precision } = sizes;
  const size = bytesOf(precision);
  const view = viewOf(precision);
  for (let axis = extent.length - 1; axis >= 1; axis--) {
    const step = sizeOf(extent.slice(axis + 1)) * depth;
    const lines = count * sizeOf(extent.slice(1, axis));
    for (let i = 0; i < extent[axis]; i++) {
      const index = i + start[axis];
      if (index >= 0 && index < input[axis]) continue;
      const source = borderIndex(index, input[axis], border) - start[axis];
      for (let line = 0; line < blocks * lines; line++) {
        const block = Math.floor(line / lines);
        const base = (pointer + block * blockPitch) / size + (line - block * lines) * extent[axis] * step;
        view.copyWithin(base + i * step, base + source * step, base + (source + 1) * step);
      }
    }
  }
}

/** Where the image's own pixels of a row of its first axis go. */
function segmentsOf({ input, start, extent }: StagingSizes): Segment[] {
  const segments: Segment[] = [];
  const last = input.length - 1;
  if (last === 0) return [{ from: 0, to: 0, count: 1 }];
  const low = start.map((first) => Math.max(0, -first));
  const high = start.map((first, axis) => Math.min(extent[axis], input[axis] - first));
  const count = high[last] - low[last];
  if (count <= 0) return [];
  const [from, to] = last === 1 ? [0, 1] : [low[1], high[1]];
  for (let i = from; i < to; i++) {
    const inside = last === 1 ? 0 : i + start[1];
    segments.push({ from: inside * input[last] + low[last] + start[last], to: (last === 1 ? 0 : i) * extent[last] + low[last], count });
  }
  return segments;
}
