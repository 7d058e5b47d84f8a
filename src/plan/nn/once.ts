import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import type { Allocate } from "../memory.js";
import { loadRows, orderOf, storeRows } from "./images.js";
import { bandsOf, type Method } from "./method.js";
import { rowsNeeded } from "./staging.js";
import { applyAfter, type Clamp } from "./sums.js";

/** Computes a batch image by image and band by band, with working memory that does not grow with either. */
export function computeOnce(make: (allocate: Allocate) => Method, clamp: Clamp, x: Source, target: Target): void {
  if (sizeOf(target.shape) === 0) return;
  const mark = openArena();
  try {
    const method = make(take);
    const { channels, outputs, input, output, precision, staging } = method;
    const size = bytesOf(precision);
    const inner = sizeOf(output.slice(1));
    const bands = bandsOf(method).map((band) => {
      const { first, count } = method.needs(band.first, band.turns);
      return { ...band, need: rowsNeeded(staging.sizes, first, count) };
    });
    const raw = take(Math.max(1, channels * Math.max(...bands.map(({ need }) => need.count)) * sizeOf(input.slice(1))) * size);
    const results = take(outputs * Math.max(...bands.map(({ rows }) => rows.count)) * inner * size);
    const [from, to] = [orderOf(x), orderOf(target)];
    for (let image = 0; image < target.shape[0]; image++) {
      for (const { first, turns, rows, need } of bands) {
        loadRows(x, image, from, need, raw, precision);
        const pitch = size * (to === "planes" ? rows.count * inner : outputs);
        method.run({ pointer: raw, order: from, ...need }, first, turns, { pointer: results, order: to, pitch }, clamp);
        applyAfter(clamp, results, outputs * rows.count * inner, precision);
        storeRows(results, target, image, to, rows, precision);
      }
    }
  } finally {
    closeArena(mark);
  }
}
