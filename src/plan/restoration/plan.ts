import { loadAll, storeAll } from "../../array/flat.js";
import { readReal, type Source } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Precision } from "../../array/dtype.js";
import { optionsOf, wrongValue } from "../../check.js";
import { sameShape, sizeOf } from "../../shape/strides.js";
import type { FloatArray, In, Out } from "../../types.js";
import { PlanMemory, planning } from "../memory.js";
import type { Plan } from "../plan.js";
import { type Load, type Lucy, type LucyRequest, prepareLucy } from "./lucy.js";
import { blurRecipe, type BlurRecipe, type Boundary, type Spread } from "./recipe.js";
import { inTurns } from "./turns.js";

/** What a plan of Richardson–Lucy deconvolutions is made from. */
export interface LucyPlanRequest extends LucyRequest {
  readonly psf: Spread;
  readonly shape: readonly number[];
  readonly precision: Precision;
  readonly boundary: Boundary;
  readonly weights: Source | undefined;
}

/** Deconvolutions of many pictures with one psf. */
export type LucyPlan = Plan<In, FloatArray, Result> & { readonly recipe: BlurRecipe };

/** Makes a plan: the psf's passes or spectra are prepared here, and all memory that its iterations need is taken. */
export function planLucy(request: LucyPlanRequest): PlannedLucy {
  const recipe = recipeOf(request);
  return planning((memory) => new PlannedLucy(recipe, runThrough(prepareLucy(recipe, request.psf, request, undefined, loadOf(request.weights, recipe), memory)), memory));
}

/**
 * Restores one picture, which is read at once, giving way to whatever else runs at least every sixteen milliseconds, while it makes ready too.
 * @throws The signal's reason, at the first turn after it was given; nothing is written then, and all memory is back.
 */
export async function restoreInTurns(request: LucyPlanRequest, x: Source, target: Target, signal: AbortSignal | undefined): Promise<void> {
  const { precision } = request;
  const recipe = recipeOf(request);
  const memory = new PlanMemory();
  try {
    const lucy = await inTurns(prepareLucy(recipe, request.psf, request, loadOf(x, recipe), loadOf(request.weights, recipe), memory), signal);
    await inTurns(lucy.steps(), signal);
    storeAll(lucy.output, precision, target);
  } finally {
    memory.free();
  }
}

function recipeOf({ psf, shape, boundary, precision }: LucyPlanRequest): BlurRecipe {
  return blurRecipe(psf, shape, boundary, precision);
}

function loadOf(source: Source, recipe: BlurRecipe): Load;
function loadOf(source: Source | undefined, recipe: BlurRecipe): Load | undefined;
function loadOf(source: Source | undefined, { precision }: BlurRecipe): Load | undefined {
  return source && ((pointer) => loadAll(source, pointer, precision, "real"));
}

function runThrough<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

export class PlannedLucy implements Plan<In, FloatArray, Result> {
  #lucy: Lucy | undefined;
  #state: "idle" | "running" = "idle";

  constructor(
    readonly recipe: BlurRecipe,
    lucy: Lucy,
    private readonly memory: PlanMemory,
  ) {
    this.#lucy = lucy;
  }

  get input(): FloatArray {
    return this.#view(this.#living().input);
  }

  get output(): FloatArray {
    return this.#view(this.#living().output);
  }

  execute(): FloatArray;
  execute<O extends Out>(x: In, options: { out: O }): O;
  execute(x: In): Result;
  execute(x?: In, options?: { out?: Out }): FloatArray | Result | Out {
    const lucy = this.#living();
    if (x === undefined) {
      for (const _ of this.#steps(lucy));
      return this.output;
    }
    const source = readReal(x, "x");
    const { shape, precision } = this.recipe;
    if (!sameShape(source.shape, shape)) wrongValue("x", `shape [${shape.join(", ")}], the plan's`, `shape [${source.shape.join(", ")}]`);
    const target = targetOf(optionsOf(options).out, shape, precision, source.plain);
    this.restore(source, target);
    return target.value;
  }

  /** Restores a picture of the plan's shape. */
  restore(x: Source, target: Target): void {
    const lucy = this.#living();
    loadAll(apart(x, target), lucy.input, this.recipe.precision, "real");
    for (const _ of this.#steps(lucy));
    storeAll(lucy.output, this.recipe.precision, target);
  }

  dispose(): void {
    if (this.#state === "running") throw new TypeError("plan: expected one that is idle, got one that is running");
    this.#lucy = undefined;
    this.memory.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #living(): Lucy {
    if (!this.#lucy) throw new TypeError("plan: expected one that is in use, got one that was disposed");
    if (this.#state === "running") throw new TypeError("plan: expected one that is idle, got one that is running");
    return this.#lucy;
  }

  /** Goes through the iterations; meanwhile `onProgress` may use the library, but not this plan. */
  *#steps(lucy: Lucy): Generator<void, void> {
    this.#state = "running";
    try {
      yield* lucy.steps();
    } finally {
      this.#state = "idle";
    }
  }

  #view(pointer: number): FloatArray {
    const { precision, shape } = this.recipe;
    const from = pointer / bytesOf(precision);
    return viewOf(precision).subarray(from, from + sizeOf(shape)) as FloatArray;
  }
}
