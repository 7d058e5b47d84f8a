import { type Precision, realOf } from "../../array/dtype.js";
import { type Source, partOf } from "../../array/source.js";
import { type Target, partOfTarget } from "../../array/target.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { dot, eachIndex } from "../../shape/strides.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import { i32 } from "../../wasm/memory.js";
import type { Taps } from "../direct/taps.js";
import type { Allocate } from "../memory.js";
import { type Extension, numberOutside, type Row } from "./extension.js";
import type { PolyphaseRecipe } from "./recipe.js";

/** Outputs of one kernel call: short enough that V8 changes to its fast tier within a long sum. */
const RUN = 4088;

/** Tables start on multiples of so many bytes. */
const LINE = 16;

/** One real sum of a phase over the planes of a block. */
interface Pass {
  readonly part: "re" | "im";
  /** Bytes from the block's start to the plane that the table counts from. */
  readonly plane: number;
  readonly offsets: number;
  readonly weights: number;
  readonly count: number;
}

/** What lies beyond the ends of every line. */
export interface Ends {
  readonly extension: Extension;
  readonly value: number;
  /** The level of each line, which is taken off before the sum and added to it; of complex signals those of both parts. */
  readonly levels?: readonly Float64Array[];
}

/**
 * Changes the rate of every line of x along its last axis. All memory comes from `allocate`, and may be given back afterwards.
 * @param taps - The kernel, tap 0 first.
 */
export function runPolyphase(recipe: PolyphaseRecipe, taps: Taps, x: Source, target: Target, ends: Ends, allocate: Allocate): void {
  const { precision, phases, planes, outputStep, run, pitch, lines } = recipe;
  const size = bytesOf(precision);
  const plane = planes.length * lines * pitch * size;
  const sources = x.complex ? [partOf(x, "re"), partOf(x, "im")] : [x];
  const targets = target.complex ? { re: partOfTarget(target, "re"), im: partOfTarget(target, "im") } : { re: target, im: target };
  const borders = [ends, { ...ends, value: 0 }];
  const levelOf = (part: number, line: number): number => ends.levels?.[part][line] ?? 0;
  const input = allocate(sources.length * plane);
  const output = allocate(lines * pitch * size);
  const kernels = directKernels()[realOf(precision)];
  const offsets = offsetsOf(recipe);
  const side = x.complex ? "complex" : "real";
  // there may be a hundred thousand phases: their tables share one block
  const tables = taps.im ? (x.complex ? 4 : 2) : 1;
  let top = allocate(phases.reduce((bytes, { count }) => bytes + tables * (count * (4 + size) + 2 * LINE), 0));
  const within = (bytes: number): number => {
    const at = top;
    top += Math.ceil(bytes / LINE) * LINE;
    return at;
  };
  const passes = phases.map((_, s) => passesOf(recipe, s, offsets[s], taps, side, plane, within));
  const outputs = target.shape[target.shape.length - 1];
  eachBlock(x.shape, lines, (block, firstLine) => {
    for (let from = 0; from * outputStep < outputs; from += run) {
      sources.forEach((source, i) =>
        block.forEach((index, line) =>
          loadLine(recipe, source, index, from, input + i * plane + line * pitch * size, borders[i], levelOf(i, firstLine + line)),
        ),
      );
      phases.forEach((_, s) => {
        const count = Math.min(run, Math.ceil((outputs - s) / outputStep) - from);
        if (count <= 0) return;
        for (const pass of passes[s]) {
          sum(kernels, pass, input, output, (block.length - 1) * pitch + count, size);
          const { data, offset, stride } = targets[pass.part];
          const step = stride[stride.length - 1];
          block.forEach((index, line) => {
            const at = offset + dot(index, stride) + (from * outputStep + s) * step;
            raise(output + line * pitch * size, count, precision, levelOf(pass.part === "re" ? 0 : 1, firstLine + line));
            store(output + line * pitch * size, precision, count, data, at, outputStep * step);
          });
        }
      });
    }
  });
}

/** Adds a level to numbers in wasm memory. */
function raise(pointer: number, count: number, precision: Precision, level: number): void {
  if (level === 0) return;
  const view = viewOf(precision);
  const end = pointer / bytesOf(precision) + count;
  for (let n = end - count; n < end; n++) view[n] += level;
}

