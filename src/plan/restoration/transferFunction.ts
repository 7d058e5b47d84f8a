import type { NdArray } from "../../array/ndarray.js";
import { read } from "../../array/source.js";
import type { Precision } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { cosTurns } from "../../math/turns.js";
import { eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import { transformArray } from "../fft/arrays.js";
import type { Spread } from "./recipe.js";

/** Where a psf's sample stands that lets a picture stay in its place: its middle one, ⌊K/2⌋ on each axis, or its first. */
export type Anchor = "center" | "start";

/** Lays a psf out in an array of another shape in wasm memory, turned round the ends so that its anchor is the first element. */
export function placeSpread({ data, shape: from }: Spread, shape: readonly number[], anchor: Anchor, pointer: number, precision: Precision): void {
  const view = viewOf(precision);
  const base = pointer / bytesOf(precision);
  place(from, shape, anchor, (to, at) => (view[base + to] = data[at]), () => view.fill(0, base, base + sizeOf(shape)));
}

function place(from: readonly number[], shape: readonly number[], anchor: Anchor, put: (to: number, at: number) => void, clear: () => void): void {
  const stride = rowMajor(shape);
  const turned = (k: number, axis: number): number => (anchor === "start" ? k : (k - (from[axis] >> 1) + shape[axis]) % shape[axis]) * stride[axis];
  const last = from.length - 1;
  let at = 0;
  clear();
  eachRow(from, (index) => {
    const row = index.reduce((sum, k, axis) => sum + turned(k, axis), 0);
    for (let k = 0; k < from[last]; k++) put(row + turned(k, last), at++);
  });
}

/**
 * The transfer function of an impulse response: the transform of it among zeros, its middle at the origin.
 * @param kind - All bins, or the half that real data needs.
 * @see skimage.restoration.uft.ir2tf
 */
export function transferFunction(response: Spread, shape: readonly number[], kind: "whole" | "half" = "half"): NdArray {
  const data = new Float64Array(sizeOf(shape));
  place(response.shape, shape, "center", (to, at) => (data[to] = response.data[at]), () => {});
  const axes = shape.map((_, axis) => axis);
  const source = { ...read({ data, shape }, "response"), plain: false };
  return transformArray({ source, kind: kind === "half" ? "realToHalf" : "complex", direction: "forward", axes, lengths: shape, divisor: 1 }, undefined) as NdArray;
}

/**
 * The Laplacian as an impulse response of 3 samples on each axis: 2·d in the middle, −1 beside it on every axis.
 * @see skimage.restoration.uft.laplacian
 */
export function laplacian(ndim: number): Spread {
  const shape = new Array<number>(ndim).fill(3);
  const data = new Float64Array(sizeOf(shape));
  const middle = (data.length - 1) / 2;
  for (const step of rowMajor(shape)) data[middle - step] = data[middle + step] = -1;
  data[middle] = 2 * ndim;
  return { data, shape };
}

/** What an axis of n samples adds to the Laplacian's transfer function, by bin: 2 − 2 cos(2πf / n). */
export function laplacianAlong(n: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins }, (_, f) => 2 - 2 * cosTurns(f, n));
}
