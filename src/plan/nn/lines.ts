import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { dot, eachIndex, rowMajor, sizeOf } from "../../shape/strides.js";
import { extentOf } from "../../shape/windows.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { directMethod } from "./direct.js";
import type { Method } from "./method.js";
import { packBias, PANEL, panelsOf } from "./panels.js";
import { convolutionParts } from "./parts.js";
import { type ConvolutionSizes, outputSpace, type Weight } from "./sizes.js";
import { prepareStaging, type Rows, stage, type Staging } from "./staging.js";
import { type Clamp, type Delivery, multiply, prepareSums, type Run, stepsOf, type Sums, weightBytes, writePlaces } from "./sums.js";
import { loadWeight, packTap } from "./weights.js";

/** Of a tile of F(6, 3), and the outputs it makes. */
const FREQUENCIES = 8;
const TILE = 6;
/** Bytes of the transforms that tiles read and of their products: both stay in the second cache. */
const BLOCK = 512 << 10;

/** G, whose rows belong to the points 0, 1/2, −1/2, 1, −1, 2, −2 and ∞. */
const G = [
  [1, 0, 0],
  [32 / 45, 16 / 45, 8 / 45],
  [32 / 45, -16 / 45, 8 / 45],
  [-2 / 9, -2 / 9, -2 / 9],
  [-2 / 9, 2 / 9, -2 / 9],
  [1 / 90, 1 / 45, 2 / 45],
  [1 / 90, -1 / 45, 2 / 45],
  [0, 0, 1],
] as const;

/**
 * Tiles along the last axis: a kernel's K taps there are `thirds` of three, and the last are 0 where 3 does not divide K. The tile of an output's third j begins 3j samples
 * on, so transforms are made at every third sample, of which tiles take every second one; of a single third at every sixth.
 */
interface Line {
  readonly thirds: number;
  readonly step: number;
  /** Transforms from tile to tile. */
  readonly apart: number;
}

interface Lines {
  readonly sizes: ConvolutionSizes;
  readonly space: readonly number[];
  readonly line: Line;
  readonly staging: Staging;
  readonly sums: Sums;
  /** Transforms of a line, and how many lines there are of each axis but the last. */
  readonly positions: number;
  readonly extent: readonly number[];
  /** Tiles that are multiplied at a time. */
  readonly tiles: number;
  readonly weights: number;
  readonly bias: number;
  readonly transforms: number;
  readonly products: number;
  readonly results: number;
  /** The sums that stand in where an output is not finite: those, and no other, may see a NaN. */
  readonly direct: (turns: number, allocate: Allocate) => Method;
}

/**
 * Whether tiles along the last axis fit, and take less than two thirds of the sum's multiplications: their share depends on what tiles and thirds leave empty.
 * Sums of few products, or of windows that lie mostly in the border, are little beside the rounding of a tile: that was 13·ε·Σ|x·w| with 24 products.
 */
export function fitsLines(sizes: ConvolutionSizes): boolean {
  const { kernel, stride, dilation, channels, outputs, groups, pads } = sizes;
  const last = kernel.length - 1;
  const K = kernel[last];
  const space = outputSpace(sizes);
  const M = space[last];
  const depth = channels / groups;
  const plain = K >= 3 && stride[last] === 1 && dilation[last] === 1 && Math.max(...pads[last]) <= K >> 1;
  if (!plain || depth < 8 || outputs / groups < 8 || depth * sizeOf(kernel.slice(0, last)) < 16) return false;
  return 3 * FREQUENCIES * Math.ceil(M / TILE) * Math.ceil(K / 3) <= 2 * M * K;
}

function lineOf({ kernel }: ConvolutionSizes): Line {
  const thirds = Math.ceil(kernel[kernel.length - 1] / 3);
  return thirds === 1 ? { thirds, step: TILE, apart: 1 } : { thirds, step: 3, apart: 2 };
}

/** Transforms that some tiles of a line read, and samples that those are made of. */
function positionsOf({ thirds, apart }: Line, tiles: number): number {
  return (tiles - 1) * apart + thirds;
}

function samplesOf(line: Line, tiles: number): number {
  return (positionsOf(line, tiles) - 1) * line.step + FREQUENCIES;
}

/** Turns that are computed at a time: a turn is a tile where there is one axis, and otherwise a row of outputs. What rows share is transformed again for the next ones, so there are a few. */
function bandOf(sizes: ConvolutionSizes, line: Line, pixel: number, panels: number): number {
  const { kernel, stride, dilation, pads, input } = sizes;
  const [rows, ...inner] = outputSpace(sizes);
  if (kernel.length === 1) return Math.min(Math.ceil(rows / TILE), Math.max(4, Math.floor(BLOCK / (FREQUENCIES * (line.apart * pixel + panels * PANEL)))));
  const across = Math.ceil(inner[inner.length - 1] / TILE);
  const lines = sizeOf(input.slice(1, -1).map((N, axis) => N + pads[axis + 1][0] + pads[axis + 1][1]));
  const row = lines * positionsOf(line, across) * FREQUENCIES * pixel * stride[0];
  return Math.min(rows, Math.max(2 * extentOf(kernel[0], dilation[0]), Math.floor((4 * BLOCK) / row)));
}

