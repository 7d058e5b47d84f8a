import { storeArray } from "../../array/dense.js";
import { realOf, zeros } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { type Target, targetOf } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { borderIndex } from "../../shape/border.js";
import { extentOf } from "../../shape/windows.js";
import { dot, eachIndex, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32 } from "../../wasm/memory.js";
import { type NnKernels, nnKernels } from "../../wasm/nn.js";
import { convolveOnce, windowSizes, windowsMethod } from "./convolution.js";
import { fitsDepthwise } from "./depthwise.js";
import { depthwiseWeightGradient } from "./depthwiseGradient.js";
import { directStaging, type WindowSizes } from "./direct.js";
import { eachGradientBand } from "./gradientBands.js";
import { loadRows } from "./images.js";
import { computeOnce } from "./once.js";
import { panelsOf, PANEL } from "./panels.js";
import { transposedParts } from "./parts.js";
import { backwards, type ConvolutionSizes, outputSpace, turnedRound, type Weight } from "./sizes.js";
import { prepareStaging, type Order, type Rows } from "./staging.js";
import { NO_CLAMP } from "./sums.js";
import { unpackTaps } from "./weights.js";
import { fitsWinograd } from "./winograd.js";
import { winogradWeightGradient } from "./winogradGradient.js";

/** Writes what a convolution's input gets: gradInput[i] = Σ gradOutput[n] · weight[k] over all n, k whose product has sample i. */
export function gradientOfInput(sizes: ConvolutionSizes, weight: Weight, gradOutput: Source, target: Target): void {
  const { batch, channels, outputs, groups, input, kernel, stride, dilation, pads, border, precision } = sizes;
  if (border !== "constant") {
    // the padding's samples are the input's own: what they get is added to what those get
    const padded = input.map((N, axis) => N + pads[axis][0] + pads[axis][1]);
    const whole = targetOf(undefined, [batch, channels, ...padded], precision, false);
    gradientOfInput({ ...sizes, input: padded, pads: pads.map(() => [0, 0]), border: "constant" }, weight, gradOutput, whole);
    foldBorder(whole, sizes, target);
    return;
  }
  const space = outputSpace(sizes);
  const back = backwards(weight);
  if (stride.every((step) => step === 1)) {
    const around = input.map((N, axis) => {
      const before = extentOf(kernel[axis], dilation[axis]) - 1 - pads[axis][0];
      return [before, N - space[axis] - before + extentOf(kernel[axis], dilation[axis]) - 1] as const;
    });
    const flipped = { ...sizes, channels: outputs, outputs: channels, input: space, pads: around };
    convolveOnce({ sizes: flipped, weight: turnedRound(back, kernel), bias: null, clamp: NO_CLAMP, accuracy: "auto" }, gradOutput, target);
    return;
  }
  const windows: WindowSizes = { channels: outputs, outputs: channels, groups, input: space, output: input, parts: transposedParts(sizes), border, precision };
  computeOnce((allocate) => windowsMethod(windows, back, null, "once", allocate), NO_CLAMP, gradOutput, target);
}

/** Adds the border of a padded gradient to the samples that it shows. */
function foldBorder(padded: Target, { batch, channels, input, pads, border, precision }: ConvolutionSizes, target: Target): void {
  const sum = zeros(precision, batch * channels * sizeOf(input));
  const step = rowMajor(input);
  const outer = padded.shape.slice(2);
  const places = outer.map((extent, axis) => Array.from({ length: extent }, (_, i) => borderIndex(i - pads[axis][0], input[axis], border) * step[axis]));
  const columns = places[places.length - 1];
  const plane = sizeOf(input);
  let at = 0;
  for (let image = 0; image < batch * channels; image++) {
    eachRow(outer, (index) => {
      const row = index.reduce((sum, i, axis) => sum + places[axis][i], image * plane);
      for (const column of columns) sum[row + column] += padded.data[at++];
    });
  }
  storeArray(sum, target);
}

/** gradBias[o] = Σ_b Σ_n gradOutput[b, o, n], in double precision. */
export function gradientOfBias(gradOutput: Source, precision: ConvolutionSizes["precision"]): ReturnType<typeof zeros> {
  const [batch, outputs, ...space] = gradOutput.shape;
  const sums = zeros("float64", outputs);
  if (sizeOf(gradOutput.shape) > 0) {
    const size = bytesOf(precision);
    const inner = sizeOf(space.slice(1));
    const band = Math.max(1, Math.min(space[0], Math.floor(MOST / (outputs * inner * size))));
    const kernels = nnKernels()[realOf(precision)];
    const mark = openArena();
    try {
      const raw = take(outputs * band * inner * size);
      for (let image = 0; image < batch; image++) {
        for (let first = 0; first < space[0]; first += band) {
          const count = Math.min(band, space[0] - first);
          loadRows(gradOutput, image, "planes", { first, count }, raw, precision);
          for (let o = 0; o < outputs; o++) sums[o] += kernels.total(raw + o * count * inner * size, count * inner);
        }
      }
    } finally {
      closeArena(mark);
    }
  }
  return precision === "float32" ? Float32Array.from(sums) : sums;
}

