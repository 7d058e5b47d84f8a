import type { FloatsOf } from "../array/result.js";
import { integers } from "../array/layout.js";
import type { NdArray } from "../array/ndarray.js";
import { neededOptions, wrongValue } from "../check.js";
import { prepareConvolution } from "../plan/nn/convolution.js";
import { type LayersPlan, planLayers } from "../plan/nn/plan.js";
import { convolutionRecipe } from "../plan/nn/recipe.js";
import type { In, Out } from "../types.js";
import { type ConvOptions, readConv, readWeight } from "./convolution.js";
import { type Layout, readLayout } from "./tensor.js";

/** @inline */
export interface PlanConvOptions extends Omit<ConvOptions, "out"> {
  /** [output channels, channels / groups, …]; it is read here, and may change afterwards. Its type is the plan's. */
  weight: In;
  /** The shape of the inputs, in the layout's order. */
  inputShape: readonly number[];
}

/** A convolution with one weight, ready for many inputs of one shape. */
export type ConvPlan = Omit<LayersPlan, "execute" | "input" | "output"> & {
  /** The input's place in wasm memory, a view that is valid until the next call into the library. */
  readonly input: FloatsOf<"float32" | "float64">;
  /** The result's place in wasm memory, such a view too. */
  readonly output: FloatsOf<"float32" | "float64">;
  /** Reads `input`, leaves the result in `output`, and returns that view. */
  execute(): FloatsOf<"float32" | "float64">;
  /** Takes an input of the plan's shape and writes the result into `out`. */
  execute<O extends Out>(x: In, options: { out: O }): O;
  /** Takes an input of the plan's shape and returns the caller's own memory. */
  execute(x: In): NdArray<FloatsOf<"float32">, "float32"> | NdArray<FloatsOf<"float64">, "float64">;
};

/**
 * Makes {@link conv1d} with one weight ready for many inputs of one shape, as {@link planConv2d} does.
 *
 * @throws As {@link planConv2d}.
 *
 * @example
 * ```ts
 * const plan = nn.planConv1d({ weight: [[[1, 1]]], inputShape: [1, 1, 3] });
 * plan.execute([[[1, 2, 3]]]).toNested(); // [[[3, 5]]]
 * plan.dispose();
 * ```
 */
export function planConv1d(options: PlanConvOptions): ConvPlan {
  return plan(options, 1);
}

/**
 * Makes {@link conv2d} with one weight ready for many inputs of one shape: the weight is packed, or transformed, once, and working memory is in place.
 *
 * `execute(x)` gives what `conv2d(x, weight, options)` gives. `execute()` works in place on `input` and `output`, views of wasm memory
 * that are valid until the next call into the library, and neither copies nor allocates.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it). It computes in the weight's type.
 * @throws As {@link conv2d}, of options.weight and options.inputShape.
 *
 * @example
 * ```ts
 * const plan = nn.planConv2d({ weight: [[[[1, 1], [1, 1]]]], inputShape: [1, 1, 2, 3] });
 * plan.execute([[[[1, 2, 3], [4, 5, 6]]]]).toNested(); // [[[[12, 16]]]]
 * plan.input.fill(1);
 * plan.execute(); // Float64Array [4, 4]
 * plan.dispose();
 * ```
 */
export function planConv2d(options: PlanConvOptions): ConvPlan {
  return plan(options, 2);
}

/**
 * Makes {@link conv3d} with one weight ready for many inputs of one shape, as {@link planConv2d} does.
 *
 * @throws As {@link planConv2d}.
 *
 * @example
 * ```ts
 * const plan = nn.planConv3d({ weight: [[[[[2]]]]], inputShape: [1, 1, 1, 1, 2] });
 * plan.execute([[[[[3, 4]]]]]).toNested(); // [[[[[6, 8]]]]]
 * plan.dispose();
 * ```
 */
export function planConv3d(options: PlanConvOptions): ConvPlan {
  return plan(options, 3);
}

function plan(options: PlanConvOptions, spatial: number): ConvPlan {
  const given = neededOptions(options, "weight and inputShape");
  const layout = readLayout(given.layout);
  const weight = readWeight(given.weight, "options.weight", spatial);
  const shape = readShape(given.inputShape, spatial, layout);
  const read = readConv(shape, "options.inputShape", weight, given.bias, given);
  const recipe = convolutionRecipe(read.sizes, read.weight, read.accuracy, "planned");
  return planLayers({
    recipe, batch: read.sizes.batch, order: layout === "nchw" ? "planes" : "pixels",
    make: [(allocate) => prepareConvolution(recipe, read, "planned", allocate)], clamps: [read.clamp],
  }) as ConvPlan;
}

/** Reads a shape in a layout's order as [N, C, …]. */
export function readShape(value: unknown, spatial: number, layout: Layout): number[] {
  const shape = integers(value, "options.inputShape", 0);
  if (shape.length !== spatial + 2) wrongValue("options.inputShape", `${spatial + 2} axes`, `[${shape.join(", ")}]`);
  return layout === "nchw" ? shape : [shape[0], shape[shape.length - 1], ...shape.slice(1, -1)];
}
