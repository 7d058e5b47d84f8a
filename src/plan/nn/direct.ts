import { bytesOf } from "../../array/transfer.js";
import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { BorderKind } from "../../shape/border.js";
import { dot, eachIndex, rowMajor } from "../../shape/strides.js";
import type { Allocate } from "../memory.js";
import type { Method } from "./method.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { packBias, PANEL } from "./panels.js";
import { type Part, type PartAxis, reachOfParts } from "./parts.js";
import type { Weight } from "./sizes.js";
import { fitsPointwise, preparePointwise, runPointwise } from "./pointwise.js";
import { prepareStaging, stage, type Rows, type Staging, type StagingSizes } from "./staging.js";
import { type Clamp, type Delivery, prepareSums, type Run, runSums, stepsOf, type Sums, weightBytes } from "./sums.js";
import { loadWeight, packTap } from "./weights.js";

/** Sums over windows by their sizes: `channels` of `input` become `outputs` of `output`, part by part. */
export interface WindowSizes {
  readonly channels: number;
  readonly outputs: number;
  readonly groups: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly parts: readonly Part[];
  readonly border: BorderKind;
  readonly precision: Precision;
}

/** Sums over windows, ready: any kernel, stride, dilation, groups, and transposed ones. */
interface Direct {
  readonly sizes: WindowSizes;
  readonly staging: Staging;
  readonly parts: readonly PreparedPart[];
  readonly bias: number;
}

interface PreparedPart {
  readonly part: Part;
  readonly sums: Sums;
  readonly weights: number;
}

/** Windows of the first axis, of each part, that are summed at a time; a part's windows are `turn` outputs apart. */
export function turnsOf({ parts }: WindowSizes): { turns: number; turn: number } {
  return { turns: Math.max(...parts.map(([{ count }]) => count)), turn: parts[0][0].step };
}

/** How the input is laid out for so many turns: a block for each group. */
export function directStaging({ channels, groups, input, parts, border, precision }: WindowSizes, turns: number): StagingSizes {
  const reaches = input.map((_, axis) => reachOfParts(parts, axis, axis === 0 ? turns : Infinity));
  return {
    channels, input, border, precision, blocks: groups, depth: channels / groups,
    start: reaches.map(({ start }) => start),
    // a border is copied from the samples themselves, so they must all be there
    extent: reaches.map(({ start, extent }, axis) => (axis > 0 && border !== "constant" ? Math.max(extent, input[axis] - start) : extent)),
  };
}

function prepareDirect(sizes: WindowSizes, weight: Weight, bias: Source | null, turns: number, allocate: Allocate): Direct {
  const { groups, precision } = sizes;
  const staging = prepareStaging(directStaging(sizes, turns), allocate);
  const outputs = sizes.outputs / groups;
  const parts = sizes.parts.map((part) => {
    const sums = prepareSums({ precision, outputs, runs: runsOf(part, staging.sizes), step: bytesOf(precision) }, allocate);
    return { part, sums, weights: allocate(groups * weightBytes(sums)) };
  });
  packWeights(weight, parts, sizes);
  return { sizes, staging, parts, bias: packBias(bias, sizes.outputs, groups, precision, allocate) };
}

/** Makes sums over windows ready, `band` turns at a time. */
export function directMethod(sizes: WindowSizes, weight: Weight, bias: Source | null, band: number, allocate: Allocate): Method {
  const direct = prepareDirect(sizes, weight, bias, band, allocate);
  const pointwise = fitsPointwise(sizes) ? preparePointwise(sizes, direct.parts[0].sums, direct.parts[0].weights, direct.bias, bias ? "biased" : "unbiased", allocate) : null;
  return {
    ...sizes, ...turnsOf(sizes), band,
    staging: direct.staging,
    needs: (first, turns) => stagedFor(sizes, direct.staging, first, turns),
    run(rows, first, turns, to, clamp) {
      if (pointwise && rows.order === "planes" && to.order === "planes") runPointwise(pointwise, rows, first, turns, to, clamp);
      else runDirect(direct, rows, first, turns, to, clamp);
    },
  };
}

