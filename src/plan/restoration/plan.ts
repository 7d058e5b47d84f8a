import type { Precision } from "../../array/dtype.js";
import { loadAll, storeAll } from "../../array/flat.js";
import type { Source } from "../../array/source.js";
import type { Result, Target } from "../../array/target.js";
import type { FloatArray, In } from "../../types.js";
import { InPlacePlan, type Place } from "../inPlace.js";
import { PlanMemory, planning } from "../memory.js";
import type { Plan } from "../plan.js";
import { type Load, type LucyRequest, prepareLucy } from "./lucy.js";
import { blurRecipe, type BlurRecipe, type Boundary, type Spread } from "./recipe.js";
import { inTurns } from "./turns.js";

/** What Richardson–Lucy deconvolutions of pictures of one shape with one psf are made from. */
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
export function planLucy(request: LucyPlanRequest): LucyPlan {
  const { psf, shape, precision, weights } = request;
  const recipe = recipeOf(request);
  return planning((memory) => {
    const lucy = runThrough(prepareLucy(recipe, psf, request, undefined, loadOf(weights, precision), memory));
    const placeAt = (pointer: number): Place => ({ pointer, shape, dtype: precision });
    const run = (): void => runThrough(lucy.steps());
    const computation = {
      input: placeAt(lucy.input), output: placeAt(lucy.output), run,
      pass(x: Source, target: Target): void {
        loadAll(x, lucy.input, precision, "real");
        run();
        storeAll(lucy.output, precision, target);
      },
    };
    return new InPlacePlan(recipe, computation, memory);
  });
}

/** Restores one picture. */
export function restoreOnce(request: LucyPlanRequest, x: Source, target: Target): void {
  runThrough(restore(request, x, target));
}

/**
 * Restores one picture, giving way to whatever else runs at least every sixteen milliseconds, while it makes ready too.
 * @throws The signal's reason, at the first turn after it was given; nothing is written then, and all memory is back.
 */
export function restoreInTurns(request: LucyPlanRequest, x: Source, target: Target, signal: AbortSignal | undefined): Promise<void> {
  return inTurns(restore(request, x, target), signal);
}

/** The steps of one restoration: the picture is read in the first, and the target written in the last. */
function* restore(request: LucyPlanRequest, x: Source, target: Target): Generator<void, void> {
  const { psf, precision, weights } = request;
  const memory = new PlanMemory();
  try {
    const lucy = yield* prepareLucy(recipeOf(request), psf, request, loadOf(x, precision), loadOf(weights, precision), memory);
    yield* lucy.steps();
    storeAll(lucy.output, precision, target);
  } finally {
    memory.free();
  }
}

function recipeOf({ psf, shape, boundary, precision }: LucyPlanRequest): BlurRecipe {
  return blurRecipe(psf, shape, boundary, precision);
}

function loadOf(source: Source | undefined, precision: Precision): Load | undefined {
  return source && ((pointer) => loadAll(source, pointer, precision, "real"));
}

function runThrough<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
