import { neededOptions, oneOf } from "../check.js";
import { planMaxima } from "../plan/nn/pool/plan.js";
import { type ConvPlan, readShape } from "./planConv.js";
import { type PoolWindowOptions, readPoolAxes } from "./poolWindows.js";
import { type Layout, readLayout } from "./tensor.js";

/** @inline */
export interface PlanMaxPoolOptions extends PoolWindowOptions {
  /** The shape of the inputs, in the layout's order. */
  inputShape: readonly number[];
  /** Where channels stand: "nchw". */
  layout?: Layout;
  /** The type of the numbers: "float32". */
  dtype?: "float32" | "float64";
}

/** A pool ready for many inputs of one shape; as a plan of a convolution is used. */
export type PoolPlan = ConvPlan;

/**
 * Makes {@link maxPool1d} ready for many inputs of one shape, as {@link planMaxPool2d} does.
 *
 * @throws As {@link planMaxPool2d}.
 *
 * @example
 * ```ts
 * const plan = nn.planMaxPool1d({ inputShape: [1, 1, 4], kernelSize: 2 });
 * plan.execute([[[1, 5, 2, 4]]]).toNested(); // [[[5, 4]]]
 * plan.dispose();
 * ```
 */
export function planMaxPool1d(options: PlanMaxPoolOptions): PoolPlan {
  return plan(options, 1);
}

/**
 * Makes {@link maxPool2d} ready for many inputs of one shape, so that it can work on data that already is in wasm memory.
 *
 * `execute(x)` gives what `maxPool2d(x, options)` gives, in the plan's type. `execute()` works in place on `input` and `output`, views of wasm memory
 * that are valid until the next call into the library, and copies nothing: a pool takes less time than copying its input does. What `execute(x)` leaves in
 * `input` and `output` is not said.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it).
 * @throws TypeError and RangeError as {@link maxPool2d}, of options.inputShape for x.
 *
 * @example
 * ```ts
 * const plan = nn.planMaxPool2d({ inputShape: [1, 1, 2, 4], kernelSize: 2 });
 * plan.input.set([1, 2, 3, 4, 8, 7, 6, 5]);
 * plan.execute(); // Float32Array [8, 6]
 * plan.dispose();
 * ```
 */
export function planMaxPool2d(options: PlanMaxPoolOptions): PoolPlan {
  return plan(options, 2);
}

/**
 * Makes {@link maxPool3d} ready for many inputs of one shape, as {@link planMaxPool2d} does.
 *
 * @throws As {@link planMaxPool2d}.
 *
 * @example
 * ```ts
 * const plan = nn.planMaxPool3d({ inputShape: [1, 1, 2, 2, 2], kernelSize: 2 });
 * plan.execute([[[[[1, 2], [3, 4]], [[5, 6], [8, 7]]]]]).toNested(); // [[[[[8]]]]]
 * plan.dispose();
 * ```
 */
export function planMaxPool3d(options: PlanMaxPoolOptions): PoolPlan {
  return plan(options, 3);
}

function plan(options: PlanMaxPoolOptions, spatial: number): PoolPlan {
  const given = neededOptions(options, "inputShape and kernelSize");
  const { dtype = "float32" } = given;
  const layout = readLayout(given.layout);
  const precision = oneOf(dtype, ["float32", "float64"], "options.dtype");
  const shape = readShape(given.inputShape, spatial, layout);
  const axes = readPoolAxes({ name: "options.inputShape", shape }, given);
  return planMaxima({ way: "max", axes, layout, precision }, shape) as PoolPlan;
}
