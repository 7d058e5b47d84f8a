import type { Round } from "./correlate";

/** y[n] = z[n] + Σ_k w[k] · (x[at + n + a[k]] ± x[at + n + b[k]]), 0 ≤ n < N, one rounding an operation, in order. */
export function foldTaps(x: ArrayLike<number>, at: number, pairs: readonly (readonly [a: number, b: number])[], w: ArrayLike<number>, N: number, sign: 1 | -1, round: Round, z?: ArrayLike<number>): number[] {
  return Array.from({ length: N }, (_, n) =>
    pairs.reduce((sum, [a, b], k) => round(sum + round(w[k] * round(x[at + n + a] + sign * x[at + n + b]))), z ? z[n] : 0),
  );
}
