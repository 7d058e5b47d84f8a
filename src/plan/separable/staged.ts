import { separableKernels } from "../../wasm/separable.js";
import { rowLength } from "../filter/request.js";
import type { StripPass } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import { floatTable } from "../tables.js";
import { deliveryOf, WIDEST } from "./delivery.js";
import type { Pass } from "./pass.js";
import { type Advance, passedRows } from "./passedRows.js";
import type { SeparableRecipe } from "./recipe.js";
import type { SeparableRequest } from "./request.js";
import { SHORT_PAIRS, SHORT_TAPS, type Stages, stagesOf } from "./stages.js";
import { pitchOf } from "./sweep.js";

/** Bytes of a pixel of a line: four channels, or a sample of each of four rows. */
const PIXEL = 16;
/** Pixels of a line that are taken through all stages at a time, in the first-level cache. */
const BLOCK = 256;
/** Rows of results that are summed at a time: their windows on a panel stay in the first-level cache. */
const GROUP = 8;
/** Outputs of the short kernel that a window has less than samples. */
const REACH = SHORT_TAPS - 1;

/**
 * Filters strips of bytes by stages. Rows of one channel are passed along four at a time.
 * @param pitch - Bytes between padded rows.
 */
export function stagedPass(recipe: SeparableRecipe, request: SeparableRequest, pitch: number, allocate: Allocate): StripPass {
  const { row, column } = request;
  const passedPitch = pitchOf(rowLength(request) * 4);
  const advance = prepareLines(stagesOf(row)!, recipe, request, pitch, passedPitch, allocate);
  const pass = prepareStages(stagesOf(column)!, column.length, recipe.rows, WIDEST * 4, allocate);
  const deliver = deliveryOf(recipe, request, pass, pitch, allocate);
  return passedRows(recipe.rows, column.length - 1, [pitch, passedPitch], advance, deliver, allocate);
}

function prepareLines(stages: Stages, { centre }: SeparableRecipe, request: SeparableRequest, pitch: number, passedPitch: number, allocate: Allocate): Advance {
  const { channels, width, row } = request;
  const pixels = width + row.length - 1;
  const line = allocate(pixels * PIXEL);
  const pass = prepareStages(stages, row.length, BLOCK, PIXEL, allocate);
  const along = (to: number): void => {
    for (let n = 0; n < width; n += BLOCK) pass(line + n * PIXEL, PIXEL, to + n * PIXEL, PIXEL, Math.min(BLOCK, width - n), 4);
  };
  if (channels === 4) {
    return (x, to, count) => {
      for (let i = 0; i < count; i++) {
        separableKernels().u8.widen(x + i * pitch, line, pixels * 4, centre);
        along(to + i * passedPitch);
      }
    };
  }
  const sums = allocate(width * PIXEL);
  return (x, to, count) => {
    for (let i = 0; i < count; i += 4) {
      const rows = Math.min(4, count - i);
      separableKernels().u8.interleave(x + i * pitch, pitch, rows, line, pixels, centre);
      along(sums);
      separableKernels().f32.separate(sums, to + i * passedPitch, passedPitch, rows, width);
    }
  };
}

/**
 * A pass of up to `most` rows of up to `width` bytes, which results are apart too: the short kernel, whose results stay in the second-level cache, then the taps at the ends, and the sparse
 * kernel, whose outputs of even and of odd rows are two sums of every second row.
 */
function prepareStages({ edges, comb, teeth }: Stages, taps: number, most: number, width: number, allocate: Allocate): Pass {
  const [shortAt, edgesAt, combAt] = [SHORT_PAIRS, edges, comb].map((values) => floatTable(values, "f32", allocate));
  const blurredPitch = width === PIXEL ? PIXEL : pitchOf(width);
  const blurred = allocate((most + taps - 1 - REACH) * blurredPitch);
  const together = width === PIXEL ? most : GROUP;
  const sums = allocate(2 * together * width);
  return (x, xPitch, y, yPitch, R, N) => {
    const { fold } = separableKernels().f32;
    fold(x, xPitch, shortAt, SHORT_PAIRS.length, REACH, 0, blurred, blurredPitch, R + taps - 1 - REACH, N, 0);
    for (let row = 0; row < R; ) {
      const count = R - row < 2 * together ? R - row : together;
      fold(x + row * xPitch, xPitch, edgesAt, edges.length, taps - 1, 0, sums, yPitch, count, N, 0);
      for (let first = row; first < row + 2; first++) {
        const z = sums + (first - row) * yPitch;
        fold(blurred + first * blurredPitch, 2 * blurredPitch, combAt, comb.length, teeth - 1, z, y + first * yPitch, 2 * yPitch, (row + count + 1 - first) >> 1, N, 0);
      }
      row += count;
    }
  };
}
