import { sumOfMagnitudes } from "../../math/sums.js";
import { sumError } from "./rounding.js";
import { pairsOf, symmetryOf } from "./taps.js";

/**
 * A symmetric kernel of K taps as a short one, then a sparse one with every second tap, and single taps at both ends:
 *
 *     weights[n] ≈ Σ_j comb[j] · short[n − 2j] + edges[n] + edges[K − 1 − n]
 *
 * It is the way of interpolated filters: what is smooth needs half the taps once it has been blurred a little. A Gaussian that ends at 3σ or 4σ does not end
 * smoothly, which a few taps at its ends make good: 81 taps of σ = 10 become 7 + 38 + 8, within 10⁻⁶ of their sum. Every third tap needs as many in all, since
 * more of them stand at the ends.
 */
export interface Stages {
  /** Weights of pairs, the outermost first, as {@link pairsOf} has them. */
  readonly comb: Float64Array;
  readonly edges: Float64Array;
  /** Taps of the sparse kernel. */
  readonly teeth: number;
  /** Σ |weights − what the stages add up to|. */
  readonly miss: number;
}

/** Six means of two neighbours in turn, times 64: integers, so that sums of bytes stay exact. */
const SHORT = Float64Array.of(1, 6, 15, 20, 15, 6, 1);
export const SHORT_TAPS = SHORT.length;
/** Its pairs. */
export const SHORT_PAIRS = pairsOf(SHORT);
/** Single taps at either end: as few as leave little amiss. */
const EDGES = [4, 6];
/** What may be amiss, of a kernel that adds up to 1: less than rounding. */
const MISS = 1e-6;
/** Kernels whose pairs the stages do not make this many times fewer take as long by stages: σ = 10 takes 14.9 ms at 1920 × 1080 with 81 taps, 13.3 by stages. */
const GAIN = 1.4;

/** The stages nearest to a kernel, in the sum of squares; null for kernels that are not smooth, or for which stages are no gain. */
export function stagesOf(weights: Float64Array): Stages | null {
  if (weights.length % 2 === 0 || symmetryOf(weights) !== "even") return null;
  for (const edges of EDGES) {
    const pairs = ((weights.length - SHORT_TAPS) / 2 + 2) >> 1;
    if (GAIN * (SHORT_PAIRS.length + edges + pairs) > (weights.length + 1) / 2) return null;
    const stages = nearest(weights, pairs, edges);
    if (stages && stages.miss <= MISS * sumOfMagnitudes(weights)) return stages;
  }
  return null;
}

function nearest(weights: Float64Array, pairs: number, edges: number): Stages | null {
  const K = weights.length;
  const teeth = (K - SHORT_TAPS) / 2 + 1;
  const columns: Float64Array[] = [];
  for (let j = 0; j < pairs; j++) columns.push(mirrored(K, 2 * j, SHORT));
  for (let k = 0; k < edges; k++) columns.push(mirrored(K, k, Float64Array.of(1)));
  const taps = leastSquares(columns, weights);
  if (!taps) return null;
  const miss = weights.reduce((sum, weight, n) => sum + Math.abs(columns.reduce((rest, column, k) => rest - taps[k] * column[n], weight)), 0);
  const comb = taps.subarray(0, pairs).map((weight, j) => (2 * j === teeth - 1 ? weight / 2 : weight));
  return { comb, edges: taps.subarray(pairs), teeth, miss };
}

/** Pairs of taps that a pass by stages goes through. */
export function pairsOfStages({ comb, edges }: Stages): number {
  return SHORT_PAIRS.length + edges.length + comb.length;
}

/** What a pass by stages is from the exact sum of samples of magnitude `largest` at most, in numbers whose half unit in the last place of 1 is `unit`. */
export function stagesError({ comb, edges, miss }: Stages, largest: number, unit: number): number {
  const blurred = sumOfMagnitudes(SHORT);
  const steps = [...edges.map((weight) => 2 * Math.abs(weight)), ...comb.map((weight) => 2 * blurred * Math.abs(weight))];
  const ofShort = sumError(SHORT_PAIRS.map((weight) => 2 * weight)) * 2 * sumOfMagnitudes(comb);
  // what is missed is itself rounded, once a term
  return (miss + 2 ** -44 * sumOfMagnitudes(comb) * blurred + (sumError(steps) + ofShort) * unit) * largest;
}

/** A kernel at n and its mirror image at the other end, once where they are one. */
function mirrored(K: number, n: number, kernel: Float64Array): Float64Array {
  const column = new Float64Array(K);
  column.set(kernel, n);
  const other = K - kernel.length - n;
  if (other !== n) kernel.forEach((weight, k) => (column[other + k] += weight));
  return column;
}

/** The factors of columns whose sum is nearest to y, by Cholesky's factors of their products; null where these have none. */
function leastSquares(columns: readonly Float64Array[], y: Float64Array): Float64Array | null {
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, n) => sum + value * b[n], 0);
  const count = columns.length;
  const lower = columns.map(() => new Float64Array(count));
  const x = columns.map((column) => dot(column, y));
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = dot(columns[i], columns[j]);
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (i === j && !(rest > 0)) return null;
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let k = i + 1; k < count; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return Float64Array.from(x);
}
