import { convolutionLength } from "../../shape/fastLength.js";
import { take, within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { u8 } from "../../wasm/memory.js";
import type { ComplexMethod } from "./complex.js";
import { type Kernels, lanesOf, pairBytes } from "./passes.js";
import { factorBlock, factorTable } from "./product.js";
import { root } from "./roots.js";
import type { Holdings } from "./tables.js";

/** How many points the convolution has by which `n` points are transformed: a smooth number of at least 2n − 1. */
export function chirpLength(n: number, real: Real): number {
  return convolutionLength(2 * n - 1, "complex", lanesOf(real));
}

/**
 * Bluestein's transform, for lengths with a large prime factor: with c[i] = e^{−πi i²/n}
 *
 *     y[k] = c[k] · Σ_i (c[i] x[i]) · c̄[k − i]
 *
 * is a convolution.
 *
 * @param transform - Of {@link chirpLength} points.
 */
export function chirpTransform(n: number, transform: ComplexMethod, kernels: Kernels, holdings: Holdings): ComplexMethod {
  const pair = pairBytes(holdings.real);
  const L = transform.n;
  // i² mod 2n in exact steps.
  const chirps = factorTable(holdings, `chirp ${n}`, n, (i, view, at) => root(squareModulo(i, 2 * n), 2 * n, view, at));
  const H = factorBlock(holdings, L, 1 / L, (h, H) => {
    const { view } = holdings;
    const at = h / (pair / 2);
    for (let i = 0; i < n; i++) {
      const k = -squareModulo(i, 2 * n);
      root(k, 2 * n, view, at + 2 * i);
      if (i > 0) root(k, 2 * n, view, at + 2 * (L - i));
    }
    transform.forward(h, H);
  });

  /** The forward transform in memory of the running call, of which `use` copies it. */
  function through(x: number, use: (a: number) => void): void {
    within(L * pair, (a) => {
      const X = take(L * pair);
      kernels.product(x, chirps, a, n);
      u8.fill(0, a + n * pair, a + L * pair);
      transform.forward(a, X);
      kernels.product(X, H, X, L);
      transform.inverse(X, a);
      use(a);
    });
  }
  return {
    n,
    forward: (x, y) => through(x, (a) => kernels.product(a, chirps, y, n)),
    inverse: (x, y, divisor = 1) =>
      through(x, (a) => {
        kernels.product(a, chirps, a, n);
        // The inverse is the same numbers, all but the first in reverse.
        for (const part of [0, pair / 2]) {
          kernels.move(a + part, y + part, 1, 0, 0, 1 / divisor);
          kernels.move(a + part + pair, y + part + (n - 1) * pair, n - 1, pair, -pair, 1 / divisor);
        }
      }),
  };
}

/** i² mod m for i < m < 2^31, whose square may not fit in a double. */
function squareModulo(i: number, m: number): number {
  const high = Math.floor(i / 65536);
  const low = i % 65536;
  return ((((high * i) % m) * 65536) % m + (low * i) % m) % m;
}
