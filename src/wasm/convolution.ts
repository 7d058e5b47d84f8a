import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/convolution.js";
import { passesKernels } from "./passes.js";

/** Transforms whose spectra are multiplied as they lie. Counts are of blocks; assembly/convolution/ and assembly/fft/ state each sum. */
export interface ConvolutionKernels {
  /** A program of passes; src/plan/fft/program.ts writes them, and where their buffers are. */
  run(program: number, scale: number, divides: number): void;
  split_blocks(x: number, H: number, B: number, w: number, scale: number): void;
  multiply_blocks(x: number, H: number, y: number, B: number, w: number): void;
}

/** @internal */
export const convolutionKernels = /* @__PURE__ */ floatModule<KernelTable<ConvolutionKernels>>("convolution", { simd, relaxed }, knowsAnswers, passesKernels);

/** A vector of blocks times a spectrum of ones, with all roots 1, is as many times itself as there are lanes. */
function knowsAnswers({ multiply_blocks }: ConvolutionKernels, view: Floats, at: number): boolean {
  const lanes = 16 / view.BYTES_PER_ELEMENT;
  const numbers = 2 * lanes * lanes;
  const [x, ones] = [at / view.BYTES_PER_ELEMENT, (at + 512) / view.BYTES_PER_ELEMENT];
  for (let i = 0; i < numbers; i++) {
    view[x + i] = i + 1;
    view[ones + i] = Math.floor(i / lanes) % 2 === 0 ? 1 : 0;
  }
  multiply_blocks(at, at + 512, at, lanes, at + 512);
  let right = true;
  for (let i = 0; i < numbers; i++) right &&= view[x + i] === lanes * (i + 1);
  return right;
}
