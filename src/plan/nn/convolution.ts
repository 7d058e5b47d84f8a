import { loadDense, storeDense } from "../../array/dense.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { type Direct, prepareDirect, runDirect } from "./direct.js";
import { type ConvolutionRecipe, convolutionRecipe } from "./recipe.js";
import { type ConvolutionSizes, outputSpace, reachOfWindows } from "./sizes.js";
import { type Order, type Rows, rowsNeeded, stage, type StagingSizes } from "./staging.js";
import type { Clamp, Delivery } from "./sums.js";

/** A convolution in numbers: input [N, C, …], weight [O, C / groups, …] and bias [O], and what becomes of the results. */
export interface Convolution {
  readonly sizes: ConvolutionSizes;
  readonly weight: Source;
  readonly bias: Source | null;
  readonly clamp: Clamp;
}

/** One made ready: tables and packed weights in wasm memory. */
export type Prepared = Direct;

export function prepareConvolution({ rows }: ConvolutionRecipe, { sizes, weight, bias }: Convolution, allocate: (bytes: number) => number): Prepared {
  return prepareDirect(sizes, weight, bias, rows, allocate);
}

/** Convolves rows of an image into `count` rows of outputs, from the one `first` on; `to` is where output row `first` goes. */
export function convolveRows(prepared: Prepared, rows: Rows, first: number, count: number, to: Delivery, clamp: Clamp): void {
  const { sizes } = prepared;
  stage(prepared.staging, rows, first * sizes.stride[0], reachOfWindows(sizes, 0, count));
  runDirect(prepared, count, to, clamp);
}

/** Convolves an input into a result, image by image and band by band, with working memory that does not grow with either. */
export function convolveOnce(request: Convolution, x: Source, target: Target): void {
  const { sizes, clamp } = request;
  const space = outputSpace(sizes);
  if (sizeOf(target.shape) === 0) return;
  const recipe = convolutionRecipe(sizes, "once");
  const mark = openArena();
  try {
    const prepared = prepareConvolution(recipe, request, take);
    const size = bytesOf(sizes.precision);
    const { staging } = prepared;
    const band = Math.max(...bandsOf(space[0], recipe.rows).map(({ first, count }) => needed(staging.sizes, sizes, first, count).count));
    const raw = take(Math.max(1, sizes.channels * band * sizeOf(sizes.input.slice(1))) * size);
    const results = take(sizes.outputs * recipe.rows * sizeOf(space.slice(1)) * size);
    const [from, to] = [orderOf(x), orderOf(target)];
    for (let image = 0; image < sizes.batch; image++) {
      for (const { first, count } of bandsOf(space[0], recipe.rows)) {
        const need = needed(staging.sizes, sizes, first, count);
        loadRows(x, image, from, need, raw, sizes);
        const delivery = denseDelivery(results, to, sizes, [count, ...space.slice(1)]);
        convolveRows(prepared, { pointer: raw, order: from, first: need.first, count: need.count }, first, count, delivery, clamp);
        storeRows(results, target, image, to, first, [count, ...space.slice(1)], sizes);
      }
    }
  } finally {
    closeArena(mark);
  }
}

/** Results that stand one after another in wasm memory. */
export function denseDelivery(pointer: number, order: Order, { outputs, precision }: ConvolutionSizes, space: readonly number[]): Delivery {
  return { pointer, order, pitch: bytesOf(precision) * (order === "planes" ? sizeOf(space) : outputs) };
}

/** How an array with the axes N, C, … lies in memory: its channels together if they are neighbours. */
export function orderOf({ shape, stride }: { readonly shape: readonly number[]; readonly stride: readonly number[] }): Order {
  return stride[1] === 1 && shape[1] > 1 ? "pixels" : "planes";
}

function* bands(total: number, rows: number): Generator<{ first: number; count: number }> {
  for (let first = 0; first < total; first += rows) yield { first, count: Math.min(rows, total - first) };
}

function bandsOf(total: number, rows: number): { first: number; count: number }[] {
  return [...bands(total, rows)];
}

function needed(staging: StagingSizes, sizes: ConvolutionSizes, first: number, count: number): { first: number; count: number } {
  return rowsNeeded(staging, first * sizes.stride[0], reachOfWindows(sizes, 0, count));
}

function loadRows(x: Source, image: number, order: Order, { first, count }: { first: number; count: number }, pointer: number, { channels, input, precision }: ConvolutionSizes): void {
  const start = [image, 0, first, ...input.slice(1).fill(0)];
  const shape = [1, channels, count, ...input.slice(1)];
  if (sizeOf(shape) > 0) loadDense(ordered(x, order), reordered(start, order), reordered(shape, order), pointer, precision);
}

function storeRows(pointer: number, target: Target, image: number, order: Order, first: number, space: readonly number[], { outputs, precision }: ConvolutionSizes): void {
  const start = [image, 0, first, ...space.slice(1).fill(0)];
  storeDense(pointer, precision, ordered(target, order), reordered(start, order), reordered([1, outputs, ...space], order));
}

/** An array with the axes N, C, … seen in the order of its memory. */
function ordered<A extends Source | Target>(array: A, order: Order): A {
  return { ...array, shape: reordered(array.shape, order), stride: reordered(array.stride, order) };
}

function reordered([batch, channels, ...space]: readonly number[], order: Order): number[] {
  return order === "planes" ? [batch, channels, ...space] : [batch, ...space, channels];
}
