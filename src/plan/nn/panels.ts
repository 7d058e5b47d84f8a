import type { Precision } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";

/** Bytes of neighbouring channels that a panel is wide. */
export const PANEL = 32;

export function panelsOf(channels: number, precision: Precision): number {
  return Math.ceil((channels * bytesOf(precision)) / PANEL);
}

/** Packs w[k, o] as the kernels read it: [panel][k][o within the panel], 0 where there is no such o. */
export function packPanels(weight: (k: number, o: number) => number, K: number, O: number, precision: Precision, pointer: number): void {
  const view = viewOf(precision);
  const width = PANEL / bytesOf(precision);
  let at = pointer / bytesOf(precision);
  for (let panel = 0; panel < O; panel += width) {
    const end = Math.min(width, O - panel);
    for (let k = 0; k < K; k++, at += width) {
      for (let o = 0; o < end; o++) view[at + o] = weight(k, panel + o);
      for (let o = end; o < width; o++) view[at + o] = 0;
    }
  }
}

/** Lays out a number for each of O channels by panels, 0 where there is none. */
export function packChannels(values: ((o: number) => number) | null, O: number, precision: Precision, pointer: number): void {
  const view = viewOf(precision);
  const size = bytesOf(precision);
  const count = (panelsOf(O, precision) * PANEL) / size;
  for (let o = 0; o < count; o++) view[pointer / size + o] = values && o < O ? values(o) : 0;
}
