/** Point spread functions: what a point becomes, in arrays of sum 1. @module */
import { NdArray } from "../array/ndarray.js";
import type { FloatsOf, ResultOf } from "../array/result.js";
import { precisionOf, readReal } from "../array/source.js";
import { type Result, targetOf } from "../array/target.js";
import { integers } from "../array/layout.js";
import type { Precision } from "../array/dtype.js";
import { put } from "../array/transfer.js";
import { finite, MOST_SAMPLES, oneOf, optionsOf, positive, wrongValue } from "../check.js";
import { airySpread, gaussianSpread, lineSpread } from "../math/spread.js";
import { normed } from "../math/sums.js";
import { tapsOf } from "../plan/direct/taps.js";
import { dot, eachIndex, eachRow, rowMajor, sizeOf } from "../shape/strides.js";
import type { In, Out } from "../types.js";

/** The element types of a psf. */
type RealFloat = "float32" | "float64";

/** @inline */
export interface PsfOptions<D extends RealFloat = RealFloat> {
  /** "float64", or "float32", so that pictures in float32 are restored in float32. */
  dtype?: D;
  /** Takes the psf. */
  out?: Out;
}

/** @inline */
export interface MotionOptions<D extends RealFloat = RealFloat> extends PsfOptions<D> {
  /** Rows and columns; the smallest odd numbers that hold the line if left out. */
  shape?: readonly [number, number] | readonly number[];
}

/** @inline */
export interface FromArrayOptions {
  /** What is taken off every sample first, such as the level of the sky: 0. */
  background?: number;
  /** Takes the psf. */
  out?: Out;
}

/**
 * A Gaussian, the psf of seeing and of most of what has many causes:
 *
 *     h[k] = exp(−½ Σ ((k − (K − 1)/2) / σ)²) / sum
 *
 * A product of one factor for each axis, so that Richardson–Lucy convolves along the axes.
 *
 * @param shape - How many samples on each axis, or a number for one axis; odd ones have a middle. Six σ and one more hold all but a 400th of it.
 * @param sigma - σ in samples, above 0: a number, or one for each axis.
 * @returns A plain array if shape is a number, else an NdArray; or `out`.
 * @throws TypeError for a wrong kind; RangeError for a shape with zeros, or a σ that is not above 0.
 *
 * @example
 * ```ts
 * restoration.psf.gaussian(3, 1).map((v) => Math.round(1000 * v)); // Float64Array [274, 452, 274]
 * restoration.psf.gaussian([15, 15], 2.5).shape; // [15, 15]
 * ```
 *
 * @see signal.windows.gaussian, whose products these are, divided by their sum
 */
export function gaussian<O extends Out>(shape: number | readonly number[], sigma: number | readonly number[], options: PsfOptions & { out: O }): O;
export function gaussian<D extends RealFloat = "float64">(shape: number, sigma: number | readonly number[], options?: PsfOptions<D>): FloatsOf<D>;
export function gaussian<D extends RealFloat = "float64">(shape: readonly number[], sigma: number | readonly number[], options?: PsfOptions<D>): NdArray<FloatsOf<D>, D>;
export function gaussian(shape: number | readonly number[], sigma: number | readonly number[], options?: PsfOptions): Result | Out {
  const extents = extentsOf(shape, "shape");
  const sigmas = Array.isArray(sigma) ? sigma : extents.map(() => sigma as number);
  if (sigmas.length !== extents.length) wrongValue("sigma", `${extents.length} numbers, one for each axis`, sigmas.length);
  const factors = extents.map((K, axis) => gaussianSpread(K, positive(sigmas[axis], "sigma")));
  const values = new Float64Array(sizeOf(extents));
  let at = 0;
  eachIndex(extents, (index) => (values[at++] = index.reduce((value, k, axis) => value * factors[axis][k], 1)));
  return delivered(values, extents, typeof shape === "number", options);
}

/**
 * The Airy disk, what a perfect round lens or mirror makes of a point:
 *
 *     h = (2 J₁(v) / v)² / sum,   v = 3.8317 · r / radius
 *
 * r is the distance from the middle. The first dark ring lies at `radius`, which is 1.22 · wavelength · focal ratio.
 *
 * @param shape - Rows and columns, odd ones to have a middle. Rings go on for ever: a shape of ten radii holds 96 % of the light.
 * @param radius - Of the first dark ring, in samples, above 0.
 * @returns An NdArray; or `out`.
 * @throws TypeError for a wrong kind; RangeError for another number of axes than two, or a radius that is not above 0.
 *
 * @example
 * ```ts
 * restoration.psf.airy([3, 3], 1.5).data.map((v) => Math.round(1000 * v)); // Float64Array [2, 90, 2, 90, 632, 90, 2, 90, 2]
 * ```
 *
 * @see G. B. Airy, On the diffraction of an object-glass with circular aperture, Transactions of the Cambridge Philosophical Society 5, 1835
 */
export function airy<O extends Out>(shape: readonly number[], radius: number, options: PsfOptions & { out: O }): O;
export function airy<D extends RealFloat = "float64">(shape: readonly number[], radius: number, options?: PsfOptions<D>): NdArray<FloatsOf<D>, D>;
export function airy(shape: readonly number[], radius: number, options?: PsfOptions): Result | Out {
  const extents = rowsAndColumns(shape, "shape");
  positive(radius, "radius");
  return delivered(airySpread(extents, radius), extents, false, options);
}

