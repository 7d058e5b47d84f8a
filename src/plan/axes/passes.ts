import { axisKernel } from "../../array/axes.js";
import { floatType } from "../../array/dtype.js";
import type { Border } from "../../array/padded.js";
import { precisionOf, type Source } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { copyInto } from "../../array/values.js";
import { correlateArrays } from "../convolve/correlation.js";
import { tapsOf } from "../direct/taps.js";
import { correlateAlong } from "../separable/along.js";
import { type AxisRecipe, axisRecipe } from "./recipe.js";

/** One pass of a separable filter, along one axis: y[n] = Σ_k w[k] · x[n − before + k]. */
export interface AxisPass {
  readonly axis: number;
  /** Weights of one axis, in the order in which they meet the samples. */
  readonly weights: Source;
  readonly before: number;
  readonly border: Border;
}

/**
 * Filters an array along one axis after another, each pass with its own border, into the caller's `out` or a fresh array. Between passes numbers
 * are kept in the precision that is computed in; only the last one's are rounded to what `out` holds.
 */
export function filterAxes(x: Source, passes: readonly AxisPass[], out: unknown): Result {
  const weights = passes.map((pass) => pass.weights);
  const precision = precisionOf(x, ...weights);
  const dtype = floatType(precision, x.complex || weights.some((kernel) => kernel.complex));
  const target = targetOf(out, x.shape, dtype, x.plain && weights.every((kernel) => kernel.plain));
  // the numbers may be of another type: this one is that of the computation
  let from: Source = { ...apart(x, target), dtype: floatType(precision, x.complex) };
  const groups = groupsOf(passes, (pass) => axisRecipe(x, pass.axis, pass.weights, precision));
  if (groups.length === 0) copyInto(from, target);
  groups.forEach(({ recipe, passes: group }, i) => {
    const to = i === groups.length - 1 ? target : targetOf(undefined, x.shape, dtype, false);
    if (recipe === "sums") sum(from, group, to);
    else for (const pass of group) correlate(from, pass, to);
    from = { ...from, data: to.data, stride: to.stride, offset: to.offset, dtype, complex: to.complex, contiguous: to.contiguous };
  });
  return target.value;
}

interface Group {
  readonly recipe: AxisRecipe;
  readonly passes: AxisPass[];
}

/** Neighbouring passes that are one computation: sums with the same border. */
function groupsOf(passes: readonly AxisPass[], recipeOf: (pass: AxisPass) => AxisRecipe): Group[] {
  const groups: Group[] = [];
  for (const pass of passes) {
    const recipe = recipeOf(pass);
    const open = groups[groups.length - 1];
    if (open && recipe === "sums" && open.recipe === "sums" && sameBorder(open.passes[0].border, pass.border)) open.passes.push(pass);
    else groups.push({ recipe, passes: [pass] });
  }
  return groups;
}

function sameBorder(a: Border, b: Border): boolean {
  return a.kind === b.kind && a.value === b.value && a.imaginary === b.imaginary;
}

function sum(x: Source, passes: readonly AxisPass[], target: Target): void {
  const kernels = passes.map(({ axis, weights, before }) => ({ axis, weights: tapsOf(weights).re, before }));
  correlateAlong(x, kernels, passes[0].border, target);
}

function correlate(x: Source, { axis, weights, before, border }: AxisPass, target: Target): void {
  const along = x.shape.map((_, i) => (i === axis ? before : 0));
  correlateArrays({ x, w: axisKernel(weights, axis, x.shape.length), before: along, outputShape: x.shape, border }, target.value);
}
