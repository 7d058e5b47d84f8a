import { bytesOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { rowMajor, sizeOf } from "../../shape/strides.js";
import { packChannels, packPanels, panelsOf, PANEL } from "./panels.js";
import { outputSpace, type ConvolutionSizes } from "./sizes.js";
import { stageable } from "./stageable.js";
import { prepareStaging, type Staging, type StagingSizes } from "./staging.js";
import { type Clamp, type Delivery, prepareSums, type Run, runSums, type Sums, weightBytes } from "./sums.js";

/** A convolution as sums over windows, ready: any kernel, stride, dilation, groups. */
export interface Direct {
  readonly algorithm: "direct";
  readonly sizes: ConvolutionSizes;
  readonly staging: Staging;
  readonly sums: Sums;
  readonly weights: number;
  readonly bias: number;
}

/** How the input is laid out for bands of so many output rows: a block for each group. */
export function directStaging(sizes: ConvolutionSizes, rows: number): StagingSizes {
  return stageable(sizes, rows, sizes.groups, sizes.channels / sizes.groups);
}

/** Packs the weight, whose axes are [O, C / groups, …]. */
export function prepareDirect(sizes: ConvolutionSizes, weight: Source, bias: Source | null, rows: number, allocate: (bytes: number) => number): Direct {
  const { groups, precision } = sizes;
  const staging = prepareStaging(directStaging(sizes, rows), allocate);
  const outputs = sizes.outputs / groups;
  const depth = sizes.channels / groups;
  const size = bytesOf(precision);
  const sums = prepareSums({ precision, outputs, runs: runsOf(sizes, staging.sizes), step: size }, allocate);
  const weights = allocate(groups * weightBytes(sums));
  const biases = allocate(groups * panelsOf(outputs, precision) * PANEL);
  const taps = tapsOf(sizes, weight);
  for (let group = 0; group < groups; group++) {
    const from = weight.offset + group * outputs * weight.stride[0];
    const value = (k: number, o: number): number => weight.data[from + o * weight.stride[0] + (k % depth) * weight.stride[1] + taps[Math.floor(k / depth)]];
    packPanels(value, sums.products, outputs, precision, weights + group * weightBytes(sums));
    const shift = bias && ((o: number): number => bias.data[bias.offset + (group * outputs + o) * bias.stride[0]]);
    packChannels(shift, outputs, precision, biases + group * panelsOf(outputs, precision) * PANEL);
  }
  return { algorithm: "direct", sizes, staging, sums, weights, bias: biases };
}

/** Convolves the staged rows into `count` rows of outputs. */
export function runDirect({ sizes, staging, sums, weights, bias }: Direct, count: number, to: Delivery, clamp: Clamp): void {
  const { groups, stride, precision, outputs } = sizes;
  const space = outputSpace(sizes);
  const size = bytesOf(precision);
  const pixel = rowMajor(staging.sizes.extent).map((step) => step * staging.sizes.depth * size);
  const grid = { shape: [count, ...space.slice(1)], step: pixel.map((step, axis) => step * stride[axis]) };
  const channelStep = (outputs / groups) * (to.order === "planes" ? to.pitch : size);
  for (let group = 0; group < groups; group++) {
    runSums(
      sums, staging.pointer + group * staging.blockPitch, grid, weights + group * weightBytes(sums), bias + group * sums.panels * PANEL,
      { ...to, pointer: to.pointer + group * channelStep }, clamp,
    );
  }
}

/** The samples of a window, a run for each row of the kernel, or for each tap where taps are apart. */
function runsOf({ kernel, dilation, precision }: ConvolutionSizes, { extent, depth }: StagingSizes): Run[] {
  const last = kernel.length - 1;
  const pixel = rowMajor(extent).map((step, axis) => step * depth * bytesOf(precision) * dilation[axis]);
  const joined = dilation[last] === 1 ? kernel[last] : 1;
  const runs: Run[] = [];
  eachTap(kernel, (index) => {
    if (index[last] % joined !== 0) return;
    runs.push({ offset: index.reduce((sum, i, axis) => sum + i * pixel[axis], 0), count: joined * depth });
  });
  return runs;
}

/** Where the taps lie in a weight, from its first number of a channel on. */
export function tapsOf({ kernel }: ConvolutionSizes, weight: Source): number[] {
  const places: number[] = [];
  eachTap(kernel, (index) => places.push(index.reduce((sum, i, axis) => sum + i * weight.stride[axis + 2], 0)));
  return places;
}

/** Calls `visit` with the index of each tap, in row-major order. */
function eachTap(kernel: readonly number[], visit: (index: readonly number[]) => void): void {
  const stride = rowMajor(kernel);
  for (let tap = 0; tap < sizeOf(kernel); tap++) visit(kernel.map((K, axis) => Math.floor(tap / stride[axis]) % K));
}
