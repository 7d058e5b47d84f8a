import type { Source } from "../../array/source.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { extentOf } from "../../shape/windows.js";
import { take } from "../../wasm/arena.js";
import { loadRows, orderOf } from "./images.js";
import { type ConvolutionSizes, outputSpace } from "./sizes.js";
import { type Rows, rowsNeeded, stage, type Staging } from "./staging.js";

/** How rows of outputs are gone through: so many at a time, and all of them, with those that fill the last vector or tile. */
export interface GradientBands {
  readonly band: number;
  readonly total: number;
}

/**
 * Goes through what meets in a weight's gradient: stages the samples that some rows of outputs are made from, loads the gradient of those outputs, and calls `visit` with it and
 * the count of rows; image by image and band by band.
 */
export function eachGradientBand(sizes: ConvolutionSizes, staging: Staging, { band, total }: GradientBands, x: Source, gradOutput: Source, visit: (gradient: Rows, rows: number) => void): void {
  const { batch, channels, outputs, input, kernel, stride, dilation, border, precision } = sizes;
  const space = outputSpace(sizes);
  const size = bytesOf(precision);
  const height = border === "constant" ? Math.min(input[0], staging.sizes.extent[0]) : input[0];
  const samples = take(channels * height * sizeOf(input.slice(1)) * size);
  const pointer = take(outputs * Math.min(band, space[0]) * sizeOf(space.slice(1)) * size);
  const [from, order] = [orderOf(x), orderOf(gradOutput)];
  for (let image = 0; image < batch; image++) {
    for (let first = 0; first < total; first += band) {
      const rows = Math.min(band, total - first);
      const range = { first, count: Math.min(rows, space[0] - first) };
      const [begin, reach] = [first * stride[0], (rows - 1) * stride[0] + extentOf(kernel[0], dilation[0])];
      const need = rowsNeeded(staging.sizes, begin, reach);
      loadRows(x, image, from, need, samples, precision);
      loadRows(gradOutput, image, order, range, pointer, precision);
      stage(staging, { pointer: samples, order: from, ...need }, begin, reach);
      visit({ pointer, order, ...range }, rows);
    }
  }
}
