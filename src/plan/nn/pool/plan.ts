import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf } from "../../../array/transfer.js";
import { sizeOf } from "../../../shape/strides.js";
import { planning } from "../../memory.js";
import { type LayersPlan, planInPlace } from "../inPlace.js";
import { planesOf } from "./planes.js";
import { poolRecipe, type PoolRequest } from "./recipe.js";
import { maximaInPlace, poolPlanes, preparePool } from "./run.js";

/** A pool of maxima made ready for inputs [N, C, …] of one shape. */
export function planMaxima(request: PoolRequest, [N, C]: readonly number[]): LayersPlan {
  const { layout, axes, precision } = request;
  const units = layout === "nhwc" ? N : N * C;
  const recipe = poolRecipe(request, C, units);
  const shape = (space: readonly number[]): number[] => (layout === "nhwc" ? [N, ...space, C] : [N, C, ...space]);
  const inputShape = shape(axes.map((axis) => axis.N));
  const outputShape = shape(axes.map(({ reaches }) => reaches.length));
  // where channels come last an array is a list of planes as it is
  const planes = <A extends Source | Target>(array: A): A[] => (layout === "nhwc" ? [array] : planesOf(array, layout));
  return planning((memory) => {
    const pool = preparePool(recipe, memory.allocate);
    const [input, output] = [inputShape, outputShape].map((extents) => memory.allocate(sizeOf(extents) * bytesOf(precision)));
    return planInPlace(
      {
        recipe: { algorithm: recipe.halves ? "halves" : "axes" },
        precision, inputShape, outputShape, input, output,
        run: () => maximaInPlace(pool, units, input, output),
        convey(x, target) {
          if (sizeOf(outputShape) > 0) poolPlanes(pool, planes(x), planes(target));
        },
      },
      memory,
    );
  });
}
