import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/fft.js";
import { passesKernels } from "./passes.js";

/** Fourier transforms. Pointers, strides and `inner` are bytes, other counts are numbers; assembly/fft/ states each sum. */
export interface FftKernels {
  /** A program of passes; src/plan/fft/program.ts writes them, and where their buffers are. */
  run(program: number, scale: number, divides: number): void;
  last4(x: number, y: number, M: number, w: number, exchanged: number, scale: number, divides: number): void;
  move(x: number, y: number, N: number, xStep: number, yStep: number, scale: number): void;
  product(x: number, h: number, y: number, N: number): void;
  rotate_in(x: number, xStep: number, u: number, uStep: number, w: number, z: number, N: number, a: number, b: number): void;
  rotate_out(z: number, w: number, y: number, yStep: number, v: number, vStep: number, N: number, a: number, b: number): void;
  scatter_pairs(x: number, y: number, places: number, N: number): void;
  gather_pairs(x: number, y: number, places: number, N: number, step: number, scale: number): void;
  scatter(x: number, y: number, places: number, N: number): void;
  gather(x: number, y: number, places: number, N: number, scale: number): void;
  scatter_half(x: number, y: number, places: number, N: number): void;
  /** y[j, i] = x[i, j] of rows by columns. */
  transpose(x: number, xPitch: number, y: number, yPitch: number, rows: number, columns: number): void;
  /** The same of complex numbers. */
  transpose_pairs(x: number, xPitch: number, y: number, yPitch: number, rows: number, columns: number): void;
  gather_half(x: number, y: number, places: number, N: number): void;
}

/** @internal */
export const fftKernels = /* @__PURE__ */ floatModule<KernelTable<FftKernels>>("fft", { simd, relaxed }, knowsAnswers, passesKernels);

/** An impulse at 1 of 16 points by the last pass. With all twiddles 1 the answer is y[4j] = (−i)^j. */
function knowsAnswers({ last4 }: FftKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const lanes = 16 / size;
  const [x, y, w] = [at / size, at / size + 32, at / size + 64];
  view.fill(0, x, x + 32);
  view[x + 1] = 1;
  for (let i = 0; i < 24 * (4 / lanes); i++) view[w + i] = Math.floor(i / lanes) % 2 === 0 ? 1 : 0;
  last4(at, y * size, 4, w * size, 0, 1, 0);
  let right = true;
  const answer: Partial<Record<number, number>> = { 0: 1, 9: -1, 16: -1, 25: 1 };
  for (let n = 0; n < 32; n++) right &&= view[y + n] === (answer[n] ?? 0);
  return right;
}
