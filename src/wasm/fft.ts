import { closeArena, openArena, take } from "./arena.js";
import { type KernelTable, kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/fft.js";
import { f32, f64 } from "./memory.js";

/** Fourier transforms. Pointers, strides and `inner` are bytes, other counts are numbers; assembly/fft/ states each sum. */
export interface FftKernels {
  /** A program of passes; src/plan/fft/program.ts writes them. */
  run(program: number, x: number, y: number, a: number, b: number, scale: number, divides: number): void;
  first4(x: number, y: number, inner: number, xArm: number, yArm: number, exchanged: number): void;
  last4(x: number, y: number, M: number, w: number, exchanged: number, scale: number, divides: number): void;
  move(x: number, y: number, N: number, xStep: number, yStep: number, scale: number): void;
  chirp_first(x: number, h: number, y: number, arm: number): void;
  chirp_last(x: number, h: number, y: number, arm: number): void;
  split_blocks(x: number, H: number, B: number, w: number, scale: number): void;
  multiply_blocks(x: number, H: number, y: number, B: number, w: number): void;
}

/** @internal */
export const fftKernels = /* @__PURE__ */ kernelModule<KernelTable<FftKernels>>("fft", { simd, relaxed }, knowsAnswers);

/**
 * An impulse at 1 of 16 points by the two passes that see the caller's order. With all twiddles 1
 * the answer is y[p + 4j] = (−i)^j.
 */
function knowsAnswers(table: KernelTable<FftKernels>): boolean {
  const mark = openArena();
  const at = take(4096);
  let right = true;
  for (const [type, view] of [["f32", f32], ["f64", f64]] as const) {
    const size = view.BYTES_PER_ELEMENT;
    const kernels = table[type];
    const lanes = 16 / size;
    const [x, y, w] = [at, at + 32 * size, at + 64 * size];
    view.fill(0, x / size, x / size + 32);
    view[x / size + 2] = 1;
    for (let i = 0; i < 24 * (4 / lanes); i++) view[w / size + i] = Math.floor(i / lanes) % 2 === 0 ? 1 : 0;
    kernels.first4(x, y, 8 * size, 8 * size, 8 * size, 0);
    kernels.last4(y, x, 4, w, 0, 1, 0);
    for (let n = 0; n < 16; n++) {
      right &&= view[x / size + 2 * n] === [1, 0, -1, 0][n >> 2] && view[x / size + 2 * n + 1] === [0, -1, 0, 1][n >> 2];
    }
  }
  closeArena(mark);
  return right;
}