/** Products that are summed before they are added to those of other pixels. */
const BLOCK = 128;
/** Outputs of a channel, of all images, from which on Winograd's transforms take less time than they save. */
const TILED = 100;
/** Working memory, in bytes, unless a single row of outputs takes more. */
const MOST = 8 << 20;

/**
 * What a convolution's weight gets:
 *
 *     gradWeight[o, c, k] = Σ_b Σ_n gradOutput[b, o, n] · x[b, c, n·stride + k·dilation − before]
 *
 * The same sums over runs of samples as the convolution's, with the outputs' pixels for products and the taps for places.
 *
 * Of 3×3 taps it goes by Winograd's algorithm as the convolution does, and as a sum where that is not finite.
 *
 * @returns gradWeight, [o, c, k, …].
 */
export function gradientOfWeight(sizes: ConvolutionSizes, x: Source, gradOutput: Source): Source {
  const { batch, channels, outputs, groups, input, kernel, precision } = sizes;
  const space = outputSpace(sizes);
  const [depth, across] = [channels / groups, outputs / groups];
  const places = sizeOf(kernel) * depth;
  const shape = [outputs, depth, ...kernel];
  const data = zeros(precision, sizeOf(shape));
  const tiled = fitsWinograd(sizes) && sizes.dilation.every((step) => step === 1) && batch * sizeOf(space) >= TILED && winogradWeightGradient(sizes, x, gradOutput, data);
  const found = tiled || (fitsDepthwise(sizes) && depthwiseWeightGradient(sizes, x, gradOutput, data));
  if (!found && sizeOf(shape) > 0 && batch * sizeOf(space) > 0) {
    const mark = openArena();
    try {
      const windows = windowSizes(sizes);
      const size = bytesOf(precision);
      const rowBytes = (sizeOf(space.slice(1)) * (outputs + groups * 8) + sizeOf(input.slice(1)) * channels * 2 * sizes.stride[0]) * size;
      const band = Math.max(1, Math.min(space[0], Math.floor(MOST / rowBytes)));
      const staging = prepareStaging(directStaging(windows, band), take);
      const panels = panelsOf(across, precision);
      const rounded = (places + 3) & -4;
      const prepared = {
        staging, panels, rounded,
        rows: pixelRows(sizes, staging.sizes.extent, depth, band),
        places: take(4 * rounded),
        packed: take(panels * band * sizeOf(space.slice(1)) * PANEL),
        results: take(groups * panels * rounded * PANEL),
      };
      writeTaps(sizes, staging.sizes.extent, depth, prepared.places, rounded);
      const results = prepared.results / size;
      viewOf(precision).fill(0, results, results + (groups * panels * rounded * PANEL) / size);
      eachGradientBand(sizes, staging, { band, total: space[0] }, x, gradOutput, (rows) => {
        for (let group = 0; group < groups; group++) addProducts(sizes, prepared, group, rows);
      });
      deliverSums(sizes, prepared, data);
    } finally {
      closeArena(mark);
    }
  }
  return { name: "gradWeight", data, shape, stride: rowMajor(shape), offset: 0, dtype: precision, complex: false, contiguous: true, plain: false };
}

interface PreparedProducts {
  readonly staging: ReturnType<typeof prepareStaging>;
  readonly panels: number;
  readonly rounded: number;
  readonly rows: PixelRows;
  readonly places: number;
  readonly packed: number;
  readonly results: number;
}

/** Adds the products of rows of outputs to a group's results. */
function addProducts(sizes: ConvolutionSizes, prepared: PreparedProducts, group: number, { pointer, order, count }: Rows): void {
  const { outputs, groups, precision, channels, stride } = sizes;
  const { staging, panels, rounded, rows, places, packed, results } = prepared;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const across = outputs / groups;
  const pixels = rows.pixels * count;
  const step = stride[stride.length - 1] * (channels / groups) * size;
  packGradient(kernels, pointer, order, group * across, across, outputs, pixels, packed, size);
  const runs = rows.runs * count;
  const x = staging.pointer + group * staging.blockPitch;
  const chunk = Math.min(rounded, 64);
  for (let run = 0; run < runs; run += rows.together) {
    const part = Math.min(rows.together, runs - run);
    const product = i32[rows.starts / 4 + run];
    for (let first = 0; first < rounded; first += chunk) {
      for (let panel = 0; panel < panels; panel++) {
        kernels.gather(
          x, places + 4 * first, rows.table + 8 * run, part, step, packed + (panel * pixels + product) * PANEL,
          results + ((group * panels + panel) * rounded + first) * PANEL, Math.min(chunk, rounded - first), 1,
        );
      }
    }
  }
}

