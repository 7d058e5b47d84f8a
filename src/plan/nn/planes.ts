import { realOf } from "../../array/dtype.js";
import { bytesOf } from "../../array/transfer.js";
import { eachIndex, rowMajor, sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { directStaging, type WindowSizes } from "./direct.js";
import type { Part } from "./parts.js";
import { prepareStaging, type Staging } from "./staging.js";

/** Bytes of the planes that are sorted at a time: they stay in the first cache. */
const NEAR = 24 << 10;

/**
 * Single channels as kernels see them that go along rows: each a plane with its border, in which the windows of neighbouring outputs begin at neighbours.
 *
 * With a stride the samples of a plane are sorted for that, axis by axis: those of the same residue by the stride stand together, so that a tap meets a
 * sample of one of these smaller planes for every output, and no other. Without one the planes are the staged ones.
 */
export interface Planes {
  readonly staging: Staging;
  readonly stride: readonly number[];
  /** How many samples of a residue each axis has, and bytes from one to the next. */
  readonly extent: readonly number[];
  readonly pitch: readonly number[];
  /** Bytes from plane to plane. */
  readonly plane: number;
  /** Planes that are sorted at a time, and room for them to be sorted from one to the other. */
  readonly together: number;
  readonly sorted: readonly [number, number];
}

export function preparePlanes(sizes: WindowSizes, band: number, allocate: Allocate): Planes {
  const size = bytesOf(sizes.precision);
  const stride = sizes.parts[0].map((axis) => axis.stride);
  const whole = directStaging(sizes, band);
  const extent = whole.extent.map((N, axis) => Math.ceil(N / stride[axis]));
  const staging = prepareStaging({ ...whole, extent: extent.map((N, axis) => N * stride[axis]) }, allocate);
  const { blockPitch, sizes: { blocks } } = staging;
  let together = Math.max(1, Math.min(blocks, Math.floor(NEAR / blockPitch)));
  while (blocks % together !== 0) together--;
  const room = together * blockPitch * Math.max(0, ...stride.map((step) => (step === 1 ? 0 : inVectors(step, size) / step)));
  return {
    staging, stride, extent, together,
    pitch: rowMajor(extent).map((step) => step * size),
    plane: sizeOf(extent) * size,
    // a vector may be read from the last number on
    sorted: [allocate(room + 16), allocate(room + 16)],
  };
}

/** Writes a table of where the first window of a part meets each of its taps, in bytes, and the last one again until there are a multiple of four. */
export function writeOffsets({ staging, stride, pitch, plane, together }: Planes, part: Part, allocate: Allocate): { offsets: number; taps: number } {
  // the residues of the first axis are outermost, those of the last one innermost
  const residue = rowMajor(stride).map((step) => step * together * plane);
  const taps = sizeOf(part.map((axis) => axis.taps));
  const rounded = (taps + 3) & -4;
  const offsets = allocate(4 * rounded);
  let at = offsets / 4;
  eachIndex(part.map((axis) => axis.taps), (index) => {
    i32[at++] = part.reduce((sum, { origin, dilation }, axis) => {
      const place = origin - staging.sizes.start[axis] + index[axis] * dilation;
      return sum + (place % stride[axis]) * residue[axis] + Math.floor(place / stride[axis]) * pitch[axis];
    }, 0);
  });
  i32.fill(i32[at - 1], at, offsets / 4 + rounded);
  return { offsets, taps };
}

/** Calls `visit` with each staged plane, sorted, and its number. */
export function eachPlane(planes: Planes, visit: (plane: number, n: number) => void): void {
  const { staging, plane, together } = planes;
  for (let first = 0; first < staging.sizes.blocks; first += together) {
    const from = sort(planes, staging.pointer + first * staging.blockPitch);
    for (let n = 0; n < together; n++) visit(from + n * plane, first + n);
  }
}

/** Sorts planes from `from` on; where they are then. */
function sort({ stride, extent, staging, together, sorted: [next, other] }: Planes, from: number): number {
  const { precision } = staging.sizes;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  for (let axis = stride.length - 1; axis >= 0; axis--) {
    const residues = stride[axis];
    if (residues === 1) continue;
    // what stands together on later axes is moved together
    const inner = sizeOf(extent.slice(axis + 1));
    const rows = (together * staging.blockPitch) / (residues * inner * size);
    if (inner === 1) kernels.transpose(from, residues * size, next, rows * size, rows, inVectors(residues, size));
    else for (let n = 0; n < residues; n++) kernels.copy(from + n * inner * size, residues * inner * size, next + n * rows * inner * size, inner * size, rows, inner * size);
    [from, next, other] = [next, other, next];
  }
  return from;
}

/** So many columns and what fills their last vector, for columns beside whole vectors are turned round one by one; it goes beyond what is read. */
function inVectors(columns: number, size: number): number {
  return (Math.ceil((columns * size) / 16) * 16) / size;
}

/** A list for the axes of an image as one for three: slices, rows and columns. */
export function threeAxes(list: readonly number[], missing: number): readonly number[] {
  return [missing, missing, ...list].slice(-3);
}
