import { kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/image.js";
import { i32, u8 } from "./memory.js";

/** Rounding of f64 into integers of one, two or four bytes; returns how many outputs are in doubt. */
interface Narrowing {
  narrow(x: number, y: number, size: number, N: number, least: number, most: number, doubt: number, list: number): number;
}

/** Exact sums of outputs in doubt, of samples of any type; returns how many are in doubt still. assembly/image/resolve.ts states the sum. */
interface Resolving {
  resolve(
    x: number, type: number, pitch: number, offset: number, high: number, low: number, K: number, restOfHigh: number, rest: number,
    y: number, width: number, size: number, least: number, most: number, list: number, count: number,
  ): number;
}

/** Correlation by integers of 16 bits; assembly/image/pairs.ts and dots.ts state the sums. */
interface Pairing {
  /** Two rows of samples side by side, as i16, those of 16 bits less a bias. */
  pairs(a: number, b: number, y: number, N: number, bias: number): void;
}

/** Two rows of outputs from such pairs; returns the end of the list of those in doubt, of which there are none below a limit of 0. */
interface Dotting {
  dots(
    x: number, taps: number, T: number, y0: number, y1: number, N: number, unsigned: number, start: number, shift: number,
    limit: number, at0: number, at1: number, list: number,
  ): number;
}

/** Correlation of bytes by integers of 16 bits; assembly/image/couple.ts and coupled.ts state the sums. */
interface Coupling {
  /** Neighbouring pixels of a row of N bytes side by side, times a factor. */
  couple(x: number, y: number, N: number, unit: number, order: number, factor: number): void;
  /** A row of outputs from such rows; returns the end of the list of those in doubt. */
  coupled(x: number, pitch: number, sums: number, taps: number, y: number, spare: number, N: number, marks: number, at: number, list: number): number;
}

interface Squares {
  /** Four rows of N ≥ 4 outputs, yStep bytes apart, of 3 × 3 taps over rows xStep bytes apart; assembly/image/square.ts states the sum. */
  square(x: number, xStep: number, w: number, y: number, yStep: number, N: number): void;
}

/** Sums of bytes in doubt by weights of two digits; returns how many are in doubt still. assembly/image/digits.ts states the sum. */
interface Digits {
  digits(
    x: number, pitch: number, step: number, groups: number, end: number, column: number, A: number, delta: number,
    y: number, width: number, size: number, least: number, most: number, doubt: number, list: number, count: number,
  ): number;
}

/** What single channels of floats need. */
interface Channels {
  /** y[n·yStep] = x[n·xStep] + delta, of N numbers, which may be x; a delta of −0 changes none. */
  move(x: number, xStep: number, y: number, yStep: number, N: number, delta: number): void;
  /** Σ x², not finite if a sample is not; the same kernel as the module measure has, of which pictures need no more. */
  sum_squares(x: number, N: number): number;
}

interface Bytes {
  /** y[n] ← x[n] of the last samples of N pixels, `size` bytes of `step` */
  keep(x: number, y: number, N: number, step: number, size: number): void;
  /** Lays rows of any samples out with margins; assembly/image/pad.ts states it. */
  pad(x: number, y: number, R: number, bytes: number, pitch: number, left: number, margin: number, M: number): void;
  /** y[n] = x[n·step] − bias, as f32 */
  gather(x: number, step: number, y: number, N: number, bias: number): void;
}

/** Sums of bytes in 16 bits, into outputs of `size` bytes; assembly/image/small.ts. */
interface Small {
  small(x: number, taps: number, T: number, y: number, N: number, size: number, start: number, shift: number): void;
}

/** Kernels of pictures, by the type of their samples. */
export interface ImageKernels {
  readonly u8: Bytes & Small & Pairing & Coupling & Digits;
  readonly i16: Pairing & Dotting;
  readonly f32: Channels & Squares;
  readonly f64: Channels & Resolving & Narrowing;
}

/** @internal */
export const imageKernels = /* @__PURE__ */ kernelModule<ImageKernels>("image", { simd, relaxed }, knowsAnswers);

/** Lays a row of three out, its ends repeated. */
function knowsAnswers(table: ImageKernels, at: number): boolean {
  u8.set([7, 8, 9], at);
  i32.set([0, 1, 4, 3], (at + 16) / 4);
  table.u8.pad(at, at + 32, 1, 3, 5, 1, at + 16, 2);
  return [7, 7, 8, 9, 9].every((value, n) => u8[at + 32 + n] === value);
}
