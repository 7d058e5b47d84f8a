import type { DTypeOf, FloatsOf, ResultAs } from "../array/result.js";
import { integers } from "../array/layout.js";
import { precisionOf } from "../array/source.js";
import { neededOptions, oneOf, wrongValue } from "../check.js";
import { type LucyPlan, planLucy } from "../plan/restoration/plan.js";
import type { In, Out } from "../types.js";
import { lucyChoice, type LucyOptions } from "./options.js";
import { readPointSpread } from "./pointSpread.js";

/** The element types that pictures are restored in. */
type RealFloat = "float32" | "float64";

/** @inline */
export interface PlanRichardsonLucyOptions<P extends In = In, D extends RealFloat = RealFloat> extends LucyOptions {
  /** What a point became; it is read here, and may change afterwards. */
  psf: P;
  /** The shape of the pictures; a number for one axis. */
  shape: number | readonly number[];
  /** The element type of the pictures, float32 or float64; the psf's if left out. */
  dtype?: D;
}

/**
 * Richardson–Lucy deconvolution with one psf, ready for many pictures of one shape.
 *
 * @typeParam D - The element type of the pictures and results.
 */
export type RichardsonLucyPlan<D extends RealFloat = RealFloat> = Omit<LucyPlan, "execute" | "input" | "output"> & {
  /** The picture's place in wasm memory, a view that is valid until the next call into the library. */
  readonly input: FloatsOf<D>;
  /** The result's place in wasm memory, such a view too. */
  readonly output: FloatsOf<D>;
  /** Reads `input`, leaves the result in `output`, and returns that view. */
  execute(): FloatsOf<D>;
  /** Takes a picture of the plan's shape and writes the result into `out`. */
  execute<O extends Out>(x: In, options: { out: O }): O;
  /** Takes a picture of the plan's shape and returns the caller's own memory. */
  execute<X extends In>(x: X): ResultAs<D, X>;
};

/**
 * Makes {@link richardsonLucy} ready for many pictures: the psf's passes or spectra, and all memory that the iterations need, so that an iteration allocates and copies nothing.
 *
 *     x ← x · (psfᵀ ∗ (image / (psf ∗ x + 10⁻¹²))),   x = ½ at first
 *
 * `recipe` tells how the convolutions are computed: "separable", "direct" or "fft". `execute(x)` gives what `richardsonLucy(x, psf)` gives with the plan's options. Five to eight arrays of the picture's size are taken, and with "fft" three spectra.
 *
 * @returns A plan, to be disposed when it is no longer used (`using` does it). While it runs, `onProgress` may use the library but not this plan.
 * @throws As {@link richardsonLucy}.
 *
 * @example
 * ```ts
 * const plan = restoration.planRichardsonLucy({ psf: [0.25, 0.5, 0.25], shape: 7, numIter: 500 });
 * plan.execute([0, 0.25, 0.5, 0.25, 0, 0, 0]).map((v) => Math.round(v * 10) / 10); // Float64Array [0, 0, 1, 0, 0, 0, 0]
 * plan.recipe.algorithm; // "direct"
 * plan.dispose();
 * ```
 * @see skimage.restoration.richardson_lucy, of version 0.19
 */
export function planRichardsonLucy<P extends In, D extends RealFloat = Extract<DTypeOf<P>, RealFloat>>(options: PlanRichardsonLucyOptions<P, D>): RichardsonLucyPlan<D>;
export function planRichardsonLucy(options: PlanRichardsonLucyOptions): LucyPlan {
  const given = neededOptions(options, "psf and shape");
  const shape = integers(typeof given.shape === "number" ? [given.shape] : given.shape, "options.shape", 1);
  if (shape.length < 1 || shape.length > 3) wrongValue("options.shape", "one, two or three axes", shape.length);
  const { source, spread } = readPointSpread(given.psf as In, "options.psf", shape);
  const precision = given.dtype === undefined ? precisionOf(source) : oneOf(given.dtype, ["float32", "float64"], "options.dtype");
  return planLucy({ ...lucyChoice(given, shape), psf: spread, shape, precision });
}
