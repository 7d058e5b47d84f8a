import { primeFactors } from "../../shape/fastLength.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { lanesOf, pairBytes, radicesOf } from "./passes.js";
import { root } from "./roots.js";
import { holding } from "./tables.js";

/**
 * Convolution of n points by a spectrum whose order is this plan's own: no pass ever puts
 * anything in order. All parameters are addresses in wasm memory.
 *
 * Beyond n points a complex convolution wraps round, and a real one wraps round with its sign
 * changed: the n real points are the n/2 coefficients of a complex polynomial modulo z^{n/2} − i,
 * x[j] + i·x[j + n/2], which costs half and has no ends to separate. Keep results to where
 * nothing wraps.
 */
export interface ConvolutionTransform {
  readonly n: number;
  readonly spectrumBytes: number;
  /** The spectrum X of n points x, real numbers or re, im in turn, ready to be multiplied; X may not be x. */
  forward(x: number, X: number): void;
  /** The spectrum H of a kernel of n points h, with the scale of the inverse in it. */
  kernel(h: number, H: number): void;
  /** Y = X · H, X of {@link ConvolutionTransform.forward}, H of {@link ConvolutionTransform.kernel}; Y may be X. */
  multiply(X: number, H: number, Y: number): void;
  /** The n points y of Y, which is destroyed. */
  inverse(Y: number, y: number): void;
  dispose(): void;
}

/**
 * @param n - A length that `convolutionLength` gives.
 */
export function convolutionTransform(n: number, real: Real, kind: "real" | "complex"): ConvolutionTransform {
  const kernels = fftKernels()[real];
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const size = pair / 2;
  const M = kind === "real" ? n / 2 : n;
  const B = M / lanes;
  const [first, ...radices] = radicesOf(B);
  if (first !== 4 || radices.some((r) => r > 5)) throw new Error(`convolutionTransform: no passes for ${n} ${kind} points`);
  // The root of the whole is e^{−2πi c/4}: −i̅ for real signals, 1 for complex ones.
  const c = kind === "real" ? -1 : 0;

  return holding(real, (holdings) => {
    // The roots of the blocks, e^{−2πi (4J + c)/(4·blocks)}, in the order in which the passes make them.
    let order = [0];
    const levels = [first, ...radices].map((radix) => {
      const blocks = order.length;
      const roots = order;
      const w = holdings.table(`${kind} ${primeFactors(blocks).join()} ${blocks} ${radix} of ${radices.join()}`, blocks * (radix - 1) * 2, (view, at) => {
        for (const J of roots) {
          for (let k = 1; k < radix; k++, at += 2) root(k * (4 * J + c), 4 * blocks * radix, view, at);
        }
      });
      const inner = (B / blocks / radix) * 32;
      order = roots.flatMap((J) => Array.from({ length: radix }, (_, j) => J + j * blocks));
      return { radix, blocks, inner, w, wStep: (radix - 1) * pair };
    });
    const leaves = order;
    const w = holdings.table(`${kind} leaves of ${first} ${radices.join()}`, B * (lanes - 1) * 2, (view, at) => {
      const values = new Float64Array(2);
      for (let b = 0; b < B; b += lanes) {
        for (let l = 1; l < lanes; l++, at += 2 * lanes) {
          for (let lane = 0; lane < lanes; lane++) {
            root(l * (4 * leaves[b + lane] + c), 4 * B * lanes, values, 0);
            view[at + lane] = values[0];
            view[at + lanes + lane] = values[1];
          }
        }
      }
    });
    const top = levels[0];
    const below = levels.slice(1);
    const armIn = kind === "real" ? (M / 4) * size : top.inner;

    function forward(x: number, X: number): void {
      if (kind === "real") kernels.pass4_split(x, X, armIn, armIn, top.inner, top.w, M * size);
      else kernels.pass4_pairs(x, X, top.inner, top.inner, top.inner);
      for (const { radix, blocks, inner, w, wStep } of below) {
        kernels[`pass${radix as 2 | 3 | 4 | 5}`](X, X, inner, inner, inner, blocks, radix * inner, radix * inner, w, wStep);
      }
    }
    return {
      n,
      spectrumBytes: M * pair,
      forward,
      kernel(h, H) {
        forward(h, H);
        kernels.split_blocks(H, H, B, w, 1 / M);
      },
      multiply: (X, H, Y) => kernels.multiply_blocks(X, H, Y, B, w),
      inverse(Y, y) {
        for (const { radix, blocks, inner, w, wStep } of below.toReversed()) {
          kernels[`unpass${radix as 2 | 3 | 4 | 5}`](Y, Y, inner, inner, inner, blocks, radix * inner, radix * inner, w, wStep);
        }
        if (kind === "real") kernels.unpass4_split(Y, y, top.inner, top.inner, armIn, top.w, M * size);
        else kernels.unpass4_pairs(Y, y, top.inner, top.inner, top.inner, top.w);
      },
      dispose: () => holdings.dispose(),
    };
  });
}
