import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { chirpLength, chirpTransform } from "./chirp.js";
import { primeFactors } from "../../shape/fastLength.js";
import { hasPasses, lanesOf, lastTwiddles, pairBytes, radicesOf, rootBlocks, stockhamPasses, twiddles } from "./passes.js";
import { powersTransform } from "./powers.js";
import { chainRunner, Exchange, type Link } from "./program.js";
import { type Holdings, holding } from "./tables.js";

/** How numbers in wasm memory are transformed: x and y are addresses of complex numbers as re, im, without alignment. */
export interface ComplexMethod {
  readonly n: number;
  /** y[k] = Σ_i e^{−2πi ik/n} · x[i]; y may be x. */
  forward(x: number, y: number): void;
  /** y[i] = Σ_k e^{+2πi ik/n} · x[k] / divisor, which is 1 by default; y may be x. */
  inverse(x: number, y: number, divisor?: number): void;
}

/** A method with the memory that it needs. */
export interface ComplexTransform extends ComplexMethod {
  dispose(): void;
}

/** Which structure computes a transform. */
export type ComplexRoute =
  /** Passes over n/4 points in blocks, and a last one of radix 4 across them: n a multiple of four. */
  | "blocks"
  /** One column of n points: short transforms. */
  | "column"
  /** As rows of columns, turned halfway: lengths that no vector divides. */
  | "rows"
  /** As a convolution of n − 1 points in the order of powers: a prime too large for a pass, with one less a product of small ones. */
  | "powers"
  /** As a convolution: a prime factor too large for a pass. */
  | "chirp";

export function complexRoute(n: number, real: Real): ComplexRoute {
  if (!hasPasses(n)) return goesByPowers(n) ? "powers" : "chirp";
  if (n % 4 === 0 && n >= 4 * lanesOf(real)) return "blocks";
  return n < 24 || rowsOf(n, lanesOf(real)) === 1 ? "column" : "rows";
}

/** Whether n is a prime with fast transforms of n − 1 points: a radix of 7 or more takes about as long as radices of two for half as many binary digits. */
function goesByPowers(n: number): boolean {
  if (primeFactors(n).length > 1 || !hasPasses(n - 1)) return false;
  return primeFactors(n - 1).reduce((digits, p) => digits + (p <= 5 ? Math.log2(p) : p / 2), 0) < 2.5 * Math.log2(n);
}

/** A transform as links of a program, and how large its buffers in between are. */
export interface ComplexLinks {
  readonly forward: readonly Link[];
  /** Ends with the link that divides. */
  readonly inverse: readonly Link[];
  readonly bytes: number;
}

/** Makes the transform of n ≥ 1 points. */
export function complexTransform(n: number, real: Real): ComplexTransform {
  const kernels = fftKernels()[real];
  return holding(real, (holdings): ComplexMethod => {
    const route = complexRoute(n, real);
    if (route === "chirp") return chirpTransform(n, holdings.keep(complexTransform(chirpLength(n, real), real)), kernels, holdings);
    if (route === "powers") return powersTransform(holdings.keep(complexTransform(n - 1, real)), kernels, holdings);
    const { forward, inverse, bytes } = complexLinks(n, route, holdings);
    const there = chainRunner(forward, kernels, holdings, bytes, n * pairBytes(real));
    const back = chainRunner(inverse, kernels, holdings, bytes, n * pairBytes(real));
    return {
      n,
      forward: (x, y) => there(x, y, 1),
      inverse: (x, y, divisor = 1) => back(x, y, divisor),
    };
  });
}

/** The program of a transform by a route that is one. */
export function complexLinks(n: number, route: Exclude<ComplexRoute, "chirp" | "powers">, holdings: Holdings): ComplexLinks {
  return { blocks: blocksLinks, column: columnLinks, rows: rowsLinks }[route](n, holdings);
}

function blocksLinks(n: number, holdings: Holdings): ComplexLinks {
  const pair = pairBytes(holdings.real);
  const M = n / 4;
  const radices = radicesOf(M);
  // A first pass of radix 4 or 5 reads the caller's order itself.
  const first = ([4, 5] as const).find((radix) => radices.includes(radix)) ?? 1;
  if (first > 1) radices.splice(radices.lastIndexOf(first), 1);
  const passes = stockhamPasses(holdings, n, radices, pair, first);
  const w = lastTwiddles(holdings, M, M);
  const arm = (n / first) * pair;
  const begin = { 4: [arm, arm, arm], 5: [arm, twiddles(holdings, 1, 5)], 1: [1, n, 0, 0] }[first];
  const links = (exchange: Exchange): Link[] => [
    { op: ({ 4: "first", 5: "first5", 1: "load" } as const)[first], args: [...begin, exchange] },
    ...passes,
    { op: "last", args: [M, w, exchange] },
  ];
  return { forward: links(Exchange.None), inverse: links(Exchange.Parts), bytes: n * pair };
}

/** Both directions of what goes on between rows that are loaded as blocks and rows that are stored; `load` and `store` say how many, how long, and how far apart. */
export function columnwise(load: readonly number[], between: readonly Link[], store: readonly number[]): Record<"forward" | "inverse", Link[]> {
  const links = (exchange: Exchange): Link[] => [{ op: "load", args: [...load, exchange] }, ...between, { op: "store", args: [...store, exchange] }];
  return { forward: links(Exchange.None), inverse: links(Exchange.Parts) };
}

function columnLinks(n: number, holdings: Holdings): ComplexLinks {
  const pair = pairBytes(holdings.real);
  const passes = stockhamPasses(holdings, n, radicesOf(n), 32);
  return { ...columnwise([n, 1, pair, 32], passes, [n, 1, 32, pair]), bytes: n * 32 };
}

/** The rows of n points that waste the fewest lanes, in rows and in columns. */
function rowsOf(n: number, lanes: number): number {
  const whole = (count: number): number => Math.ceil(count / lanes) * lanes;
  let best = 1;
  let least = Infinity;
  for (let R = 2; R * R <= n; R++) {
    if (n % R !== 0) continue;
    const cost = R * whole(n / R) + (n / R) * whole(R);
    if (cost <= least) [best, least] = [R, cost];
  }
  return best;
}

function rowsLinks(n: number, holdings: Holdings): ComplexLinks {
  const lanes = lanesOf(holdings.real);
  const pair = pairBytes(holdings.real);
  const whole = (count: number): number => Math.ceil(count / lanes) * lanes;
  const R = rowsOf(n, lanes);
  const C = n / R;
  const [R1, C1] = [whole(R), whole(C)];
  // rows r of a vector's columns in turn, a vector of rows after the other
  const exponent = (b: number, l: number): number => (Math.floor(b / C1) * lanes + (b % lanes)) * (Math.floor((b % C1) / lanes) * lanes + l);
  const w = rootBlocks(holdings, `turn ${R} ${C}`, n, (R1 * C1) / lanes, exponent);
  const between: Link[] = [
    ...stockhamPasses(holdings, R, radicesOf(R), C1 * pair),
    { op: "turn", args: [w, R, C, C1 * pair, R1 * pair] },
    ...stockhamPasses(holdings, C, radicesOf(C), R1 * pair),
  ];
  return { ...columnwise([R, C, C * pair, C1 * pair], between, [C, R, R1 * pair, R * pair]), bytes: R1 * C1 * pair };
}
