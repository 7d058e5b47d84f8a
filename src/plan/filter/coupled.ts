import { largestMagnitude } from "../../math/sums.js";
import { imageKernels } from "../../wasm/image.js";
import { i32, u8 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { fitOf, LARGEST_WEIGHT, MOST_DOUBT, roundedWeights } from "./fixed.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
import type { StripPass } from "./strips.js";
import { cutWeights, isExact } from "./weights.js";

/** Bits below the point of sums: what is above the fewest is the upper half of a lane. More of them make fewer outputs doubtful, and take a shift. */
const LEAST_BITS = 16;
const MOST_BITS = 22;
/** Bytes times up to this are integers of 16 bits. */
const LARGEST_FACTOR = 128;
/** Channels of which a vector of bytes holds two pixels. */
const MOST_CHANNELS = 8;
/** Numbers in a row of pairs beyond the padded row's own, which kernels read and do not use. */
const BEYOND = 64;

/** Weights as integers of 16 bits, and how sums of bytes with them are rounded. */
export interface CoupledWeights {
  readonly integers: Int32Array;
  /** What bytes are multiplied by, so that sums have sixteen bits below the point, or more by `shift`, 0 or 6. */
  readonly factor: number;
  readonly shift: number;
  /** What sums start from: the delta, a half, and the error that the weights may have. */
  readonly start: number;
  /** Remainders up to this, in 65536ths, leave the rounding in doubt. */
  readonly limit: number;
}

/** What was found, since a recipe and its tables ask for the same. */
const found = new WeakMap<DenseRequest, CoupledWeights | null>();

/** The weights as the integers that leave the fewest outputs in doubt; null where they do not fit, or leave too many. */
export function coupledWeights(request: DenseRequest): CoupledWeights | null {
  let fixed = found.get(request);
  if (fixed === undefined) found.set(request, (fixed = coupledIntegers(request)));
  return fixed;
}

function coupledIntegers(request: DenseRequest): CoupledWeights | null {
  const { source, depth, channels, weights } = request;
  if (!isExact(request) || source !== "u8" || depth !== "u8" || channels > MOST_CHANNELS) return null;
  const largest = largestMagnitude(weights);
  for (const bits of [MOST_BITS, LEAST_BITS]) {
    // the finest integers are those of the least factor, but some that are coarser lie nearer to the weights
    const least = Math.max(1, Math.ceil((largest * 2 ** bits) / LARGEST_WEIGHT));
    let best: ReturnType<typeof fitOf> = null;
    let factor = least;
    for (let tried = least; tried <= Math.min(2 * least, LARGEST_FACTOR) && best?.error !== 0; tried++) {
      const fit = fitOf(request, bits, tried);
      if (fit && !(best && best.error <= fit.error)) {
        best = fit;
        factor = tried;
      }
    }
    if (!best) continue;
    const shift = bits - LEAST_BITS;
    const bound = best.error === 0 ? 0 : Math.ceil(best.error) + 2;
    const limit = Math.floor((2 * bound) / 2 ** shift);
    if (limit > MOST_DOUBT * 65536) return null;
    return { integers: roundedWeights(request, bits, factor), factor, shift, start: best.start + 2 ** (bits - 1) + bound, limit };
  }
  return null;
}

/**
 * A filter of bytes by integers of 16 bits: neighbouring pixels of padded rows are laid side by side, and outputs in doubt are computed again.
 * Only as many rows are kept laid out as the window has, each in the place of one that is no longer needed: they stay in the first-level cache, and the
 * taps go round instead. Wide rows of several channels in runs of columns, so that they too would stay there, took 2 % more time.
 */
export function coupledPass(request: DenseRequest, fixed: CoupledWeights, pitch: number, strip: number, allocate: Allocate): StripPass {
  const { window, channels } = request;
  const { couple, coupled } = imageKernels().u8;
  const { height } = window;
  const length = rowLength(request);
  const samples = length + (window.width - 1) * channels;
  const unit = 2 * channels * Math.floor(16 / (2 * channels));
  const order = channels === 1 ? 0 : orderOf(channels, unit, allocate);
  const { sums, taps, rowOfTaps } = sumsOf(request, fixed, allocate);
  // whole vectors
  const far = Math.ceil((samples + BEYOND) / 8) * 16;
  const room = allocate(height * far);
  const resolution = prepareResolution(request, cutWeights(request), "u8", pitch, allocate);
  const marks = allocate(length + 64);
  const spare = allocate(length + 64);
  const list = allocate(strip * length * 4);
  return (x, y, rows, first) => {
    const lay = (row: number): void => couple(x + row * pitch, room + ((first + row) % height) * far, samples, unit, order, fixed.factor);
    // those of later strips lie there from the one before
    if (first === 0) for (let row = 0; row < height - 1; row++) lay(row);
    let end = list;
    for (let row = 0; row < rows; row++) {
      lay(row + height - 1);
      const turned = height - ((first + row) % height);
      end = coupled(room, far, sums, taps + turned * rowOfTaps, y + row * length, spare, length, marks, row * length, end);
    }
    if (end > list) resolve(resolution, x, y, list, (end - list) >>> 2);
  };
}

/** Where in a vector of bytes each byte of a vector of pairs comes from. */
function orderOf(channels: number, unit: number, allocate: Allocate): number {
  const order = allocate(32);
  u8.fill(255, order, order + 32);
  for (let to = 0; to < unit; to++) {
    const [first, within] = [to - (to % (2 * channels)), to % (2 * channels)];
    u8[order + 2 * to] = first + (within % 2) * channels + (within >> 1);
  }
  return order;
}

/** What the kernel reads beside the rows: its numbers and orders at `sums`, and twice from `taps` on the rows of taps, so that it can begin with any. */
interface Sums {
  readonly sums: number;
  readonly taps: number;
  readonly rowOfTaps: number;
}

function sumsOf({ window, channels }: DenseRequest, { integers, shift, start, limit }: CoupledWeights, allocate: Allocate): Sums {
  const inRow = (window.width >> 1) + 1;
  const rowOfTaps = inRow * 8;
  const sums = allocate(128);
  const taps = allocate(2 * window.height * rowOfTaps);
  const step = 4 * channels;
  const block = 2 * channels * Math.floor(16 / channels);
  i32.set([step, inRow * step, block, shift, start, limit, channels === 1 ? 0 : block === 32 ? 1 : 2, window.height * rowOfTaps], sums >>> 2);
  u8.fill(255, sums + 32, sums + 128);
  for (let to = 0; to < block; to++) {
    const [first, within] = [to - (to % (2 * channels)), to % (2 * channels)];
    const summed = first + 2 * (within % channels) + Math.floor(within / channels);
    u8[sums + (to < 16 ? 32 : 64) + (summed < 16 ? 0 : 16) + (to % 16)] = summed % 16;
    u8[sums + 96 + summed] = to;
  }
  const weight = (row: number, column: number): number => (column >= 0 && column < window.width ? integers[row * window.width + column] : 0);
  const both = (left: number, right: number): number => (left & 0xffff) | (right << 16);
  let at = taps >>> 2;
  for (let row = 0; row < window.height; row++) {
    for (let column = 0; column < 2 * inRow; column += 2) {
      i32[at++] = both(weight(row, column), weight(row, column + 1));
      i32[at++] = both(weight(row, column - 1), weight(row, column));
    }
  }
  u8.copyWithin(at * 4, taps, at * 4);
  return { sums, taps, rowOfTaps };
}
