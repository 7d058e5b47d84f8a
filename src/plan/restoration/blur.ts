import { realOf } from "../../array/dtype.js";
import { bytesOf } from "../../array/transfer.js";
import { outerFactors } from "./factors.js";
import type { BorderKind } from "../../shape/border.js";
import { dot, sizeOf } from "../../shape/strides.js";
import { directKernels } from "../../wasm/direct.js";
import { u8 } from "../../wasm/memory.js";
import type { Direct } from "../direct/direct.js";
import { passesOf } from "../direct/passes.js";
import { directRecipe, type DirectRecipe } from "../direct/recipe.js";
import { sumBox } from "../direct/sums.js";
import type { PlanMemory } from "../memory.js";
import { fillBorder, type Frame, slabsOf } from "./frame.js";
import type { BlurRecipe, Boundary, Spread } from "./recipe.js";
import { transformBlurs } from "./transformBlur.js";

/** A convolution from one array of a frame to another, all of it in wasm memory. */
export interface Blur {
  /** Bytes from the start of the array that it writes to the first result; rows lie as in the frame. */
  readonly result: number;
  /** Convolves x, whose border it fills, into y, in steps that are short enough for a caller to be heard in between. */
  run(x: number, y: number): Iterable<void>;
}

/** Both convolutions of an iteration. */
export interface Blurs {
  readonly frame: Frame;
  /** Bytes of an array that they read or write: beyond the frame's own stand zeros. */
  readonly bytes: number;
  /** What rounding errors are a part of: each output's own sum, or, by transforms, the largest output. */
  readonly rounding: "each output" | "largest output";
  /** What the instrument did: Σ psf[k] · x[n + (K − 1)/2 − k]. */
  readonly forward: Blur;
  /** The way back, with the psf turned round. */
  readonly adjoint: Blur;
}

export const borders: Record<Boundary, BorderKind> = { zero: "constant", reflect: "reflect", wrap: "wrap" };

/** Makes both convolutions ready, in steps. */
export function* prepareBlurs(recipe: BlurRecipe, psf: Spread, frame: Frame, memory: PlanMemory): Generator<void, Blurs> {
  const turned = { shape: psf.shape, data: psf.data.slice().reverse() };
  // With zeros around it is scikit-image's convolution with the turned psf, which for even sizes begins one sample before the true adjoint.
  const late = psf.shape.map((K) => (recipe.boundary !== "zero" && K % 2 === 0 ? 1 : 0));
  const never = psf.shape.map(() => 0);
  if (recipe.algorithm === "fft") return yield* transformBlurs(recipe, frame, { psf, late: never }, { psf: turned, late }, memory);
  const bytes = sizeOf(frame.padded) * bytesOf(frame.precision);
  const between = recipe.algorithm === "separable" ? psf.shape.slice(1).map(() => memory.allocate(bytes)).slice(0, 2) : [];
  for (const array of between) u8.fill(0, array, array + bytes);
  // A correlation's taps meet the samples in order: those of a convolution are turned round.
  const through = (taps: Spread, shift: readonly number[]): Blur => sumBlur(recipe, frame, taps, shift, between, memory);
  return { frame, bytes, rounding: "each output", forward: through(turned, never), adjoint: through(psf, late) };
}

/** One sum over a box of taps: along an axis, or over all of them. */
interface Stage {
  readonly direct: Direct;
  /** The axes along which it reads beyond an array's samples, the last first. */
  readonly axes: readonly number[];
  /** Where the first window begins, in bytes from the start of an array. */
  readonly window: number;
}

/** Convolves by sums: passes along one axis after another, or one over all taps. */
function sumBlur(recipe: BlurRecipe, frame: Frame, taps: Spread, late: readonly number[], between: readonly number[], memory: PlanMemory): Blur {
  const { shape, pitch, precision, corner } = frame;
  const size = bytesOf(precision);
  const all = shape.map((_, axis) => axis).reverse();
  const stageOf = (part: Spread, axes: readonly number[]): Stage => {
    const window = shape.map((_, axis) => (axes.includes(axis) ? late[axis] : frame.margin[axis]));
    return { direct: prepareSum(frame, part, memory), axes, window: dot(window, pitch) * size };
  };
  const stages = recipe.algorithm === "direct" ? [stageOf(taps, all)] : alongAxes(taps).map(([part, axis]) => stageOf(part, [axis]));
  const slabs = slabsOf(shape);
  return {
    result: corner,
    *run(x, y) {
      for (const [i, { direct, axes, window }] of stages.entries()) {
        const from = i === 0 ? x : between[(i - 1) % 2];
        const to = i === stages.length - 1 ? y : between[i % 2];
        for (const axis of axes) fillBorder(frame, from, axis, borders[recipe.boundary]);
        for (const slab of slabs) {
          const at = dot(slab.start, pitch) * size;
          sumBox(direct, direct.passes[0], { x: from + window + at, y: to + corner + at, shape: slab.shape, xPitch: pitch, yPitch: pitch });
          yield;
        }
      }
    },
  };
}

/** The factors of a psf that is a product, each as taps along its axis, the last axis first; an axis of one tap has no pass. */
function alongAxes({ data, shape }: Spread): [part: Spread, axis: number][] {
  const factors = outerFactors(data, shape);
  const axes = shape.map((_, axis) => axis).filter((axis) => shape[axis] > 1).reverse();
  const scale = factors.reduce((value, factor) => (factor.length === 1 ? value * factor[0] : value), 1);
  return axes.map((axis, i) => [{ data: factors[axis].map((tap) => (i === 0 ? scale * tap : tap)), shape: shape.map((K, other) => (other === axis ? K : 1)) }, axis]);
}

function prepareSum({ shape, padded, pitch, precision }: Frame, taps: Spread, memory: PlanMemory): Direct {
  const geometry = { inputShape: padded, kernelShape: taps.shape, outputShape: shape, before: shape.map(() => 0) };
  const recipe: DirectRecipe = { ...directRecipe(geometry, { input: "real", kernel: "real" }, precision), padded, pitch, runs: "rows" };
  const passes = passesOf(recipe, { shape: taps.shape, re: taps.data, im: null }, 0, memory.allocate);
  return { recipe, kernels: directKernels()[realOf(precision)], passes, input: 0, output: 0 };
}
