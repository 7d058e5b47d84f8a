import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/pool.js";
import { i32 } from "./memory.js";

/** A pool along one axis of P planes, whose elements are rows of N numbers; steps and pitches in bytes, windows as pairs of i32. */
type PoolRows = (x: number, windows: number, y: number, O: number, N: number, step: number, P: number, xPlane: number, yRow: number) => void;
/** A pool along R rows; pitch, stride and dilation in bytes. */
type PoolLines = (x: number, y: number, R: number, xPitch: number, O: number, stride: number, dilation: number, K: number) => void;

/** Maxima at every second column of O rows of P planes; steps in bytes, windows as pairs of i32, each of 1 to 3 rows. Other than 0 if a NaN may be lost. */
type PoolHalves = (K: number, x: number, windows: number, y: number, O: number, N: number, step: number, P: number, xPlane: number, M: number, origin: number) => number;

/** Pools. Pointers are byte addresses, counts are numbers; assembly/pool/ states each sum. */
export interface PoolKernels {
  /** y[o][n] = max_k x[first[o] + k·step][n]; NaN may be lost. */
  readonly max_rows: PoolRows;
  /** y[o][n] = Σ_k x[first[o] + k·step][n]. */
  readonly sum_rows: PoolRows;
  /** y[j] = max_k x[j·stride + k·dilation]; NaN may be lost. */
  readonly max_lines: PoolLines;
  /** y[j] = Σ_k x[j·stride + k·dilation]. */
  readonly sum_lines: PoolLines;
  /** y[o][j] = max over k and the K = 2 or 3 columns up to 2j + origin + 1 of x[first[o] + k·step]. */
  readonly max_halves: PoolHalves;
  /** x[first[o] + k·step][n] += g[o][n]. */
  spread_rows(g: number, windows: number, x: number, O: number, N: number, step: number, P: number, xPlane: number): void;
  /** x[z[n]·step] += g[n·step], z as i32. */
  scatter(g: number, z: number, x: number, N: number, step: number): void;
  /** y[n] = the maximum of window n, z[n] = where it stands; `shape` describes three axes. */
  max_indices(x: number, y: number, z: number, shape: number, step: number): void;
  /** y[n] ← y[n] / d[n]. */
  divide(y: number, d: number, N: number): void;
  /** Other than 0 if a NaN is among x, or infinities of both signs. */
  has_nan(x: number, N: number): number;
}

/** @internal */
export const poolKernels = /* @__PURE__ */ floatModule<KernelTable<PoolKernels>>("pool", { simd, relaxed }, knowsAnswers);

/** The maxima of three neighbours at every second place of 0, 1, 2, …: 2, 4, 6, …; and of two equal ones the first. */
function knowsAnswers({ max_lines, max_indices }: PoolKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const from = at / size;
  for (let n = 0; n < 24; n++) view[from + n] = n;
  max_lines(at, at + 512, 1, 0, 5, 2 * size, size, 3);
  let right = true;
  for (let n = 0; n < 5; n++) right &&= view[from + 512 / size + n] === 2 * n + 2;
  view.fill(1, from, from + 4);
  i32.set([1, 1, at + 816, 1, 1, 1, at + 816, 1, 1, 4, at + 824, 1], (at + 768) / 4);
  i32.set([0, 1, 0, 4], (at + 816) / 4);
  max_indices(at, at + 512, at + 896, at + 768, size);
  return right && view[from + 512 / size] === 1 && i32[(at + 896) / 4] === 0;
}
