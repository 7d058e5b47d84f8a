import { numbers, type Source } from "../../array/source.js";
import { type Target, targetOf } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { sumOf } from "../../math/sums.js";
import { sizeOf } from "../../shape/strides.js";
import { filterPicture } from "../filter/filter.js";
import { unfactoredRecipe } from "../filter/recipe.js";
import type { DenseRequest, PictureRequest } from "../filter/request.js";
import { type PictureRows, type ResultRows, rowsOf, rowsTo } from "../filter/rows.js";
import { doubtOf } from "../filter/spectra.js";
import { filterBox } from "../separable/box.js";

/** What is compared, and whether it is divided by the norms of both sides. */
export type MatchMethod = "sqdiff" | "sqdiffNormed" | "ccorr" | "ccorrNormed" | "ccoeff" | "ccoeffNormed";

/**
 * Compares a template with every window of a picture; both have the axes row, column and channel. In float64. The correlation is a filter with
 * each channel of the template; sums over windows take the same time for every template. What is not finite is left out of both, and its windows become NaN.
 */
export function matchPicture(image: Source, templ: Source, method: MatchMethod, target: Target): void {
  const [H, W, C] = image.shape;
  const [h, w] = templ.shape;
  const [rows, columns] = target.shape;
  const request: PictureRequest = {
    height: rows,
    width: columns,
    channels: 1,
    source: "f64",
    depth: "f64",
    window: { height: h, width: w, anchorRow: 0, anchorColumn: 0 },
    border: "none",
    borderValue: [],
    alpha: "filter",
  };
  const sumsOf = (plane: Float64Array, of: "samples" | "squares"): Float64Array =>
    overWindows(request, plane, (from, to) => filterBox({ ...request, of, result: "sum" }, from, to));
  const [pixels, pattern] = [image, templ].map(inDoubles);
  const channels = Array.from({ length: C }, (_, c) => templateOf(pattern, c));
  const score = scoreOf(method, channels, h * w);
  const centred = method.startsWith("ccoeff");
  const scores = new Float64Array(rows * columns);
  // Σ over the channels of windows' squares, and of the squares of their sums
  const squares = new Float64Array(method === "ccoeff" || method === "ccorr" ? 0 : scores.length);
  const squaredSums = new Float64Array(method === "ccoeffNormed" ? scores.length : 0);
  const holes = new Float64Array(H * W);
  let holed = false;
  channels.forEach(({ samples, mean }, c) => {
    const plane = planeOf(pixels, c);
    const { hasHoles, largest, whole } = factsOf(plane, holes);
    holed ||= hasHoles;
    addCorrelation(scores, { ...request, weights: samples, delta: 0 }, plane, whole ? largest : Infinity);
    if (squares.length > 0) sumsOf(plane, "squares").forEach((sum, n) => (squares[n] += sum));
    if (centred) {
      const sums = sumsOf(plane, "samples");
      for (let n = 0; n < sums.length; n++) {
        scores[n] -= sums[n] * mean;
        if (squaredSums.length > 0) squaredSums[n] += (sums[n] * sums[n]) / (h * w);
      }
    }
  });
  for (let n = 0; n < scores.length; n++) scores[n] = score(scores[n], squares[n], squaredSums.length > 0 ? squaredSums[n] : 0);
  if (!channels.every(({ samples }) => samples.every(Number.isFinite))) scores.fill(NaN);
  if (holed) {
    sumsOf(holes, "samples").forEach((count, n) => {
      if (count > 0) scores[n] = NaN;
    });
  }
  for (let i = 0; i < rows; i++) put(scores, i * columns, columns, target.data, target.offset + i * target.stride[0], target.stride[1]);
}

/** What a filter makes of every window of a plane. */
function overWindows({ height, width, window }: PictureRequest, plane: Float64Array, filter: (from: PictureRows, to: ResultRows) => void): Float64Array {
  const results = new Float64Array(height * width);
  const columns = width + window.width - 1;
  const source = { ...numbers("image", plane), shape: [height + window.height - 1, columns], stride: [columns, 1] };
  filter(rowsOf(source, "f64"), rowsTo(targetOf(results, [height, width], "float64", false), "f64"));
  return results;
}

/**
 * scores[i, j] += Σ weights[k, l] · plane[i + k, j + l] for every window.
 * @param largest - What no sample exceeds if all are whole numbers: sums are such too then, as long as transforms are wrong by less than a half.
 */
function addCorrelation(scores: Float64Array, request: DenseRequest, plane: Float64Array, largest: number): void {
  const recipe = unfactoredRecipe(request);
  const sums = overWindows(request, plane, (from, to) => filterPicture(request, from, to, recipe));
  const rounded = recipe.tiles && request.weights.every(Number.isInteger) && doubtOf(request, recipe.tiles, largest) < 0.5;
  for (let n = 0; n < sums.length; n++) scores[n] += rounded ? Math.round(sums[n]) : sums[n];
}

/** What a plane holds. Samples that are not finite become 0, and are counted in `holes`. */
function factsOf(plane: Float64Array, holes: Float64Array): { hasHoles: boolean; largest: number; whole: boolean } {
  let [hasHoles, largest, whole] = [false, 0, true];
  for (let n = 0; n < plane.length; n++) {
    if (!Number.isFinite(plane[n])) {
      hasHoles = true;
      holes[n]++;
      plane[n] = 0;
    }
    largest = Math.max(largest, Math.abs(plane[n]));
    whole &&= Number.isInteger(plane[n]);
  }
  return { hasHoles, largest, whole };
}

interface TemplateChannel {
  readonly samples: Float64Array;
  readonly mean: number;
  readonly squares: number;
  /** Σ (t − mean)² */
  readonly deviation: number;
}

function templateOf(templ: Source, c: number): TemplateChannel {
  const samples = planeOf(templ, c);
  const mean = sumOf(samples) / samples.length;
  const squares = samples.reduce((sum, value) => sum + value * value, 0);
  return { samples, mean, squares, deviation: samples.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
}

/** What a window scores, from its correlation (with the means' part taken off in "ccoeff"), the sum of its squares, and that of its means' squares. */
function scoreOf(method: MatchMethod, channels: readonly TemplateChannel[], pixels: number): (value: number, squares: number, squaredMeans: number) => number {
  const templateSquares = channels.reduce((sum, { squares }) => sum + squares, 0);
  const deviation = channels.reduce((sum, channel) => sum + channel.deviation, 0);
  if (method === "ccoeff" || method === "ccorr") return (value) => value;
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

/** The same numbers in float64, so that the loops over them meet one type of array; as they are where they do not lie together. */
function inDoubles(source: Source): Source {
  const { data, shape, offset, contiguous } = source;
  return contiguous ? { ...source, data: new Float64Array(data.subarray(offset, offset + sizeOf(shape))), offset: 0 } : source;
}

/** One channel of a picture, row by row. */
function planeOf({ data, shape: [H, W], stride, offset }: Source, c: number): Float64Array {
  const plane = new Float64Array(H * W);
  for (let i = 0, n = 0; i < H; i++) {
    for (let j = 0, at = offset + i * stride[0] + c * stride[2]; j < W; j++, n++, at += stride[1]) plane[n] = data[at];
  }
  return plane;
}
