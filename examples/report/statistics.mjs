/** What the chapters measure on signals. */

export const sum = (x) => x.reduce((total, v) => total + v, 0);

/** Root of the mean square. */
export const rms = (x) => Math.sqrt(x.reduce((total, v) => total + v * v, 0) / x.length);

/** Standard deviation. */
export function deviation(x) {
  const mean = sum(x) / x.length;
  return rms(x.map((v) => v - mean));
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1];
}

/**
 * What is left of a signal when its least-squares parabola is taken off:
 * noise, where the signal itself is smooth.
 */
export function roughness(x) {
  // Orthogonal polynomials of degree 0, 1, 2 on a symmetric grid: projections can be taken off one by one.
  const middle = (x.length - 1) / 2;
  const square = sum(x.map((_, n) => (n - middle) ** 2)) / x.length;
  const shapes = [() => 1, (t) => t, (t) => t * t - square].map((shape) => x.map((_, n) => shape(n - middle)));
  let rest = x;
  for (const shape of shapes) {
    const along = sum(rest.map((v, n) => v * shape[n])) / sum(shape.map((v) => v * v));
    rest = rest.map((v, n) => v - along * shape[n]);
  }
  return rms(rest);
}