/** Lays a line's samples out by planes, from the first that output `from` of a phase may read; what lies beyond its ends is filled in. */
function loadLine(recipe: PolyphaseRecipe, source: Source, index: readonly number[], from: number, pointer: number, { extension, value }: Ends, level: number): void {
  const { precision, inputStep, planes, lead, pitch, lines } = recipe;
  const last = source.shape.length - 1;
  const row: Row = { data: source.data, at: source.offset + dot(index, source.stride), step: source.stride[last], N: source.shape[last] };
  const { data, at, step, N } = row;
  const kind = N === 0 ? "constant" : extension;
  planes.forEach((d, place) => {
    const start = (from + lead) * inputStep + d;
    const to = pointer + place * lines * pitch * bytesOf(precision);
    const before = Math.min(pitch, Math.max(0, Math.ceil(-start / inputStep)));
    const end = Math.min(pitch, Math.max(before, Math.ceil((N - start) / inputStep)));
    load(data, at + (start + before * inputStep) * step, step * inputStep, end - before, to + before * bytesOf(precision), precision);
    raise(to + before * bytesOf(precision), end - before, precision, -level);
    const view = viewOf(precision);
    const base = to / bytesOf(precision);
    for (let t = 0; t < pitch; t++) {
      if (t === before) t = end;
      if (t < pitch) view[base + t] = numberOutside(row, start + t * inputStep, kind, value);
    }
  });
}

function sum(kernels: DirectKernels, pass: Pass, input: number, output: number, count: number, size: number): void {
  for (let n = 0; n < count; n += RUN) {
    kernels.correlate(input + pass.plane + n * size, pass.offsets, pass.weights, output + n * size, Math.min(RUN, count - n), pass.count);
  }
}

/** Where the sample that a tap meets lies, in bytes from the first output's place in the block; for each phase. */
function offsetsOf({ precision, phases, inputStep, planes, lead, pitch, lines }: PolyphaseRecipe): Int32Array[] {
  const placeOf = new Map(planes.map((d, place) => [d, place]));
  return phases.map(({ input, count }) =>
    Int32Array.from({ length: count }, (_, i) => {
      const sample = input - i - lead * inputStep;
      const step = Math.floor(sample / inputStep);
      return (placeOf.get(sample - step * inputStep)! * lines * pitch + step) * bytesOf(precision);
    }),
  );
}

/** The real sums of a phase: of a complex one those of (hr + i·hi)(xr + i·xi), part by part. */
function passesOf(
  { precision, up, phases }: PolyphaseRecipe,
  phase: number,
  offsets: Int32Array,
  { re, im }: Taps,
  input: "real" | "complex",
  plane: number,
  allocate: Allocate,
): Pass[] {
  const { tap, count } = phases[phase];
  const size = bytesOf(precision);
  const table = (weights: readonly (readonly [Float64Array, 1 | -1])[], part: Pass["part"]): Pass => {
    const total = weights.length * count;
    const pass = { part, plane: 0, count: total, offsets: allocate(total * 4), weights: allocate(total * size) };
    weights.forEach(([values, sign], half) => {
      for (let i = 0; i < count; i++) {
        i32[(pass.offsets >>> 2) + half * count + i] = half * plane + offsets[i];
        viewOf(precision)[pass.weights / size + half * count + i] = sign * values[tap + i * up];
      }
    });
    return pass;
  };
  if (input === "real") return im ? [table([[re, 1]], "re"), table([[im, 1]], "im")] : [table([[re, 1]], "re")];
  if (!im) {
    const both = table([[re, 1]], "re");
    return [both, { ...both, part: "im", plane }];
  }
  return [table([[re, 1], [im, -1]], "re"), table([[im, 1], [re, 1]], "im")];
}

/** Calls `visit` with the indices of each block of lines on all axes but the last. */
function eachBlock(shape: readonly number[], lines: number, visit: (block: readonly (readonly number[])[], first: number) => void): void {
  let block: number[][] = [];
  let first = 0;
  eachIndex(shape.slice(0, -1), (index) => {
    block.push([...index]);
    if (block.length < lines) return;
    visit(block, first);
    first += block.length;
    block = [];
  });
  if (block.length > 0) visit(block, first);
}
