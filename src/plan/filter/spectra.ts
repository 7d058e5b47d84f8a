import { largestOf, rangeOf, sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { imageKernels } from "../../wasm/image.js";
import { f32, f64 } from "../../wasm/memory.js";
import { separableKernels } from "../../wasm/separable.js";
import type { ConvolutionTransform } from "../fft/convolution.js";
import type { Allocate } from "../memory.js";
import { isFiniteStrip, prepareSums, sumRows } from "./floats.js";
import { narrow } from "./narrow.js";
import { type DenseRequest, rowLength } from "./request.js";
import { prepareResolution, resolve } from "./resolution.js";
import type { StripPass } from "./strips.js";
import type { Tiles } from "./tiles.js";
import { cutWeights, isExact } from "./weights.js";

/** Bytes are centred before they are transformed: that halves the error. */
const MIDDLE = 128;
/**
 * What convolutions by transforms are off by, at most: so many ε·‖x‖·‖h‖, twice what npm run accuracy publishes, and so many ε·max|x|·Σ|h|, since
 * in flat pictures all energy meets in a few bins. Of white pictures and positive kernels of 31 taps a side, the worst found, it is three times the error.
 */
const SPREAD = 1;
const FLAT = 20;

/** What sums of bytes by float32 transforms are wrong by, at most. */
export function doubtOfBytes({ weights, delta }: DenseRequest, { length }: Tiles): number {
  const [sum, magnitudes, squares, rounded] = momentsOf(weights);
  const transformed = 2 ** -23 * MIDDLE * (SPREAD * Math.sqrt(length * squares) + FLAT * magnitudes) + MIDDLE * rounded;
  const shift = MIDDLE * sum + delta;
  // the constant, and the sum with it, are rounded to float32; beyond a byte's range that is no matter
  return transformed + Math.abs(shift - Math.fround(shift)) + 2 ** -15;
}

/** Σ w, Σ |w|, Σ w², Σ |w − w as float32| */
function momentsOf(weights: Float64Array): [number, number, number, number] {
  return weights.reduce<[number, number, number, number]>(
    ([sum, magnitudes, squares, rounded], weight) => [sum + weight, magnitudes + Math.abs(weight), squares + weight * weight, rounded + Math.abs(weight - Math.fround(weight))],
    [0, 0, 0, 0],
  );
}

/** Convolves the parts of a strip that lies in floats: calls `deliver` with each row of outputs, of one channel from a column on. */
type Parts = (
  rows: number,
  gather: (row: number, column: number, channel: number, to: number, count: number) => void,
  deliver: (from: number, row: number, column: number, channel: number, count: number) => void,
) => void;

function partsOf(request: DenseRequest, tiles: Tiles, transform: ConvolutionTransform, allocate: Allocate): Parts {
  const { window, channels, width, weights } = request;
  const { pitch, columns, length, real } = tiles;
  const size = sizeOfSample(real);
  const points = allocate(length * size);
  const work = allocate(transform.spectrumBytes);
  const spectrum = allocate(transform.spectrumBytes);
  const zero = (from: number, to: number): void => {
    (real === "f32" ? f32 : f64).fill(0, points / size + from, points / size + to);
  };
  // a correlation is a convolution with the kernel turned round
  const reach = (window.height - 1) * pitch + window.width - 1;
  const view = real === "f32" ? f32 : f64;
  zero(0, length);
  for (let k = 0; k < weights.length; k++) view[points / size + reach - Math.floor(k / window.width) * pitch - (k % window.width)] = weights[k];
  transform.kernel(points, spectrum);

  return (rows, gather, deliver) => {
    const inRows = rows + window.height - 1;
    for (let column = 0; column < width; column += columns) {
      const count = Math.min(columns, width - column);
      const inCount = count + window.width - 1;
      for (let channel = 0; channel < channels; channel++) {
        for (let row = 0; row < inRows; row++) {
          gather(row, column, channel, points + row * pitch * size, inCount);
          if (inCount < pitch) zero(row * pitch + inCount, (row + 1) * pitch);
        }
        zero(inRows * pitch, length);
        transform.forward(points, work);
        transform.multiply(work, spectrum, work);
        transform.inverse(work, points);
        for (let row = 0; row < rows; row++) deliver(points + (reach + row * pitch) * size, row, column, channel, count);
      }
    }
  };
}

/** A filter by transforms: of bytes and float32 in float32, of everything else in float64. Strips with a number that is not finite are summed directly. */
export function spectraPass(request: DenseRequest, tiles: Tiles, transform: ConvolutionTransform, pitch: number, allocate: Allocate): StripPass {
  const parts = partsOf(request, tiles, transform, allocate);
  if (request.source === "u8" && tiles.real === "f32") return bytesPass(request, tiles, parts, pitch, allocate);
  return floatsPass(request, tiles, parts, pitch, allocate);
}

function bytesPass(request: DenseRequest, tiles: Tiles, parts: Parts, pitch: number, allocate: Allocate): StripPass {
  const { channels, delta, weights } = request;
  const { gather } = imageKernels().u8;
  const { move } = imageKernels().f32;
  const { widen, round_f32 } = separableKernels().u8;
  const length = rowLength(request);
  const doubt = doubtOfBytes(request, tiles);
  const shift = MIDDLE * momentsOf(weights)[0] + delta;
  const resolution = prepareResolution(request, cutWeights(request), "u8", pitch, allocate);
  const list = allocate(tiles.rows * length * 4);
  // sums are rounded row by row, once all channels have theirs
  const room = allocate(tiles.rows * length * 4);
  return (x, y, rows) => {
    parts(
      rows,
      (row, column, channel, to, count) => {
        const from = x + row * pitch + column * channels + channel;
        if (channels === 1) widen(from, to, count, MIDDLE);
        else gather(from, channels, to, count, MIDDLE);
      },
      (from, row, column, channel, count) => move(from, 1, room + (row * length + column * channels + channel) * 4, channels, count, shift),
    );
    const end = round_f32(room, length * 4, y, length, rows, length, 0, 0, 255, doubt, list, 0, length);
    if (end > list) resolve(resolution, x, y, list, (end - list) >>> 2);
  };
}

function floatsPass(request: DenseRequest, tiles: Tiles, parts: Parts, pitch: number, allocate: Allocate): StripPass {
  const { channels, delta, source, depth, window } = request;
  const { real } = tiles;
  const { move } = imageKernels()[real];
  const size = sizeOfSample(real);
  const length = rowLength(request);
  const inRow = pitch / sizeOfSample(source);
  const widePitch = inRow * size;
  const wide = source === real ? 0 : allocate((tiles.rows + window.height - 1) * widePitch + 64);
  const room = depth === real ? 0 : allocate(tiles.rows * length * size + 64);
  const sums = prepareSums(request, real, widePitch, allocate);
  const resolution = isExact(request) ? prepareResolution(request, cutWeights(request), "f64", widePitch, allocate) : null;
  const doubt = resolution ? doubtOf(request, tiles, largestOf(source)) : -1;
  const list = resolution ? allocate(tiles.rows * length * 4) : 0;
  return (x, y, rows) => {
    if (wide > 0) widen(source, x, wide, (rows + window.height - 1) * inRow);
    const from = wide || x;
    const to = room || y;
    if (rangeOf(source) === null && !isFiniteStrip(sums, from, rows)) sumRows(sums, from, to, rows);
    else {
      parts(
        rows,
        (row, column, channel, points, count) => move(from + row * widePitch + (column * channels + channel) * size, channels, points, 1, count, -0),
        (points, row, column, channel, count) => move(points, 1, to + (row * length + column * channels + channel) * size, channels, count, delta),
      );
    }
    if (room > 0) {
      const doubtful = narrow(depth, room, y, rows * length, doubt, list);
      if (resolution && doubtful > 0) resolve(resolution, from, y, list, doubtful);
    }
  };
}

/** What sums by float64 transforms of samples up to `largest` are wrong by, at most. */
export function doubtOf({ weights, delta }: DenseRequest, { length }: Tiles, largest: number): number {
  const [, magnitudes, squares] = momentsOf(weights);
  return 2 ** -52 * (largest * (SPREAD * Math.sqrt(length * squares) + FLAT * magnitudes) + 4 * Math.abs(delta));
}
