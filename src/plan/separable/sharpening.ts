import { sumOf } from "../../math/sums.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { separableKernels } from "../../wasm/separable.js";
import { filterPicture } from "../filter/filter.js";
import { type DenseRequest, rowLength } from "../filter/request.js";
import { prepareResolution, resolve } from "../filter/resolution.js";
import type { PictureRows, ResultRows } from "../filter/rows.js";
import { prepareStrips, runStrips, stripRows, type StripPass } from "../filter/strips.js";
import { cutWeights } from "../filter/weights.js";
import type { Allocate } from "../memory.js";
import { floatTable } from "../tables.js";
import type { Delivery } from "./delivery.js";
import { prepareRows } from "./pass.js";
import { type Advance, passedRows } from "./passedRows.js";
import { denseOf, type SeparableRequest } from "./request.js";
import { roundingBound } from "./rounding.js";
import { pitchOf } from "./sweep.js";
import { pairsOf } from "./taps.js";

/** The middle of bytes, which is taken off them so that sums and their errors are smaller. */
const MIDDLE = 128;
/** Columns that are summed and rounded while they are in the first-level cache. */
const PANEL = 128;
/** What part of the outputs may be in doubt. */
const MOST_DOUBT = 0.02;

/**
 * Correlates one picture with a product of two kernels, and adds a multiple of each pixel:
 *
 *     y[i, j, c] = own · x[i, j, c] + Σ_a Σ_b column[a] · row[b] · x[i + a − anchorRow, j + b − anchorColumn, c]
 *
 * The column is its own mirror image, and results are of the samples' type. Of bytes by passes in float32 and exact sums of what is left in doubt: 4.7 ms at
 * 1920 × 1080 and 17 taps, where the kernel in two dimensions takes 20. Of anything else by that kernel.
 */
export function filterSharpened(request: SeparableRequest, own: number, source: PictureRows, target: ResultRows): void {
  const dense = denseOf(request);
  const { window } = request;
  dense.weights[window.anchorRow * window.width + window.anchorColumn] += own;
  const doubt = doubtOf(request, own);
  if (request.source !== "u8" || !(doubt < MOST_DOUBT)) return filterPicture(dense, source, target);
  const mark = openArena();
  try {
    const strips = prepareStrips(request, stripRows(request), take);
    runStrips(strips, sharpeningPass(request, dense, own, doubt, strips.rows, strips.padding.pitch, take), source, target);
  } finally {
    closeArena(mark);
  }
}

/**
 * What the sums are wrong by at most: those of the passes, and as much again, which is more than what the middle makes of their weights; and own · x, which each
 * pair of the column is added to.
 */
function doubtOf(request: SeparableRequest, own: number): number {
  return 2 * roundingBound(request, MIDDLE, "f32") + 2 ** -24 * MIDDLE * 1.01 * ((request.column.length + 8) * Math.abs(own) + 1);
}

function sharpeningPass(request: SeparableRequest, dense: DenseRequest, own: number, doubt: number, strip: number, pitch: number, allocate: Allocate): StripPass {
  const { row, column, channels, window } = request;
  const length = rowLength(request);
  const passedPitch = pitchOf(length * 4);
  const line = allocate(pitch * 4);
  const [owns, room] = [0, 1].map(() => allocate(strip * passedPitch));
  const rowPass = prepareRows(row, channels, "f32", allocate);
  const pairs = floatTable(pairsOf(column), "f32", allocate);
  const factor = floatTable([own / 2], "f32", allocate);
  const resolution = prepareResolution(dense, cutWeights(dense), "u8", pitch, allocate);
  const list = allocate(strip * length * 4);
  const share = MIDDLE * (own + sumOf(row) * sumOf(column));
  const advance: Advance = (x, to, count) => {
    for (let i = 0; i < count; i++) {
      separableKernels().u8.widen(x + i * pitch, line, pitch, MIDDLE);
      rowPass(line, 0, to + i * passedPitch, 0, 1, length);
    }
  };
  const deliver: Delivery = (x, passed, _, y, rows) => {
    const { u8, f32 } = separableKernels();
    for (let i = 0; i < rows; i++) {
      u8.widen(x + (i + window.anchorRow) * pitch + window.anchorColumn * channels, room + i * passedPitch, length, MIDDLE);
    }
    // a pair of each with itself
    f32.fold(room, passedPitch, factor, 1, 0, 0, owns, passedPitch, rows, length, 0);
    let end = list;
    for (let n = 0; n < length; n += PANEL) {
      const width = Math.min(PANEL, length - n);
      const at = n * 4;
      f32.fold(passed + at, passedPitch, pairs, (column.length + 1) >> 1, column.length - 1, owns + at, room + at, passedPitch, rows, width, 0);
      end = u8.round_f32(room + at, passedPitch, y + n, length, rows, width, share, 0, 255, doubt, end, n, length);
    }
    if (end > list) resolve(resolution, x, y, list, (end - list) >>> 2);
  };
  return passedRows(strip, column.length - 1, [pitch, passedPitch], advance, deliver, allocate);
}
