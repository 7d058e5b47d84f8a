import type { Precision } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Allocate } from "../memory.js";

/** Bytes of neighbouring channels that a panel is wide. */
export const PANEL = 32;

export function panelsOf(channels: number, precision: Precision): number {
  return Math.ceil((channels * bytesOf(precision)) / PANEL);
}

/** Lays out a number for each of O channels by panels, 0 where there is none. */
export function packChannels(values: ((o: number) => number) | null, O: number, precision: Precision, pointer: number): void {
  const view = viewOf(precision);
  const size = bytesOf(precision);
  const count = (panelsOf(O, precision) * PANEL) / size;
  for (let o = 0; o < count; o++) view[pointer / size + o] = values && o < O ? values(o) : 0;
}

/** Lays out a bias, or zeros, by groups and panels. */
export function packBias(bias: Source | null, outputs: number, groups: number, precision: Precision, allocate: Allocate): number {
  const across = outputs / groups;
  const bytes = panelsOf(across, precision) * PANEL;
  const pointer = allocate(groups * bytes);
  for (let group = 0; group < groups; group++) {
    const shift = bias && ((o: number): number => bias.data[bias.offset + (group * across + o) * bias.stride[0]]);
    packChannels(shift, across, precision, pointer + group * bytes);
  }
  return pointer;
}
