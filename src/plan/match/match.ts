import { type Source, read, reversed } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { modeSpan } from "../../shape/modes.js";
import { convolveArrays } from "../convolve/convolution.js";
import { sumWindows } from "./windows.js";

/** What is compared, and whether it is divided by the norms of both sides. */
export type MatchMethod = "sqdiff" | "sqdiffNormed" | "ccorr" | "ccorrNormed" | "ccoeff" | "ccoeffNormed";

/**
 * Compares a template with every window of a picture; both have the axes row, column and channel. In float64, in which integers are exact.
 * The correlation is a convolution, by transforms where those are faster; sums over windows take the same time for every template.
 */
export function matchPicture(image: Source, templ: Source, method: MatchMethod, target: Target): void {
  const [H, W, C] = image.shape;
  const [h, w] = templ.shape;
  const spans = image.shape.map((N, axis) => modeSpan("valid", N, templ.shape[axis]));
  const wide = (source: Source): Source => ({ ...source, dtype: "float64" });
  const scores = read(convolveArrays({ x: wide(image), h: reversed(wide(templ)), spans, method: "auto" }, undefined), "scores").data as Float64Array;
  const [rows, columns] = target.shape;
  if (method !== "ccorr") {
    const channels = Array.from({ length: C }, (_, c) => templateOf(templ, c));
    const score = scoreOf(method, channels, h * w);
    const centred = method.startsWith("ccoeff");
    // Σ over the channels of windows' sums times the template's means, of their squares, and of squares of samples
    const [products, squaredSums, squares] = [centred, method === "ccoeffNormed", method !== "ccoeff"].map((wanted) => (wanted ? new Float64Array(scores.length) : null));
    channels.forEach(({ mean }, c) => {
      if (products) {
        const sums = sumWindows(planeOf(image, c, "samples"), H, W, h, w);
        eachWindow(rows, columns, W, (n, at) => {
          products[n] += sums[at] * mean;
          if (squaredSums) squaredSums[n] += (sums[at] * sums[at]) / (h * w);
        });
      }
      if (squares) {
        const sums = sumWindows(planeOf(image, c, "squares"), H, W, h, w);
        eachWindow(rows, columns, W, (n, at) => (squares[n] += sums[at]));
      }
    });
    for (let n = 0; n < scores.length; n++) scores[n] = score(scores[n] - (products?.[n] ?? 0), squares?.[n] ?? 0, squaredSums?.[n] ?? 0);
  }
  for (let i = 0; i < rows; i++) put(scores, i * columns, columns, target.data, target.offset + i * target.stride[0], target.stride[1]);
}

/** Calls `visit` for every window: its number, and where its sum stands in a plane of rows of W numbers. */
function eachWindow(rows: number, columns: number, W: number, visit: (n: number, at: number) => void): void {
  for (let i = 0, n = 0; i < rows; i++) for (let j = 0; j < columns; j++, n++) visit(n, i * W + j);
}

interface TemplateChannel {
  readonly mean: number;
  readonly squares: number;
  /** Σ (t − mean)² */
  readonly deviation: number;
}

function templateOf(templ: Source, c: number): TemplateChannel {
  const samples = planeOf(templ, c, "samples");
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const squares = samples.reduce((sum, value) => sum + value * value, 0);
  return { mean, squares, deviation: samples.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
}

/** What a window scores, from its correlation (with the means' part taken off in "ccoeff"), the sum of its squares, and that of its means' squares. */
function scoreOf(method: MatchMethod, channels: readonly TemplateChannel[], pixels: number): (value: number, squares: number, squaredMeans: number) => number {
  const templateSquares = channels.reduce((sum, { squares }) => sum + squares, 0);
  const deviation = channels.reduce((sum, channel) => sum + channel.deviation, 0);
  if (method === "ccoeff") return (value) => value;
  // not below 0, which rounding could make of a perfect match
  const difference = (value: number, squares: number): number => atLeastZero(squares - 2 * value + templateSquares);
  if (method === "sqdiff") return difference;
  // OpenCV's answer for a template of one colour, which has no coefficient
  if (method === "ccoeffNormed" && deviation / pixels < 2 ** -52) return () => 1;
  const templateNorm = Math.sqrt(method === "ccoeffNormed" ? deviation : templateSquares);
  const beyond = method === "sqdiffNormed" ? 1 : 0;
  return (value, squares, squaredMeans) => {
    const score = method === "sqdiffNormed" ? difference(value, squares) : value;
    const spread = atLeastZero(squares - squaredMeans);
    // a window of almost one colour: what is left of it is rounding
    const scale = spread <= Math.min(0.5, 10 * 2 ** -23 * squares) ? 0 : Math.sqrt(spread) * templateNorm;
    if (!Number.isFinite(score) || !Number.isFinite(scale)) return NaN;
    if (Math.abs(score) < scale) return score / scale;
    // OpenCV takes a little above 1 for rounding, and what is far above it for nothing
    return Math.abs(score) < 1.125 * scale ? Math.sign(score) : beyond;
  };
}

function atLeastZero(value: number): number {
  return value < 0 ? 0 : value;
}

/** One channel of a picture, or the squares of its samples, row by row. */
function planeOf({ data, shape: [H, W], stride, offset }: Source, c: number, what: "samples" | "squares"): Float64Array {
  const plane = new Float64Array(H * W);
  for (let i = 0, n = 0; i < H; i++) {
    for (let j = 0, at = offset + i * stride[0] + c * stride[2]; j < W; j++, n++, at += stride[1]) plane[n] = what === "samples" ? data[at] : data[at] * data[at];
  }
  return plane;
}
