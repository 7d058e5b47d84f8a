import { floatType, type Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { type Target, targetOf } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { type Phase, phasesOf } from "../../shape/polyphase.js";
import { dot, eachIndex } from "../../shape/strides.js";
import { convolveOnce } from "../convolve/convolution.js";
import { productsCost } from "../convolve/cost.js";
import { overlapSaveRecipe } from "../convolve/overlapSave.js";
import { type ConvolutionSizes, sizesOf } from "../convolve/request.js";
import type { Rates } from "./recipe.js";

/**
 * A change of rate by long filters: each phase is a convolution of the signals, of which every inputStep-th output is wanted, and
 * transforms compute it.
 */
export interface PhasesRecipe {
  readonly algorithm: "phases";
  readonly phases: readonly Phase[];
  readonly inputStep: number;
  readonly outputStep: number;
}

/** The recipe, if transforms are predicted to be faster than sums. The axis is the last of x and h, whose other extents are 1. */
export function phasesRecipe(x: Source, h: Source, { up, down, shift, taps, outputs, lines }: Rates, precision: Precision): PhasesRecipe | undefined {
  const { phases, inputStep, outputStep } = phasesOf(up, down, shift, taps, outputs);
  const { count } = phases[0];
  if (count > x.shape[x.shape.length - 1]) return undefined;
  const sizes = sizesOfPhase(x, phaseOf(h, phases[0], up), phases[0].input, Math.ceil(outputs / outputStep), inputStep, precision);
  const passes = (x.complex ? 2 : 1) * (h.complex ? 2 : 1);
  const sums = productsCost(outputs * lines * count * passes, precision);
  return phases.length * overlapSaveRecipe(sizes, "once").cost < sums ? { algorithm: "phases", phases, inputStep, outputStep } : undefined;
}

/** Computes every phase into its places of the target, which is apart from x and h. */
export function runPhases({ phases, inputStep, outputStep }: PhasesRecipe, x: Source, h: Source, up: number, target: Target, precision: Precision): void {
  const last = target.shape.length - 1;
  const outputs = target.shape[last];
  phases.forEach((phase, s) => {
    const count = Math.ceil((outputs - s) / outputStep);
    const kernel = phaseOf(h, phase, up);
    const places: Target = {
      ...target,
      shape: [...target.shape.slice(0, last), count],
      stride: [...target.stride.slice(0, last), target.stride[last] * outputStep],
      offset: target.offset + s * target.stride[last],
      contiguous: false,
    };
    const sizes = sizesOfPhase(x, kernel, phase.input, count, inputStep, precision);
    if (inputStep === 1) convolveOnce(x, kernel, sizes, places, "auto", undefined);
    else {
      const all = targetOf(undefined, sizes.spans.map(({ length }) => length), floatType(precision, target.complex), false);
      convolveOnce(x, kernel, sizes, all, "auto", undefined);
      thin(all, inputStep, places);
    }
  });
}

/** The taps of a phase, as a kernel of their own. */
function phaseOf(h: Source, { tap, count }: Phase, up: number): Source {
  const last = h.shape.length - 1;
  const [shape, stride] = [[...h.shape.slice(0, last), count], [...h.stride.slice(0, last), h.stride[last] * up]];
  return { ...h, shape, stride, offset: h.offset + tap * h.stride[last], contiguous: false };
}

function sizesOfPhase(x: Source, kernel: Source, input: number, count: number, inputStep: number, precision: Precision): ConvolutionSizes {
  const last = x.shape.length - 1;
  const spans = x.shape.map((length, axis) => (axis === last ? { start: input, length: (count - 1) * inputStep + 1 } : { start: 0, length }));
  return sizesOf(x, kernel, spans, precision);
}

/** Copies every step-th element of each line. */
function thin({ data, stride, complex }: Target, step: number, places: Target): void {
  const lanes = complex ? 2 : 1;
  const last = places.shape.length - 1;
  const count = places.shape[last];
  const line = new Float64Array(count);
  eachIndex(places.shape.slice(0, last), (index) => {
    for (let lane = 0; lane < lanes; lane++) {
      const from = dot(index, stride) * lanes + lane;
      for (let n = 0; n < count; n++) line[n] = data[from + n * step * lanes];
      put(line, 0, count, places.data, (places.offset + dot(index, places.stride)) * lanes + lane, places.stride[last] * lanes);
    }
  });
}
