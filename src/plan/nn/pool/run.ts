import { loadDense, storeDense } from "../../../array/dense.js";
import { realOf } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { sizeOf } from "../../../shape/strides.js";
import { extentOf } from "../../../shape/windows.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { type PoolKernels, poolKernels } from "../../../wasm/pool.js";
import type { Allocate } from "../../memory.js";
import { writeProducts, writeWindows } from "./axis.js";
import { deepened, planesOf } from "./planes.js";
import { type PoolRecipe, poolRecipe, type PoolRequest, type Slab } from "./recipe.js";
import { raise, unraise } from "./power.js";

/** Pools an array [N, C, …] into another. */
export function poolArrays(request: PoolRequest, x: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const sources = planesOf(x, request.layout);
  const targets = planesOf(target, request.layout);
  const apart = Math.max(sources.length, targets.length);
  const recipe = poolRecipe(request, x.shape[1], sources[0].shape[0] / (apart / sources.length));
  const mark = openArena();
  try {
    poolPlanes(preparePool(recipe, take), sources, targets);
  } finally {
    closeArena(mark);
  }
}

/** Pools lists of planes, of which samples that lie apart in one of the two are taken one by one in both. */
export function poolPlanes(pool: Pool, sources: readonly Source[], targets: readonly Target[]): void {
  const apart = Math.max(sources.length, targets.length);
  for (let i = 0; i < apart; i++) {
    const [from, to] = [sources.length === apart ? sources[i] : sampleOf(sources[0], i, apart), targets.length === apart ? targets[i] : sampleOf(targets[0], i, apart)];
    const single = pool.recipe.axes.length > from.shape.length - (pool.recipe.layout === "nhwc" ? 2 : 1);
    runPool(pool, single ? deepened(from) : from, single ? deepened(to) : to);
  }
}

/** The planes of one sample. */
function sampleOf<A extends Source | Target>(planes: A, n: number, samples: number): A {
  const each = planes.shape[0] / samples;
  return { ...planes, shape: [each, ...planes.shape.slice(1)], offset: planes.offset + n * each * planes.stride[0] };
}

/** One axis of a tile, from one place in wasm memory to the next. */
interface Pass {
  readonly input: number;
  readonly output: number;
  readonly windows: number;
  /** Numbers of a row: what lies on the axes after this one. */
  readonly inner: number;
  /** Rows on this axis, and of the result. */
  readonly N: number;
  readonly O: number;
  /** Bytes from one row of the result to the next. */
  readonly outputRow: number;
}

/** A recipe with its tables and tiles in wasm memory. */
export interface Pool {
  readonly recipe: PoolRecipe;
  readonly kernels: PoolKernels;
  readonly passes: readonly Pass[];
  readonly input: number;
  readonly output: number;
  /** Numbers that each result is divided by; 0 if there are none. */
  readonly divisors: number;
}

/** Lays tables and tiles out in wasm memory. */
export function preparePool(recipe: PoolRecipe, allocate: Allocate): Pool {
  const { axes, slabs, planes, inner, precision, lines, way } = recipe;
  const size = bytesOf(precision);
  const heights = { input: Math.max(...slabs.map(({ first, end }) => end - first)), output: Math.max(...slabs.map(({ from, to }) => to - from)) };
  const before = axes.map(({ N }, axis) => (axis === 0 ? heights.input : N));
  const after = axes.map(({ reaches }, axis) => (axis === 0 ? heights.output : reaches.length));
  const input = allocate(planes * sizeOf(before) * inner * size);
  const last = axes.length - 1;
  const passes: Pass[] = [];
  let place = input;
  axes.forEach((_, axis) => {
    const rest = sizeOf(before.slice(axis + 1)) * inner;
    const rows = planes * sizeOf(after.slice(0, axis + 1));
    if (lines && axis === last) {
      const output = allocate(rows * size);
      passes.push({ input: place, output, windows: 0, inner: 1, N: before[axis], O: after[axis], outputRow: 0 });
      return;
    }
    const bordered = lines && axis === last - 1;
    const pitch = bordered ? linePitch(recipe) : rest;
    const output = allocate(rows * pitch * size);
    if (bordered) viewOf(precision).fill(way === "max" ? -Infinity : 0, output / size, output / size + rows * pitch);
    const windows = allocate(after[axis] * 8);
    if (axis > 0) writeWindows(windows, axes[axis].reaches, rest * size);
    passes.push({ input: place, output, windows, inner: rest, N: before[axis], O: after[axis], outputRow: pitch * size });
    place = output;
  });
  const kernels = poolKernels()[realOf(precision)];
  const divisors = recipe.divisors ? allocate(planes * sizeOf(after) * inner * size) : 0;
  return { recipe, kernels, passes, input, output: passes[last].output, divisors };
}

/** Numbers of a row with its borders, and those beyond that the kernel of lines may read. */
function linePitch({ axes }: PoolRecipe): number {
  const { reaches, sliding } = axes[axes.length - 1];
  const { N, K, stride, dilation, pads } = sliding!;
  const reach = Math.max(pads[0] + N, (reaches.length - 1) * stride + extentOf(K, dilation));
  return Math.ceil((reach + 8) / 4) * 4;
}

/** Pools planes, tile by tile. */
function runPool(pool: Pool, x: Source, target: Target): void {
  const { input, output, recipe } = pool;
  const { precision } = recipe;
  const origin = new Array<number>(x.shape.length - 2).fill(0);
  eachTile(pool, x.shape[0], (unit, count, slab) => {
    const box = [count, slab.end - slab.first, ...x.shape.slice(2)];
    const result = [count, slab.to - slab.from, ...target.shape.slice(2)];
    if (slab.end > slab.first) loadDense(x, [unit, slab.first, ...origin], box, input, precision);
    poolTile(pool, count, slab, input, output);
    const numbers = sizeOf(result);
    if (recipe.divisors) pool.kernels.divide(output, pool.divisors, numbers);
    if (recipe.power !== undefined) unraise(output, numbers, recipe.power, precision);
    storeDense(output, precision, target, [unit, slab.from, ...origin], result);
  });
}

