import { closeArena, openArena, take } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { f32, f64, u8 } from "../../wasm/memory.js";
import { complexTransform } from "./complex.js";
import { type Kernels, lanesOf, pairBytes } from "./passes.js";
import { root } from "./roots.js";
import { type Holdings, holding } from "./tables.js";

/** A transform of real numbers in wasm memory: x has n of them, X the ⌊n/2⌋ + 1 bins of its half spectrum as re, im. */
export interface RealTransform {
  readonly n: number;
  /** X[k] = Σ_i e^{−2πi ik/n} · x[i], 0 ≤ k ≤ n/2; X and x must not overlap. */
  forward(x: number, X: number): void;
  /** x[i] = scale · Σ_{k<n} e^{+2πi ik/n} · X[k], where X[n − k] = X̄[k]; x and X must not overlap. */
  inverse(X: number, x: number, scale?: number): void;
  dispose(): void;
}

/** Makes the transform of n ≥ 1 real points: half a complex one if n is even, a whole one if it is odd. */
export function realTransform(n: number, real: Real): RealTransform {
  const kernels = fftKernels()[real];
  return holding(real, (holdings) => (n % 2 === 0 ? evenTransform : oddTransform)(n, kernels, holdings));
}

function evenTransform(n: number, kernels: Kernels, holdings: Holdings): RealTransform {
  const { real } = holdings;
  const M = n / 2;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const half = holdings.part(complexTransform(M, real));
  const count = Math.floor(M / 2);
  const w = holdings.table(`ends ${n}`, Math.ceil(Math.max(count, 1) / lanes) * lanes * 2, (view, at) => {
    const values = new Float64Array(2);
    for (let block = 1; block <= count; block += lanes, at += 2 * lanes) {
      const start = Math.max(1, Math.min(block, count + 1 - lanes));
      for (let lane = 0; lane < lanes; lane++) {
        root(start + lane, n, values, 0);
        view[at + lane] = values[0] / 2;
        view[at + lanes + lane] = values[1] / 2;
      }
    }
  });
  return {
    n,
    forward(x, X) {
      const mark = openArena();
      try {
        const z = take(M * pair);
        half.forward(x, z);
        kernels.separate(z, X, M, w);
      } finally {
        closeArena(mark);
      }
    },
    inverse(X, x, scale = 1) {
      const mark = openArena();
      try {
        const z = take(M * pair);
        kernels.join(X, z, M, w);
        half.inverse(z, x, 2 * scale);
      } finally {
        closeArena(mark);
      }
    },
    dispose: () => holdings.dispose(),
  };
}

function oddTransform(n: number, kernels: Kernels, holdings: Holdings): RealTransform {
  const { real } = holdings;
  const pair = pairBytes(real);
  const whole = holdings.part(complexTransform(n, real));
  return {
    n,
    forward(x, X) {
      const mark = openArena();
      try {
        const z = take(n * pair);
        kernels.widen(x, z, n);
        whole.forward(z, z);
        u8.copyWithin(X, z, z + ((n + 1) / 2) * pair);
        // What rounding may have left there.
        (real === "f32" ? f32 : f64)[X / (pair / 2) + 1] = 0;
      } finally {
        closeArena(mark);
      }
    },
    inverse(X, x, scale = 1) {
      const mark = openArena();
      try {
        const z = take(n * pair);
        kernels.mirror(X, z, n);
        whole.inverse(z, z, scale);
        kernels.narrow(z, x, n);
      } finally {
        closeArena(mark);
      }
    },
    dispose: () => holdings.dispose(),
  };
}
