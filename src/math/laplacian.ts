import { exp } from "./exponential.js";
import { sumOf } from "./sums.js";

/**
 * The Laplacian of a Gaussian, sampled at n × n points around its middle, row by row, its mean removed, so that a flat picture gives 0:
 *
 *     k[i, j] = (r² − 2σ²) / (2πσ⁶) · e^(−r² / 2σ²) − mean,   r² = (i − (n − 1)/2)² + (j − (n − 1)/2)²
 */
export function laplacianOfGaussianWeights(n: number, sigma: number): Float64Array<ArrayBuffer> {
  const square = sigma * sigma;
  const values = Float64Array.from({ length: n * n }, (_, at) => {
    const [y, x] = [2 * Math.floor(at / n) - (n - 1), 2 * (at % n) - (n - 1)];
    const r2 = (x * x + y * y) / 4;
    return ((r2 - 2 * square) / (2 * Math.PI * square * square * square)) * exp(-r2 / (2 * square));
  });
  const mean = sumOf(values) / values.length;
  return values.map((value) => value - mean);
}
