import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { directMethod } from "./direct.js";
import type { Method } from "./method.js";
import { packBias, PANEL, panelsOf } from "./panels.js";
import { convolutionParts } from "./parts.js";
import { type ConvolutionSizes, outputSpace, type Weight } from "./sizes.js";
import { prepareStaging, type Rows, stage, type Staging } from "./staging.js";
import { type Clamp, type Delivery, multiply, prepareSums, stepsOf, type Sums, weightBytes, writePlaces } from "./sums.js";
import { loadWeight, packTap } from "./weights.js";

/** Of a tile of F(4×4, 3×3). */
export const FREQUENCIES = 36;
/** Bytes of the transforms of a block of tiles and of their products: both stay in the second cache. */
const BLOCK = 640 << 10;
/** Bytes of a line of the cache. */
export const LINE = 64;

interface Winograd {
  readonly sizes: ConvolutionSizes;
  readonly space: readonly number[];
  readonly staging: Staging;
  readonly sums: Sums;
  /** Tiles of a row of one residue by the dilation, and rows of tiles that are transformed at a time. */
  readonly across: number;
  readonly down: number;
  readonly weights: number;
  readonly bias: number;
  readonly transforms: number;
  readonly products: number;
  readonly results: number;
  readonly scratch: number;
  /** The sums that stand in where an output is not finite: those, and no other, may see a NaN. */
  readonly direct: (allocate: Allocate) => Method;
}

/**
 * Whether the tiles fit: kernels of 3×3 that slide by one, and enough channels on both sides to fill vectors, and to even out rounding, which was
 * 23·ε·Σ|x·w| with ten. Windows that lie mostly in a wider border sum to little, beside which the rounding of a tile is much.
 */
export function fitsWinograd(sizes: ConvolutionSizes): boolean {
  const { kernel, stride, dilation, channels, outputs, groups, input, pads } = sizes;
  const plain = kernel.every((K) => K === 3) && stride.every((step) => step === 1) && pads.every((pair, axis) => Math.max(...pair) <= dilation[axis]);
  return input.length === 2 && plain && channels / groups >= 16 && outputs / groups >= 8 && tilesOf(sizes) * FREQUENCIES < sizeOf(outputSpace(sizes)) * 9;
}

/** Tiles along an axis of each residue by the dilation. */
function tilesAlong(outputs: number, dilation: number): number {
  return Math.ceil(outputs / (4 * dilation));
}

/** Tiles of a channel. */
function tilesOf(sizes: ConvolutionSizes): number {
  return outputSpace(sizes).reduce((tiles, outputs, axis) => tiles * tilesAlong(outputs, sizes.dilation[axis]) * sizes.dilation[axis], 1);
}

/**
 * Makes a convolution ready as Winograd's algorithm; a turn is a row of tiles, four rows of outputs.
 *
 * A dilated one is a plain one on every d-th sample, for each residue by d: neighbouring columns are to the input's transform so many times the channels, and
 * the rows of a tile stand d apart. A turn then is the rows of tiles of all residues.
 */
