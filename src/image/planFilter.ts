import type { HolderOf } from "../array/array.js";
import { integers } from "../array/layout.js";
import { neededOptions, optionsOf, wrongValue } from "../check.js";
import { type PicturePlan, planDense } from "../plan/filter/plan.js";
import type { FilterRecipe } from "../plan/filter/recipe.js";
import type { PictureRequest } from "../plan/filter/request.js";
import { rowsOf, rowsTo } from "../plan/filter/rows.js";
import { planSeparable } from "../plan/separable/picture.js";
import type { SeparableRecipe } from "../plan/separable/recipe.js";
import type { In, RealDType, TypedArray } from "../types.js";
import { denseRequest } from "./filter2D.js";
import { deliveryOf, type Filtered, type PictureIn, type PictureOut, readPicture, refuseOtherSizes } from "./picture.js";
import type { FilterOptions } from "./request.js";
import { lineOf, separableRequest } from "./sepFilter2D.js";
import { depthOf } from "./words.js";

/** @inline */
export interface PlanFilterOptions<D extends RealDType = RealDType, R extends RealDType = D> extends Omit<FilterOptions, "out" | "depth"> {
  /** The weights, of shape [rows, columns]; they are read here, and may change afterwards. */
  kernel?: In;
  /** Instead of `kernel`, the weights along a row, whose products with `kernelY` are the kernel. */
  kernelX?: In;
  /** The weights down a column. */
  kernelY?: In;
  /** The shape of the pictures, [height, width] or [height, width, channels]. */
  shape: readonly number[];
  /** The element type of the pictures: uint8. */
  dtype?: D;
  /** The element type of the results; the pictures' own if left out. */
  depth?: R;
}

/**
 * A filter ready for many pictures of one size.
 *
 * @typeParam D - The element type of the pictures.
 * @typeParam R - The element type of the results.
 */
export interface FilterPlan<D extends RealDType = RealDType, R extends RealDType = D> {
  /** The decision, as plain data. */
  readonly recipe: FilterRecipe | SeparableRecipe;
  /** The picture's place in wasm memory, a view that is valid until the next call into the library. */
  readonly input: HolderOf<D>;
  /** The result's place in wasm memory, such a view too. */
  readonly output: HolderOf<R>;
  /** Reads `input`, leaves the result in `output`, and returns that view. */
  execute(): HolderOf<R>;
  /** Takes a picture of the plan's shape and writes the result into `out`. */
  execute<O extends PictureOut>(src: PictureIn, options: { out: O }): O;
  /** Takes a picture of the plan's shape and returns the caller's own memory. */
  execute<X extends PictureIn>(src: X): Filtered<X, R>;
  /** Gives the memory back. Every other use of the plan throws after it; calling it again does nothing. */
  dispose(): void;
  /** {@link dispose}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Makes a filter ready for many pictures of one size: its recipe is chosen and its tables are packed once.
 *
 * `execute(src)` gives what {@link filter2D} gives, or, with kernelX and kernelY, {@link sepFilter2D}; a picture of another type is brought into the plan's, rounded half to even and saturated.
 * `execute()` works in place on `input` and `output`, views of wasm memory that are valid until the next call into the library, and neither
 * copies nor allocates. `recipe` tells how the sums are computed, and why so. Options, rounding, NaN, cost and errors are those of {@link filter2D}.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it).
 * @throws TypeError if an option is of the wrong kind; RangeError as {@link filter2D}, and if the shape has not two or three axes.
 *
 * @example
 * ```ts
 * const plan = image.planFilter({ kernel: [[1, 2, 1]], shape: [1, 4], border: "replicate", depth: "uint16" });
 * plan.input.set([1, 2, 3, 250]);
 * plan.execute(); // Uint16Array [5, 8, 258, 753]
 * plan.recipe.depth; // "u16"
 * plan.dispose();
 * ```
 * @see cv2.filter2D
 */
export function planFilter<D extends RealDType = "uint8", R extends RealDType = D>(options: PlanFilterOptions<D, R>): FilterPlan<D, R> {
  const { kernel, kernelX, kernelY, shape: given, dtype: word, ...rest } = neededOptions(options, "kernel and shape");
  const shape = integers(given, "options.shape", 1);
  if (shape.length !== 2 && shape.length !== 3) wrongValue("options.shape", "[height, width] or [height, width, channels]", `[${shape.join(", ")}]`);
  const [height, width, channels = 1] = shape;
  const dtype = depthOf(word, "uint8", "options.dtype");
  const depth = depthOf(rest.depth, dtype);
  const sizes = { height, width, channels, dtype };
  if (kernelX === undefined && kernelY === undefined) {
    const request = denseRequest(sizes, kernel, "options.kernel", rest);
    return new Planned(planDense(request), request, shape, dtype, depth) as unknown as FilterPlan<D, R>;
  }
  if (kernel !== undefined) wrongValue("options.kernel", "either kernel, or kernelX and kernelY", "both");
  const request = separableRequest(sizes, lineOf(kernelX, "options.kernelX"), lineOf(kernelY, "options.kernelY"), rest);
  return new Planned(planSeparable(request), request, shape, dtype, depth) as unknown as FilterPlan<D, R>;
}

class Planned implements FilterPlan {
  #plan: PicturePlan<FilterRecipe | SeparableRecipe> | undefined;
  readonly recipe: FilterRecipe | SeparableRecipe;

  constructor(
    plan: PicturePlan<FilterRecipe | SeparableRecipe>,
    private readonly request: PictureRequest,
    private readonly shape: readonly number[],
    private readonly dtype: RealDType,
    private readonly depth: RealDType,
  ) {
    this.#plan = plan;
    this.recipe = plan.recipe;
  }

  get input(): HolderOf<RealDType> {
    return held(this.#living().input, this.dtype);
  }

  get output(): HolderOf<RealDType> {
    return held(this.#living().output, this.depth);
  }

  execute(): HolderOf<RealDType>;
  execute<O extends PictureOut>(src: PictureIn, options: { out: O }): O;
  execute<X extends PictureIn>(src: X): Filtered<X, RealDType>;
  execute(src?: PictureIn, options?: { out?: PictureOut }): unknown {
    if (src === undefined) {
      this.#living().run();
      return this.output;
    }
    const { out } = optionsOf(options);
    const picture = readPicture(src);
    refuseOtherSizes(picture, this.shape, "src");
    const { source, target, value } = deliveryOf(picture, out, this.depth);
    // Only now: a getter of src or of the options may dispose the plan.
    this.#living().pass(rowsOf(source, this.request.source), rowsTo(target, this.request.depth));
    return value;
  }

  dispose(): void {
    this.#plan?.dispose();
    this.#plan = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #living(): PicturePlan<FilterRecipe | SeparableRecipe> {
    if (!this.#plan) throw new TypeError("plan: expected one that is in use, got one that was disposed");
    return this.#plan;
  }
}

/** A view of samples as the array that a type's name promises: clamped bytes lie in memory as others do. */
function held(view: TypedArray, dtype: RealDType): HolderOf<RealDType> {
  return (dtype === "uint8clamped" ? new Uint8ClampedArray(view.buffer, view.byteOffset, view.length) : view) as HolderOf<RealDType>;
}
