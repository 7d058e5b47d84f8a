import { closeArena, openArena, take } from "../../wasm/arena.js";
import { making, withTransform } from "../convolve/transforms.js";
import { type ConvolutionTransform, convolutionTransform } from "../fft/convolution.js";
import type { Allocate } from "../memory.js";
import { coupledPass, coupledWeights } from "./coupled.js";
import { dotsPass } from "./dots.js";
import { factoredPass, typeOfSums } from "./factored.js";
import { factorsOf } from "./factors.js";
import { fixedWeights } from "./fixed.js";
import { directPass } from "./floats.js";
import { filterRecipe, type FilterRecipe } from "./recipe.js";
import type { DenseRequest } from "./request.js";
import type { PictureRows, ResultRows } from "./rows.js";
import { smallPass, smallWeights } from "./small.js";
import { spectraPass } from "./spectra.js";
import { prepareStrips, runStrips, type StripPass, type Strips } from "./strips.js";
import type { Tiles } from "./tiles.js";
import { widenedPass } from "./widened.js";

/** A filter with its tables and working memory in place. */
export interface PreparedFilter {
  readonly strips: Strips;
  readonly pass: StripPass;
}

/** Gives the transform that a recipe asks for. */
type TransformOf = (tiles: Tiles) => ConvolutionTransform;

/** Lays a recipe's tables and working memory out. */
export function prepareFilter(recipe: FilterRecipe, request: DenseRequest, allocate: Allocate, transformOf: TransformOf): PreparedFilter {
  const strips = prepareStrips(request, recipe.rows, allocate);
  return { strips, pass: passOf(recipe, request, strips.padding.pitch, allocate, transformOf) };
}

function passOf({ algorithm, rows, tiles }: FilterRecipe, request: DenseRequest, pitch: number, allocate: Allocate, transformOf: TransformOf): StripPass {
  switch (algorithm) {
    case "direct":
      return directPass(request, pitch, allocate);
    case "small integers":
      return smallPass(request, smallWeights(request)!, pitch, allocate);
    case "integers":
      if (request.depth === "u8") return coupledPass(request, coupledWeights(request)!, pitch, rows, allocate);
      return dotsPass(request, fixedWeights(request)!, pitch, rows, allocate);
    case "separable":
      return factoredPass(request, factorsOf(request, typeOfSums(request))!, pitch, rows, allocate);
    case "widened":
      return widenedPass(request, pitch, rows, allocate);
    case "transforms":
      return spectraPass(request, tiles!, transformOf(tiles!), pitch, allocate);
  }
}

/** Filters one picture. */
export function filterPicture(request: DenseRequest, source: PictureRows, target: ResultRows, recipe = filterRecipe(request)): void {
  const run = (transformOf: TransformOf): void => {
    const mark = openArena();
    try {
      const { strips, pass } = prepareFilter(recipe, request, take, transformOf);
      runStrips(strips, pass, source, target);
    } finally {
      closeArena(mark);
    }
  };
  if (recipe.tiles) withTransform(recipe.tiles.length, recipe.tiles.real, "real", (transform) => run(() => transform));
  else run(planTransform);
}

/** Makes a transform that its user disposes. */
export function planTransform({ length, real }: Tiles): ConvolutionTransform {
  return making(() => convolutionTransform(length, real, "real"));
}
