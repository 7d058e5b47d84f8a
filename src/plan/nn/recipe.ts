import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { directStaging, turnsOf, type WindowSizes } from "./direct.js";
import type { ConvolutionSizes } from "./sizes.js";
import { stagingBytes } from "./staging.js";

/** How a convolution is computed: as sums over windows. */
export interface ConvolutionRecipe {
  readonly algorithm: "direct";
}

/** Decides by sizes alone. */
export function convolutionRecipe(_sizes: ConvolutionSizes, _accuracy: "auto" | "high"): ConvolutionRecipe {
  return { algorithm: "direct" };
}

/** Working memory of a call that has no plan, in bytes, unless a single row takes more. */
const ONCE = 4 << 20;
/** The same for a plan: as a rule a whole image. */
const PLANNED = 64 << 20;

/** How many turns are summed at a time, so that working memory does not grow with the image. */
export function bandOf(sizes: WindowSizes, use: "once" | "planned"): number {
  const { turns, turn } = turnsOf(sizes);
  const bytes = (count: number): number => {
    const staging = directStaging(sizes, count);
    const raw = sizes.channels * staging.extent[0] * sizeOf(sizes.input.slice(1));
    return stagingBytes(staging) + (raw + sizes.outputs * count * turn * sizeOf(sizes.output.slice(1))) * bytesOf(sizes.precision);
  };
  const row = bytes(2) - bytes(1);
  const most = Math.floor(((use === "once" ? ONCE : PLANNED) - bytes(1)) / Math.max(row, 1)) + 1;
  return Math.max(1, Math.min(turns, most));
}
