import { bytesOf } from "../../array/transfer.js";
import { dot, eachIndex, sizeOf } from "../../shape/strides.js";
import { fitsDepthwise } from "./depthwise.js";
import { directStaging, turnsOf, type WindowSizes } from "./direct.js";
import { fitsLines } from "./lines.js";
import { type ConvolutionSizes, outputSpace, type Weight } from "./sizes.js";
import { stagingBytes } from "./staging.js";
import { fitsWinograd } from "./winograd.js";

/**
 * How a convolution is computed: as sums over windows; plane by plane, where channels do not mix; or by Winograd's algorithm, which takes a quarter of the
 * multiplications on squares of outputs, and half of them along lines.
 */
export interface ConvolutionRecipe {
  readonly algorithm: "direct" | "winograd" | "winograd-lines" | "depthwise";
}

/** Transforming the weight takes as long as is saved on so many outputs of a channel. */
const PAYS = 100;

/** Decides by sizes, and whether the weight's transform is to be made for one call alone. */
export function convolutionRecipe(sizes: ConvolutionSizes, weight: Weight, accuracy: "auto" | "high", use: "once" | "planned"): ConvolutionRecipe {
  if (fitsDepthwise(sizes)) return { algorithm: "depthwise" };
  const outputs = sizeOf(outputSpace(sizes));
  const pays = accuracy === "auto" && (use === "planned" ? outputs >= 16 : outputs * sizes.batch >= PAYS);
  const algorithm = !pays ? "direct" : fitsWinograd(sizes) ? "winograd" : fitsLines(sizes) ? "winograd-lines" : "direct";
  return { algorithm: algorithm === "direct" || isFinite(weight, sizes) ? algorithm : "direct" };
}

/** Whether every number of a weight is finite: one that is not would spread over a tile's frequencies. */
function isFinite({ data, offset, group, output, depth, taps }: Weight, { outputs, channels, groups, kernel }: ConvolutionSizes): boolean {
  const places: number[] = [];
  eachIndex(kernel, (index) => places.push(dot(index, taps)));
  let nothing = 0;
  for (let o = 0; o < outputs; o++) {
    const made = outputs / groups;
    const from = offset + Math.floor(o / made) * group + (o % made) * output;
    for (let c = 0; c < channels / groups; c++) {
      for (const place of places) nothing += 0 * data[from + c * depth + place];
    }
  }
  return nothing === 0;
}

/** Rows of tiles that are computed at a time: as many as keep the working memory in bounds. */
export function tileBand(sizes: ConvolutionSizes, use: "once" | "planned"): number {
  const [height, width] = outputSpace(sizes);
  const [apart, beside] = sizes.dilation;
  const row = 4 * apart * (width + 6 * beside) * (2 * sizes.channels + sizes.outputs) * bytesOf(sizes.precision);
  return Math.max(1, Math.min(Math.ceil(height / (4 * apart)), Math.floor((use === "once" ? ONCE : PLANNED) / row)));
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
