import { readReal, type Source } from "../array/source.js";
import { boolean, finite, integer, oneOf, wrongKind, wrongValue } from "../check.js";
import type { LucyRequest } from "../plan/restoration/lucy.js";
import type { Boundary } from "../plan/restoration/recipe.js";
import { sameShape } from "../shape/strides.js";
import type { In } from "../types.js";
import { nonNegative } from "./pointSpread.js";

/** What Richardson–Lucy deconvolution can be told beside picture and psf. */
export interface LucyOptions {
  /** How many iterations: 50. They are what regularises: few leave the picture soft, many let grain grow. */
  numIter?: number;
  /** Holds the result between −1 and 1: true. */
  clip?: boolean;
  /** Where the blurred estimate is below this the ratio counts as 0; nowhere if left out or null. */
  filterEpsilon?: number | null;
  /** What lies outside: "zero", "reflect" (d c b a│a b c d│d c b a) or "wrap". */
  boundary?: Boundary;
  /** "none", or "biggs-andrews": each iteration goes on along the curve of the last ones: 25 bring what 100 plain ones do. */
  acceleration?: "none" | "biggs-andrews";
  /** λ of the total variation's term, which keeps flat places flat: 0, none; 0.002 is a usual value, 0.1 the most. */
  totalVariation?: number;
  /** How much each sample counts, an array of the picture's shape and numbers of at least 0; 0 masks one, whatever it is. All alike if left out. */
  weights?: In;
  /** Iterations end when a step's length, √Σ (new − old)², is below this part of the estimate's: 0, never. */
  tolerance?: number;
  /** Hears after each iteration how many are done; returning false ends them, with what is there as the result. */
  onProgress?: (done: number, total: number) => unknown;
}

/** Options that were checked. */
export interface LucyChoice extends LucyRequest {
  readonly boundary: Boundary;
  readonly weights: Source | undefined;
}

export function lucyChoice(given: Partial<LucyOptions>, shape: readonly number[]): LucyChoice {
  const { numIter = 50, clip = true, filterEpsilon = null, boundary = "zero", acceleration = "none", totalVariation = 0, tolerance = 0, onProgress } = given;
  integer(numIter, "options.numIter", 0);
  boolean(clip, "options.clip");
  if (filterEpsilon !== null) finite(filterEpsilon, "options.filterEpsilon");
  oneOf(boundary, ["zero", "reflect", "wrap"], "options.boundary");
  oneOf(acceleration, ["none", "biggs-andrews"], "options.acceleration");
  finite(totalVariation, "options.totalVariation", 0, 0.1);
  finite(tolerance, "options.tolerance", 0);
  if (onProgress !== undefined && typeof onProgress !== "function") wrongKind("options.onProgress", "a function", onProgress);
  return {
    numIter,
    range: clip ? "clipped" : "free",
    // As in scikit-image, 0 is no bound at all.
    dark: filterEpsilon ? filterEpsilon : -Infinity,
    boundary,
    acceleration,
    totalVariation,
    tolerance,
    onProgress,
    weights: given.weights === undefined ? undefined : readWeights(given.weights, shape),
  };
}

function readWeights(input: In, shape: readonly number[]): Source {
  const source = readReal(input, "options.weights");
  if (!sameShape(source.shape, shape)) wrongValue("options.weights", `shape [${shape.join(", ")}], the picture's`, `shape [${source.shape.join(", ")}]`);
  nonNegative(source, "options.weights");
  return source;
}
