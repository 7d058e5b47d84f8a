import { closeArena, openArena, take } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { u8 } from "../../wasm/memory.js";
import { chirpTransform } from "./chirp.js";
import { hasPasses, type Kernels, lanesOf, pairBytes, radicesOf, runPasses, stockhamPasses } from "./passes.js";
import { root } from "./roots.js";
import { type Holdings, holding } from "./tables.js";

/** A transform in wasm memory: x and y are addresses of complex numbers as re, im, without alignment. */
export interface ComplexTransform {
  readonly n: number;
  /** y[k] = Σ_i e^{−2πi ik/n} · x[i]; y may be x. */
  forward(x: number, y: number): void;
  /** y[i] = scale · Σ_k e^{+2πi ik/n} · x[k], scale 1 by default; y may be x. */
  inverse(x: number, y: number, scale?: number): void;
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
  /** As a convolution: a prime factor too large for a pass. */
  | "chirp";

export function complexRoute(n: number, real: Real): ComplexRoute {
  if (!hasPasses(n)) return "chirp";
  if (n % 4 === 0 && n >= 4 * lanesOf(real)) return "blocks";
  return n < 24 || rowsOf(n, lanesOf(real)) === 1 ? "column" : "rows";
}

/** Makes the transform of n ≥ 1 points. */
export function complexTransform(n: number, real: Real): ComplexTransform {
  const kernels = fftKernels()[real];
  return holding(real, (holdings) => {
    const make = { blocks: blocksTransform, column: columnTransform, rows: rowsTransform, chirp: chirpTransform }[complexRoute(n, real)];
    return make(n, kernels, holdings);
  });
}

function blocksTransform(n: number, kernels: Kernels, holdings: Holdings): ComplexTransform {
  const { real } = holdings;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const M = n / 4;
  const radices = radicesOf(M);
  // A first pass of radix 4 reads the caller's order itself.
  const direct = radices[0] === 4;
  if (direct) radices.shift();
  const passes = stockhamPasses(kernels, holdings, n, radices, pair, direct ? 4 : 1);
  const arm = M * pair;
  const w = holdings.table(`last4 ${M}`, Math.ceil(M / lanes) * lanes * 6, (view, at) => {
    const values = new Float64Array(2);
    for (let block = 0; block < M; block += lanes) {
      const start = Math.min(block, M - lanes);
      for (let lane = 0; lane < lanes; lane++) {
        for (let k = 1; k < 4; k++) {
          root((start + lane) * k, n, values, 0);
          view[at + (2 * k - 2) * lanes + lane] = values[0];
          view[at + (2 * k - 1) * lanes + lane] = values[1];
        }
      }
      at += 6 * lanes;
    }
  });

  function transform(x: number, y: number, scale: number, direction: "forward" | "inverse"): void {
    const mark = openArena();
    try {
      // The last pass writes y, so what it reads is not there; before, y is one of two buffers unless it is x.
      const a = take(n * pair);
      const b = x === y ? take(n * pair) : y;
      const [start, other] = passes.length % 2 === 0 ? [a, b] : [b, a];
      if (direct) (direction === "forward" ? kernels.pass4_pairs : kernels.pass4_swapped)(x, start, arm, arm, arm);
      else (direction === "forward" ? kernels.load_columns : kernels.load_columns_swapped)(x, start, 1, n, 0, 0);
      const blocks = runPasses(passes, start, other);
      if (direction === "forward") kernels.last4_pairs(blocks, y, M, w);
      else kernels.last4_swapped(blocks, y, M, w, scale);
    } finally {
      closeArena(mark);
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, y, 1, "forward"),
    inverse: (x, y, scale = 1) => transform(x, y, scale, "inverse"),
    dispose: () => holdings.dispose(),
  };
}

function columnTransform(n: number, kernels: Kernels, holdings: Holdings): ComplexTransform {
  const pair = pairBytes(holdings.real);
  const passes = stockhamPasses(kernels, holdings, n, radicesOf(n), 32);

  function transform(x: number, y: number, scale: number, direction: "forward" | "inverse"): void {
    const mark = openArena();
    try {
      const a = take(n * 32);
      const b = take(n * 32);
      (direction === "forward" ? kernels.load_columns : kernels.load_columns_swapped)(x, a, n, 1, pair, 32);
      const result = runPasses(passes, a, b);
      (direction === "forward" ? kernels.store_columns : kernels.store_columns_swapped)(result, y, n, 1, 32, pair, scale);
    } finally {
      closeArena(mark);
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, y, 1, "forward"),
    inverse: (x, y, scale = 1) => transform(x, y, scale, "inverse"),
    dispose: () => holdings.dispose(),
  };
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

function rowsTransform(n: number, kernels: Kernels, holdings: Holdings): ComplexTransform {
  const { real } = holdings;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  const whole = (count: number): number => Math.ceil(count / lanes) * lanes;
  const R = rowsOf(n, lanes);
  const C = n / R;
  const [R1, C1] = [whole(R), whole(C)];
  const down = stockhamPasses(kernels, holdings, R, radicesOf(R), C1 * pair);
  const along = stockhamPasses(kernels, holdings, C, radicesOf(C), R1 * pair);
  const w = holdings.table(`turn ${R} ${C}`, R1 * C1 * 2, (view, at) => {
    const values = new Float64Array(2);
    for (let r0 = 0; r0 < R1; r0 += lanes) {
      for (let c0 = 0; c0 < C1; c0 += lanes) {
        for (let r = r0; r < r0 + lanes; r++, at += 2 * lanes) {
          for (let lane = 0; lane < lanes; lane++) {
            root(r * (c0 + lane), n, values, 0);
            view[at + lane] = values[0];
            view[at + lanes + lane] = values[1];
          }
        }
      }
    }
  });

  function transform(x: number, y: number, scale: number, direction: "forward" | "inverse"): void {
    const mark = openArena();
    try {
      const a = take(R1 * C1 * pair);
      const b = take(R1 * C1 * pair);
      (direction === "forward" ? kernels.load_columns : kernels.load_columns_swapped)(x, a, R, C, C * pair, C1 * pair);
      const columns = runPasses(down, a, b);
      // Rows that only fill the last vector: what memory held before could be slow to compute with.
      u8.fill(0, columns + R * C1 * pair, columns + R1 * C1 * pair);
      const turned = columns === a ? b : a;
      kernels.turn(columns, turned, w, R, C, C1 * pair, R1 * pair);
      const result = runPasses(along, turned, columns);
      (direction === "forward" ? kernels.store_columns : kernels.store_columns_swapped)(result, y, C, R, R1 * pair, R * pair, scale);
    } finally {
      closeArena(mark);
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, y, 1, "forward"),
    inverse: (x, y, scale = 1) => transform(x, y, scale, "inverse"),
    dispose: () => holdings.dispose(),
  };
}
