import type { DType, FloatArray, In, Method, Out } from "../../types.js";
import { floatType, isComplex, lanesOf, type Precision, realOf, realPart } from "../../array/dtype.js";
import { read, reversed, type Source } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { loadAll, storeAll } from "../../array/flat.js";
import { ZEROS } from "../../array/padded.js";
import { optionsOf, wrongValue } from "../../check.js";
import type { Span } from "../../shape/modes.js";
import { rowMajor, sameShape, sizeOf } from "../../shape/strides.js";
import { memoryBytes } from "../../wasm/memory.js";
import { prepareDirect, runDirect } from "../direct/direct.js";
import { canStay, prepareResident, runResident } from "../direct/resident.js";
import type { DirectRecipe } from "../direct/recipe.js";
import { type Taps, tapsOf } from "../direct/taps.js";
import { convolutionTransform } from "../fft/convolution.js";
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
  readonly dtype: DType;
  readonly spans: readonly Span[];
  readonly method: Method;
  readonly rtol?: number;
}

/** Convolutions of many signals with one kernel. */
export type ConvolutionPlan = Plan<In, FloatArray, Result> & { readonly recipe: ConvolutionRecipe };

/** Convolves what stands at `input` into what stands at `output`, or from the caller's memory into the caller's, block by block. */
interface Executor {
  readonly input: number;
  readonly output: number;
  stay(): void;
  pass(x: Source, target: Target): void;
}

/** Makes a plan; the kernel is read and, where that is the recipe, transformed here. */
export function planConvolution(request: PlanRequest): ConvolutionPlan {
  const { kernel, shape, dtype, spans, method } = request;
  const complexInput = isComplex(dtype);
  const precision: Precision = complexInput ? realPart(dtype) : (dtype as Precision);
  const sizes: ConvolutionSizes = {
    inputShape: shape,
    kernelShape: kernel.shape,
    spans,
    sides: { input: complexInput ? "complex" : "real", kernel: kernel.complex ? "complex" : "real" },
    precision,
  };
  const recipe = convolutionRecipe(sizes, method, "planned");
  const result = floatType(precision, complexInput || kernel.complex);
  const outputShape = spans.map(({ length }) => length);
  return planning((memory) => {
    const from: Place = { shape, dtype: floatType(precision, complexInput) };
    const to: Place = { shape: outputShape, dtype: result };
    const executor = executorOf(recipe, { ...request, kernel: copied(kernel) }, from, to, memory);
    return new Planned(recipe, executor, memory, from, to);
  });
}

interface Place {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

class Planned implements Plan<In, FloatArray, Result> {
  #executor: Executor | undefined;

  constructor(
    readonly recipe: ConvolutionRecipe,
    executor: Executor,
    private readonly memory: PlanMemory,
    private readonly from: Place,
    private readonly to: Place,
  ) {
    this.#executor = executor;
  }

