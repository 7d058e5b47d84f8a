import type { HolderOf } from "../array/array.js";
import { dtypeOf } from "../array/dtype.js";
import type { NdArray } from "../array/ndarray.js";
import { sampleTypeOf, type SampleType } from "../array/samples.js";
import { readReal, type Source } from "../array/source.js";
import { apart, type Target, targetOf } from "../array/target.js";
import { wrongKind, wrongValue } from "../check.js";
import { sizeOf } from "../shape/strides.js";
import type { ImageLike, Nested, Out, RealDType, StridedArray, TypedArray } from "../types.js";

/** A picture: rows of numbers or of pixels, an array of shape [h, w] or [h, w, channels], or ImageData and its like. */
export type PictureIn = Nested | StridedArray | ImageLike;

/** What can take a picture: also ImageData and its like. */
export type PictureOut = Out | ImageLike;

/** A filtered ImageData or its like. */
export interface FilteredImage<T extends TypedArray = TypedArray> {
  /** Pixels row by row, their channels in turn. */
  readonly data: T;
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Numbers for each pixel, if the source said how many. */
  readonly channels?: number;
}

type Words = {
  Int8Array: "int8";
  Uint8Array: "uint8";
  Uint8ClampedArray: "uint8clamped";
  Int16Array: "int16";
  Uint16Array: "uint16";
  Int32Array: "int32";
  Uint32Array: "uint32";
  Float32Array: "float32";
  Float64Array: "float64";
};
type WordOf<T> = T extends TypedArray ? Words[T[typeof Symbol.toStringTag]] : "float64";

/** Anything whose numbers lie in an array of a type. */
export interface Holding<T> {
  /** The numbers. */
  readonly data: T;
}

/** The element type of a picture; float64 for numbers in JavaScript arrays. */
export type PixelsOf<X extends PictureIn> = X extends Holding<infer T> ? WordOf<T> : "float64";

/** Anything with axes. */
interface Shaped {
  /** How many elements along each axis. */
  readonly shape: unknown;
}

/** What a filter makes of a picture: an NdArray, or ImageData's like of ImageData and its like, with elements of type D. */
export type Filtered<X extends PictureIn, D extends RealDType = PixelsOf<X>> = X extends Shaped
  ? NdArray<HolderOf<D>, D>
  : X extends ImageLike
    ? FilteredImage<HolderOf<D>>
    : NdArray<HolderOf<D>, D>;

/** A picture as filters see it. */
export interface Picture {
  readonly source: Source;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly dtype: RealDType;
  readonly type: SampleType;
  /** Whether it came as ImageData or its like, and with which channels, so that its result goes the same way. */
  readonly like: "array" | "image" | "image with channels";
}

/**
 * Reads a picture.
 * @throws TypeError for what is no array of real numbers; RangeError for one of other than two or three axes, or without a pixel.
 */
export function readPicture(src: unknown, name = "src"): Picture {
  const source = readReal(src, name);
  const { shape } = source;
  if (shape.length !== 2 && shape.length !== 3) wrongValue(name, "an array of shape [height, width] or [height, width, channels]", `one of shape [${shape.join(", ")}]`);
  if (sizeOf(shape) === 0) wrongValue(name, "at least one pixel", `an array of shape [${shape.join(", ")}]`);
  const [height, width, channels = 1] = shape;
  const dtype = (source.dtype ?? "float64") as RealDType;
  return { source, height, width, channels, dtype, type: sampleTypeOf(dtype), like: likeOf(src) };
}

function likeOf(src: unknown): Picture["like"] {
  if (typeof src !== "object" || src === null || Array.isArray(src) || "shape" in src || !("width" in src)) return "array";
  return "channels" in src && src.channels !== undefined ? "image with channels" : "image";
}

/** Where a filtered picture goes, the source apart from it, and what the call returns. */
export interface Delivery {
  readonly source: Source;
  readonly target: Target;
  readonly value: PictureOut;
}

/** The memory for a picture of a given height and width, made of `picture`: the caller's `out`, or fresh. */
export function deliveryOf(picture: Picture, out: unknown, dtype: RealDType, height = picture.height, width = picture.width): Delivery {
  const { channels, source, like } = picture;
  const shape = source.shape.length === 3 ? [height, width, channels] : [height, width];
  if (isImage(out)) {
    if (out.width !== width || out.height !== height) wrongValue("out", `a picture of ${width}·${height} pixels`, `one of ${out.width}·${out.height}`);
    if (!dtypeOf(out.data)) wrongKind("out.data", "a typed array", out.data);
    const target = targetOf(out.data, shape, dtype, false);
    return { source: apart(source, target), target, value: out };
  }
  const target = targetOf(out, shape, dtype, false);
  if (out !== undefined || like === "array") return { source: apart(source, target), target, value: target.value };
  const { data } = target;
  return { source, target, value: { data, width, height, ...(like === "image with channels" && { channels }) } };
}

function isImage(out: unknown): out is ImageLike {
  return typeof out === "object" && out !== null && "width" in out && "height" in out && "data" in out && !("shape" in out);
}

/** Refuses a picture that has not the sizes of a plan. */
export function refuseOtherSizes({ source }: Picture, shape: readonly number[], name: string): void {
  const given = `[${source.shape.join(", ")}]`;
  const wanted = `[${shape.join(", ")}]`;
  if (given !== wanted) wrongValue(name, `shape ${wanted}, the plan's`, `shape ${given}`);
}
