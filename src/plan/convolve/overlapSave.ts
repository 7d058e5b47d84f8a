import { bytesOf } from "../../array/transfer.js";
import { type Flat, clearNonFinite, loadFlat, storeFlat } from "../../array/flat.js";
import { type Facts, factsOf, finiteNorm } from "../../array/facts.js";
import { type Precision, realOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { convolutionLength } from "../../shape/fastLength.js";
import { dot, rowMajor, sizeOf } from "../../shape/strides.js";
import { measureKernels } from "../../wasm/measure.js";
import type { ConvolutionTransform } from "../fft/convolution.js";
import type { Allocate } from "../memory.js";
import type { ConvolutionSizes } from "./request.js";
import { transformsCost } from "./cost.js";

/**
 * A convolution by transforms of blocks of n points, of which each gives n − K + 1 outputs: "fft" if one block does it all, else
 * "overlap-save". Arrays of more axes are laid out flat, rows far enough apart not to touch.
 */
export interface OverlapSaveRecipe {
  readonly algorithm: "fft" | "overlap-save";
  readonly precision: Precision;
  readonly sizes: ConvolutionSizes;
  readonly kind: "real" | "complex";
  /** Where elements stand in the flat signals. */
  readonly flat: Flat;
  /** Points of the flat kernel. */
  readonly taps: number;
  /** The first and the number of the flat outputs that are wanted, those between the rows included. */
  readonly first: number;
  readonly count: number;
  /** Points of a block. */
  readonly length: number;
  /** Outputs at a block's beginning that are not to be used: what wraps round falls on them. */
  readonly wrapped: number;
  readonly blocks: number;
  /** Predicted nanoseconds, those of the kernel's transform included unless it is planned. */
  readonly cost: number;
}

/** With fewer points the largest rounding error of an output is more than half an ε·‖x‖·‖h‖: there are fewer outputs that share it. */
const SHORTEST = { real: 512, complex: 256 };

/** Blocks for more than this many points are looked at only if no smaller ones hold the kernel twice: that bounds the working memory. */
const LONGEST = 2 ** 19;

export function overlapSaveRecipe(sizes: ConvolutionSizes, use: "once" | "planned"): OverlapSaveRecipe {
  const { inputShape, kernelShape, spans, sides, precision } = sizes;
  const kind = sides.input === "complex" || sides.kernel === "complex" ? "complex" : "real";
  const lanes = precision === "float32" ? 4 : 2;
  const flat = { pitch: flatPitch(sizes) };
  const taps = 1 + dot(kernelShape.map((K) => K - 1), flat.pitch);
  const first = dot(spans.map(({ start }) => start), flat.pitch);
  const count = 1 + dot(spans.map(({ length }) => length - 1), flat.pitch);
  const inputs = 1 + dot(inputShape.map((N) => N - 1), flat.pitch);
  // With as many points one block holds all of x, and what wraps round falls before the first output or after the last.
  const whole = Math.max(first + count, inputs + taps - 1 - first);

  const rows = sizeOf(inputShape.slice(0, -1)) + sizeOf(spans.slice(0, -1).map(({ length }) => length));
  let best: { length: number; blocks: number; cost: number } | undefined;
  let considered = 0;
  const consider = (target: number): void => {
    if (target === considered) return;
    considered = target;
    const least = Math.max(target, SHORTEST[kind]);
    // The next length that there is, and two that are somewhat longer but have fewer factors of 3, which cost more.
    for (const length of [convolutionLength(least, kind, lanes), powerFrom(least, 1), powerFrom(least, 3)]) {
      const blocks = length >= whole ? 1 : Math.ceil(count / (length - taps + 1));
      const cost = transformsCost({ n: length, blocks, rows, kind, use }, precision);
      if (!best || cost < best.cost) best = { length, blocks, cost };
    }
  };
  for (let multiple = 2; multiple <= 64; multiple *= Math.SQRT2) {
    const target = Math.max(1024, Math.ceil(multiple * taps));
    if (target < whole && (target <= LONGEST || multiple === 2)) consider(target);
  }
  if (!best || whole <= 4 * LONGEST || taps > LONGEST) consider(whole);
  const { length, blocks, cost } = best!;
  const wrapped = length >= whole ? first : taps - 1;
  return { algorithm: blocks === 1 ? "fft" : "overlap-save", precision, sizes, kind, flat, taps, first, count, length, wrapped, blocks, cost };
}

/** The least product of `odd` and a power of two that is at least `target`. */
function powerFrom(target: number, odd: number): number {
  return odd * 2 ** Math.ceil(Math.log2(target / odd));
}

/** Numbers between neighbours of a flat signal, so large that no wanted output meets one of another row. */
function flatPitch({ inputShape, kernelShape, spans }: ConvolutionSizes): number[] {
  const extents = inputShape.map((N, axis) => {
    const { start, length } = spans[axis];
    return Math.max(N, kernelShape[axis], start + length, N + kernelShape[axis] - 1 - start);
  });
  return rowMajor(extents);
}

/** Decides for each block whether its transform is exact enough. */
export interface Judge {
  /** From its norm alone; undefined where more has to be known. */
  byNorm(norm: number): Verdict | undefined;
  byFacts(block: Facts): Verdict;
}

export type Verdict = "transform" | "round" | "direct";

/** A recipe with its kernel's spectrum and working memory. */
export interface OverlapSave {
  readonly recipe: OverlapSaveRecipe;
  readonly transform: ConvolutionTransform;
  /** What the kernel is; numbers that are not finite count as zeros in its spectrum. */
  readonly kernel: Facts;
  readonly spectrum: number;
  readonly points: number;
  readonly work: number;
}

export function prepareOverlapSave(recipe: OverlapSaveRecipe, kernel: Source, transform: ConvolutionTransform, allocate: Allocate): OverlapSave {
  const { length, precision, kind, flat } = recipe;
  const lanes = kind === "complex" ? 2 : 1;
  const points = allocate(length * lanes * bytesOf(precision));
  const work = allocate(transform.spectrumBytes);
  const spectrum = allocate(transform.spectrumBytes);
  loadFlat(kernel, flat, 0, length, points, precision, kind);
  const { facts, finite } = finiteFacts(points, length * lanes, precision);
  transform.kernel(points, spectrum);
  return { recipe, transform, kernel: { ...facts, finite }, spectrum, points, work };
}

/**
 * Computes every output, but leaves those blocks to `direct` that the judge wants summed by the definition.
 * @returns Whether a sample of x was not finite; it counted as zero then.
 */
export function runOverlapSave(
  { recipe, transform, spectrum, points, work }: OverlapSave,
  x: Source,
  target: Target,
  judge: Judge,
  direct: (from: number, count: number) => void,
): "finite" | "not finite" {
  const { precision, kind, flat, first, count, length, wrapped, blocks } = recipe;
  const lanes = kind === "complex" ? 2 : 1;
  const size = lanes * bytesOf(precision);
  const step = blocks === 1 ? count : length - wrapped;
  let found: "finite" | "not finite" = "finite";
  for (let done = 0; done < count; done += step) {
    const outputs = Math.min(step, count - done);
    const from = first + done;
    loadFlat(x, flat, from - wrapped, length, points, precision, kind);
    const norm = finiteNorm(points, length * lanes, precision);
    let verdict = norm === undefined ? undefined : judge.byNorm(norm);
    if (verdict === undefined) {
      const { facts, finite } = finiteFacts(points, length * lanes, precision);
      if (!finite) found = "not finite";
      verdict = judge.byFacts(facts);
    }
    if (verdict === "direct") {
      direct(from, outputs);
      continue;
    }
    transform.forward(points, work);
    transform.multiply(work, spectrum, work);
    transform.inverse(work, points);
    const result = points + wrapped * size;
    if (verdict === "round") measureKernels()[realOf(precision)].round(result, outputs * lanes);
    storeFlat(result, precision, target, flat, first, from, outputs);
  }
  return found;
}

/** The facts of numbers in wasm memory, of which those that are not finite have become zeros, and whether all were finite. */
function finiteFacts(pointer: number, count: number, precision: Precision): { facts: Facts; finite: boolean } {
  const facts = factsOf(pointer, count, precision);
  if (facts.finite) return { facts, finite: true };
  clearNonFinite(pointer, count, precision);
  return { facts: factsOf(pointer, count, precision), finite: false };
}
