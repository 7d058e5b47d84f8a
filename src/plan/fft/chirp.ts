import { convolutionLength } from "../../shape/fastLength.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { f32, f64, u8 } from "../../wasm/memory.js";
import type { ComplexTransform } from "./complex.js";
import { convolutionTransform } from "./convolution.js";
import { type Kernels, lanesOf, pairBytes } from "./passes.js";
import { chainRunner, Exchange } from "./program.js";
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
  const convolution = holdings.part(convolutionTransform(L, real, "blocks"));
  const chirps = holdings.table(`chirp ${n}`, Math.ceil(n / lanes) * lanes * 2, (view, at) => {
    const values = new Float64Array(2);
    view.fill(0, at, at + Math.ceil(n / lanes) * lanes * 2);
    for (let i = 0; i < n; i++) {
      // i² mod 2n in exact steps.
      root(squareModulo(i, 2 * n), 2 * n, values, 0);
      const block = at + Math.floor(i / lanes) * 2 * lanes + (i % lanes);
      view[block] = values[0];
      view[block + lanes] = values[1];
    }
  });
  const H = holdings.block(convolution.spectrumBytes);
  prepareKernel();

  const [load, loadSwapped] = [toBlocks(Exchange.None), toBlocks(Exchange.Parts)];
  const [store, storeSwapped] = [fromBlocks(Exchange.None), fromBlocks(Exchange.Parts)];
  const blocks = Math.ceil(n / lanes);

  function toBlocks(exchange: Exchange): Run {
    return chainRunner([{ op: "load", args: [1, n, 0, 0, exchange] }], kernels, holdings, 0, 0);
  }
  function fromBlocks(exchange: Exchange): Run {
    return chainRunner([{ op: "store", args: [1, n, 0, 0, exchange] }], kernels, holdings, 0, 0);
  }

  function prepareKernel(): void {
    const mark = openArena();
    try {
      const h = take(L * pair);
      u8.fill(0, h, h + L * pair);
      const view = real === "f32" ? f32 : f64;
      const at = h / (pair / 2);
      const values = new Float64Array(2);
      const put = (i: number): void => {
        const block = at + Math.floor(i / lanes) * 2 * lanes + (i % lanes);
        view[block] = values[0];
        view[block + lanes] = values[1];
      };
      for (let i = 0; i < n; i++) {
        root(-squareModulo(i, 2 * n), 2 * n, values, 0);
        put(i);
        if (i > 0) put(L - i);
      }
      convolution.kernel(h, H);
    } finally {
      closeArena(mark);
    }
  }

  function transform(x: number, y: number, divisor: number, load: Run, store: Run): void {
    const mark = openArena();
    try {
      const a = take(L * pair);
      const X = take(convolution.spectrumBytes);
      load(x, a, 1);
      u8.fill(0, a + blocks * 32, a + L * pair);
      kernels.chirp(a, chirps, blocks);
      convolution.forward(a, X);
      convolution.multiply(X, H, X);
      convolution.inverse(X, a);
      kernels.chirp(a, chirps, blocks);
      store(a, y, divisor);
    } finally {
      closeArena(mark);
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, y, 1, load, store),
    inverse: (x, y, divisor = 1) => transform(x, y, divisor, loadSwapped, storeSwapped),
    dispose: () => holdings.dispose(),
  };
}

type Run = (x: number, y: number, divisor: number) => void;

/** i² mod m for i < m < 2^31, whose square may not fit in a double. */
function squareModulo(i: number, m: number): number {
  const high = Math.floor(i / 65536);
  const low = i % 65536;
  return ((((high * i) % m) * 65536) % m + (low * i) % m) % m;
}