/** The staged rows that `turns` turns from the one `first` on need. */
export function stagedFor({ parts }: WindowSizes, staging: Staging, first: number, turns: number): { first: number; count: number } {
  const { start, extent } = reachOfParts(parts, 0, turns);
  const begin = first * parts[0][0].stride;
  return { first: begin, count: Math.min(extent, staging.sizes.extent[0]) + start - staging.sizes.start[0] };
}

/** Sums `turns` turns from the one `first` on of an image's rows; `to` is where the first of their outputs goes. */
function runDirect(direct: Direct, rows: Rows, first: number, turns: number, to: Delivery, clamp: Clamp): void {
  const { sizes, staging, parts, bias } = direct;
  const { groups, precision, outputs, output } = sizes;
  const need = stagedFor(sizes, staging, first, turns);
  stage(staging, rows, need.first, need.count);
  const size = bytesOf(precision);
  const pixel = rowMajor(staging.sizes.extent).map((step) => step * staging.sizes.depth * size);
  const steps = stepsOf(to, precision);
  const place = rowMajor(output).map((step) => step * steps.pixel);
  for (const { part, sums, weights } of parts) {
    const shape = part.map(({ count }, axis) => (axis === 0 ? Math.max(0, Math.min(turns, count - first)) : count));
    const x = part.reduce((at, { origin, taps }, axis) => at + (taps > 0 ? (origin - staging.sizes.start[axis]) * pixel[axis] : 0), staging.pointer);
    const out = part.reduce((at, axis, i) => at + axis.first * place[i], to.pointer);
    const step = part.every((axis) => axis.step === 1) ? undefined : part.map((axis, i) => axis.step * place[i]);
    const grid = { shape, step: part.map((axis, i) => axis.stride * pixel[i]) };
    for (let group = 0; group < groups; group++) {
      runSums(
        sums, x + group * staging.blockPitch, grid, weights + group * weightBytes(sums), bias + group * sums.panels * PANEL,
        { ...to, pointer: out + group * (outputs / groups) * steps.channel, step }, clamp,
      );
    }
  }
}

/** The samples of a window, a run for each row of the kernel, or for each tap where taps are apart; none if an axis has no tap. */
function runsOf(part: Part, { extent, depth, precision }: StagingSizes): Run[] {
  const last = part.length - 1;
  const pixel = rowMajor(extent).map((step, axis) => step * depth * bytesOf(precision) * part[axis].dilation);
  const joined = part[last].dilation === 1 ? part[last].taps : 1;
  const runs: Run[] = [];
  eachIndex(part.map(({ taps }) => taps), (index) => {
    if (index[last] % joined === 0) runs.push({ offset: dot(index, pixel), count: joined * depth });
  });
  return runs;
}

function packWeights(weight: Weight, parts: readonly PreparedPart[], sizes: WindowSizes): void {
  const depth = sizes.channels / sizes.groups;
  // all taps, of which each part has some
  const kernel = sizes.input.map((_, axis) => Math.max(0, ...parts.map(({ part }) => tapsEnd(part[axis]))));
  const mark = openArena();
  try {
    const loaded = loadWeight(weight, { ...sizes, kernel }, take);
    for (const { part, sums, weights } of parts) {
      for (let group = 0; group < sizes.groups; group++) {
        let to = weights + group * weightBytes(sums);
        for (let panel = 0; panel < sums.panels; panel++) {
          eachIndex(part.map((axis) => axis.taps), (index) => {
            packTap(loaded, sizes, group, panel, index.map((i, axis) => part[axis].tap + i * part[axis].tapStep), to);
            to += depth * PANEL;
          });
        }
      }
    }
  } finally {
    closeArena(mark);
  }
}

/** One more than the last of the weight's taps that an axis of a part has. */
function tapsEnd({ taps, tap, tapStep }: PartAxis): number {
  return taps === 0 ? 0 : Math.max(tap, tap + (taps - 1) * tapStep) + 1;
}
