import { take, within } from "../../wasm/arena.js";
import { u8 } from "../../wasm/memory.js";
import type { FloatArray } from "../../types.js";
import { lanesOf, pairBytes } from "./passes.js";
import type { Holdings } from "./tables.js";

/** How many numbers there are in a table of `count` factors as the kernel `product` reads them. */
function lengthOf(holdings: Holdings, count: number): number {
  const lanes = lanesOf(holdings.real);
  return Math.ceil((2 * count) / lanes) * 2 * lanes;
}

/** Writes `count` complex factors as the kernel reads them: for each vector real parts twice each, then −im, im. */
function writeFactors(holdings: Holdings, count: number, view: FloatArray, at: number, factor: (i: number, out: FloatArray) => void): void {
  const lanes = lanesOf(holdings.real);
  const value = new Float64Array(2);
  for (let i = 0; i < count; i++) {
    factor(i, value);
    const to = at + 2 * i + Math.floor((2 * i) / lanes) * lanes;
    view[to] = view[to + 1] = value[0];
    view[to + lanes] = -value[1];
    view[to + lanes + 1] = value[1];
  }
}

/** A table of complex factors that `factor` writes, by name. */
export function factorTable(holdings: Holdings, name: string, count: number, factor: (i: number, out: FloatArray, at: number) => void): number {
  return holdings.table(name, lengthOf(holdings, count), (view, at) => writeFactors(holdings, count, view, at, (i, out) => factor(i, out, 0)));
}

/** Factors that are a spectrum of `count` bins times a scale; `fill` gets as much memory, cleared, for the numbers, and as much for the spectrum. */
export function factorBlock(holdings: Holdings, count: number, scale: number, fill: (h: number, H: number) => void): number {
  const pair = pairBytes(holdings.real);
  const block = holdings.allocate((lengthOf(holdings, count) * pair) / 2);
  within(count * pair, (h) => {
    const H = take(count * pair);
    u8.fill(0, h, h + count * pair);
    fill(h, H);
    const { view } = holdings;
    const from = H / (pair / 2);
    writeFactors(holdings, count, view, block / (pair / 2), (i, out) => {
      out[0] = view[from + 2 * i] * scale;
      out[1] = view[from + 2 * i + 1] * scale;
    });
  });
  return block;
}
