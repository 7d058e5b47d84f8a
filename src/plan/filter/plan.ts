import { samplesAt, type SampleType, sizeOfSample } from "../../array/samples.js";
import type { TypedArray } from "../../types.js";
import { type PlanMemory, planning } from "../memory.js";
import { planTransform, prepareFilter, type PreparedFilter } from "./filter.js";
import { filterRecipe, type FilterRecipe } from "./recipe.js";
import { type DenseRequest, type PictureRequest, rowLength } from "./request.js";
import { type PictureRows, residentRows, type ResultRows } from "./rows.js";
import { runStrips } from "./strips.js";

/** A filter made ready for many pictures of one size. */
export interface PicturePlan<Recipe> {
  readonly recipe: Recipe;
  readonly input: TypedArray;
  readonly output: TypedArray;
  /** Filters what stands in `input` into `output`. */
  run(): void;
  /** Filters a picture of the caller's. */
  pass(source: PictureRows, target: ResultRows): void;
  dispose(): void;
}

/** Plans a correlation. */
export function planDense(request: DenseRequest): PicturePlan<FilterRecipe> {
  const recipe = filterRecipe(request);
  return planPicture(request, recipe, (memory) => prepareFilter(recipe, request, memory.allocate, (tiles) => memory.keep(planTransform(tiles))));
}

/** Plans any filter that works in strips. */
export function planPicture<Recipe>(request: PictureRequest, recipe: Recipe, prepare: (memory: PlanMemory) => PreparedFilter): PicturePlan<Recipe> {
  return planning((memory) => {
    const { source, depth, height } = request;
    const prepared = prepare(memory);
    const length = rowLength(request);
    const input = memory.allocate(height * length * sizeOfSample(source));
    const output = memory.allocate(height * length * sizeOfSample(depth));
    const viewAt = (type: SampleType, pointer: number): TypedArray => samplesAt(type, pointer, height * length);
    const from = residentRows(input, length * sizeOfSample(source));
    const to = residentRows(output, length * sizeOfSample(depth));
    return {
      recipe,
      get input() {
        return viewAt(source, input);
      },
      get output() {
        return viewAt(depth, output);
      },
      run: () => runStrips(prepared.strips, prepared.pass, from, to),
      pass: (rows, target) => runStrips(prepared.strips, prepared.pass, rows, target),
      dispose: () => memory.dispose(),
    };
  });
}