/** Makes a convolution ready as Winograd's algorithm along the last axis. */
export function linesMethod(sizes: ConvolutionSizes, weight: Weight, bias: Source | null, allocate: Allocate): Method {
  const { channels, outputs, groups, input, kernel, stride, dilation, border, precision, pads } = sizes;
  const size = bytesOf(precision);
  const output = outputSpace(sizes);
  const last = kernel.length - 1;
  const line = lineOf(sizes);
  const depth = (Math.ceil((channels / groups) * (size / 16)) * 16) / size;
  const pixel = depth * size;
  const panels = panelsOf(outputs / groups, precision);
  const band = bandOf(sizes, line, pixel, panels);
  const across = last === 0 ? band : Math.ceil(output[last] / TILE);
  const staged = (axis: number, count: number): number => (axis === last ? samplesOf(line, across) : (count - 1) * stride[axis] + extentOf(kernel[axis], dilation[axis]));
  const staging = prepareStaging(
    {
      channels, input, border, precision, blocks: groups, depth, start: pads.map(([before]) => -before),
      // a border is copied from the samples themselves, so they must all be there
      extent: output.map((count, axis) => (axis === 0 ? staged(0, band) : Math.max(staged(axis, count), border === "constant" ? 0 : input[axis] + pads[axis][0]))),
    },
    allocate,
  );
  const positions = positionsOf(line, across);
  const extent = staging.sizes.extent.slice(0, last);
  const pitch = rowMajor([...extent, positions]).map((step) => step * pixel);
  const runs: Run[] = [];
  const tap = dilation.map((step, axis) => step * pitch[axis]);
  eachIndex(kernel.slice(0, last), (index) => runs.push({ offset: dot(index, tap), count: line.thirds * depth }));
  const sums = prepareSums({ precision, outputs: outputs / groups, runs, step: size }, allocate);
  const tiles = (Math.max(across, Math.floor(BLOCK / (FREQUENCIES * (line.apart * pixel + panels * PANEL) * across)) * across) + 3) & -4;
  const windows = { channels, outputs, groups, input, output, parts: convolutionParts(sizes), border, precision };
  const lines: Lines = {
    sizes, space: output, line, staging, positions, extent, tiles,
    sums: { ...sums, places: allocate(4 * tiles) },
    weights: packTransformed(sizes, weight, line, sums, depth, allocate),
    bias: packBias(bias, outputs, groups, precision, allocate),
    transforms: allocate(FREQUENCIES * sizeOf(extent) * positions * pixel),
    products: allocate(FREQUENCIES * panels * tiles * PANEL),
    results: allocate(TILE * across * PANEL),
    direct: (turns, take) => directMethod(windows, weight, bias, turns, take),
  };
  return {
    channels, outputs, input, output, precision, staging, band,
    turns: last === 0 ? Math.ceil(output[0] / TILE) : output[0],
    turn: last === 0 ? TILE : 1,
    needs: (first, count) => (last === 0 ? { first: TILE * first, count: samplesOf(line, count) } : { first: first * stride[0], count: staged(0, count) }),
    run: (rows, first, count, to, clamp) => run(lines, rows, first, count, to, clamp),
  };
}

function run(lines: Lines, rows: Rows, first: number, count: number, to: Delivery, clamp: Clamp): void {
  const { sizes, space, staging, line, tiles } = lines;
  const { kernel, stride, dilation } = sizes;
  const last = space.length - 1;
  const across = last === 0 ? count : Math.ceil(space[last] / TILE);
  stage(staging, rows, first * (last === 0 ? TILE : stride[0]), last === 0 ? samplesOf(line, count) : (count - 1) * stride[0] + extentOf(kernel[0], dilation[0]));
  // the grid of tiles, whose lines are rows of outputs
  const shape = last === 0 ? [across] : [count, ...space.slice(1, last), across];
  const total = sizeOf(shape);
  const together = Math.floor(tiles / across) * across;
  const wrong = new Set<number>();
  for (let group = 0; group < sizes.groups; group++) {
    transform(lines, group, across);
    for (let start = 0; start < total; start += together) {
      const part = Math.min(together, total - start);
      multiplyTiles(lines, group, shape, start, part);
      for (let tile = 0; tile < part; tile += across) {
        const n = (start + tile) / across;
        if (!deliver(lines, group, first, n, tile, across, part, to, clamp)) wrong.add(last === 0 ? 0 : Math.floor((n * count * across) / total));
      }
    }
  }
  if (wrong.size > 0) sumAgain(lines, rows, first, count, wrong, to, clamp);
}

/** Computes rows of outputs, or all of them where there is one axis, again by the sum: a NaN, an infinity or an overflow there spread further than it gives. */
function sumAgain({ sizes, space, direct }: Lines, rows: Rows, first: number, count: number, wrong: ReadonlySet<number>, to: Delivery, clamp: Clamp): void {
  const mark = openArena();
  try {
    const [from, turns] = space.length === 1 ? [TILE * first, Math.min(TILE * count, space[0] - TILE * first)] : [first, 1];
    const method = direct(turns, take);
    const line = sizeOf(space.slice(1)) * stepsOf(to, sizes.precision).pixel;
    for (const row of wrong) method.run(rows, from + row, turns, { ...to, pointer: to.pointer + row * line }, clamp);
  } finally {
    closeArena(mark);
  }
}

