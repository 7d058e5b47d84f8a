import { exp } from "./exponential.js";
import { cosPi, sinPi } from "./turns.js";

/** The shape of a Gabor kernel; angles in radians, lengths in pixels. */
export interface Gabor {
  readonly sigma: number;
  readonly theta: number;
  readonly lambda: number;
  readonly gamma: number;
  readonly psi: number;
}

/** n × n weights e^(−(x'² + γ²y'²) / 2σ²) · cos(2πx'/λ + ψ), row by row, x' = x·cos θ + y·sin θ, y' = y·cos θ − x·sin θ; x and y fall from (n − 1)/2, as in OpenCV. */
export function gaborWeights(n: number, { sigma, theta, lambda, gamma, psi }: Gabor): Float64Array<ArrayBuffer> {
  const [cos, sin] = [cosPi(theta / Math.PI), sinPi(theta / Math.PI)];
  const half = Math.floor(n / 2);
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [y, x] = [half - Math.floor(at / n), half - (at % n)];
    const along = x * cos + y * sin;
    const across = (y * cos - x * sin) * gamma;
    return exp(-(along * along + across * across) / (2 * sigma * sigma)) * cosPi((2 * along) / lambda + psi / Math.PI);
  });
}
