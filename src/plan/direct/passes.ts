import { bytesOf, load } from "../../array/transfer.js";
import { dot, eachRow, sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import type { DirectRecipe } from "./recipe.js";
import type { Taps } from "./taps.js";

/** One real sum: its table of taps over one or both planes of the input. */
export interface Pass {
  readonly part: "re" | "im";
  /** Bytes from the tile's start to the plane that the tables count from. */
  readonly plane: number;
  /** Where each tap lies, in bytes from the output's corner. */
  readonly offsets: number;
  readonly weights: number;
  readonly count: number;
  /** The same for two runs at once; 0 if the recipe has no pairing. */
  readonly pairOffsets: number;
  /** How many groups of taps the pairing goes through. */
  readonly groups: number;
}

/**
 * The real sums of a correlation, (xr + i·xi)(wr + i·wi) part by part. One over both planes of a complex input
 * has twice the taps; the table reaches from one plane to the other.
 */
export function passesOf(recipe: DirectRecipe, { re, im }: Taps, plane: number, allocate: Allocate): Pass[] {
  const { kernelShape } = recipe.geometry;
  const pairs = pairsOf(recipe);
  const over = (weights: readonly Float64Array[], part: Pass["part"], firstPlane: number): Pass => ({
    part,
    plane: firstPlane,
    offsets: offsetsOf(kernelShape, recipe, weights.length, plane, allocate),
    weights: weightsOf(weights, recipe, allocate),
    count: weights.length * re.length,
    pairOffsets: pairs ? offsetsOf(pairs.shape, recipe, weights.length, plane, allocate) : 0,
    groups: pairs ? pairs.groups * weights.length : 0,
  });
  if (recipe.sides.input === "real") return im ? [over([re], "re", 0), over([im], "im", 0)] : [over([re], "re", 0)];
  if (!im) return [over([re], "re", 0), over([re], "im", plane)];
  return [over([re, im.map((value) => -value)], "re", 0), over([im, re], "im", 0)];
}

/** The taps of a pairing, with those of the second run's window that lie beyond the first one's, and how many groups they form. */
function pairsOf({ geometry, precision, pairing }: DirectRecipe): { shape: number[]; groups: number } | undefined {
  if (pairing === "none") return undefined;
  const { kernelShape } = geometry;
  const last = kernelShape.length - 1;
  const inner = pairing === "rows" ? [kernelShape[last - 1] + 1, kernelShape[last]] : [kernelShape[last] + 16 / bytesOf(precision)];
  const outer = kernelShape.slice(0, kernelShape.length - inner.length);
  return { shape: [...outer, ...inner], groups: sizeOf(outer) };
}

/** Writes where each tap of a shape lies in the padded tile, in bytes from the output's corner, for each of the planes that a pass reads. */
function offsetsOf(shape: readonly number[], { pitch, precision }: DirectRecipe, planes: number, plane: number, allocate: Allocate): number {
  const size = bytesOf(precision);
  const count = shape[shape.length - 1];
  const pointer = allocate(planes * sizeOf(shape) * 4);
  const table = i32;
  let row = pointer >>> 2;
  for (let i = 0; i < planes; i++) {
    eachRow(shape, (index) => {
      const first = i * plane + dot(index, pitch) * size;
      for (let tap = 0; tap < count; tap++) table[row + tap] = first + tap * size;
      row += count;
    });
  }
  return pointer;
}

function weightsOf(weights: readonly Float64Array[], { precision }: DirectRecipe, allocate: Allocate): number {
  const bytes = weights[0].length * bytesOf(precision);
  const pointer = allocate(weights.length * bytes);
  weights.forEach((values, i) => load(values, 0, 1, values.length, pointer + i * bytes, precision));
  return pointer;
}
