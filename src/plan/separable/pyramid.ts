import { sizeOfSample } from "../../array/samples.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { separableKernels } from "../../wasm/separable.js";
import { type PictureRequest, rowLength } from "../filter/request.js";
import type { PictureRows, ResultRows } from "../filter/rows.js";
import { prepareStrips, runStrips } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import { floatTable } from "../tables.js";
import { deliveryOf, WIDEST } from "./delivery.js";
import { type Pass, prepareRows } from "./pass.js";
import { passedRows } from "./passedRows.js";
import { widenRow } from "./picture.js";
import { type SeparableRecipe, separableRecipe } from "./recipe.js";
import type { SeparableRequest } from "./request.js";
import { pitchOf } from "./sweep.js";
import { pairsOf } from "./taps.js";

/** The picture that a level of a pyramid is made of. */
export type PyramidRequest = Pick<PictureRequest, "height" | "width" | "channels" | "source"> & {
  /** "down": every second pixel of every second row of the blurred picture; "up": the picture with a zero after every row and pixel, blurred, four times as bright. */
  readonly way: "down" | "up";
  readonly border: PictureRequest["border"];
};

/** 1 4 6 4 1, of which a picture with zeros in between meets every second, from the first or from the next. */
const BLUR = Float64Array.of(1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16);
const [EVEN, ODD] = [Float64Array.of(1 / 8, 6 / 8, 1 / 8), Float64Array.of(4 / 8, 4 / 8)];

/** Rows of results of floats that are summed at a time: more of them, as far apart as a picture's rows, meet in the same places of a cache. */
const GROUP = 16;

/** Correlates a line of pixels, widened and padded, with its kernels, and leaves the pixels of a result. */
type Line = (from: number, to: number) => void;

/**
 * Makes the next level of a pyramid. Only what is in the result is computed down the columns; additions are those of the whole blur, but for those of zeros.
 */
export function resamplePicture({ way, border, ...picture }: PyramidRequest, source: PictureRows, target: ResultRows): void {
  const line = way === "down" ? BLUR : EVEN;
  const anchor = line.length >> 1;
  const request: SeparableRequest = {
    ...picture,
    depth: picture.source,
    window: { height: line.length, width: line.length, anchorRow: anchor, anchorColumn: anchor },
    border,
    borderValue: new Array<number>(picture.channels).fill(0),
    alpha: "filter",
    delta: 0,
    row: line,
    column: line,
  };
  const scaled = (extent: number): number => (way === "down" ? Math.ceil(extent / 2) : 2 * extent);
  const mark = openArena();
  try {
    const recipe = separableRecipe(request);
    const strips = prepareStrips(request, recipe.rows, take);
    const { pitch } = strips.padding;
    const result = { ...request, width: scaled(request.width) };
    const ofResult = { ...recipe, rows: scaled(recipe.rows) };
    const size = sizeOfSample(recipe.precision);
    const length = rowLength(result);
    // the last of an odd number of pixels has another behind it
    const passedPitch = pitchOf((length + request.channels) * size + 16);
    const padded = (request.width + line.length - 1) * request.channels;
    const wide = take(padded * size + 16);
    const along = (way === "down" ? halveLine : doubleLine)(recipe, request, take);
    const columns = (way === "down" ? halveColumns : doubleColumns)(recipe, ofResult.rows * Math.max(WIDEST * 4, length * size), take);
    const widened = request.source !== recipe.precision;
    const group = widened ? ofResult.rows : GROUP;
    const pass: Pass = (x, xPitch, y, yPitch, R, N) => {
      for (let r = 0; r < R; r += group) columns(x + (way === "down" ? 2 * r : r / 2) * xPitch, xPitch, y + r * yPitch, yPitch, Math.min(group, R - r), N);
    };
    const deliver = deliveryOf(ofResult, result, pass, pitch, take);
    const rows = passedRows(
      recipe.rows, line.length - 1, [pitch, passedPitch],
      (x, to, count) => {
        for (let i = 0; i < count; i++) {
          if (widened) widenRow(recipe, x + i * pitch, wide, padded);
          along(widened ? wide : x + i * pitch, to + i * passedPitch);
        }
      },
      (x, passed, between, y, count) => deliver(x, passed, between, y, scaled(count)),
      take,
    );
    const room = take(ofResult.rows * length * sizeOfSample(result.depth) + 64);
    runStrips(strips, rows, source, { place: () => room, deliver: (first, count, at) => target.deliver(scaled(first), scaled(count), at) });
  } finally {
    closeArena(mark);
  }
}

function halveLine({ precision }: SeparableRecipe, request: SeparableRequest, allocate: Allocate): Line {
  const pixel = request.channels * sizeOfSample(precision);
  const length = rowLength(request);
  const pass = prepareRows(BLUR, request.channels, precision, allocate);
  const blurred = allocate((request.width + 4) * pixel + 16);
  return (from, to) => {
    pass(from, 0, blurred, 0, 1, length);
    separableKernels().u8.alternate(blurred, blurred + 2 * pixel, 4 * pixel, to, pixel, (request.width + 3) >> 2);
  };
}

function doubleLine({ precision }: SeparableRecipe, request: SeparableRequest, allocate: Allocate): Line {
  const pixel = request.channels * sizeOfSample(precision);
  const length = rowLength(request);
  const [even, odd] = [EVEN, ODD].map((weights) => prepareRows(weights, request.channels, precision, allocate));
  const [a, b] = [0, 1].map(() => allocate(length * sizeOfSample(precision) + 16));
  return (from, to) => {
    even(from, 0, a, 0, 1, length);
    odd(from + pixel, 0, b, 0, 1, length);
    separableKernels().u8.alternate(a, b, pixel, to, pixel, request.width);
  };
}

/** Pairs of taps lie two rows, one row and none from the middle: each is a sum of every second row, so that pairs are added in the order of whole blurs. */
function halveColumns({ precision }: SeparableRecipe, bytes: number, allocate: Allocate): Pass {
  const { fold } = separableKernels()[precision];
  const [outer, inner, middle] = Array.from(pairsOf(BLUR), (weight) => floatTable(Float64Array.of(weight), precision, allocate));
  const [a, b] = [0, 1].map(() => allocate(bytes));
  return (x, xPitch, y, yPitch, R, N) => {
    fold(x, 2 * xPitch, outer, 1, 2, 0, a, yPitch, R, N, 0);
    fold(x + xPitch, 2 * xPitch, inner, 1, 1, a, b, yPitch, R, N, 0);
    fold(x + 2 * xPitch, 2 * xPitch, middle, 1, 0, b, y, yPitch, R, N, 0);
  };
}

function doubleColumns({ precision }: SeparableRecipe, _: number, allocate: Allocate): Pass {
  const { fold } = separableKernels()[precision];
  const [even, odd] = [EVEN, ODD].map((weights) => floatTable(pairsOf(weights), precision, allocate));
  return (x, xPitch, y, yPitch, R, N) => {
    fold(x, xPitch, even, 2, 2, 0, y, 2 * yPitch, R / 2, N, 0);
    fold(x + xPitch, xPitch, odd, 1, 1, 0, y + yPitch, 2 * yPitch, R / 2, N, 0);
  };
}