export function winogradMethod(sizes: ConvolutionSizes, weight: Weight, bias: Source | null, band: number, allocate: Allocate): Method {
  const { channels, outputs, groups, input, dilation: [apart, beside], border, precision, pads } = sizes;
  const size = bytesOf(precision);
  const output = outputSpace(sizes);
  const turn = 4 * apart;
  const turns = tilesAlong(output[0], apart);
  const across = tilesAlong(output[1], beside);
  const line = across * beside;
  const lanes = 16 / size;
  const depth = Math.ceil(channels / groups / lanes) * lanes;
  const width = Math.max((4 * across + 2) * beside, border === "constant" ? 0 : input[1] + pads[1][0]);
  const staging = prepareStaging({ channels, input, border, precision, blocks: groups, depth, start: [-pads[0][0], -pads[1][0]], extent: [(4 * band + 2) * apart, width] }, allocate);
  const panels = panelsOf(outputs / groups, precision);
  const row = FREQUENCIES * line * (depth * size + panels * PANEL);
  const down = Math.max(1, Math.min(band * apart, Math.floor(BLOCK / row)));
  const tiles = (line * down + 3) & -4;
  const sums = prepareSums({ precision, outputs: outputs / groups, runs: [{ offset: 0, count: depth }], step: size }, allocate);
  const places = allocate(4 * tiles);
  // products of the tiles of a residue are to stand together, whose transforms are neighbours' columns
  writePlaces({ shape: [down, beside, across], step: [line, 1, beside].map((step) => step * depth * size) }, 0, line * down, tiles, places / 4);
  const windows = { channels, outputs, groups, input, output, parts: convolutionParts(sizes), border, precision };
  const winograd: Winograd = {
    sizes, space: output, staging, sums: { ...sums, places }, across, down,
    weights: packTransformed(sizes, weight, depth, allocate),
    bias: packBias(bias, outputs, groups, precision, allocate),
    transforms: allocate(FREQUENCIES * tiles * depth * size),
    products: allocate(FREQUENCIES * panels * tiles * PANEL),
    results: allocate(16 * across * PANEL),
    scratch: allocate(FREQUENCIES * 16),
    direct: (take) => directMethod(windows, weight, bias, turn, take),
  };
  return {
    channels, outputs, input, output, precision, staging, turns, turn, band,
    needs: (first, count) => ({ first: turn * first, count: (4 * count + 2) * apart }),
    run: (rows, first, count, to, clamp) => run(winograd, rows, first, count, to, clamp),
  };
}

function run(winograd: Winograd, rows: Rows, first: number, count: number, to: Delivery, clamp: Clamp): void {
  const { sizes, staging, sums, across, down, weights, transforms, products } = winograd;
  const [apart, beside] = sizes.dilation;
  const line = across * beside;
  const pixel = staging.sizes.depth * bytesOf(sizes.precision);
  stage(staging, rows, 4 * apart * first, (4 * count + 2) * apart);
  const wrong = new Set<number>();
  for (let row = 0; row < count * apart; row += down) {
    const part = Math.min(down, count * apart - row);
    for (let group = 0; group < sizes.groups; group++) {
      transform(winograd, group, row, part);
      // m[f, tile, o] = Σ_c v[f, tile, c] · u[f, c, o]
      const tiles = line * part;
      multiply(sums, transforms, weights + group * FREQUENCIES * weightBytes(sums), products, (tiles + 3) & -4, FREQUENCIES, tiles * pixel);
      for (let tile = 0; tile < part; tile++) {
        if (!deliver(winograd, group, first, row + tile, tile, part, to, clamp)) wrong.add(Math.floor((row + tile) / apart));
      }
    }
  }
  if (wrong.size > 0) sumAgain(winograd, rows, first, wrong, to, clamp);
}

/** The first of the rows that a row of tiles is made of, which stand as far apart as taps do. */
function topOf(row: number, { dilation: [apart] }: ConvolutionSizes): number {
  return 4 * (row - (row % apart)) + (row % apart);
}

/** v[f, tile, c] of some rows of tiles. */
function transform({ sizes, staging, across, transforms, scratch }: Winograd, group: number, row: number, count: number): void {
  const { depth, extent } = staging.sizes;
  const kernels = nnKernels()[realOf(sizes.precision)];
  const [apart, beside] = sizes.dilation;
  const pixel = depth * bytesOf(sizes.precision);
  const pitch = extent[1] * pixel;
  const line = across * beside * pixel;
  for (let tile = 0; tile < count; tile++) {
    const x = staging.pointer + group * staging.blockPitch + topOf(row + tile, sizes) * pitch;
    kernels.winograd_input(x, apart * pitch, transforms + tile * line, count * line, scratch, across, beside * depth);
  }
}

