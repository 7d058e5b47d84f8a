import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { sizeOf } from "../../../shape/strides.js";
import { type InPlace, InPlacePlan, placeOf } from "../../inPlace.js";
import { planning } from "../../memory.js";
import type { LayersPlan } from "../plan.js";
import { planesOf } from "./planes.js";
import { poolRecipe, type PoolRequest } from "./recipe.js";
import { maximaInPlace, poolPlanes, preparePool } from "./run.js";

/** A pool of maxima made ready for inputs [N, C, …] of one shape. */
export function planMaxima(request: PoolRequest, [N, C]: readonly number[]): LayersPlan {
  const { layout, axes, precision } = request;
  const units = layout === "nhwc" ? N : N * C;
  const recipe = poolRecipe(request, C, units);
  const shape = (space: readonly number[]): number[] => (layout === "nhwc" ? [N, ...space, C] : [N, C, ...space]);
  // where channels come last an array is a list of planes as it is
  const planes = <A extends Source | Target>(array: A): A[] => (layout === "nhwc" ? [array] : planesOf(array, layout));
  return planning((memory) => {
    const pool = preparePool(recipe, memory.allocate);
    const input = placeOf(shape(axes.map((axis) => axis.N)), precision, memory.allocate);
    const output = placeOf(shape(axes.map(({ reaches }) => reaches.length)), precision, memory.allocate);
    const computation: InPlace = {
      input, output,
      run: () => maximaInPlace(pool, units, input.pointer, output.pointer),
      pass(x, target) {
        if (sizeOf(output.shape) > 0) poolPlanes(pool, planes(x), planes(target));
      },
    };
    return new InPlacePlan({ algorithm: recipe.halves ? "halves" : "axes" }, computation, memory);
  });
}