/** Finds the maxima of planes that stand one after another in wasm memory. */
export function maximaInPlace(pool: Pool, units: number, input: number, output: number): void {
  const { passes, recipe } = pool;
  const size = bytesOf(recipe.precision);
  const [from, to] = [passes[0].inner * size, sizeOf(recipe.axes.slice(1).map(({ reaches }) => reaches.length)) * recipe.inner * size];
  const [N, O] = [recipe.axes[0].N, recipe.axes[0].reaches.length];
  eachTile(pool, units, (unit, count, slab) => poolTile(pool, count, slab, input + (unit * N + slab.first) * from, output + (unit * O + slab.from) * to));
}

/** Calls `visit` with the first plane of each tile, their number, and the part of each. */
function eachTile(pool: Pool, units: number, visit: (unit: number, count: number, slab: Slab) => void): void {
  const { recipe, passes } = pool;
  const { planes, slabs, precision, axes } = recipe;
  for (const slab of slabs) {
    writeWindows(passes[0].windows, axes[0].reaches.slice(slab.from, slab.to), passes[0].inner * bytesOf(precision), slab.first);
    writeDivisors(pool, slab);
    for (let unit = 0; unit < units; unit += planes) visit(unit, Math.min(planes, units - unit), slab);
  }
}

/**
 * Pools a tile. NaN wins, but the fast maxima may lose it: where they do, those of numbers that are 1 in place of each NaN and 0 elsewhere tell which
 * results have one.
 */
function poolTile(pool: Pool, planes: number, slab: Slab, input: number, output: number): void {
  if (runPasses(pool, planes, slab, input, output) === "complete") return;
  const { precision, axes, inner } = pool.recipe;
  const size = bytesOf(precision);
  const samples = planes * (slab.end - slab.first) * pool.passes[0].inner;
  const results = planes * (slab.to - slab.from) * sizeOf(axes.slice(1).map(({ reaches }) => reaches.length)) * inner;
  const mark = openArena();
  try {
    const [marks, met] = [take(samples * size), take(results * size)];
    const numbersAt = (pointer: number, count: number) => viewOf(precision).subarray(pointer / size, pointer / size + count);
    const [x, ones, y, found] = [numbersAt(input, samples), numbersAt(marks, samples), numbersAt(output, results), numbersAt(met, results)];
    for (let n = 0; n < samples; n++) ones[n] = Number.isNaN(x[n]) ? 1 : 0;
    runPasses(pool, planes, slab, marks, met);
    for (let n = 0; n < results; n++) if (found[n] > 0) y[n] = NaN;
  } finally {
    closeArena(mark);
  }
}

/** Goes along one axis after the other. A NaN among what maxima are taken of may be lost. */
function runPasses({ recipe, kernels, passes }: Pool, planes: number, slab: Slab, input: number, output: number): "complete" | "perhaps without NaN" {
  const { way, lines, halves, axes, precision, power } = recipe;
  const size = bytesOf(precision);
  const heights = { input: slab.end - slab.first, output: slab.to - slab.from };
  const last = passes.length - 1;
  const numbers = planes * heights.input * passes[0].inner;
  if (power !== undefined) raise(input, numbers, power, precision);
  // with one axis before the last, whoever pools by halves sees every sample, and tells of a NaN
  const watched = halves && last === 1;
  let lost = way === "max" && !watched ? kernels.has_nan(input, numbers) : 0;
  let rows = planes;
  for (let axis = 0; axis <= last; axis++) {
    const pass = passes[axis];
    const from = axis === 0 ? input : pass.input;
    const to = axis === last ? output : pass.output;
    const O = axis === 0 ? heights.output : pass.O;
    const N = axis === 0 ? heights.input : pass.N;
    const row = pass.inner * size;
    if (halves && axis === last - 1) {
      const { K, pads } = axes[last].sliding!;
      const seen = kernels.max_halves(K, from, pass.windows, output, O, pass.inner, axes[axis].dilation * row, rows, N * row, passes[last].O, K - 2 - pads[0]);
      if (watched) lost = seen;
      break;
    }
    if (lines && axis === last) {
      const { stride, dilation, K } = axes[axis].sliding!;
      const kernel = way === "sum" ? kernels.sum_lines : kernels.max_lines;
      kernel(from, to, rows, passes[axis - 1].outputRow, O, stride * size, dilation * size, K);
    } else {
      const border = lines && axis === last - 1 ? axes[last].sliding!.pads[0] * size : 0;
      const kernel = way === "sum" ? kernels.sum_rows : kernels.max_rows;
      kernel(from, pass.windows, to + border, O, pass.inner, axes[axis].dilation * row, rows, N * row, pass.outputRow);
    }
    rows *= O;
  }
  return lost === 0 ? "complete" : "perhaps without NaN";
}

/** Writes what the results of a slab's tile are divided by. */
function writeDivisors({ recipe, divisors: pointer }: Pool, { from, to }: Slab): void {
  const { divisors, planes, precision, inner } = recipe;
  if (!divisors) return;
  const [first, ...others] = divisors;
  const plane = writeProducts(pointer, [first.slice(from, to), ...others], inner, precision);
  const at = pointer / bytesOf(precision);
  for (let unit = 1; unit < planes; unit++) viewOf(precision).copyWithin(at + unit * plane, at, at + plane);
}
