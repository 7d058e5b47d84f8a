import { neededOptions } from "../check.js";
import { planLayers } from "../plan/nn/plan.js";
import { prepareTransposed } from "../plan/nn/transposed.js";
import type { In } from "../types.js";
import { type ConvPlan, readShape } from "./planConv.js";
import { readLayout } from "./tensor.js";
import { type ConvTransposeOptions, readTransposed, readTransposedWeight } from "./transposed.js";

/** @inline */
export interface PlanConvTransposeOptions extends ConvTransposeOptions {
  /** [channels, output channels / groups, …]; it is read here, and may change afterwards. Its type is the plan's. */
  weight: In;
  /** The shape of the inputs, in the layout's order. */
  inputShape: readonly number[];
}

/**
 * Makes {@link convTranspose1d} with one weight ready for many inputs of one shape, as {@link planConvTranspose2d} does.
 *
 * @example
 * ```ts
 * const plan = nn.planConvTranspose1d({ weight: [[[1, 10]]], inputShape: [1, 1, 2], stride: 2 });
 * plan.execute([[[1, 2]]]).toNested(); // [[[1, 10, 2, 20]]]
 * plan.dispose();
 * ```
 */
export function planConvTranspose1d(options: PlanConvTransposeOptions): ConvPlan {
  return plan(options, 1);
}

/**
 * Makes {@link convTranspose2d} with one weight ready for many inputs of one shape: the weight is packed once, and working memory is in place.
 *
 * `execute(x)` gives what `convTranspose2d(x, weight, options)` gives; `execute()` works in place on `input` and `output`, views of wasm memory that are valid until the next
 * call into the library.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it). It computes in the weight's type.
 * @throws As {@link convTranspose2d}, of options.weight and options.inputShape.
 *
 * @example
 * ```ts
 * const plan = nn.planConvTranspose2d({ weight: [[[[1, 1], [1, 1]]]], inputShape: [1, 1, 1, 2], stride: 2 });
 * plan.execute([[[[1, 2]]]]).toNested(); // [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]
 * plan.dispose();
 * ```
 */
export function planConvTranspose2d(options: PlanConvTransposeOptions): ConvPlan {
  return plan(options, 2);
}

/**
 * Makes {@link convTranspose3d} with one weight ready for many inputs of one shape, as {@link planConvTranspose2d} does.
 *
 * @example
 * ```ts
 * const plan = nn.planConvTranspose3d({ weight: [[[[[2]]]]], inputShape: [1, 1, 1, 1, 2] });
 * plan.execute([[[[[3, 4]]]]]).toNested(); // [[[[[6, 8]]]]]
 * plan.dispose();
 * ```
 */
export function planConvTranspose3d(options: PlanConvTransposeOptions): ConvPlan {
  return plan(options, 3);
}

function plan(options: PlanConvTransposeOptions, spatial: number): ConvPlan {
  const given = neededOptions(options, "weight and inputShape");
  const layout = readLayout(given.layout);
  const weight = readTransposedWeight(given.weight, "options.weight", spatial);
  const shape = readShape(given.inputShape, spatial, layout);
  const { request } = readTransposed({ name: "options.inputShape", shape }, weight, given, []);
  return planLayers({
    recipe: { algorithm: "phases" },
    batch: shape[0],
    order: layout === "nchw" ? "planes" : "pixels",
    make: [(allocate) => prepareTransposed(request, "planned", allocate)],
    clamps: [request.clamp],
  }) as ConvPlan;
}
