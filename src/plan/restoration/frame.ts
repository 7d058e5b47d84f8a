import type { Precision } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { type BorderKind, borderIndex } from "../../shape/border.js";
import { dot, eachIndex, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import { u8 } from "../../wasm/memory.js";

/** Arrays of one shape with room for a border around them, so that a convolution finds everything it reads in its place. */
export interface Frame {
  readonly precision: Precision;
  readonly shape: readonly number[];
  /** Samples of border on each side of each axis. */
  readonly margin: readonly number[];
  readonly padded: readonly number[];
  /** Numbers between neighbours on each axis. */
  readonly pitch: readonly number[];
  /** Bytes from an array's start to its first sample. */
  readonly corner: number;
}

/** A part of an array's samples. */
export interface Slab {
  readonly start: readonly number[];
  readonly shape: readonly number[];
}

/** Samples of a slab: what is done to one takes about a millisecond at most, so that a caller may be heard in between. */
const SLAB = 2 ** 16;

export function frameOf(shape: readonly number[], margin: readonly number[], precision: Precision): Frame {
  const padded = shape.map((extent, axis) => extent + 2 * margin[axis]);
  const pitch = rowMajor(padded);
  return { precision, shape, margin, padded, pitch, corner: dot(margin, pitch) * bytesOf(precision) };
}

/** Cuts an array into slabs, along its first axes first. */
export function slabsOf(shape: readonly number[], most = SLAB): Slab[] {
  const extent = [...shape];
  for (let axis = 0; axis < extent.length; axis++) {
    const inner = sizeOf(extent.slice(axis + 1));
    extent[axis] = Math.min(extent[axis], Math.max(1, Math.floor(most / inner)));
    if (inner <= most) break;
  }
  const slabs: Slab[] = [];
  eachIndex(shape.map((length, axis) => Math.ceil(length / extent[axis])), (index) => {
    const start = index.map((i, axis) => i * extent[axis]);
    slabs.push({ start, shape: start.map((at, axis) => Math.min(extent[axis], shape[axis] - at)) });
  });
  return slabs;
}

/** Calls `visit` for each row of a slab with its bytes from the start of an array without a border, those from the first sample of one of the frame, and its length. */
export function eachLine({ shape, pitch, precision }: Frame, slab: Slab, visit: (plain: number, framed: number, length: number) => void): void {
  const size = bytesOf(precision);
  const dense = rowMajor(shape);
  const last = shape.length - 1;
  const plain = dot(slab.start, dense) * size;
  const framed = dot(slab.start, pitch) * size;
  eachRow(slab.shape, (index) => visit(plain + dot(index, dense) * size, framed + dot(index, pitch) * size, slab.shape[last]));
}

/** Fills the border on both sides of an axis, along all lines that are inside on the axes before it. A constant border is there from the beginning. */
export function fillBorder({ shape, margin, pitch, precision }: Frame, x: number, axis: number, kind: BorderKind): void {
  if (kind === "constant" || margin[axis] === 0) return;
  const size = bytesOf(precision);
  const places: [to: number, from: number][] = [];
  for (let i = 0; i < margin[axis]; i++) {
    for (const at of [i - margin[axis], shape[axis] + i]) {
      places.push([(margin[axis] + at) * pitch[axis], (margin[axis] + borderIndex(at, shape[axis], kind)) * pitch[axis]]);
    }
  }
  const outer = [...shape.slice(0, axis), 1];
  const corner = x / size + dot(margin.slice(0, axis), pitch);
  const view = viewOf(precision);
  eachRow(outer, (index) => {
    const line = corner + dot(index, pitch);
    if (pitch[axis] === 1) for (const [to, from] of places) view[line + to] = view[line + from];
    else for (const [to, from] of places) u8.copyWithin((line + to) * size, (line + from) * size, (line + from + pitch[axis]) * size);
  });
}
