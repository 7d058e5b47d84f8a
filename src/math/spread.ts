import { besselJ1 } from "./bessel.js";
import { exp } from "./exponential.js";
import { normed } from "./sums.js";
import { cosPi, sinPi } from "./turns.js";

/** The first zero of the Bessel function J₁: where an Airy disk's first dark ring lies. */
const FIRST_RING = 3.8317059702075125;

/** K samples of a Gaussian about their middle, of sum 1. */
export function gaussianSpread(K: number, sigma: number): Float64Array<ArrayBuffer> {
  return normed(Float64Array.from({ length: K }, (_, k) => exp((-0.5 * (k - (K - 1) / 2) ** 2) / (sigma * sigma))));
}

/** An Airy disk (2 J₁(v) / v)², v = 3.8317 · distance from the middle / radius, of sum 1. */
export function airySpread([height, width]: readonly [number, number], radius: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(height * width);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const v = (FIRST_RING * Math.sqrt((i - (height - 1) / 2) ** 2 + (j - (width - 1) / 2) ** 2)) / radius;
      values[i * width + j] = v === 0 ? 1 : ((2 * besselJ1(v)) / v) ** 2;
    }
  }
  return normed(values);
}

/**
 * A line through the middle, of sum 1: each sample has the part of it that crosses its square. Degrees count from the last axis, against the first.
 * @param shape - The least odd numbers of rows and columns that hold it if left out.
 */
export function lineSpread(length: number, degrees: number, shape?: readonly [number, number]): { values: Float64Array<ArrayBuffer>; shape: readonly [number, number] } {
  const [right, up] = [cosPi(degrees / 180), sinPi(degrees / 180)];
  const least = (reach: number): number => 2 * Math.ceil((Math.abs(reach) * length - 1) / 2 - 1e-9) + 1;
  const [height, width] = shape ?? [least(up), least(right)];
  const values = new Float64Array(height * width);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const [rowStart, rowEnd] = crossing((height - 1) / 2 - i, up);
      const [columnStart, columnEnd] = crossing(j - (width - 1) / 2, right);
      values[i * width + j] = Math.max(0, Math.min(rowEnd, columnEnd, length / 2) - Math.max(rowStart, columnStart, -length / 2));
    }
  }
  return { values: normed(values), shape: [height, width] };
}

/** Where a line that goes by `step` for each unit is within half a sample of a place. */
function crossing(place: number, step: number): readonly [number, number] {
  if (step === 0) return Math.abs(place) <= 0.5 ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(place - 0.5) / step, (place + 0.5) / step];
  return a < b ? [a, b] : [b, a];
}