/** v[f, line, n, c] of all lines that are staged. */
function transform({ sizes, staging, line, positions, extent, transforms }: Lines, group: number, across: number): void {
  const kernels = nnKernels()[realOf(sizes.precision)];
  const pixel = staging.sizes.depth * bytesOf(sizes.precision);
  const samples = staging.sizes.extent[extent.length] * pixel;
  const count = sizeOf(extent);
  for (let n = 0; n < count; n++) {
    const [x, v] = [staging.pointer + group * staging.blockPitch + n * samples, transforms + n * positions * pixel];
    kernels.winograd_line_input(x, line.step * pixel, v, count * positions * pixel, positionsOf(line, across), staging.sizes.depth);
  }
}

/** m[f, tile, o] = Σ v[f, line, n, c] · u[f, …, c, o] over a kernel's lines, their thirds and channels, of some tiles of a grid. */
function multiplyTiles({ sizes, staging, line, sums, positions, extent, transforms, products, weights }: Lines, group: number, shape: readonly number[], first: number, count: number): void {
  const pixel = staging.sizes.depth * bytesOf(sizes.precision);
  const last = shape.length - 1;
  const rounded = (count + 3) & -4;
  const step = rowMajor([...extent, positions]).map((step, axis) => step * pixel * (axis === last ? line.apart : sizes.stride[axis]));
  writePlaces({ shape, step }, first, count, rounded, sums.places / 4);
  multiply(sums, transforms, weights + group * FREQUENCIES * weightBytes(sums), products, rounded, FREQUENCIES, sizeOf(extent) * positions * pixel);
}

/** Transforms a line of tiles back and delivers it, the nth row of outputs since row or tile `first`; false if a number is not finite. */
function deliver({ sizes, space, sums, products, results, bias }: Lines, group: number, first: number, n: number, tile: number, across: number, count: number, to: Delivery, { low, high }: Clamp): boolean {
  const { panels } = sums;
  const kernels = nnKernels()[realOf(sizes.precision)];
  const size = bytesOf(sizes.precision);
  const rounded = (count + 3) & -4;
  const last = space.length - 1;
  const channels = sizes.outputs / sizes.groups;
  const columns = Math.min(TILE * across, last === 0 ? space[0] - TILE * first : space[last]);
  const steps = stepsOf(to, sizes.precision);
  let finite = true;
  for (let panel = 0; panel < panels; panel++) {
    if (kernels.winograd_line_output(products + (panel * rounded + tile) * PANEL, panels * rounded * PANEL, results, across) !== 0) finite = false;
    const width = Math.min(PANEL / size, channels - (panel * PANEL) / size);
    const shift = bias + (group * panels + panel) * PANEL;
    const out = to.pointer + (group * channels + (panel * PANEL) / size) * steps.channel + n * space[last] * steps.pixel;
    kernels.finish(results, shift, out, columns, width, steps.channel, steps.pixel, low, high);
  }
  return finite;
}

/** u[f, …, third, c, o] = Σ_k G[f, k] · w[o, c, …, 3·third + k], by groups, frequencies and panels; summed in double precision and rounded once. */
function packTransformed(sizes: ConvolutionSizes, weight: Weight, { thirds }: Line, { panels, products }: Sums, depth: number, allocate: Allocate): number {
  const { groups, kernel, precision } = sizes;
  const size = bytesOf(precision);
  const last = kernel.length - 1;
  const numbers = (depth * PANEL) / size;
  const pointer = allocate(groups * FREQUENCIES * panels * products * PANEL);
  const mark = openArena();
  try {
    const loaded = loadWeight(weight, sizes, take);
    const taps = take(3 * numbers * size);
    const view = viewOf(precision);
    for (let group = 0; group < groups; group++) {
      for (let panel = 0; panel < panels; panel++) {
        let to = pointer / size + (group * FREQUENCIES * panels + panel) * products * (PANEL / size);
        eachIndex(kernel.slice(0, last), (index) => {
          for (let third = 0; third < thirds; third++, to += numbers) {
            // taps and channels beyond those that there are
            view.fill(0, taps / size, taps / size + 3 * numbers);
            for (let k = 0; k < Math.min(3, kernel[last] - 3 * third); k++) packTap(loaded, sizes, group, panel, [...index, 3 * third + k], taps + k * numbers * size);
            const from = taps / size;
            G.forEach(([a, b, c], f) => {
              const u = to + f * panels * products * (PANEL / size);
              for (let n = 0; n < numbers; n++) view[u + n] = a * view[from + n] + b * view[from + numbers + n] + c * view[from + 2 * numbers + n];
            });
          }
        });
      }
    }
  } finally {
    closeArena(mark);
  }
  return pointer;
}
