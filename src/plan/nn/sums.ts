import { type Precision, realOf } from "../../array/dtype.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import { activationKernels } from "../../wasm/activation.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import type { FunctionWord } from "./elementwise/functions.js";
import { PANEL, panelsOf } from "./panels.js";
import type { Order } from "./staging.js";

/** Products that are added before their sum is added to the ones before: rounding grows with a block, not with all of them. With 256, twice as many outputs were off by more than 1.5·ε·Σ|x·w|. */
export const BLOCK = 64;

/** Samples one after another, `step` bytes apart, that meet one row of the weights each. */
export interface Run {
  /** In bytes from a window's place. */
  readonly offset: number;
  readonly count: number;
}

/** Where numbers of a grid lie: bytes from one to the next along each axis. */
export interface Grid {
  readonly shape: readonly number[];
  readonly step: readonly number[];
}

/** Where results go: channels `pitch` bytes apart in "planes", pixels in "pixels". */
export interface Delivery {
  readonly pointer: number;
  readonly order: Order;
  readonly pitch: number;
  /** Bytes from one output to the next along each axis; left out where they stand one after another. */
  readonly step?: readonly number[];
}

/** Bytes from channel to channel and from pixel to pixel. */
export function stepsOf({ order, pitch }: Delivery, precision: Precision): { channel: number; pixel: number } {
  const size = bytesOf(precision);
  return order === "planes" ? { channel: pitch, pixel: size } : { channel: size, pixel: pitch };
}

/** What the sums of one block of channels read and write. */
export interface SumsSizes {
  readonly precision: Precision;
  /** Outputs of each place. */
  readonly outputs: number;
  readonly runs: readonly Run[];
  /** Bytes from sample to sample of a run. */
  readonly step: number;
}

/** y[place, o] = Σ_k x[place + offset[k]] · w[k, o] over a grid of places, ready to run. */
export interface Sums {
  readonly sizes: SumsSizes;
  readonly products: number;
  readonly panels: number;
  readonly runs: number;
  readonly blocks: readonly Block[];
  /** Places that are summed at a time. */
  readonly chunk: number;
  readonly places: number;
  readonly results: number;
}

/** A part of the runs, summed at once. */
interface Block {
  readonly run: number;
  readonly runs: number;
  readonly product: number;
}

/** What becomes of results: the lower and upper limit that they are delivered within, and a function that is applied to them after. */
export interface Clamp {
  readonly low: number;
  readonly high: number;
  readonly after?: { readonly word: FunctionWord; readonly parameter: number };
}

/** Applies what comes after the limits to numbers that stand one after another, from the beginning of a block of memory on: a block's end is that of a vector. */
export function applyAfter({ after }: Clamp, pointer: number, count: number, precision: Precision): void {
  if (after) activationKernels()[realOf(precision)][after.word](pointer, pointer, count, after.parameter);
}

export const NO_CLAMP: Clamp = { low: -Infinity, high: Infinity };

/** Writes the table of runs, split where a block of products ends. */
export function prepareSums(sizes: SumsSizes, allocate: Allocate): Sums {
  const split: Run[] = [];
  const blocks: Block[] = [];
  let product = 0;
  for (const { offset, count } of sizes.runs) {
    for (let done = 0; done < count; ) {
      if (product % BLOCK === 0) blocks.push({ run: split.length, runs: 0, product });
      const part = Math.min(count - done, BLOCK - (product % BLOCK));
      split.push({ offset: offset + done * sizes.step, count: part });
      const last = blocks[blocks.length - 1];
      blocks[blocks.length - 1] = { ...last, runs: last.runs + 1 };
      done += part;
      product += part;
    }
  }
  // of no products the sum is 0
  if (product === 0) blocks.push({ run: 0, runs: 0, product: 0 });
  const panels = panelsOf(sizes.outputs, sizes.precision);
  // as many places as keep their results in the innermost cache, and a multiple of the kernel's four
  const chunk = Math.min(256, Math.max(16, (16384 / (panels * PANEL)) & -4));
  const runs = allocate(8 * split.length);
  const places = allocate(4 * chunk);
  const results = allocate(panels * chunk * PANEL);
  split.forEach(({ offset, count }, r) => {
    i32[runs / 4 + 2 * r] = offset;
    i32[runs / 4 + 2 * r + 1] = count;
  });
  return { sizes, products: product, panels, runs, blocks, chunk, places, results };
}

