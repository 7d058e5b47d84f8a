/** y[n] = (Σ_{k<K} x[at + n·step + k·step]) / divisor, 0 ≤ n < N, in float64. */
export function windowMeans(x: ArrayLike<number>, at: number, step: number, K: number, divisor: number, N: number): number[] {
  return Array.from({ length: N }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < K; k++) sum += x[at + (n + k) * step];
    return sum / divisor;
  });
}
