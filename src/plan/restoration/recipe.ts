import type { Precision } from "../../array/dtype.js";
import { sumOfMagnitudes } from "../../math/sums.js";
import { outerError, outerFactors } from "./factors.js";
import { sizeOf } from "../../shape/strides.js";
import { COSTS } from "../convolve/constants.js";
import { overlapSaveRecipe } from "../convolve/overlapSave.js";
import { type Frame, frameOf } from "./frame.js";

/** What lies outside the picture: zeros, the picture mirrored at its edge (d c b a│a b c d│d c b a), or the picture again. */
export type Boundary = "zero" | "reflect" | "wrap";

/** How the convolutions of an iteration are computed, as plain data. */
export interface BlurRecipe {
  /** "separable": a pass along each axis; "direct": the sum over all taps; "fft": by transforms of the whole or of blocks. */
  readonly algorithm: "separable" | "direct" | "fft";
  readonly precision: Precision;
  readonly shape: readonly number[];
  readonly psfShape: readonly number[];
  readonly boundary: Boundary;
  /** Predicted nanoseconds of both convolutions of an iteration. */
  readonly cost: number;
}

/** A point spread function as its taps, last axis fastest. */
export interface Spread {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** How much of Σ |psf| the product of its factors may miss: what rounding would. */
const ROUNDING: Record<Precision, number> = { float32: 2 ** -22, float64: 2 ** -51 };

export function blurRecipe(psf: Spread, shape: readonly number[], boundary: Boundary, precision: Precision): BlurRecipe {
  const product = COSTS[precision].direct[3];
  const outputs = sizeOf(shape);
  const options: [BlurRecipe["algorithm"], number][] = [
    ["direct", 2 * outputs * sizeOf(psf.shape) * product],
    ["fft", 2 * transforms(psf, shape, precision).cost],
  ];
  if (psf.shape.length > 1 && separates(psf, precision)) options.push(["separable", 2 * outputs * psf.shape.reduce((sum, K) => sum + K, 0) * product]);
  const [algorithm, cost] = options.reduce((best, option) => (option[1] < best[1] ? option : best));
  return { algorithm, precision, shape, psfShape: psf.shape, boundary, cost };
}

/** Arrays with room for what the windows of both convolutions reach. */
export function frameFor({ shape, psfShape, precision }: Pick<BlurRecipe, "shape" | "psfShape" | "precision">): Frame {
  return frameOf(shape, psfShape.map((K) => K >> 1), precision);
}

/** The flat convolution of a whole frame, which wants those outputs that meet no sample outside it. */
export function transforms({ shape: psfShape }: Pick<Spread, "shape">, shape: readonly number[], precision: Precision): ReturnType<typeof overlapSaveRecipe> {
  const { padded } = frameFor({ shape, psfShape, precision });
  const spans = padded.map((N, axis) => ({ start: psfShape[axis] - 1, length: N - psfShape[axis] + 1 }));
  return overlapSaveRecipe({ inputShape: padded, kernelShape: psfShape, spans, sides: { input: "real", kernel: "real" }, precision }, "planned");
}

function separates({ data, shape }: Spread, precision: Precision): boolean {
  return outerError(data, shape, outerFactors(data, shape)) <= ROUNDING[precision] * sumOfMagnitudes(data);
}
