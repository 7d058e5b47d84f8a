import { bytesOf, viewOf } from "../../array/transfer.js";
import { dot, eachRow, sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import type { DirectRecipe } from "./recipe.js";
import type { Taps } from "./taps.js";

/** Takes wasm memory: of the running call's arena, or of a plan. */
export type Allocate = (bytes: number) => number;

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
  const offsets = offsetsOf(recipe.geometry.kernelShape, recipe);
  const pairs = pairOffsetsOf(recipe);
  const over = (weights: readonly Float64Array[], part: Pass["part"], firstPlane: number): Pass => ({
    part,
    plane: firstPlane,
    offsets: tableOf(offsets, weights.length, plane, allocate),
    weights: weightsOf(weights, recipe, allocate),
    count: weights.length * re.length,
    pairOffsets: pairs ? tableOf(pairs.offsets, weights.length, plane, allocate) : 0,
    groups: pairs ? pairs.groups * weights.length : 0,
  });
  if (recipe.sides.input === "real") return im ? [over([re], "re", 0), over([im], "im", 0)] : [over([re], "re", 0)];
  if (!im) return [over([re], "re", 0), over([re], "im", plane)];
  return [over([re, im.map((value) => -value)], "re", 0), over([im, re], "im", 0)];
}

/** Where each tap lies in the padded tile, in bytes from the output's corner. */
function offsetsOf(kernelShape: readonly number[], { pitch, precision }: DirectRecipe): number[] {
  const size = bytesOf(precision);
  const offsets: number[] = [];
  eachRow(kernelShape, (index) => {
    const row = dot(index, pitch);
    for (let tap = 0; tap < kernelShape[index.length]; tap++) offsets.push((row + tap) * size);
  });
  return offsets;
}

/** The same for each group of taps of a pairing, with those of the second run's window that lie beyond the first one's. */
function pairOffsetsOf(recipe: DirectRecipe): { offsets: number[]; groups: number } | undefined {
  const { geometry, precision, pairing } = recipe;
  if (pairing === "none") return undefined;
  const { kernelShape } = geometry;
  const last = kernelShape.length - 1;
  const inner = pairing === "rows" ? [kernelShape[last - 1] + 1, kernelShape[last]] : [kernelShape[last] + 16 / bytesOf(precision)];
  const outer = kernelShape.slice(0, kernelShape.length - inner.length);
  return { offsets: offsetsOf([...outer, ...inner], recipe), groups: sizeOf(outer) };
}

/** Writes a table of offsets for each of the planes that a pass reads. */
function tableOf(offsets: readonly number[], planes: number, plane: number, allocate: Allocate): number {
  const pointer = allocate(planes * offsets.length * 4);
  let at = pointer >>> 2;
  for (let i = 0; i < planes; i++) {
    for (let k = 0; k < offsets.length; k++) i32[at++] = offsets[k] + i * plane;
  }
  return pointer;
}

function weightsOf(weights: readonly Float64Array[], { precision }: DirectRecipe, allocate: Allocate): number {
  const size = bytesOf(precision);
  const length = weights[0].length;
  const pointer = allocate(weights.length * length * size);
  weights.forEach((values, i) => viewOf(precision).set(values, pointer / size + i * length));
  return pointer;
}