/** Bytes of the packed weights of one block of channels. */
export function weightBytes({ products, panels }: Sums): number {
  return products * panels * PANEL;
}

/** Sums at every place of a grid, which begins at x; weights and bias are packed by panels. */
export function runSums(sums: Sums, x: number, grid: Grid, weights: number, bias: number, to: Delivery, clamp: Clamp): void {
  const { chunk, places, results } = sums;
  const total = sizeOf(grid.shape);
  for (let first = 0; first < total; first += chunk) {
    const count = Math.min(chunk, total - first);
    const rounded = (count + 3) & -4;
    writePlaces(grid, first, count, rounded, places / 4);
    multiply(sums, x, weights, results, rounded);
    deliver(sums, grid, first, count, rounded, bias, to, clamp);
  }
}

/** y[place, o] of `count` places, a multiple of 4, by panels; at each of several frequencies, whose samples are `pitch` bytes apart, weights and results one after the other. */
export function multiply({ sizes, panels, blocks, places, runs, products }: Sums, x: number, weights: number, y: number, count: number, frequencies = 1, pitch = 0): void {
  const { gather } = nnKernels()[realOf(sizes.precision)];
  for (let f = 0; f < frequencies; f++) {
    for (const { run, runs: parts, product } of blocks) {
      for (let panel = f * panels; panel < (f + 1) * panels; panel++) {
        gather(x + f * pitch, places, runs + 8 * run, parts, sizes.step, weights + (panel * products + product) * PANEL, y + panel * count * PANEL, count, product === 0 ? 0 : 1);
      }
    }
  }
}

function deliver({ sizes, panels, results }: Sums, grid: Grid, first: number, count: number, rounded: number, bias: number, to: Delivery, { low, high }: Clamp): void {
  const width = PANEL / bytesOf(sizes.precision);
  const { channel, pixel } = stepsOf(to, sizes.precision);
  const kernels = nnKernels()[realOf(sizes.precision)];
  for (let panel = 0; panel < panels; panel++) {
    const y = results + panel * rounded * PANEL;
    const shift = bias + panel * PANEL;
    const channels = Math.min(width, sizes.outputs - panel * width);
    const finish = (done: number, part: number, place: number, step: number): void =>
      kernels.finish(y + done * PANEL, shift, to.pointer + panel * width * channel + place, part, channels, channel, step, low, high);
    if (!to.step) {
      finish(0, count, first * pixel, pixel);
      continue;
    }
    const row = grid.shape[grid.shape.length - 1];
    for (let done = 0; done < count; ) {
      const part = Math.min(count - done, row - ((first + done) % row));
      finish(done, part, placeOf(grid.shape, to.step, first + done), to.step[to.step.length - 1]);
      done += part;
    }
  }
}

/** Bytes from a grid's beginning to its nth number. */
function placeOf(shape: readonly number[], step: readonly number[], n: number): number {
  let at = 0;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const rest = Math.floor(n / shape[axis]);
    at += (n - rest * shape[axis]) * step[axis];
    n = rest;
  }
  return at;
}

/** Writes the places of a grid's numbers, and the last one again until there are `rounded`. */
export function writePlaces({ shape, step }: Grid, first: number, count: number, rounded: number, to: number): void {
  const last = shape.length - 1;
  let done = 0;
  while (done < count) {
    const along = (first + done) % shape[last];
    const part = Math.min(count - done, shape[last] - along);
    let at = placeOf(shape, step, first + done);
    for (let n = 0; n < part; n++, at += step[last]) i32[to + done + n] = at;
    done += part;
  }
  i32.fill(i32[to + count - 1], to + count, to + rounded);
}
