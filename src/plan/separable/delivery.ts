import { largestOf, rangeOf, sizeOfSample } from "../../array/samples.js";
import { sumOf } from "../../math/sums.js";
import { imageKernels } from "../../wasm/image.js";
import { separableKernels } from "../../wasm/separable.js";
import { prepareDigits } from "../filter/digits.js";
import { narrow } from "../filter/narrow.js";
import { rowLength } from "../filter/request.js";
import type { Allocate } from "../memory.js";
import type { Pass } from "./pass.js";
import type { SeparableRecipe } from "./recipe.js";
import type { SeparableRequest } from "./request.js";
import { resolveAll, sumFew } from "./resolution.js";
import { roundingBound } from "./rounding.js";

/** Computes rows of results at y, by the pass down the columns of the passed rows at `passed`; x are the padded rows that they come from. */
export type Delivery = (x: number, passed: number, passedPitch: number, y: number, rows: number) => void;

/** Columns whose sums are rounded while they are in the first-level cache. */
const PANEL = 64;
/** The most columns that a pass is given at a time where results are integers; its results are as far apart. */
export const WIDEST = 2 * PANEL;

/** The last step of a separable filter: the second pass, delta, and the result's type. */
export function deliveryOf(recipe: SeparableRecipe, request: SeparableRequest, pass: Pass, pitch: number, allocate: Allocate): Delivery {
  const { precision, depth, doubt } = recipe;
  const length = rowLength(request);
  const size = sizeOfSample(precision);
  const { delta } = request;
  if (depth === precision) {
    return (_, passed, passedPitch, y, rows) => {
      pass(passed, passedPitch, y, length * size, rows, length);
      if (delta !== 0) imageKernels()[precision].move(y, 1, y, 1, rows * length, delta);
    };
  }
  const list = doubt < 0 ? 0 : allocate(recipe.rows * length * 4);
  if (precision === "f64") {
    const sums = allocate(recipe.rows * length * 8);
    return (x, passed, passedPitch, y, rows) => {
      pass(passed, passedPitch, sums, length * 8, rows, length);
      if (delta !== 0) imageKernels().f64.move(sums, 1, sums, 1, rows * length, delta);
      const count = narrow(depth, sums, y, rows * length, doubt, list);
      if (count > 0) resolveAll(request, x, pitch, rows, y, list, count);
    };
  }
  const depthSize = sizeOfSample(depth);
  const [least, most] = rangeOf(depth)!;
  const roomPitch = WIDEST * 4;
  const room = allocate(recipe.rows * roomPitch);
  const share = delta + recipe.centre * sumOf(request.row) * sumOf(request.column);
  const error = roundingBound(request, largestOf("u8"), "f64", "in order");
  const again = doubt < 0 ? null : prepareDigits({ ...request, weights: request.row }, error, pitch, allocate);
  return (x, passed, passedPitch, y, rows) => {
    const { round_f32 } = separableKernels()[depth === "u8" ? "u8" : "i16"];
    let end = list;
    for (let n = 0; n < length; ) {
      const width = length - n < WIDEST ? length - n : PANEL;
      pass(passed + n * 4, passedPitch, room, roomPitch, rows, width);
      end = round_f32(room, roomPitch, y + n * depthSize, length * depthSize, rows, width, share, least, most, doubt, end, n, length);
      n += width;
    }
    if (!again || end === list) return;
    const count = sumFew(request, error, x, pitch, y, list, again(x, y, list, (end - list) / 4));
    if (count > 0) resolveAll(request, x, pitch, rows, y, list, count);
  };
}
