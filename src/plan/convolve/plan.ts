import { loadAll, storeAll } from "../../array/flat.js";
import { type FloatDType, floatType, isComplex, realOf } from "../../array/dtype.js";
import { ZEROS } from "../../array/padded.js";
import { reversed, type Source } from "../../array/source.js";
import type { Result, Target } from "../../array/target.js";
import type { Span } from "../../shape/modes.js";
import { rowMajor, sameShape } from "../../shape/strides.js";
import type { FloatArray, In, Method } from "../../types.js";
import { memoryBytes } from "../../wasm/memory.js";
import { prepareDirect, runDirect } from "../direct/direct.js";
import type { DirectRecipe } from "../direct/recipe.js";
import { canStay, prepareResident, type ResidentDirect, runResident } from "../direct/resident.js";
import { finiteTaps, type Taps, tapsOf } from "../direct/taps.js";
import { convolutionTransform } from "../fft/convolution.js";
import { type InPlace, InPlacePlan, type Place, placeOf, precisionAt, viewAt } from "../inPlace.js";
import { type PlanMemory, planning } from "../memory.js";
import type { Plan } from "../plan.js";
import { sumDirect, transformBlocks } from "./convolution.js";
import { prepareOverlapSave } from "./overlapSave.js";
import { convolutionRecipe, type ConvolutionRecipe } from "./recipe.js";
import type { ConvolutionSizes } from "./request.js";
import { making } from "./transforms.js";

/** What a plan of a convolution is made from. */
export interface PlanRequest {
  readonly kernel: Source;
  /** The signal's shape and element type. */
  readonly shape: readonly number[];
  readonly dtype: FloatDType;
  readonly spans: readonly Span[];
  readonly method: Method;
  readonly rtol?: number;
}

/** Convolutions of many signals with one kernel. */
export type ConvolutionPlan = Plan<In, FloatArray, Result> & { readonly recipe: ConvolutionRecipe };

/** Makes a plan; the kernel is read and, where that is the recipe, transformed here. */
export function planConvolution(request: PlanRequest): ConvolutionPlan {
  const { shape, dtype, spans, method } = request;
  // a copy, so that the caller may change theirs
  const kernel: Source = { ...request.kernel, data: request.kernel.data.slice() as Source["data"] };
  const precision = precisionAt(request);
  const sides = { input: isComplex(dtype) ? "complex" : "real", kernel: kernel.complex ? "complex" : "real" } as const;
  const sizes: ConvolutionSizes = { inputShape: shape, kernelShape: kernel.shape, spans, sides, precision };
  const recipe = convolutionRecipe(sizes, method, "planned");
  const result = floatType(precision, isComplex(dtype) || kernel.complex);
  return planning((memory) => new InPlacePlan(recipe, computationOf(recipe, { ...request, kernel }, result, memory), memory));
}

function computationOf(recipe: ConvolutionRecipe, request: PlanRequest, result: FloatDType, memory: PlanMemory): InPlace {
  const { kernel, shape, dtype, spans } = request;
  const { allocate } = memory;
  const outputShape = spans.map(({ length }) => length);
  if (recipe.algorithm === "direct" && canStay(recipe)) {
    const taps = tapsOf(reversed(kernel));
    if (finiteTaps(taps)) {
      const resident = prepareResident(recipe, taps, allocate);
      const input = { pointer: resident.input, shape, dtype };
      const output = { pointer: resident.output, shape: outputShape, dtype: result };
      return { input, output, run: () => runResident(resident), pass: passBeside(resident, recipe, taps, memory) };
    }
  }
  const input = placeOf(shape, dtype, allocate);
  const output = placeOf(outputShape, result, allocate);
  const pass = passOf(recipe, request, memory);
  const run = (): void => {
    const before = memoryBytes();
    pass(sourceAt(input), targetAt(output));
    // once more if memory had to grow meanwhile, as rare ways make it: the views that were being filled are then no more
    if (memoryBytes() !== before) pass(sourceAt(input), targetAt(output));
  };
  return {
    input, output, run,
    pass(x, target) {
      if (x.complex === isComplex(dtype)) return pass(x, target);
      // imaginary numbers have to come from somewhere
      loadAll(x, input.pointer, recipe.precision, "complex");
      run();
      storeAll(output.pointer, recipe.precision, target);
    },
  };
}

/** What is one tile goes through the place where inputs stay; more goes tile by tile, so that it meets the caller's memory in turns with the cache. */
function passBeside(resident: ResidentDirect, recipe: DirectRecipe, taps: Taps, { allocate }: PlanMemory): InPlace["pass"] {
  if (!sameShape(recipe.tile, recipe.geometry.outputShape)) {
    const direct = prepareDirect(recipe, taps, allocate);
    return (x, target) => runDirect(direct, x, target, ZEROS);
  }
  return (x, target) => {
    loadAll(x, resident.input, recipe.precision, "real");
    runResident(resident);
    storeAll(resident.output, recipe.precision, target);
  };
}

/** Makes what a recipe needs, and returns the way to compute it. */
function passOf(recipe: ConvolutionRecipe, { kernel, method, rtol }: PlanRequest, memory: PlanMemory): InPlace["pass"] {
  if (recipe.algorithm !== "direct") {
    const transform = memory.keep(making(() => convolutionTransform(recipe.length, realOf(recipe.precision), recipe.kind)));
    const prepared = prepareOverlapSave(recipe, kernel, transform, memory.allocate);
    return (x, target) => transformBlocks(prepared, x, kernel, target, method, rtol);
  }
  const taps = tapsOf(reversed(kernel));
  if (!finiteTaps(taps)) return (x, target) => sumDirect(recipe, x, kernel, target);
  const direct = prepareDirect(recipe, taps, memory.allocate);
  return (x, target) => runDirect(direct, x, target, ZEROS);
}

function sourceAt(place: Place): Source {
  const { shape, dtype } = place;
  return { name: "x", data: viewAt(place), shape, stride: rowMajor(shape), offset: 0, dtype, complex: isComplex(dtype), contiguous: true, plain: false };
}

function targetAt(place: Place): Target {
  const { shape, dtype } = place;
  const data = viewAt(place);
  return { data, shape, stride: rowMajor(shape), offset: 0, complex: isComplex(dtype), contiguous: true, value: data };
}
