import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { dot, eachIndex, rowMajor, sizeOf } from "../../shape/strides.js";
import { directKernels } from "../../wasm/direct.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { stagedFor, turnsOf, type WindowSizes } from "./direct.js";
import type { Method } from "./method.js";
import type { Part } from "./parts.js";
import { eachPlane, type Planes, preparePlanes, threeAxes, writeOffsets } from "./planes.js";
import type { Weight } from "./sizes.js";
import { type Rows, stage } from "./staging.js";
import { type Clamp, type Delivery, stepsOf } from "./sums.js";
import { fitsTriples, prepareTriples, runTriples } from "./triples.js";

interface Depthwise {
  readonly sizes: WindowSizes;
  readonly planes: Planes;
  readonly parts: readonly PreparedPart[];
  /** A number for each output. */
  readonly bias: number;
  readonly results: number;
}

interface PreparedPart {
  readonly part: Part;
  readonly taps: number;
  readonly offsets: number;
  /** [output][tap] */
  readonly weights: number;
}

/** Whether each channel is convolved by itself: vectors then hold neighbouring pixels, not channels. */
export function fitsDepthwise({ channels, groups }: { readonly channels: number; readonly groups: number }): boolean {
  return channels === groups;
}

/**
 * Makes a convolution of single channels ready, or the transpose of one.
 *
 * Where no kernel does it at once, a plane is one row to the kernel, border and all, so that a row of outputs shorter than its block costs
 * nothing; what falls on the border is left behind.
 */
export function depthwiseMethod(sizes: WindowSizes, weight: Weight, bias: Source | null, band: number, allocate: Allocate): Method {
  const { outputs, precision } = sizes;
  const size = bytesOf(precision);
  const planes = preparePlanes(sizes, band, allocate);
  const depthwise: Depthwise = {
    sizes, planes,
    parts: sizes.parts.map((part) => {
      const { taps, offsets } = writeOffsets(planes, part, allocate);
      return { part, taps, offsets, weights: packWeights(sizes, weight, part, allocate) };
    }),
    bias: allocate(outputs * size),
    results: allocate(planes.plane),
  };
  for (let o = 0; o < outputs; o++) viewOf(precision)[depthwise.bias / size + o] = bias ? bias.data[bias.offset + o * bias.stride[0]] : 0;
  const triples = fitsTriples(sizes) ? prepareTriples(sizes, depthwise.parts[0].weights, depthwise.bias, band, allocate) : null;
  return {
    ...sizes, ...turnsOf(sizes), band,
    staging: planes.staging,
    needs: (first, turns) => stagedFor(sizes, planes.staging, first, turns),
    run(rows, first, turns, to, clamp) {
      if (triples && rows.order === "planes" && to.order === "planes") runTriples(triples, rows, first, turns, to, clamp);
      else run(depthwise, rows, first, turns, to, clamp);
    },
  };
}

/** The weights of a part's taps: [o][tap]. */
function packWeights({ outputs, groups, precision }: WindowSizes, weight: Weight, part: Part, allocate: Allocate): number {
  const shape = part.map(({ taps }) => taps);
  const taps = sizeOf(shape);
  const made = outputs / groups;
  const pointer = allocate(outputs * taps * bytesOf(precision));
  const view = viewOf(precision);
  let at = pointer / bytesOf(precision);
  eachIndex(shape, (index) => {
    const place = weight.offset + dot(part.map(({ tap, tapStep }, axis) => tap + index[axis] * tapStep), weight.taps);
    for (let o = 0; o < outputs; o++) view[at + o * taps] = weight.data[place + Math.floor(o / made) * weight.group + (o % made) * weight.output];
    at++;
  });
  return pointer;
}

function run({ sizes, planes, parts, bias, results }: Depthwise, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { channels, outputs, output, precision } = sizes;
  const need = stagedFor(sizes, planes.staging, first, turns);
  stage(planes.staging, rows, need.first, need.count);
  const type = realOf(precision);
  const { finish_rows } = nnKernels()[type];
  const { correlate } = directKernels()[type];
  const size = bytesOf(precision);
  const { channel, pixel } = stepsOf(to, precision);
  const place = rowMajor(output).map((step) => step * pixel);
  const made = outputs / channels;
  const [slice, line] = threeAxes(planes.pitch, 0);
  const grids = parts.map(({ part }) => ({
    shape: threeAxes(part.map(({ count }, axis) => (axis === 0 ? Math.max(0, Math.min(turns, count - first)) : count)), 1),
    step: threeAxes(part.map(({ step }, axis) => step * place[axis]), 0),
    out: part.reduce((at, axis, i) => at + axis.first * place[i], to.pointer),
  }));
  eachPlane(planes, (plane, c) => {
    for (let o = c * made; o < (c + 1) * made; o++) {
      parts.forEach(({ taps, offsets, weights }, n) => {
        const { shape: [slices, height, columns], step, out } = grids[n];
        if (slices * height * columns === 0) return;
        correlate(plane, offsets, weights + o * taps * size, results, ((slices - 1) * slice + (height - 1) * line) / size + columns, taps);
        for (let i = 0; i < slices; i++) {
          finish_rows(results + i * slice, line, out + o * channel + i * step[0], step[1], step[2], height, columns, bias + o * size, low, high);
        }
      });
    }
  });
}
