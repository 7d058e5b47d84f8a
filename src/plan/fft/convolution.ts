import { convolutionKernels } from "../../wasm/convolution.js";
import type { Real } from "../../wasm/engine.js";
import { lanesOf, pairBytes, passLink, radicesOf, rootBlocks, twiddleTable } from "./passes.js";
import { assemble, Exchange, placed, type Step } from "./program.js";
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

/** How far vectors lie apart that an inverse pass writes as blocks, and their imaginary parts behind. */
const BLOCKS = [32, 16];

/**
 * @param n - A length that `convolutionLength` gives.
 * @param kind - What the points are: real numbers, or complex numbers as re, im in turn.
 */
export function convolutionTransform(n: number, real: Real, kind: "real" | "complex"): ConvolutionTransform {
  const kernels = convolutionKernels()[real];
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const size = pair / 2;
  const M = kind === "real" ? n / 2 : n;
  const B = M / lanes;
  const radices = radicesOf(B);
  const first = radices.pop();
  if (first !== 4 || radices.some((r) => r > 4)) throw new Error(`no passes for ${n} ${kind} points`);
  // The root of the whole is e^{−2πi c/4}: −i̅ for real signals, 1 for complex ones.
  const c = kind === "real" ? -1 : 0;

  return holding(real, (holdings): Omit<ConvolutionTransform, "dispose"> => {
    // The roots of the blocks, e^{−2πi (4J + c)/(4·blocks)}, in the order in which the passes make them.
    let order = Int32Array.of(0);
    const levels = [first, ...radices].map((radix, level, all) => {
      const blocks = order.length;
      const roots = order;
      const name = `${kind} tree ${all.slice(0, level + 1).join()}`;
      const w = twiddleTable(holdings, name, 4 * blocks * radix, radix, blocks, (p, k) => k * (4 * roots[p] + c));
      const inner = (B / blocks / radix) * 32;
      order = new Int32Array(blocks * radix).map((_, i) => roots[Math.floor(i / radix)] + (i % radix) * blocks);
      return { radix, blocks, inner, w, wStep: (radix - 1) * pair };
    });
    const leaves = order;
    const exponent = (b: number, l: number): number => ((b % (lanes - 1)) + 1) * (4 * leaves[Math.floor(b / (lanes - 1)) * lanes + l] + c);
    const w = rootBlocks(holdings, `${kind} leaves of ${first},${radices.join()}`, 4 * B * lanes, (B / lanes) * (lanes - 1), exponent);
    const [top, ...below] = levels;
    const down = below.map(({ radix, blocks, inner, w, wStep }): Step => {
      return { ...passLink(radix, [inner, inner, inner, blocks, radix * inner, radix * inner, w, wStep]), from: "y", to: "y" };
    });
    const up = [...below].reverse().map(({ radix, blocks, inner, w, wStep }): Step => {
      return { op: `unpass${radix as 2 | 3 | 4}`, from: "x", to: "x", args: [inner, inner, inner, blocks, radix * inner, radix * inner, w, wStep, ...BLOCKS] };
    });
    const arm = top.inner;
    const halfArm = arm / 2;
    const begin: Record<typeof kind, Step> = {
      real: { op: "pass4Blocks", from: "x", to: "y", args: [M * size, halfArm, arm, halfArm / 16, 16, 32, top.w, 0] },
      complex: { op: "first", from: "x", to: "y", args: [arm, arm, arm, Exchange.None] },
    };
    const end: Record<typeof kind, Step[]> = {
      real: [{ op: "unpass4", from: "x", to: "y", args: [arm, arm, halfArm, 1, 0, 0, top.w, 0, 16, M * size] }],
      complex: [
        { op: "unpass4", from: "x", to: "x", args: [arm, arm, arm, 1, 0, 0, top.w, 0, ...BLOCKS] },
        { op: "store", from: "x", to: "y", args: [1, M, 0, 0, Exchange.None] },
      ],
    };
    const there = assemble([begin[kind], ...down], holdings);
    const back = assemble([...up, ...end[kind]], holdings);
    const forward = (x: number, X: number): void => kernels.run(placed(there, x, X), 1, 0);
    return {
      n,
      spectrumBytes: M * pair,
      forward,
      kernel(h, H) {
        forward(h, H);
        kernels.split_blocks(H, H, B, w, 1 / M);
      },
      multiply: (X, H, Y) => kernels.multiply_blocks(X, H, Y, B, w),
      inverse: (Y, y) => kernels.run(placed(back, Y, y), 1, 0),
    };
  });
}
