import { primeFactors } from "../../shape/fastLength.js";
import type { KernelTable, Real } from "../../wasm/engine.js";
import type { FftKernels } from "../../wasm/fft.js";
import type { Link } from "./program.js";
import { root, rootsOf } from "./roots.js";
import type { Holdings } from "./tables.js";

/** Kernels of the type of a plan. */
export type Kernels = KernelTable<FftKernels>[Real];

/** The greatest prime that is a radix; beyond, a convolution costs less. */
export const GREATEST_RADIX = 61;

/** Numbers in a vector. */
export function lanesOf(real: Real): number {
  return real === "f32" ? 4 : 2;
}

/** Bytes of a complex number. */
export function pairBytes(real: Real): number {
  return real === "f32" ? 8 : 16;
}

/** Whether every prime factor of n has a pass. */
export function hasPasses(n: number): boolean {
  return primeFactors(n).every((p) => p <= GREATEST_RADIX);
}

/** n as a product of radices: fours last, where a pass has the shortest loops. */
export function radicesOf(n: number): number[] {
  const primes = primeFactors(n);
  const twos = primes.filter((p) => p === 2).length;
  return [...Array<number>(twos & 1).fill(2), ...primes.filter((p) => p > 2), ...Array<number>(twos >> 1).fill(4)];
}

/**
 * Stockham's transform, decimated in time, of everything that lies `pointBytes` apart:
 * with `done` points transformed and n/done points of stride to go, a pass of radix r reads
 * its arms n/done/r points apart and writes them n/r points apart, so that the result is in order.
 *
 * @param done - The product of the radices of earlier passes.
 */
export function stockhamPasses(holdings: Holdings, n: number, radices: readonly number[], pointBytes: number, done = 1): Link[] {
  return radices.map((radix) => {
    const inner = (n / done / radix) * pointBytes;
    const w = twiddles(holdings, done, radix);
    const args = [inner, inner, (n / radix) * pointBytes, done, radix * inner, inner, w, (radix - 1) * pairBytes(holdings.real)];
    done *= radix;
    if (radix <= 7) return passLink(radix, args);
    return { op: "passOdd", args: [...args, radix, oddRoots(holdings, radix), holdings.allocate((radix >> 1) * 64)] };
  });
}

/** The pass of a radix up to 7, whose inner loop runs over the first of its arguments, in bytes; where that is one block there is none, and imaginary parts are said to lie 16 bytes behind. */
export function passLink(radix: number, [inner, ...others]: readonly number[]): Link {
  if (radix === 4 && inner === 32) return { op: "pass4Blocks", args: [16, ...others] };
  return { op: `pass${radix as 2 | 3 | 4 | 5 | 7}`, args: [inner, ...others] };
}

/** What butterflies of odd radix multiply by: 1/2, sin(2π/3), 1 − sin(2π/3); and 1/4, √5/4, sin 2π/5, sin 4π/5; and the cosines, then the sines of one, two and three sevenths of a turn. */
const CONSTANTS: Partial<Record<number, readonly number[]>> = {
  3: [0.5, 0.8660254037844386, 0.13397459621556135],
  5: [0.25, 0.5590169943749475, 0.9510565162951535, 0.5877852522924731],
  7: [0.6234898018587335, -0.2225209339563144, -0.9009688679024191, 0.7818314824680298, 0.9749279121818236, 0.4338837391175581],
};

/** Twiddles of a pass of `count` butterflies: e^{−2πi·e/n} for the e that `exponent` gives for each and 0 < k < radix, behind the constants of the radix. */
export function twiddleTable(holdings: Holdings, name: string, n: number, radix: number, count: number, exponent: (p: number, k: number) => number): number {
  const constants = CONSTANTS[radix] ?? [];
  return holdings.table(name, constants.length + count * (radix - 1) * 2, (view, at) => {
    view.set(constants, at);
    at += constants.length;
    const root = rootsOf(n, holdings.real);
    for (let p = 0; p < count; p++) {
      for (let k = 1; k < radix; k++, at += 2) root(exponent(p, k), view, at);
    }
  });
}

/** Twiddles of a pass: e^{−2πi pk/(r·done)} for p < done. */
export function twiddles(holdings: Holdings, done: number, radix: number): number {
  return twiddleTable(holdings, `pass ${done} ${radix}`, done * radix, radix, done, (p, k) => p * k);
}

/**
 * A table of roots of unity as blocks: lane l of block b is scale · e^{−2πi·k/n} for the k that `exponent` gives.
 *
 * @param name - What is in it, but for the type.
 */
export function rootBlocks(holdings: Holdings, name: string, n: number, blocks: number, exponent: (b: number, l: number) => number, scale = 1): number {
  const lanes = lanesOf(holdings.real);
  return holdings.table(name, blocks * lanes * 2, (view, at) => {
    const values = new Float64Array(2);
    const root = rootsOf(n, holdings.real);
    for (let b = 0; b < blocks; b++, at += 2 * lanes) {
      for (let l = 0; l < lanes; l++) {
        root(exponent(b, l), values, 0);
        view[at + l] = values[0] * scale;
        view[at + lanes + l] = values[1] * scale;
      }
    }
  });
}

/** Twiddles of a last pass of 4M points: e^{−2πi pk/4M} for k = 1, 2, 3 as blocks, for vectors of p < end, the last flush with it. */
export function lastTwiddles(holdings: Holdings, M: number, end: number): number {
  const lanes = lanesOf(holdings.real);
  const exponent = (b: number, l: number): number => (Math.min(Math.floor(b / 3) * lanes, end - lanes) + l) * ((b % 3) + 1);
  return rootBlocks(holdings, `last ${M} ${end}`, 4 * M, 3 * Math.ceil(end / lanes), exponent);
}

/** cos and sin of 2πjk/R for j, k = 1 … (R−1)/2. */
function oddRoots(holdings: Holdings, radix: number): number {
  const half = radix >> 1;
  return holdings.table(`odd ${radix}`, 2 * half * half, (view, at) => {
    for (let j = 1; j <= half; j++) {
      for (let k = 1; k <= half; k++, at += 2) root(-j * k, radix, view, at);
    }
  });
}