/** Copies the sums, [group][panel][k, …][c][o], into gradWeight, [o, c, k, …]. */
function deliverSums(sizes: ConvolutionSizes, { panels, rounded, results }: PreparedProducts, data: FloatArray): void {
  const { groups, precision } = sizes;
  const size = bytesOf(precision);
  const result = take(data.length * size);
  for (let group = 0; group < groups; group++) {
    for (let panel = 0; panel < panels; panel++) {
      unpackTaps(results + (group * panels + panel) * rounded * PANEL, (sizes.channels / groups) * PANEL, sizes, group, panel, result);
    }
  }
  data.set(viewOf(precision).subarray(result / size, result / size + data.length));
}

/** Channels from `first` on of a gradient's pixels, by panels: [panel][pixel][o]. */
function packGradient(kernels: NnKernels, from: number, order: Order, first: number, count: number, outputs: number, pixels: number, to: number, size: number): void {
  const width = PANEL / size;
  for (let o = 0; o < count; o += width, to += pixels * PANEL) {
    const channels = Math.min(width, count - o);
    if (channels < width) viewOf(size === 4 ? "float32" : "float64").fill(0, to / size, (to + pixels * PANEL) / size);
    if (order === "planes") kernels.transpose(from + (first + o) * pixels * size, pixels * size, to, PANEL, channels, pixels);
    else kernels.copy(from + (first + o) * size, outputs * size, to, PANEL, pixels, channels * size);
  }
}

/** Runs of samples under one tap, of the pixels of each row of outputs in turn. */
interface PixelRows {
  readonly table: number;
  /** The number of each run's first pixel. */
  readonly starts: number;
  /** Pixels and runs of a row of the first axis, and runs that are summed at a time. */
  readonly pixels: number;
  readonly runs: number;
  readonly together: number;
}

function pixelRows(sizes: ConvolutionSizes, extent: readonly number[], depth: number, rows: number): PixelRows {
  const { stride, precision } = sizes;
  const space = outputSpace(sizes);
  const last = space.length - 1;
  const pixel = rowMajor(extent).map((step, axis) => step * depth * bytesOf(precision) * stride[axis]);
  const length = last === 0 ? 1 : space[last];
  const runs: [offset: number, count: number, start: number][] = [];
  // on one axis its outputs are one row, of which a turn is a single pixel: they are summed a block at a time
  const lines = last === 0 ? [rows] : [rows, ...space.slice(1, last)];
  let start = 0;
  if (last === 0) for (let n = 0; n < rows; n++) runs.push([n * pixel[0], 1, n]);
  else {
    eachIndex(lines, (index) => {
      const offset = dot(index, pixel);
      for (let done = 0; done < length; done += BLOCK) {
        const count = Math.min(BLOCK, length - done);
        runs.push([offset + done * pixel[last], count, start]);
        start += count;
      }
    });
  }
  const [table, starts] = [take(8 * runs.length), take(4 * runs.length)];
  runs.forEach(([offset, count, first], r) => {
    i32[table / 4 + 2 * r] = offset;
    i32[table / 4 + 2 * r + 1] = count;
    i32[starts / 4 + r] = first;
  });
  const inner = sizeOf(space.slice(1));
  return { table, starts, pixels: inner, runs: runs.length / rows, together: Math.max(1, Math.floor(BLOCK / Math.min(length, BLOCK))) };
}

/** The places of the taps and channels, and the last one again until there are `rounded`. */
function writeTaps({ kernel, dilation, precision }: ConvolutionSizes, extent: readonly number[], depth: number, pointer: number, rounded: number): void {
  const size = bytesOf(precision);
  const pixel = rowMajor(extent).map((step, axis) => step * depth * size * dilation[axis]);
  let at = pointer / 4;
  eachIndex(kernel, (index) => {
    const offset = dot(index, pixel);
    for (let c = 0; c < depth; c++) i32[at++] = offset + c * size;
  });
  i32.fill(i32[at - 1], at, pointer / 4 + rounded);
}