  get input(): FloatArray {
    return viewAt(this.#living().input, this.from);
  }

  get output(): FloatArray {
    return viewAt(this.#living().output, this.to);
  }

  execute(): FloatArray;
  execute<O extends Out>(x: In, options: { out: O }): O;
  execute(x: In): Result;
  execute(x?: In, options?: { out?: Out }): FloatArray | Result | Out {
    if (x === undefined) {
      stayWhole(this.#living());
      return this.output;
    }
    const { out } = optionsOf(options);
    const source = read(x, "x");
    if (!sameShape(source.shape, this.from.shape)) wrongValue("x", `shape [${this.from.shape.join(", ")}], the plan's`, `shape [${source.shape.join(", ")}]`);
    if (source.complex && !isComplex(this.from.dtype)) wrongValue("x", `${this.from.dtype}, as the plan has it`, "complex data");
    const target = targetOf(out, this.to.shape, this.to.dtype, source.plain);
    // Only now: a getter of x or of the options may dispose the plan.
    const executor = this.#living();
    if (isComplex(this.from.dtype) && !source.complex) {
      // Imaginary numbers have to come from somewhere.
      loadAll(source, executor.input, precisionOfPlace(this.from), "complex");
      stayWhole(executor);
      storeAll(executor.output, precisionOfPlace(this.to), target);
    } else executor.pass(apart(source, target), target);
    return target.value;
  }

  dispose(): void {
    this.#executor = undefined;
    this.memory.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #living(): Executor {
    if (!this.#executor) throw new TypeError("plan: expected one that is in use, got one that was disposed");
    return this.#executor;
  }
}

function executorOf(recipe: ConvolutionRecipe, request: PlanRequest, from: Place, to: Place, memory: PlanMemory): Executor {
  const { kernel } = request;
  const { allocate } = memory;
  if (recipe.algorithm === "direct" && isFinite(kernel) && canStay(recipe)) return stayingExecutor(recipe, tapsOf(reversed(kernel)), memory);
  const input = allocate(bytesAt(from));
  const output = allocate(bytesAt(to));
  const pass = passOf(recipe, request, memory);
  return { input, output, pass, stay: () => pass(sourceAt(input, from), targetAt(output, to)) };
}

/** What is one tile goes through the place where inputs stay; more goes tile by tile, so that it meets the caller's memory in turns with the cache. */
function stayingExecutor(recipe: DirectRecipe, taps: Taps, { allocate }: PlanMemory): Executor {
  const { precision, geometry, tile } = recipe;
  const resident = prepareResident(recipe, taps, allocate);
  const { input, output } = resident;
  const stay = (): void => runResident(resident);
  if (!sameShape(tile, geometry.outputShape)) {
    const direct = prepareDirect(recipe, taps, allocate);
    return { input, output, stay, pass: (x, target) => runDirect(direct, x, target, ZEROS) };
  }
  const pass = (x: Source, target: Target): void => {
    loadAll(x, input, precision, "real");
    stay();
    storeAll(output, precision, target);
  };
  return { input, output, stay, pass };
}

/** Makes what a recipe needs, and returns the way to compute it. */
function passOf(recipe: ConvolutionRecipe, { kernel, method, rtol }: PlanRequest, memory: PlanMemory): Executor["pass"] {
  if (recipe.algorithm !== "direct") {
    const transform = memory.keep(making(() => convolutionTransform(recipe.length, realOf(recipe.precision), recipe.kind)));
    const prepared = prepareOverlapSave(recipe, kernel, transform, memory.allocate);
    return (x, target) => transformBlocks(prepared, x, kernel, target, method, rtol);
  }
  if (!isFinite(kernel)) return (x, target) => sumDirect(recipe, x, kernel, target);
  const direct = prepareDirect(recipe, tapsOf(reversed(kernel)), memory.allocate);
  return (x, target) => runDirect(direct, x, target, ZEROS);
}

/** Runs, and once more if memory had to grow meanwhile, as rare ways make it: the views that were being filled are then no more. */
function stayWhole(executor: Executor): void {
  const before = memoryBytes();
  executor.stay();
  if (memoryBytes() !== before) executor.stay();
}

function precisionOfPlace({ dtype }: Place): Precision {
  return isComplex(dtype) ? realPart(dtype) : (dtype as Precision);
}

function bytesAt(place: Place): number {
  return sizeOf(place.shape) * lanesOf(place.dtype) * bytesOf(precisionOfPlace(place));
}

/** The numbers at a place, as they lie in wasm memory now. */
function viewAt(pointer: number, place: Place): FloatArray {
  const view = viewOf(precisionOfPlace(place));
  const from = pointer / view.BYTES_PER_ELEMENT;
  return view.subarray(from, from + sizeOf(place.shape) * lanesOf(place.dtype));
}

function sourceAt(pointer: number, { shape, dtype }: Place): Source {
  const data = viewAt(pointer, { shape, dtype });
  return { name: "x", data, shape, stride: rowMajor(shape), offset: 0, dtype, complex: isComplex(dtype), contiguous: true, plain: false };
}

function targetAt(pointer: number, { shape, dtype }: Place): Target {
  const data = viewAt(pointer, { shape, dtype });
  return { data, shape, stride: rowMajor(shape), offset: 0, complex: isComplex(dtype), contiguous: true, value: data };
}

/** The kernel in memory of the plan's, so that the caller may change theirs. */
function copied(kernel: Source): Source {
  return { ...kernel, data: kernel.data.slice() as Source["data"] };
}

function isFinite(kernel: Source): boolean {
  return kernel.data.every(Number.isFinite);
}
