import type { Precision } from "../../array/dtype.js";
import { rowMajor, sizeOf } from "../../shape/strides.js";

/**
 * Where the outputs of a correlation lie. Output n sums over input samples n − before … n − before + K − 1 on
 * each axis; those outside the input are the border's.
 */
export interface Geometry {
  readonly inputShape: readonly number[];
  readonly kernelShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly before: readonly number[];
}

/** Which of the two sides have imaginary numbers. */
export interface Sides {
  readonly input: "real" | "complex";
  readonly kernel: "real" | "complex";
}

/** A direct sum as a decision: tiles of outputs that are computed one after another from a padded copy of their input. */
export interface DirectRecipe {
  readonly algorithm: "direct";
  readonly precision: Precision;
  readonly geometry: Geometry;
  readonly sides: Sides;
  /** Outputs of a tile on each axis. */
  readonly tile: readonly number[];
  /** Input numbers of a tile on each axis: tile + K − 1. */
  readonly padded: readonly number[];
  /** Numbers between neighbours of the padded tile, and of its outputs, on each axis. */
  readonly pitch: readonly number[];
  /**
   * "whole": all rows of a tile as one long run, the outputs between them computed for nothing;
   * "rows": each by itself, where that would be more than half.
   */
  readonly runs: "whole" | "rows";
  /** Which runs of outputs share the samples they load: every other vector of a row, neighbouring rows, or none. */
  readonly pairing: "row" | "rows" | "none";
}

/** Numbers of a tile's padded input, so that input and outputs lie in the second-level cache together. */
const BUDGET = 32768;
/** Where the last axis is cut, rows stay this long. */
const LEAST_ROW = 2048;

export function directRecipe(geometry: Geometry, sides: Sides, precision: Precision): DirectRecipe {
  const { outputShape, kernelShape } = geometry;
  const last = outputShape.length - 1;
  const planes = sides.input === "complex" ? 2 : 1;
  const budget = (BUDGET * (precision === "float32" ? 2 : 1)) / planes;
  const tile = [...outputShape];
  const paddedOf = () => tile.map((extent, axis) => extent + kernelShape[axis] - 1);
  while (sizeOf(paddedOf()) > budget) {
    // A tile no smaller than the kernel reads at most twice what it needs on an axis.
    const axis = tile.findIndex((extent, i) => extent > Math.max(kernelShape[i], i === last ? LEAST_ROW : 1));
    if (axis < 0) break;
    tile[axis] = Math.ceil(tile[axis] / 2);
  }
  const padded = paddedOf();
  const pitch = rowMajor(padded);
  const pairing = pairingOf(kernelShape, tile, planes * (sides.kernel === "complex" ? planes : 1), precision);
  const runs = pairing === "rows" || (last > 0 && padded[last] > 2 * tile[last]) ? "rows" : "whole";
  return { algorithm: "direct", precision, geometry, sides, tile, padded, pitch, runs, pairing };
}

/** Pairs pay where most taps meet both runs; the kernels add in blocks of 256 products, and pairs only in one. */
function pairingOf(kernelShape: readonly number[], tile: readonly number[], planes: number, precision: Precision): DirectRecipe["pairing"] {
  const last = tile.length - 1;
  const lanes = precision === "float32" ? 4 : 2;
  if (sizeOf(kernelShape) * planes > 256) return "none";
  if (last > 0 && kernelShape[last - 1] > 1 && tile[last - 1] > 1 && tile[last] >= 4 * lanes) return "rows";
  return kernelShape[last] >= 2 * lanes ? "row" : "none";
}
