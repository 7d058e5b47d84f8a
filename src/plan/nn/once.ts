import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareDirect, runDirect, stagedFor, turnsOf, type WindowSizes } from "./direct.js";
import { loadRows, orderOf, type RowRange, storeRows } from "./images.js";
import { bandOf } from "./recipe.js";
import type { Weight } from "./sizes.js";
import { rowsNeeded } from "./staging.js";
import type { Clamp } from "./sums.js";

/** Sums over windows of a whole batch. */
export interface WindowRequest {
  readonly sizes: WindowSizes;
  readonly weight: Weight;
  readonly bias: Source | null;
  readonly clamp: Clamp;
}

/** Sums image by image and band by band, with working memory that does not grow with either. */
export function sumOnce({ sizes, weight, bias, clamp }: WindowRequest, x: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const mark = openArena();
  try {
    const band = bandOf(sizes, "once");
    const { turns, turn } = turnsOf(sizes);
    const direct = prepareDirect(sizes, weight, bias, band, take);
    const size = bytesOf(sizes.precision);
    const bands = bandsOf(turns, band).map((range) => {
      const staged = stagedFor(direct, range.first, range.count);
      const first = range.first * turn;
      return { range, need: rowsNeeded(direct.staging.sizes, staged.first, staged.count), rows: { first, count: Math.min(range.count * turn, sizes.output[0] - first) } };
    });
    const raw = take(Math.max(1, sizes.channels * Math.max(...bands.map(({ need }) => need.count)) * sizeOf(sizes.input.slice(1))) * size);
    const results = take(sizes.outputs * band * turn * sizeOf(sizes.output.slice(1)) * size);
    const [from, to] = [orderOf(x), orderOf(target)];
    for (let image = 0; image < target.shape[0]; image++) {
      for (const { range, need, rows } of bands) {
        loadRows(x, image, from, need, raw, sizes.precision);
        const pitch = size * (to === "planes" ? rows.count * sizeOf(sizes.output.slice(1)) : sizes.outputs);
        runDirect(direct, { pointer: raw, order: from, ...need }, range.first, range.count, { pointer: results, order: to, pitch }, clamp);
        storeRows(results, target, image, to, rows, sizes.precision);
      }
    }
  } finally {
    closeArena(mark);
  }
}

function bandsOf(total: number, rows: number): RowRange[] {
  return Array.from({ length: Math.ceil(total / rows) }, (_, n) => ({ first: n * rows, count: Math.min(rows, total - n * rows) }));
}
