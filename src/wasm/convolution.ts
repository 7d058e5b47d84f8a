import { closeArena, openArena, take } from "./arena.js";
import { type KernelTable, kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/convolution.js";
import { f32, f64 } from "./memory.js";
import { passesKernels } from "./passes.js";

/** Transforms whose spectra are multiplied as they lie. Counts are of blocks; assembly/convolution/ and assembly/fft/ state each sum. */
export interface ConvolutionKernels {
  /** A program of passes; src/plan/fft/program.ts writes them. */
  run(program: number, x: number, y: number, a: number, b: number, scale: number, divides: number): void;
  split_blocks(x: number, H: number, B: number, w: number, scale: number): void;
  multiply_blocks(x: number, H: number, y: number, B: number, w: number): void;
}

/** @internal */
export const convolutionKernels = /* @__PURE__ */ kernelModule<KernelTable<ConvolutionKernels>>("convolution", { simd, relaxed }, knowsAnswers, passesKernels);

/** A vector of blocks times a spectrum of ones, with all roots 1, is as many times itself as there are lanes. */
function knowsAnswers(table: KernelTable<ConvolutionKernels>): boolean {
  const mark = openArena();
  const at = take(1024);
  let right = true;
  for (const [type, view] of [["f32", f32], ["f64", f64]] as const) {
    const lanes = 16 / view.BYTES_PER_ELEMENT;
    const numbers = 2 * lanes * lanes;
    const [x, ones] = [at / view.BYTES_PER_ELEMENT, (at + 512) / view.BYTES_PER_ELEMENT];
    for (let i = 0; i < numbers; i++) {
      view[x + i] = i + 1;
      view[ones + i] = Math.floor(i / lanes) % 2 === 0 ? 1 : 0;
    }
    table[type].multiply_blocks(at, at + 512, at, lanes, at + 512);
    for (let i = 0; i < numbers; i++) right &&= view[x + i] === lanes * (i + 1);
  }
  closeArena(mark);
  return right;
}
