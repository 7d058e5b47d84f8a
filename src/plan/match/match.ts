import { numbers, type Source } from "../../array/source.js";
import { type Target, targetOf } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { filterPicture } from "../filter/filter.js";
import { unfactoredRecipe } from "../filter/recipe.js";
import type { DenseRequest } from "../filter/request.js";
import { rowsOf, rowsTo } from "../filter/rows.js";
import { doubtOf } from "../filter/spectra.js";
import { sumWindows } from "./windows.js";

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
  const scores = new Float64Array(rows * columns);
  const holes = new Float64Array(H * W);
  const channels = Array.from({ length: C }, (_, c) => templateOf(templ, c));
  const score = scoreOf(method, channels, h * w);
  const centred = method.startsWith("ccoeff");
  // Σ over the channels of windows' sums times the template's means, of their squares, and of squares of samples
  const [products, squaredSums, squares] = [centred, method === "ccoeffNormed", method !== "ccoeff" && method !== "ccorr"].map((wanted) => (wanted ? new Float64Array(scores.length) : null));
  let holed = false;
  channels.forEach(({ samples, mean }, c) => {
    const plane = planeOf(image, c);
    const { hasHoles, largest, whole } = factsOf(plane, holes);
    holed ||= hasHoles;
    addCorrelation(scores, plane, [H, W], samples, [h, w], whole ? largest : Infinity);
    // the squares first, since the sums take the samples' place
    if (squares) {
      const sums = sumWindows(plane.map((value) => value * value), H, W, h, w);
      eachWindow(rows, columns, W, (n, at) => (squares[n] += sums[at]));
    }
    if (products) {
      const sums = sumWindows(plane, H, W, h, w);
      eachWindow(rows, columns, W, (n, at) => {
        products[n] += sums[at] * mean;
        if (squaredSums) squaredSums[n] += (sums[at] * sums[at]) / (h * w);
      });
    }
  });
  for (let n = 0; n < scores.length; n++) scores[n] = score(scores[n] - (products?.[n] ?? 0), squares?.[n] ?? 0, squaredSums?.[n] ?? 0);
  if (!channels.every(({ samples }) => samples.every(Number.isFinite))) scores.fill(NaN);
  if (holed) {
    const within = sumWindows(holes, H, W, h, w);
    eachWindow(rows, columns, W, (n, at) => {
      if (within[at] > 0) scores[n] = NaN;
    });
  }
  for (let i = 0; i < rows; i++) put(scores, i * columns, columns, target.data, target.offset + i * target.stride[0], target.stride[1]);
}

/**
 * scores[i, j] += Σ weights[k, l] · x[i + k, j + l] for every window.
 * @param largest - What no sample exceeds if all are whole numbers: sums are such too then, as long as transforms are wrong by less than a half.
 */
function addCorrelation(scores: Float64Array, x: Float64Array, [H, W]: readonly number[], weights: Float64Array, [height, width]: readonly number[], largest: number): void {
  const shape = [H - height + 1, W - width + 1];
  const request: DenseRequest = {
    height: shape[0],
    width: shape[1],
    channels: 1,
    source: "f64",
    depth: "f64",
    window: { height, width, anchorRow: 0, anchorColumn: 0 },
    border: "none",
    borderValue: [],
    alpha: "filter",
    weights,
    delta: 0,
  };
  const recipe = unfactoredRecipe(request);
  const sums = new Float64Array(shape[0] * shape[1]);
  filterPicture(request, rowsOf({ ...numbers("image", x), shape: [H, W], stride: [W, 1] }, "f64"), rowsTo(targetOf(sums, shape, "float64", false), "f64"), recipe);
  const rounded = recipe.tiles && weights.every(Number.isInteger) && doubtOf(request, recipe.tiles, largest) < 0.5;
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

/** Calls `visit` for every window: its number, and where its sum stands in a plane of rows of W numbers. */
function eachWindow(rows: number, columns: number, W: number, visit: (n: number, at: number) => void): void {
  for (let i = 0, n = 0; i < rows; i++) for (let j = 0; j < columns; j++, n++) visit(n, i * W + j);
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
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
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

/** One channel of a picture, row by row. */
function planeOf({ data, shape: [H, W], stride, offset }: Source, c: number): Float64Array {
  const plane = new Float64Array(H * W);
  for (let i = 0, n = 0; i < H; i++) {
    for (let j = 0, at = offset + i * stride[0] + c * stride[2]; j < W; j++, n++, at += stride[1]) plane[n] = data[at];
  }
  return plane;
}
