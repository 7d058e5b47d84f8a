/** Rounds a number to the type that is computed in: Math.fround for f32, nothing for f64. */
export type Round = (value: number) => number;

/** Products that are summed before a block sum is added. */
const BLOCK = 256;

/**
 * Σ_k products(k), 0 ≤ k < K, one rounding for each operation: each block of 256 in order, block sums in order.
 * A product of undefined is none: the sample lies outside.
 */
export function sumOf(K: number, product: (k: number) => number | undefined, round: Round): number {
  let total = 0;
  for (let block = 0; block < K; block += BLOCK) {
    let sum = 0;
    for (let k = block; k < Math.min(block + BLOCK, K); k++) {
      const value = product(k);
      if (value !== undefined) sum = round(sum + round(value));
    }
    total = round(total + sum);
  }
  return total;
}

/** y[n] = Σ_k w[k] · x[at + n + offset[k]], 0 ≤ n < N. */
export function correlateTaps(x: ArrayLike<number>, at: number, offset: ArrayLike<number>, w: ArrayLike<number>, N: number, round: Round): number[] {
  return Array.from({ length: N }, (_, n) => sumOf(w.length, (k) => w[k] * x[at + n + offset[k]], round));
}
