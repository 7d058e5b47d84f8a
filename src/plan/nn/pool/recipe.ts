import type { Precision } from "../../../array/dtype.js";
import { bytesOf } from "../../../array/transfer.js";
import type { Layout } from "../../../shape/layout.js";
import { type PoolAxis, SINGLE } from "./axis.js";

/** What a pool computes, as plain data. */
export interface PoolRequest {
  /** The maximum of a window, or its sum. */
  readonly way: "max" | "sum";
  /** One to three axes of space. */
  readonly axes: readonly PoolAxis[];
  readonly layout: Layout;
  readonly precision: Precision;
  /** What sums are divided by: for each axis a factor for each window. */
  readonly divisors?: readonly (readonly number[])[];
  /** Sums are of signed powers, and the power is undone in the result. */
  readonly power?: number;
}

/** How it is computed: axis by axis, in tiles of whole planes, or of rows of one plane where planes are large. */
export interface PoolRecipe extends PoolRequest {
  /** Channels that stand together at a place: 1 unless they come last. */
  readonly inner: number;
  /** Planes in a tile; a plane is one channel of one sample, or, where channels come last, one sample. */
  readonly planes: number;
  /** The parts of a plane that are worked on in turn. */
  readonly slabs: readonly Slab[];
  /** Whether windows slide along rows of single numbers, and the last axis goes by them. */
  readonly lines: boolean;
  /** Whether the last two axes go in one, as small windows with stride 2 do. */
  readonly halves: boolean;
}

/** Outputs `from` … `to` − 1 of the first axis, and the samples that they need. */
export interface Slab {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
}

/** Bytes of a tile of the input, which stays in a cache of the second level with its results. */
const TILE = 1 << 19;
/** Taps that a row's window may have before its sum is taken in blocks, which the kernel of rows does. */
const LINE = 256;

/** @param units - How many planes there are. */
export function poolRecipe(request: PoolRequest, channels: number, units: number): PoolRecipe {
  const { layout, precision } = request;
  const inner = layout === "nhwc" ? channels : 1;
  const last = request.axes[request.axes.length - 1];
  const lines = inner === 1 && last.sliding !== null && last.sliding.K <= LINE;
  // Lines are cut out of rows, so there is an axis before them.
  const single = lines && request.axes.length === 1;
  const axes = single ? [SINGLE, ...request.axes] : request.axes;
  const divisors = single && request.divisors ? [[1], ...request.divisors] : request.divisors;
  const rowBytes = axes.slice(1).reduce((bytes, { N }) => bytes * N, inner * bytesOf(precision));
  const planeBytes = Math.max(1, rowBytes * axes[0].N);
  const planes = Math.max(1, Math.min(units, Math.floor(TILE / planeBytes)));
  const halves = lines && request.way === "max" && fitsHalves(axes[axes.length - 2], axes[axes.length - 1]);
  return { ...request, axes, divisors, inner, lines, halves, planes, slabs: slabsOf(axes[0], Math.max(1, Math.floor(TILE / Math.max(1, rowBytes)))) };
}

/** Whether windows of two or three columns stand at every second one, and have no more than three rows, nor none. */
function fitsHalves({ reaches }: PoolAxis, { sliding }: PoolAxis): boolean {
  const { K, stride, dilation, pads } = sliding!;
  const columns = (K === 2 && pads[0] === 0) || (K === 3 && (pads[0] === 0 || pads[0] === 1));
  return columns && stride === 2 && dilation === 1 && reaches.every(({ count }) => count >= 1 && count <= 3);
}

/** Cuts an axis into runs of windows that meet at most `most` samples, or one window. */
function slabsOf({ reaches, dilation, N }: PoolAxis, most: number): Slab[] {
  if (N <= most) return [{ from: 0, to: reaches.length, first: 0, end: N }];
  const slabs: Slab[] = [];
  for (let from = 0; from < reaches.length; ) {
    let first = N;
    let end = 0;
    let to = from;
    for (; to < reaches.length; to++) {
      const reach = reaches[to];
      const nextFirst = reach.count === 0 ? first : Math.min(first, reach.first);
      const nextEnd = reach.count === 0 ? end : Math.max(end, reach.first + (reach.count - 1) * dilation + 1);
      if (to > from && nextEnd - nextFirst > most) break;
      first = nextFirst;
      end = nextEnd;
    }
    slabs.push({ from, to, first: Math.min(first, end), end });
    from = to;
  }
  return slabs;
}
