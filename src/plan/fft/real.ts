import { primeFactors } from "../../shape/fastLength.js";
import { within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { u8 } from "../../wasm/memory.js";
import { complexLinks, complexRoute, complexTransform } from "./complex.js";
import { type Kernels, lanesOf, lastTwiddles, pairBytes, radicesOf, rootBlocks, twiddles } from "./passes.js";
import { realPowersTransform } from "./powers.js";
import { chainRunner, type Link } from "./program.js";
import { type Holdings, holding } from "./tables.js";

/** How real numbers in wasm memory are transformed: x has n of them, X the ⌊n/2⌋ + 1 bins of its half spectrum as re, im. */
export interface RealMethod {
  readonly n: number;
  /** X[k] = Σ_i e^{−2πi ik/n} · x[i], 0 ≤ k ≤ n/2; X and x must not overlap. */
  forward(x: number, X: number): void;
  /** x[i] = Σ_{k<n} e^{+2πi ik/n} · X[k] / divisor, 1 by default, where X[n − k] = X̄[k]; x and X must not overlap. */
  inverse(X: number, x: number, divisor?: number): void;
}

/** A method with the memory that it needs. */
export interface RealTransform extends RealMethod {
  dispose(): void;
}

/** Makes the transform of n ≥ 1 real points: half a complex one if n is even, a whole one if it is odd or short. */
export function realTransform(n: number, real: Real): RealTransform {
  const kernels = fftKernels()[real];
  // Of 18 points the halves' three roundings more show: errors of 0.53·ε·√log₂n, against 0.39 of a whole one.
  const halved = n % 2 === 0 && n >= 4 * lanesOf(real) && n !== 18;
  return holding(real, (holdings): RealMethod => {
    if (halved) return halfTransform(n, kernels, holdings);
    if (complexRoute(n, real) === "powers") return realPowersTransform(holdings.keep(realTransform(n - 1, real)), kernels, holdings);
    return wholeTransform(n, kernels, holdings);
  });
}

function halfTransform(n: number, kernels: Kernels, holdings: Holdings): RealMethod {
  const { real } = holdings;
  const M = n / 2;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const count = Math.floor(M / 2);
  const w = rootBlocks(holdings, `ends ${n}`, n, Math.ceil(count / lanes), (b, l) => Math.min(1 + b * lanes, count + 1 - lanes) + l, 0.5);
  const separate: Link = { op: "separate", args: [M, w, 0] };
  const join: Link = { op: "separate", args: [M, w, 1 << 31] };
  const route = complexRoute(M, real);
  if (route === "chirp" || route === "powers") return throughHalf(n, chainRunner([separate], kernels, holdings, 0, 0), chainRunner([join], kernels, holdings, 0, 0), holdings);
  const { forward, inverse, bytes } = complexLinks(M, route, holdings);
  const lower = hasRealPasses(n, real);
  // Of an odd number of points row 0 is half empty: three are two rows.
  const room = lower && n % 8 !== 0 ? 2 * bytes : bytes;
  const there = chainRunner(lower ? realLinks(n, holdings) : [...forward, separate], kernels, holdings, room, (M + 1) * pair);
  const back = chainRunner([join, ...inverse], kernels, holdings, bytes, M * pair);
  return {
    n,
    forward: (x, X) => there(x, X, 1),
    inverse: (X, x, divisor = 1) => back(X, x, divisor / 2),
  };
}

/** Whether there are passes over the lower half alone: for lengths that have none but small factors, if their last pass takes whole vectors of bins. */
function hasRealPasses(n: number, real: Real): boolean {
  return n % 4 === 0 && (n / 4 - 1) >> 1 >= lanesOf(real) && primeFactors(n).every((p) => p <= 7);
}

function realLinks(n: number, holdings: Holdings): Link[] {
  const pair = pairBytes(holdings.real);
  const M = n / 4;
  const even = radicesOf(M).filter((radix) => radix % 2 === 0);
  const odd = radicesOf(M).filter((radix) => radix % 2 === 1).reverse();
  // An even radix comes first, so that there are always two real bins to share row 0; if it is 2, the pass after it does its work.
  const halved = even[0] === 2 && odd.length > 0;
  const radices = [...even.slice(0, halved ? 0 : 1), ...odd, ...even.slice(1)];
  let done = halved ? 2 : 1;
  const passes = radices.map((radix, i): Link => {
    const before = done;
    const inner = (n / before / radix) * pair;
    done *= radix;
    if (radix === 2) return { op: "real2", args: [inner / 2] };
    if (radix !== 4) return { op: "realOdd", args: [inner, before, twiddles(holdings, before, radix), radix, +(halved && i === 0)] };
    const rows = Math.max(0, before / 2 - 1);
    const firstRow = before === 1 ? [inner / 2, 16] : [inner, 32];
    // Where a row is one block, the loop over bins is the inner one.
    const loops = inner === 32 ? [1, rows, 128, -32] : [rows, inner / 32, 32, 32];
    const w = rows > 0 ? twiddles(holdings, before, 4) + 3 * pair : 0;
    return { op: "real4", args: [inner, before * inner, ...firstRow, ...loops, w, inner === 32 ? 3 * pair : 0] };
  });
  const w = lastTwiddles(holdings, M, Math.ceil(M / 2));
  return [...passes, { op: "last", args: [M, w, 1] }];
}

type Run = (x: number, y: number, divisor: number) => void;

/** By a transform of n/2 points that is no program. */
function throughHalf(n: number, separate: Run, join: Run, holdings: Holdings): RealMethod {
  const M = n / 2;
  const half = holdings.keep(complexTransform(M, holdings.real));
  const bytes = M * pairBytes(holdings.real);
  return {
    n,
    forward: (x, X) =>
      within(bytes, (z) => {
        half.forward(x, z);
        separate(z, X, 1);
      }),
    inverse: (X, x, divisor = 1) =>
      within(bytes, (z) => {
        join(X, z, 1);
        half.inverse(z, x, divisor / 2);
      }),
  };
}

function wholeTransform(n: number, kernels: Kernels, holdings: Holdings): RealMethod {
  const { real } = holdings;
  const pair = pairBytes(real);
  const size = pair / 2;
  const bins = Math.floor(n / 2) + 1;
  const whole = holdings.keep(complexTransform(n, real));
  /** The bins that a real signal has no imaginary part in. */
  const clearEnds = (X: number): void => {
    const { view } = holdings;
    view[X / size + 1] = 0;
    if (n % 2 === 0) view[X / size + n + 1] = 0;
  };
  return {
    n,
    forward: (x, X) =>
      within(n * pair, (z) => {
        u8.fill(0, z, z + n * pair);
        kernels.move(x, z, n, size, pair, 1);
        whole.forward(z, z);
        u8.copyWithin(X, z, z + bins * pair);
        clearEnds(X);
      }),
    inverse: (X, x, divisor = 1) =>
      within(n * pair, (z) => {
        u8.copyWithin(z, X, X + bins * pair);
        clearEnds(z);
        // the other bins are the conjugates, in reverse
        kernels.move(X + pair, z + (n - 1) * pair, n - bins, pair, -pair, 1);
        kernels.move(X + pair + size, z + (n - 1) * pair + size, n - bins, pair, -pair, -1);
        whole.inverse(z, z, divisor);
        kernels.move(z, x, n, pair, size, 1);
      }),
  };
}
