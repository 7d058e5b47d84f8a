import { type Precision, realOf } from "../../array/dtype.js";
import type { Border } from "../../array/padded.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { dot, eachRow } from "../../shape/strides.js";
import { u8 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { loadRows, type Rows, runOf, storeRun } from "./lines.js";
import { columnSummation, prepareColumns, prepareRows, type Summation } from "./pass.js";
import type { LineKernel } from "./taps.js";

/** How the planes of an array are swept: bands of columns, each in strips of rows that follow one another, so that memory is bounded. */
export interface SweepRecipe {
  /** Elements of an output row that are computed at a time. */
  readonly band: number;
  /** Output rows of a strip. */
  readonly strip: number;
}

/** Bytes of rows in flight: of what is between the passes, in the second-level cache. */
const BUDGET = 1 << 20;
/** Elements of rows so short that a call for each would take longer than its sums: they are passed as one, and what is computed of the gaps between them is left. */
const TOGETHER = 1024;
/** Rows of a strip at most; windows share sums of as many as they are long. */
const [MOST, MOST_OF_WINDOWS] = [64, 1024];

/**
 * @param elements - Of a row, of `lanes` numbers each.
 * @param columnTaps - Taps of the kernel that runs down the columns; rowTaps of the one along the rows.
 * @param summation - How the columns are added up.
 */
export function sweepRecipe(elements: number, lanes: number, rows: number, columnTaps: number, rowTaps: number, precision: Precision, summation: Summation): SweepRecipe {
  const size = bytesOf(precision) * lanes;
  const most = summation === "windows" ? MOST_OF_WINDOWS : MOST;
  const least = leastRows(columnTaps, most);
  const perRow = BUDGET / (least + columnTaps - 1) / size;
  // a band no narrower than four kernels reads at most a quarter more than it needs
  const widest = Math.min(elements, Math.max(Math.floor(perRow), 4 * rowTaps, 256));
  const band = Math.ceil(elements / Math.ceil(elements / widest));
  // whole fours, which the pass down the columns takes at a time
  const strip = Math.min(rows, most, Math.max(least, Math.floor(BUDGET / (band * size)) - columnTaps + 1) & ~3);
  return { band, strip };
}

/** The kernels of a sweep: along the rows, down the columns; null for no pass. */
export interface SweepKernels {
  readonly row: LineKernel | null;
  readonly column: LineKernel | null;
}

/**
 * Correlates the planes of an array, its last two axes, with a kernel along the rows and one down the columns. Each row is loaded and passed once;
 * the passed rows of a strip's windows stay together, and what two strips share is moved from one to the next.
 */
export function sweep(x: Source, { row, column }: SweepKernels, border: Border, target: Target, precision: Precision, allocate: Allocate): void {
  const { shape } = target;
  const last = shape.length - 1;
  const [H, W] = [shape[last - 1], shape[last]];
  const lanes = x.complex ? 2 : 1;
  const [columnTaps, rowTaps] = [column?.weights.length ?? 1, row?.weights.length ?? 1];
  const { band, strip } = sweepRecipe(W, lanes, H, columnTaps, rowTaps, precision, column ? columnSummation(column.weights, bytesOf(precision)) : "in order");
  const size = bytesOf(precision) * lanes;
  const padded = band + rowTaps - 1;
  const together = band === W ? Math.max(1, Math.floor(TOGETHER / padded)) : 1;
  const pitch = together > 1 ? padded * size : pitchOf(band * size);
  const [dense, denseTarget] = [x, target].map(({ stride }) => together > 1 && stride[last] === 1 && stride[last - 1] === W);
  const rows: Rows = { source: x, precision, border, pitch, come: dense && !row ? "at once" : "one by one" };
  const resultPitch = column && denseTarget ? W * size : pitch;
  const shared = columnTaps - 1;
  const line = allocate(together * padded * size + 16);
  const ring = allocate((strip + shared) * pitch + 16);
  const result = column ? allocate(strip * resultPitch) : ring;
  const rowPass = row && prepareRows(row.weights, lanes, realOf(precision), allocate);
  const columnPass = column && prepareColumns(column.weights, pitch, realOf(precision), allocate);

  eachRow(shape.slice(0, last), (outer) => {
    const plane = x.offset + dot(outer, x.stride);
    const place = target.offset + dot(outer, target.stride);
    for (let left = 0; left < W; left += band) {
      const width = Math.min(band, W - left);
      const run = runOf(left - (row?.before ?? 0), width + rowTaps - 1, W, border.kind);
      const advance = (first: number, count: number, to: number): void => {
        if (!rowPass) return loadRows(rows, plane, first, count, run, to);
        for (let i = 0; i < count; i += together) {
          const some = Math.min(together, count - i);
          loadRows(rows, plane, first + i, some, run, line);
          rowPass(line, 0, to + i * pitch, 0, 1, ((some - 1) * padded + width) * lanes);
        }
      };
      const before = column?.before ?? 0;
      advance(-before, shared, ring);
      for (let top = 0; top < H; top += strip) {
        const count = Math.min(strip, H - top);
        advance(top + shared - before, count, ring + shared * pitch);
        columnPass?.(ring, pitch, result, resultPitch, count, width * lanes);
        const atOnce = denseTarget && resultPitch === W * size ? count : 1;
        for (let i = 0; i < count; i += atOnce) {
          storeRun(result + i * resultPitch, precision, atOnce * width, target, place + (top + i) * target.stride[last - 1] + left * target.stride[last]);
        }
        if (shared > 0) u8.copyWithin(ring, ring + count * pitch, ring + (count + shared) * pitch);
      }
    }
  });
}

/** Rows of a strip at least: the rows that its windows share with the next strip's are moved, which is to be no more than about once for each row. */
export function leastRows(columnTaps: number, most = MOST): number {
  return Math.min(most, Math.max(16, columnTaps - 1));
}

/** Bytes between rows: an odd number of cache lines, so that the rows of a window do not meet in the same places of a cache. */
export function pitchOf(bytes: number): number {
  return (Math.ceil(bytes / 64) | 1) * 64;
}
