import { type SampleType, sizeOfSample } from "../../array/samples.js";
import { coupledWeights } from "./coupled.js";
import { dotsExtra, LEAST_ROW } from "./dots.js";
import { typeOfSums } from "./factored.js";
import { factorsOf } from "./factors.js";
import { fixedWeights } from "./fixed.js";
import { type DenseRequest, rowLength } from "./request.js";
import { smallWeights } from "./small.js";
import { doubtOfBytes } from "./spectra.js";
import { stripRows } from "./strips.js";
import { bestTiles, type Tiles } from "./tiles.js";

/** How a picture is correlated, as a decision. */
export interface FilterRecipe {
  /**
   * "direct": sums in the type of samples and result, float32 or float64;
   * "small integers": sums of bytes in 16 bits, exact;
   * "integers": sums in 32 bits of products of 16 bits, exact where the weights are such integers, and otherwise followed by exact sums where rounding is in doubt;
   * "separable": passes along rows and down columns, of weights that are a sum of a few products of a column and a row, in float32 or float64, rounded like "widened";
   * "widened": sums in float64, rounded once into the type of the result, exactly where samples are integers of up to 16 bits;
   * "transforms": parts by Fourier transforms, followed by exact sums where rounding is in doubt.
   */
  readonly algorithm: "direct" | "small integers" | "integers" | "separable" | "widened" | "transforms";
  readonly source: SampleType;
  readonly depth: SampleType;
  /** Why this algorithm. */
  readonly reason: string;
  /** Rows that are computed at a time. */
  readonly rows: number;
  /** Predicted nanoseconds for a picture. */
  readonly cost: number;
  /** The parts that are transformed. */
  readonly tiles?: Tiles;
}

/** Nanoseconds that a product takes, and an output whatever the kernel, measured on one core as the prices of transforms. */
const PRICES = { small: [0.035, 0.1], coupled: [0.021, 0.25], integers: [0.055, 0.2], f32: [0.0435, 0.2], f64: [0.0909, 0.4], widened: [0.0909, 2.5] } as const;

/** Nanoseconds that a product of an output in doubt takes. */
const RESOLVED = 1.2;

/** The way that is predicted to be fastest. */
export function filterRecipe(request: DenseRequest): FilterRecipe {
  const sums = directRecipe(request);
  return orTransforms(request, separableRecipe(request, sums.cost) ?? sums);
}

/** The same without a look at whether the kernel is a product of others, as one of thousands of pixels of a picture never is. */
export function unfactoredRecipe(request: DenseRequest): FilterRecipe {
  return orTransforms(request, directRecipe(request));
}

function orTransforms(request: DenseRequest, direct: FilterRecipe): FilterRecipe {
  // kernels this small are never worth a look at transforms
  if (request.weights.length < 36) return direct;
  const tiles = tilesOf(request);
  if (!tiles || tiles.cost >= direct.cost) return direct;
  const { source, depth } = request;
  const reason = `parts of ${tiles.rows} × ${tiles.columns} outputs by transforms of ${tiles.length} points`;
  return { algorithm: "transforms", source, depth, reason, rows: tiles.rows, cost: tiles.cost, tiles };
}

function directRecipe(request: DenseRequest): FilterRecipe {
  const { source, depth, weights, height } = request;
  const costOf = (way: keyof typeof PRICES): number => height * rowLength(request) * (weights.length * PRICES[way][0] + PRICES[way][1]);
  if (source === depth && (source === "f32" || source === "f64")) {
    return { algorithm: "direct", source, depth, reason: `${source} in and out`, rows: stripRows(request), cost: costOf(source) };
  }
  const small = smallRecipe(request);
  if (small) return small;
  const coupled = coupledWeights(request);
  if (coupled) {
    const cost = costOf("coupled") + (coupled.limit / 65536) * height * rowLength(request) * weights.length * RESOLVED;
    const reason = coupled.limit === 0 ? "weights are integers of 16 bits" : `weights rounded to ${16 + coupled.shift - Math.round(Math.log2(coupled.factor))} bits`;
    return { algorithm: "integers", source, depth, reason, rows: stripRows(request), cost };
  }
  const fixed = rowLength(request) < LEAST_ROW ? null : fixedWeights(request);
  if (fixed) {
    const reason = fixed.limit === null ? `weights are integers over 2^${fixed.shift}` : `weights rounded to ${fixed.shift} bits`;
    return { algorithm: "integers", source, depth, reason, rows: stripRows(request, dotsExtra(request)), cost: costOf("integers") };
  }
  return { algorithm: "widened", source, depth, reason: `${source} to ${depth}`, rows: stripRows(request, rowLength(request) * 16), cost: costOf("widened") };
}

/** Sums of 16 bits, of small integers; null if the weights are not such. */
export function smallRecipe(request: DenseRequest): FilterRecipe | null {
  const { source, depth, height } = request;
  const small = smallWeights(request);
  if (!small) return null;
  const cost = height * rowLength(request) * (small.integers.filter((weight) => weight !== 0).length * PRICES.small[0] + PRICES.small[1]);
  return { algorithm: "small integers", source, depth, reason: `weights are small integers over 2^${small.shift}`, rows: stripRows(request), cost };
}

/** Nanoseconds an output more that a pass between rows and columns takes, and how much longer products take when sums go over several planes. */
const BETWEEN = 0.4;
const PLANES = 1.15;

/** Passes along rows and down columns, where the kernel is a sum of so few products that they cost less. */
function separableRecipe(request: DenseRequest, limit: number): FilterRecipe | null {
  const { source, depth, window, height } = request;
  const type = typeOfSums(request);
  const [product, output] = PRICES[source === depth && source === type ? type : "widened"];
  const size = sizeOfSample(type);
  const rows = stripRows(request, rowLength(request) * (size + (source === type ? 0 : 16)));
  const costOf = (count: number): number =>
    height * rowLength(request) * (count * (window.width * (1 + (window.height - 1) / rows) + window.height) * product * (count > 1 ? PLANES : 1) + output + BETWEEN);
  if (costOf(1) >= limit) return null;
  const factors = factorsOf(request, type);
  const count = factors?.columns.length ?? 0;
  if (!factors || costOf(count) >= limit) return null;
  const reason = `weights are ${count === 1 ? "a product" : `a sum of ${count} products`} of a column and a row`;
  return { algorithm: "separable", source, depth, reason, rows: stripRows(request, rowLength(request) * (count * size + (source === type ? 0 : 16))), cost: costOf(count) };
}

/** If more than this part of the outputs would be in doubt after float32 transforms, float64 ones are taken. */
const MOST_DOUBT = 0.01;

function tilesOf(request: DenseRequest): Tiles | null {
  const { source, depth } = request;
  if (source === "f32" && depth === "f32") return bestTiles(request, "f32");
  if (source === "u8" && depth === "u8") {
    const tiles = bestTiles(request, "f32");
    if (tiles && 2 * doubtOfBytes(request, tiles) <= MOST_DOUBT) return tiles;
  }
  return bestTiles(request, "f64");
}
