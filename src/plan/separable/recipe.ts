import { rangeOf, type SampleType, sizeOfSample } from "../../array/samples.js";
import { sumOf, sumOfMagnitudes } from "../../math/sums.js";
import type { Real } from "../../wasm/engine.js";
import { haveDigits } from "../filter/digits.js";
import { smallRecipe } from "../filter/recipe.js";
import { rowLength } from "../filter/request.js";
import { denseOf, type SeparableRequest } from "./request.js";
import { isExactIn, roundingBound } from "./rounding.js";
import { pairsOfStages, stagesError, stagesOf } from "./stages.js";
import { leastRows } from "./sweep.js";
import { type Symmetry, symmetryOf } from "./taps.js";

/** How a picture is correlated with a kernel that is a product, as a decision: along the rows, then down the columns. */
export interface SeparableRecipe {
  readonly algorithm: "separable";
  readonly source: SampleType;
  readonly depth: SampleType;
  /** What sums are in. */
  readonly precision: Real;
  /** Subtracted from the samples, and their share added in the end, so that sums and their errors are smaller. */
  readonly centre: number;
  /** Sums that lie so near the middle between two integers are computed again; negative for none, as where sums are exact. */
  readonly doubt: number;
  /** "staged": both kernels go by a short one and a sparse one, `stages.ts`; "whole": tap by tap; "none": their product at once, in sums of 16 bits, `small.ts`. */
  readonly passes: "whole" | "staged" | "none";
  readonly symmetry: { readonly row: Symmetry; readonly column: Symmetry };
  /** Why this precision. */
  readonly reason: string;
  /** Rows that are computed at a time. */
  readonly rows: number;
  /** Predicted nanoseconds for a picture. */
  readonly cost: number;
}

/** Nanoseconds of a tap and a sample, measured on one core at 2.8 GHz; a pair of equal taps is one. */
const TAP = { f32: 0.16, f64: 0.32 };
/** Rows of a strip at most, and the bytes of its passed rows that are aimed at: the pass down the columns is as fast beyond the second-level cache. */
const [MOST, BUDGET] = [64, 1 << 22];
/** The middle of bytes. */
const MIDDLE = 128;
/** Rows of four channels share what they load as they are: with 81 taps they take 5 % longer by stages, with 161 a quarter less time. */
const LEAST_OF_FOUR = 121;
/** Taps of a product of two kernels that is looked at as one of two dimensions. */
const MOST_SMALL = 49;
/** Half a unit in the last place of 1 in f32. */
const UNIT = 2 ** -24;

export function separableRecipe(request: SeparableRequest): SeparableRecipe {
  const { source, depth, row, column, height } = request;
  const symmetry = { row: symmetryOf(row), column: symmetryOf(column) };
  const way = wayOf(request);
  const length = rowLength(request);
  const pitch = length * sizeOfSample(way.precision);
  // whole fours, which the pass down the columns takes at a time
  const [most, budget] = way.passes === "staged" ? [3 * MOST, 2 * BUDGET] : [MOST, BUDGET];
  const rows = Math.min(height, most, Math.max(leastRows(column.length), Math.floor(budget / pitch) - column.length + 1) & ~3);
  const steps = [row, column].reduce((sum, weights) => sum + (way.passes === "staged" ? pairsOfStages(stagesOf(weights)!) : symmetryOf(weights) === "none" ? weights.length : (weights.length + 1) >> 1), 0);
  const cost = height * length * (steps * TAP[way.precision] + 1);
  const small = row.length * column.length <= MOST_SMALL ? smallRecipe(denseOf(request)) : null;
  const at = small && small.cost < cost ? ({ passes: "none", rows: small.rows, cost: small.cost, reason: small.reason } as const) : { rows, cost };
  return { algorithm: "separable", source, depth, ...way, symmetry, ...at };
}

function wayOf(request: SeparableRequest): Pick<SeparableRecipe, "precision" | "centre" | "doubt" | "passes" | "reason"> {
  const { source, depth, row } = request;
  const plain = { centre: 0, doubt: -1, passes: "whole" } as const;
  if (source === "f32" && depth === "f32") return { precision: "f32", ...plain, reason: "f32 in and out" };
  const short = source === "u8" || source === "u16" || source === "i16";
  const shortDepth = depth === "u8" || depth === "u16" || depth === "i16";
  if (short && (shortDepth || depth === "f32") && isExactIn(24, request)) return { precision: "f32", ...plain, reason: "sums of 24 bits, exact in f32" };
  if (!(short || source === "i8") || !rangeOf(depth)) return { precision: "f64", ...plain, reason: `${source} to ${depth}` };
  if (isExactIn(53, request)) return { precision: "f64", ...plain, reason: "sums of 53 bits, exact in f64" };
  if (source === "u8" && shortDepth && haveDigits({ ...request, weights: row })) {
    const ofCentre = 2 ** -23 * MIDDLE * Math.abs(sumOf(request.row) * sumOf(request.column));
    const staged = stagedBound(request) + ofCentre;
    if (staged < 0.001) return { precision: "f32", centre: MIDDLE, doubt: staged, passes: "staged", reason: "f32 by stages, and what is in doubt again exactly" };
    const doubt = roundingBound(request, MIDDLE, "f32") + ofCentre;
    if (doubt < 0.02) return { precision: "f32", centre: MIDDLE, doubt, passes: "whole", reason: "f32, and what is in doubt again exactly" };
  }
  const doubt = roundingBound(request, source === "i8" ? MIDDLE : 2 ** 16, "f64");
  return { precision: "f64", centre: 0, doubt, passes: "whole", reason: "f64, and what is in doubt again exactly" };
}

/** How far staged passes in f32 are from the exact sums of centred bytes at most; infinite where there are none. */
function stagedBound({ row, column, delta, channels }: SeparableRequest): number {
  const [rowStages, columnStages] = channels === 1 || channels === 4 ? [stagesOf(row), stagesOf(column)] : [null, null];
  if (!rowStages || !columnStages || (channels === 4 && Math.min(row.length, column.length) < LEAST_OF_FOUR)) return Infinity;
  const [rowReach, columnReach] = [row, column].map(sumOfMagnitudes);
  const ofRow = stagesError(rowStages, MIDDLE, UNIT);
  const ofColumn = stagesError(columnStages, MIDDLE * rowReach + ofRow, UNIT);
  return (ofRow * columnReach + ofColumn + (MIDDLE * rowReach * columnReach + 2 * Math.abs(delta)) * UNIT) * 1.001;
}