/**
 * A line, what the camera's or the subject's even motion makes of a point: each sample has the part of the line that crosses its square.
 *
 * @param length - How far it moves, in samples, above 0.
 * @param angle - In which direction, in degrees from the rows' direction to the right, counted against the clock as one looks at a picture; 0.
 * @returns An NdArray; or `out`.
 * @throws TypeError for a wrong kind; RangeError for a length that is not above 0 or beyond 10,000, an angle that is not finite, or another number of axes than two.
 *
 * @example
 * ```ts
 * restoration.psf.motion(4).data.map((v) => Math.round(1000 * v)); // Float64Array [125, 250, 250, 250, 125]
 * restoration.psf.motion(15, 30).shape; // [9, 13]
 * ```
 */
export function motion<O extends Out>(length: number, angle: number, options: MotionOptions & { out: O }): O;
export function motion<D extends RealFloat = "float64">(length: number, angle?: number, options?: MotionOptions<D>): NdArray<FloatsOf<D>, D>;
export function motion(length: number, angle = 0, options?: MotionOptions): Result | Out {
  if (finite(length, "length", 0, 10_000) === 0) wrongValue("length", "a number above 0", length);
  finite(angle, "angle");
  const { shape } = optionsOf(options);
  const line = lineSpread(length, angle, shape === undefined ? undefined : rowsAndColumns(shape, "options.shape"));
  return delivered(line.values, line.shape, false, options);
}

/**
 * A psf of a measured one, such as the picture of a star or a bead: the background taken off, numbers below 0 set to 0, divided by the sum, and brought to
 * the middle of an array of odd sizes, its centre of mass to the nearest sample.
 *
 * @param data - What was measured, an array of one, two or three axes.
 * @returns A plain array for a plain one-dimensional input, else an NdArray, of the least odd sizes that hold all of it; float32 for a Float32Array, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if it is empty, holds numbers that are not finite, or none above the background.
 *
 * @example
 * ```ts
 * restoration.psf.fromArray([1, 2, 5, 2], { background: 1 }); // Float64Array [0, 0.16666666666666666, 0.6666666666666666, 0.16666666666666666, 0]
 * ```
 */
export function fromArray<A extends In, O extends Out>(data: A, options: FromArrayOptions & { out: O }): O;
export function fromArray<A extends In>(data: A, options?: FromArrayOptions): ResultOf<A>;
export function fromArray(data: In, options?: FromArrayOptions): Result | Out {
  const source = readReal(data, "data");
  const { shape } = source;
  if (shape.length < 1 || shape.length > 3) wrongValue("data", "an array of one, two or three axes", `one of rank ${shape.length}`);
  if (sizeOf(shape) === 0) wrongValue("data", "at least one sample", `an array of shape [${shape.join(", ")}]`);
  const { background = 0, out } = optionsOf(options);
  finite(background, "options.background");
  const { re } = tapsOf(source);
  const values = re.map((value) => {
    if (!Number.isFinite(value)) wrongValue("data", "finite numbers", value);
    return Math.max(value - background, 0);
  });
  if (!values.some((value) => value > 0)) wrongValue("data", "a number above options.background", "none");
  const normal = normed(values);
  const centre = centreOf(normal, shape);
  const reach = centre.map((c, axis) => Math.max(c, shape[axis] - 1 - c));
  const extents = reach.map((most) => 2 * most + 1);
  const placed = new Float64Array(sizeOf(extents));
  const stride = rowMajor(extents);
  let at = 0;
  eachIndex(shape, (index) => (placed[dot(index.map((k, axis) => k + reach[axis] - centre[axis]), stride)] = normal[at++]));
  return delivered(placed, extents, source.plain, { out, dtype: precisionOf(source) });
}

/** The sample nearest to the centre of mass. */
function centreOf(values: Float64Array, shape: readonly number[]): number[] {
  const sums = shape.map(() => 0);
  let at = 0;
  eachIndex(shape, (index) => {
    const value = values[at++];
    index.forEach((k, axis) => (sums[axis] += k * value));
  });
  return sums.map((sum) => Math.round(sum));
}

function extentsOf(shape: unknown, name: string): number[] {
  const extents = integers(typeof shape === "number" ? [shape] : shape, name, 1);
  if (extents.length < 1 || extents.length > 3) wrongValue(name, "one, two or three axes", extents.length);
  return roomFor(extents, name);
}

/** Extents that a point spread function may have. */
function roomFor(extents: number[], name: string): number[] {
  const size = sizeOf(extents);
  if (size > MOST_SAMPLES) wrongValue(name, `at most ${MOST_SAMPLES} samples`, size);
  return extents;
}

function rowsAndColumns(shape: unknown, name: string): [number, number] {
  const [height, width, ...rest] = integers(shape, name, 1);
  if (width === undefined || rest.length > 0) wrongValue(name, "two axes", (shape as ArrayLike<number>).length);
  roomFor([height, width], name);
  return [height, width];
}

function delivered(values: Float64Array, shape: readonly number[], plain: boolean, options: PsfOptions | undefined): Result | Out {
  const { dtype = "float64", out } = optionsOf(options);
  const precision: Precision = oneOf(dtype, ["float32", "float64"], "options.dtype");
  const target = targetOf(out, shape, precision, plain);
  const last = shape.length - 1;
  let at = 0;
  eachRow(shape, (index) => {
    put(values as Float64Array<ArrayBuffer>, at, shape[last], target.data, target.offset + dot(index, target.stride), target.stride[last]);
    at += shape[last];
  });
  return target.value;
}
