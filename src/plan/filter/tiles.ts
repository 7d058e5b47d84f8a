import { convolutionLength } from "../../shape/fastLength.js";
import type { Real } from "../../wasm/engine.js";
import { transformsCost } from "../convolve/cost.js";
import { type DenseRequest, rowLength } from "./request.js";

/**
 * Parts of one channel that are convolved by a transform of `length` real points each. Rows of a part follow one another, `pitch` points
 * apart, so that one transform of one dimension does for two: outputs only need samples of their own rows.
 */
export interface Tiles {
  readonly real: Real;
  readonly length: number;
  readonly pitch: number;
  /** Outputs of a part. */
  readonly rows: number;
  readonly columns: number;
  /** Predicted nanoseconds for a picture. */
  readonly cost: number;
}

/** Points of the smallest and the largest transform; a larger one has no shorter way to go, and is taken for the largest kernels only. */
const LEAST = 2 ** 12;
const MOST = 2 ** 18;
const LARGEST = 2 ** 23;
/** Samples of a strip of parts, which working memory grows with. */
const STRIP = 2 ** 20;
/** Nanoseconds to bring a sample to its part and its result back. */
const CARRY = { f32: 1.4, f64: 2.3 };

/** The parts that are predicted to be fastest; null where no transform of bearable length holds the kernel. */
export function bestTiles(request: DenseRequest, real: Real): Tiles | null {
  const { height, width, channels, window } = request;
  let best: Tiles | null = null;
  for (let target = LEAST; target <= (best ? MOST : LARGEST); target *= 1.5) {
    const length = convolutionLength(target, "real", real === "f32" ? 4 : 2);
    for (let across = 1; across <= width; across++) {
      const columns = Math.ceil(width / across);
      const pitch = columns + window.width - 1;
      const fitting = Math.min(height, Math.floor(length / pitch) - window.height + 1);
      if (pitch < 2 * window.width && across > 1) break;
      if (fitting < 1 || (fitting < height && (fitting + window.height) * rowLength(request) > STRIP && fitting > window.height)) continue;
      const down = Math.ceil(height / fitting);
      // strips of even height, and as even as can be
      const rows = Math.min(height, Math.ceil(height / down / 2) * 2, fitting);
      const parts = { n: length, blocks: 1, rows: 2 * rows + window.height - 1, kind: "real", use: "planned" } as const;
      const cost = across * down * channels * transformsCost(parts, real === "f32" ? "float32" : "float64") + CARRY[real] * height * rowLength(request);
      if (!best || cost < best.cost) best = { real, length, pitch, rows, columns, cost };
    }
  }
  return best;
}
