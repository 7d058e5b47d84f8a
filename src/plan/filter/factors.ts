import { largestMagnitude, sumOfMagnitudes } from "../../math/sums.js";
import { greatestCommonDivisor } from "../../shape/polyphase.js";
import type { Real } from "../../wasm/engine.js";
import type { DenseRequest } from "./request.js";

/** Kernels that are a sum of a few products of a column and a row: weights[a, b] = Σ_r columns[r][a] · rows[r][b]. */
export interface Factors {
  readonly columns: readonly Float64Array[];
  readonly rows: readonly Float64Array[];
  /** Σ |weights − Σ_r …|, what the products miss. */
  readonly missed: number;
  /** Σ_r Σ |columns[r]| · Σ |rows[r]|, which rounding errors are a part of. */
  readonly magnitudes: number;
}

/** How much of Σ |weights| the products may miss: less than rounding the sums does. */
const MISSED = { f32: 2 ** -24, f64: 2 ** -51 } as const;
/** How many times Σ |weights| the products may add up to: where they cancel one another, rounding shows. */
const GROWTH = 1.5;

/**
 * Finds the products of a kernel of low rank by crosses: the line and the column through the largest weight that is left make a product
 * that takes both away, and with them one from the rank (complete pivoting; Gaussians take one, Laplacians of Gaussians and Gabor's functions two or three).
 * Null if that takes more taps than the kernel has itself, its products cancel, or it has none; and where weights are whole numbers of a unit and factors
 * are not: sums of whole samples have no rounding then, and those of their factors would.
 */
export function factorsOf({ weights, window: { height, width } }: DenseRequest, type: Real): Factors | null {
  const left = weights.slice();
  const columns: Float64Array[] = [];
  const rows: Float64Array[] = [];
  const whole = sumOfMagnitudes(weights);
  const unit = unitOf(weights);
  let magnitudes = 0;
  for (let missed = whole; missed > MISSED[type] * whole; missed = sumOfMagnitudes(left)) {
    if ((columns.length + 1) * (height + width) >= weights.length || !Number.isFinite(missed)) return null;
    const peak = left.reduce((best, weight, k) => (Math.abs(weight) > Math.abs(left[best]) ? k : best), 0);
    const [line, place] = [Math.floor(peak / width) * width, peak % width];
    const through = Float64Array.from({ length: height }, (_, a) => left[a * width + place]);
    const shared = unit === null ? 1 : divisorOf(through, unit);
    const column = through.map((weight) => weight / shared);
    const row = left.slice(line, line + width).map((weight) => (weight * shared) / left[peak]);
    if (unit !== null && !areWhole(row, unit)) return null;
    left.forEach((weight, k) => (left[k] = weight - column[Math.floor(k / width)] * row[k % width]));
    magnitudes += sumOfMagnitudes(column) * sumOfMagnitudes(row);
    columns.push(column);
    rows.push(row);
  }
  return columns.length === 0 || magnitudes > GROWTH * whole ? null : { columns, rows, missed: sumOfMagnitudes(left), magnitudes };
}

/** The power of two that all weights are whole numbers of, up to 2^17 of it; null if there is none. */
function unitOf(weights: Float64Array): number | null {
  const largest = largestMagnitude(weights);
  if (!(largest > 2 ** -960 && largest < Infinity)) return null;
  let unit = 1;
  while (unit * 2 ** 16 > largest) unit /= 2;
  while (unit * 2 ** 17 < largest) unit *= 2;
  return areWhole(weights, unit) ? unit : null;
}

function areWhole(values: Float64Array, unit: number): boolean {
  return values.every((value) => Number.isInteger(value / unit));
}

/** The largest number that all values are whole numbers of. */
function divisorOf(values: Float64Array, unit: number): number {
  return unit * values.reduce((divisor, value) => greatestCommonDivisor(divisor, Math.abs(value / unit)), 0);
}