/** Transforms a row of tiles back and delivers it; false if a number is not finite. */
function deliver(winograd: Winograd, group: number, first: number, row: number, tile: number, count: number, to: Delivery, { low, high }: Clamp): boolean {
  const { sizes, space, sums, across, products, results, scratch, bias } = winograd;
  const { panels } = sums;
  const kernels = nnKernels()[realOf(sizes.precision)];
  const size = bytesOf(sizes.precision);
  const [apart, beside] = sizes.dilation;
  const rounded = (across * beside * count + 3) & -4;
  const line = 4 * across * PANEL;
  const channels = sizes.outputs / sizes.groups;
  const top = topOf(row, sizes);
  const height = Math.min(4, Math.ceil((space[0] - 4 * apart * first - top) / apart));
  const steps = stepsOf(to, sizes.precision);
  let finite = true;
  for (let panel = 0; panel < panels; panel++) {
    const width = Math.min(PANEL / size, channels - (panel * PANEL) / size);
    const shift = bias + (group * panels + panel) * PANEL;
    const out = to.pointer + (group * channels + (panel * PANEL) / size) * steps.channel;
    for (let residue = 0; residue < Math.min(beside, space[1]); residue++) {
      const from = products + (panel * rounded + (tile * beside + residue) * across) * PANEL;
      const bad = kernels.winograd_output(from, panels * rounded * PANEL, results, line, scratch, across);
      if (bad !== 0) finite = false;
      const columns = Math.ceil((space[1] - residue) / beside);
      for (let i = 0; i < height; i++) {
        const place = (top + i * apart) * space[1] + residue;
        kernels.finish(results + i * line, shift, out + place * steps.pixel, columns, width, steps.channel, beside * steps.pixel, low, high);
      }
    }
  }
  return finite;
}

/** Computes turns again by the sum: a NaN, an infinity or an overflow there spread further than it gives. */
function sumAgain({ sizes, space, direct }: Winograd, rows: Rows, first: number, wrong: ReadonlySet<number>, to: Delivery, clamp: Clamp): void {
  const mark = openArena();
  try {
    const method = direct(take);
    const turn = 4 * sizes.dilation[0];
    const line = space[1] * stepsOf(to, sizes.precision).pixel;
    for (const row of wrong) {
      const start = turn * (first + row);
      method.run(rows, start, Math.min(turn, space[0] - start), { ...to, pointer: to.pointer + turn * row * line }, clamp);
    }
  } finally {
    closeArena(mark);
  }
}

/** u[f, c, o] = (G w Gᵀ)[f], by groups, frequencies and panels; rounded once. */
function packTransformed(sizes: ConvolutionSizes, weight: Weight, depth: number, allocate: Allocate): number {
  const { outputs, groups, precision } = sizes;
  const size = bytesOf(precision);
  const panels = panelsOf(outputs / groups, precision);
  const pointer = allocate(groups * FREQUENCIES * panels * depth * PANEL);
  const kernels = nnKernels()[realOf(precision)];
  const mark = openArena();
  try {
    const loaded = loadWeight(weight, sizes, take);
    // Frequencies of a panel first stand a line more than a panel apart: their places in the end are as far apart as a power of two as a rule,
    // where the first cache holds fewer lines than there are frequencies, and a panel took ten times as long.
    const apart = depth * PANEL + LINE;
    const [taps, transformed, scratch] = [take(9 * depth * PANEL), take(FREQUENCIES * apart), take(18 * 16)];
    // channels beyond those that there are
    viewOf(precision).fill(0, taps / size, (taps + 9 * depth * PANEL) / size);
    for (let group = 0; group < groups; group++) {
      for (let panel = 0; panel < panels; panel++) {
        for (let tap = 0; tap < 9; tap++) packTap(loaded, sizes, group, panel, [Math.floor(tap / 3), tap % 3], taps + tap * depth * PANEL);
        const to = pointer + (group * FREQUENCIES * panels + panel) * depth * PANEL;
        kernels.winograd_weights(taps, depth * PANEL, transformed, apart, scratch, (depth * PANEL) / size);
        kernels.copy(transformed, apart, to, panels * depth * PANEL, FREQUENCIES, depth * PANEL);
      }
    }
  } finally {
    closeArena(mark);
  }
  return pointer;
}
