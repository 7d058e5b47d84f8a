import { convolutionLength } from "../../shape/fastLength.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { f32, f64, u8 } from "../../wasm/memory.js";
import type { ComplexTransform } from "./complex.js";
import { convolutionTransform } from "./convolution.js";
import { type Kernels, lanesOf, pairBytes, rootBlocks } from "./passes.js";
import { root } from "./roots.js";
import type { Holdings } from "./tables.js";

/**
 * Bluestein's transform, for lengths with a large prime factor: with c[i] = e^{−πi i²/n}
 *
 *     y[k] = c[k] · Σ_i (c[i] x[i]) · c̄[k − i]
 *
 * is a convolution, done by transforms of a smooth length of at least 2n − 1.
 */
export function chirpTransform(n: number, kernels: Kernels, holdings: Holdings): ComplexTransform {
  const { real } = holdings;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const L = convolutionLength(2 * n - 1, "complex", lanes);
  const convolution = holdings.part(convolutionTransform(L, real, "within"));
  const arm = (L / 4) * pair;
  // i² mod 2n in exact steps. Behind the n points they multiply zeros, and sums that are not needed.
  const chirps = rootBlocks(holdings, `chirp ${n}`, 2 * n, L / 2 / lanes, (b, l) => squareModulo(b * lanes + l, 2 * n));
  const H = holdings.block(convolution.spectrumBytes);
  prepareKernel();

  function prepareKernel(): void {
    const mark = openArena();
    try {
      const h = take(L * pair);
      u8.fill(0, h, h + L * pair);
      const view = real === "f32" ? f32 : f64;
      const at = h / (pair / 2);
      for (let i = 0; i < n; i++) {
        const k = -squareModulo(i, 2 * n);
        root(k, 2 * n, view, at + 2 * i);
        if (i > 0) root(k, 2 * n, view, at + 2 * (L - i));
      }
      convolution.kernel(h, H);
    } finally {
      closeArena(mark);
    }
  }

  /** The forward transform in memory of the running call, of which `use` copies it. */
  function transform(x: number, use: (a: number) => void): void {
    const mark = openArena();
    try {
      const a = take(2 * arm);
      const X = take(convolution.spectrumBytes);
      u8.copyWithin(a, x, x + n * pair);
      u8.fill(0, a + n * pair, a + 2 * arm);
      kernels.chirp_first(a, chirps, X, arm);
      convolution.forward(X, X);
      convolution.multiply(X, H, X);
      convolution.inverse(X, X);
      kernels.chirp_last(X, chirps, a, arm);
      use(a);
    } finally {
      closeArena(mark);
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, (a) => u8.copyWithin(y, a, a + n * pair)),
    inverse: (x, y, divisor = 1) =>
      transform(x, (a) => {
        // The inverse is the same numbers, all but the first in reverse.
        for (const part of [0, pair / 2]) {
          kernels.move(a + part, y + part, 1, 0, 0, 1 / divisor);
          kernels.move(a + part + pair, y + part + (n - 1) * pair, n - 1, pair, -pair, 1 / divisor);
        }
      }),
    dispose: () => holdings.dispose(),
  };
}

/** i² mod m for i < m < 2^31, whose square may not fit in a double. */
function squareModulo(i: number, m: number): number {
  const high = Math.floor(i / 65536);
  const low = i % 65536;
  return ((((high * i) % m) * 65536) % m + (low * i) % m) % m;
}
