import { sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { separableKernels } from "../../wasm/separable.js";
import type { PreparedFilter } from "../filter/filter.js";
import { type PicturePlan, planPicture } from "../filter/plan.js";
import { rowLength } from "../filter/request.js";
import type { PictureRows, ResultRows } from "../filter/rows.js";
import { smallPass, smallWeights } from "../filter/small.js";
import { prepareStrips, runStrips, type StripPass } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import { deliveryOf } from "./delivery.js";
import { prepareColumns, prepareRows } from "./pass.js";
import { type Advance, passedRows } from "./passedRows.js";
import { separableRecipe, type SeparableRecipe } from "./recipe.js";
import { denseOf, type SeparableRequest } from "./request.js";
import { stagedPass } from "./staged.js";
import { pitchOf } from "./sweep.js";

/** Correlates one picture with the product of two kernels. */
export function filterSeparable(request: SeparableRequest, source: PictureRows, target: ResultRows): void {
  const mark = openArena();
  try {
    const { strips, pass } = prepareSeparable(separableRecipe(request), request, take);
    runStrips(strips, pass, source, target);
  } finally {
    closeArena(mark);
  }
}

/** Plans the same for many pictures. */
export function planSeparable(request: SeparableRequest): PicturePlan<SeparableRecipe> {
  const recipe = separableRecipe(request);
  return planPicture(request, recipe, (memory) => prepareSeparable(recipe, request, memory.allocate));
}

function prepareSeparable(recipe: SeparableRecipe, request: SeparableRequest, allocate: Allocate): PreparedFilter {
  const strips = prepareStrips(request, recipe.rows, allocate);
  if (recipe.passes === "none") {
    const dense = denseOf(request);
    return { strips, pass: smallPass(dense, smallWeights(dense)!, strips.padding.pitch, allocate) };
  }
  const passOf = recipe.passes === "staged" ? stagedPass : separablePass;
  return { strips, pass: passOf(recipe, request, strips.padding.pitch, allocate) };
}

/**
 * Filters strips by one pass along rows and one down columns.
 * @param pitch - Bytes between padded rows.
 */
function separablePass(recipe: SeparableRecipe, request: SeparableRequest, pitch: number, allocate: Allocate): StripPass {
  const { precision } = recipe;
  const { row, column, channels, source } = request;
  const size = sizeOfSample(precision);
  const length = rowLength(request);
  const widened = (length / channels + row.length - 1) * channels;
  const passedPitch = pitchOf(length * size);
  const line = source === precision ? 0 : allocate(widened * size + 16);
  const rowPass = prepareRows(row, channels, precision, allocate);
  const columnPass = prepareColumns(column, passedPitch, precision, allocate);
  const deliver = deliveryOf(recipe, request, columnPass, pitch, allocate);
  const advance: Advance = (x, to, count) => {
    if (!line) return rowPass(x, pitch, to, passedPitch, count, length);
    for (let i = 0; i < count; i++) {
      widenRow(recipe, x + i * pitch, line, widened);
      rowPass(line, 0, to + i * passedPitch, 0, 1, length);
    }
  };
  return passedRows(recipe.rows, column.length - 1, [pitch, passedPitch], advance, deliver, allocate);
}

/** Brings a padded row to the type of sums. */
export function widenRow({ source, precision, centre }: SeparableRecipe, x: number, y: number, count: number): void {
  if (precision === "f64") return widen(source, x, y, count);
  separableKernels()[source as "u8" | "u16" | "i16"].widen(x, y, count, centre);
}
