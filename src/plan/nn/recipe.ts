import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { directStaging } from "./direct.js";
import { type ConvolutionSizes, outputSpace } from "./sizes.js";
import { stagingBytes } from "./staging.js";

/** How a convolution is computed. */
export type ConvolutionAlgorithm = "direct";

export interface ConvolutionRecipe {
  readonly algorithm: ConvolutionAlgorithm;
  /** Rows of outputs, of the first axis of space, that are computed at a time. */
  readonly rows: number;
}

/** Working memory of a call that has no plan, in bytes, unless a single row takes more. */
const ONCE = 4 << 20;
/** The same for a plan: as a rule a whole image. */
const PLANNED = 64 << 20;

/** Decides by sizes alone. */
export function convolutionRecipe(sizes: ConvolutionSizes, use: "once" | "planned"): ConvolutionRecipe {
  return { algorithm: "direct", rows: bandOf(sizes, use === "once" ? ONCE : PLANNED) };
}

function bandOf(sizes: ConvolutionSizes, limit: number): number {
  const [rows, ...inner] = outputSpace(sizes);
  const bytes = (count: number): number => {
    const staging = directStaging(sizes, count);
    const raw = sizes.channels * staging.extent[0] * sizeOf(sizes.input.slice(1));
    return stagingBytes(staging) + (raw + sizes.outputs * count * sizeOf(inner)) * bytesOf(sizes.precision);
  };
  const row = bytes(2) - bytes(1);
  return Math.max(1, Math.min(rows, row === 0 ? rows : Math.floor((limit - bytes(1)) / row) + 1));
}
