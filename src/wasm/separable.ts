import { floatModule, type Floats } from "./engine.js";
import { relaxed, simd } from "./generated/separable.js";

/** Passes over rows of floats. Pointers and pitches are in bytes, counts are samples; assembly/separable/ states each sum. */
interface Folding {
  /** Folded sums down lines: y[r, n] = z[r, n] + Σ_k w[k] · (x[r + last − k, n] ± x[r + k, n]) for R rows of N outputs and K pairs; odd is 1 for minus, 0 for plus; z may be 0. */
  fold(x: number, xStep: number, w: number, K: number, last: number, z: number, y: number, yStep: number, R: number, N: number, odd: number): void;
}

interface Windowing {
  /** y[r, n] = (Σ_{k<K} x[r + k, n]) / divisor for R rows of N outputs. */
  windows(x: number, xStep: number, K: number, divisor: number, y: number, yStep: number, R: number, N: number): void;
}

/** Integers to f32, */
interface Widening {
  /** y[n] = x[n] − centre */
  widen(x: number, y: number, N: number, centre: number): void;
}

/** and back, those of 16 bits by one kernel. */
interface Rounding {
  /** Rounds x + delta, R rows of N, and lists outputs in doubt; returns where the list ends. */
  round_f32(
    x: number, xPitch: number, y: number, yPitch: number, R: number, N: number,
    delta: number, least: number, most: number, doubt: number, list: number, first: number, width: number,
  ): number;
}

/** Four rows of bytes as a line of four channels, and pixels of two rows in turn. */
interface Interleaving {
  /** y[2n] = a[n], y[2n + 1] = b[n] of N pixels of so many bytes, `step` bytes apart; up to 15 bytes more are read and written. */
  alternate(a: number, b: number, step: number, y: number, bytes: number, N: number): void;
  /** y[4n + r] = x[r, n] − centre; rows from R on are the last again. */
  interleave(x: number, pitch: number, R: number, y: number, N: number, centre: number): void;
}

/** Running sums of integers, i32: y[n] ← x[n] − y[n] makes Σ of −Σ and a row that enters, and −Σ of Σ and one that leaves. */
interface Running {
  turn(x: number, y: number, N: number): void;
}

interface Averaging {
  /** y[n] = nearest((x[n + lag] − x[n]) / count), half to even. */
  means(x: number, y: number, N: number, lag: number, count: number): void;
}

/** The kernels by the type of their numbers; assembly/separable/box.ts states those of boxes. */
export interface SeparableKernels {
  readonly f32: Folding & Windowing & {
    /** y[r, n] = x[4n + r], r < R ≤ 4 */
    separate(x: number, y: number, pitch: number, R: number, N: number): void;
  };
  readonly f64: Folding & Windowing & {
    means(x: number, y: number, N: number, lag: number, count: number): void;
    /** y[n] = a[n] + b[n] */
    sum(a: number, b: number, y: number, N: number): void;
    /** y[n] ← y[n]² */
    square(y: number, N: number): void;
    box(x: number, y: number, ends: number, N: number, K: number, C: number, count: number): void;
  };
  readonly i32: { prefix(x: number, y: number, N: number, C: number): void };
  readonly u8: Widening & Rounding & Interleaving & Running & Averaging;
  /** Of which i16 has the means too. */
  readonly u16: Widening & Running & Averaging;
  readonly i16: Widening & Rounding & Running;
}

/** @internal */
export const separableKernels = /* @__PURE__ */ floatModule<SeparableKernels>("separable", { simd, relaxed }, knowsAnswers);

/** Sums rows of which sample n of row r is n + 8r with 2, 1, 2 and with −1, 0, 1, down the columns: 5n + 40r + 40, and 16. */
function knowsAnswers({ fold }: Folding, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const base = at / size;
  for (let n = 0; n < 56; n++) view[base + n] = n;
  view.set([2, 0.5, 1, 0], base + 56);
  let right = true;
  fold(at, 8 * size, at + 56 * size, 2, 2, 0, at + 64 * size, 8 * size, 5, 8, 0);
  for (let n = 0; n < 40; n++) right &&= view[base + 64 + n] === 5 * n + 40;
  fold(at, 8 * size, at + 58 * size, 2, 2, 0, at + 64 * size, 8 * size, 5, 8, 1);
  for (let n = 0; n < 40; n++) right &&= view[base + 64 + n] === 16;
  return right;
}
