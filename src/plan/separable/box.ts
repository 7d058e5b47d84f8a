import { largestOf, sizeOfSample } from "../../array/samples.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32, u8 } from "../../wasm/memory.js";
import { separableKernels } from "../../wasm/separable.js";
import { narrow } from "../filter/narrow.js";
import { type PictureRequest, rowLength } from "../filter/request.js";
import type { PictureRows, ResultRows } from "../filter/rows.js";
import { prepareStrips, runStrips, type StripPass } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import { blockPass } from "./blocks.js";

/** Sums or means over the window of a picture's filter, of samples or of their squares. */
export interface BoxRequest extends PictureRequest {
  readonly of: "samples" | "squares";
  /** "mean" divides by how many pixels the window has. */
  readonly result: "sum" | "mean";
}

/** How sums over boxes are computed, as a decision. */
export interface BoxRecipe {
  readonly algorithm: "box";
  /** "running": integers in i32 that enter and leave; "blocks": sums in f64 within blocks of the window's length, which are never subtracted. */
  readonly sums: "running" | "blocks";
  readonly rows: number;
}

/** Rows of a strip at least. */
const LEAST = 32;

export function boxRecipe({ source, of, window, height }: BoxRequest): BoxRecipe {
  const short = source === "u8" || source === "u16" || source === "i16";
  const fits = short && of === "samples" && window.height * window.width * largestOf(source) < 2 ** 31;
  // what strips share is moved from one to the next: strips as high as the window move each row about once
  return { algorithm: "box", sums: fits ? "running" : "blocks", rows: Math.min(height, Math.max(LEAST, window.height)) };
}

/** Filters one picture. */
export function filterBox(request: BoxRequest, source: PictureRows, target: ResultRows): void {
  const recipe = boxRecipe(request);
  const mark = openArena();
  try {
    const strips = prepareStrips(request, recipe.rows, take);
    const { pitch } = strips.padding;
    const pass = recipe.sums === "running" ? runningPass(request, pitch, take) : blockPass(request, pitch, take);
    runStrips(strips, pass, source, target);
  } finally {
    closeArena(mark);
  }
}

/** How many numbers a mean is of. */
export function countOf({ window, result }: BoxRequest): number {
  return result === "mean" ? window.height * window.width : 1;
}

function runningPass(request: BoxRequest, pitch: number, allocate: Allocate): StripPass {
  const { window, channels, source, depth } = request;
  const table = separableKernels();
  const { turn } = table[source as "u8" | "u16" | "i16"];
  const length = rowLength(request);
  const padded = length + (window.width - 1) * channels;
  const columns = allocate(padded * 4);
  const nothing = allocate(padded * sizeOfSample(source));
  const prefixes = allocate((padded + channels) * 4);
  const line = allocate(length * 8);
  const count = countOf(request);
  const means = depth === source && request.result === "mean" ? table[source === "u8" ? "u8" : "u16"].means : null;
  const step = length * sizeOfSample(depth);
  return (x, y, rows, first) => {
    if (first === 0) {
      // −Σ of all rows but the last that the first window has: each turns the sign, and a row of zeros turns it back
      i32.fill(0, columns >>> 2, (columns >>> 2) + padded);
      u8.fill(0, nothing, nothing + padded * sizeOfSample(source));
      for (let row = 0; row < window.height - 1; row++) {
        turn(x + row * pitch, columns, padded);
        turn(nothing, columns, padded);
      }
    }
    for (let row = 0; row < rows; row++) {
      turn(x + (row + window.height - 1) * pitch, columns, padded);
      table.i32.prefix(columns, prefixes, padded, channels);
      if (means) means(prefixes, y + row * step, length, window.width * channels, count);
      else {
        table.f64.means(prefixes, line, length, window.width * channels, count);
        narrow(depth, line, y + row * step, length, -1, 0);
      }
      turn(x + row * pitch, columns, padded);
    }
  };
}
