import { closeArena, openArena, take } from "../../wasm/arena.js";
import type { Allocate } from "../direct/passes.js";
import { dotsPass } from "./dots.js";
import { fixedWeights } from "./fixed.js";
import { directPass } from "./floats.js";
import { filterRecipe, type FilterRecipe } from "./recipe.js";
import type { DenseRequest } from "./request.js";
import type { PictureRows, ResultRows } from "./rows.js";
import { prepareStrips, runStrips, type StripPass, type Strips } from "./strips.js";
import { widenedPass } from "./widened.js";

/** A filter with its tables and working memory in place. */
export interface PreparedFilter {
  readonly strips: Strips;
  readonly pass: StripPass;
}

/** Lays a recipe's tables and working memory out. */
export function prepareFilter(recipe: FilterRecipe, request: DenseRequest, allocate: Allocate): PreparedFilter {
  const strips = prepareStrips(request, recipe.rows, allocate);
  const { pitch } = strips.padding;
  return { strips, pass: passOf(recipe, request, pitch, allocate) };
}

function passOf({ algorithm, rows }: FilterRecipe, request: DenseRequest, pitch: number, allocate: Allocate): StripPass {
  switch (algorithm) {
    case "direct":
      return directPass(request, pitch, allocate);
    case "integers":
      return dotsPass(request, fixedWeights(request)!, pitch, rows, allocate);
    case "widened":
      return widenedPass(request, pitch, rows, allocate);
  }
}

/** Filters one picture. */
export function filterPicture(request: DenseRequest, source: PictureRows, target: ResultRows): void {
  const mark = openArena();
  try {
    const { strips, pass } = prepareFilter(filterRecipe(request), request, take);
    runStrips(strips, pass, source, target);
  } finally {
    closeArena(mark);
  }
}
