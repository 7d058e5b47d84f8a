import { integer, wrongKind, wrongSort, wrongValue } from "../check.js";
import { isRowMajor, rowMajor, sizeOf } from "../shape/strides.js";
import type { DType, TypedArray } from "../types.js";
import { dtypeOf, isComplex, type Precision, realPart } from "./dtype.js";
import { dataOf, layoutOf, refuseDetached } from "./layout.js";
import { flatten } from "./nested.js";

/** An input as the library sees it: numbers in a typed array, found by strides. Nothing is copied to make one of a typed array. */
export interface Source {
  readonly name: string;
  readonly data: TypedArray;
  readonly shape: readonly number[];
  /** In elements; a complex element is two numbers of `data`. */
  readonly stride: readonly number[];
  readonly offset: number;
  /** Null for number arrays, which have no type of their own. */
  readonly dtype: DType | null;
  readonly complex: boolean;
  /** Elements follow one another from `offset` on. */
  readonly contiguous: boolean;
  /** A one-dimensional typed array or number array, whose result is a plain typed array too. */
  readonly plain: boolean;
}

/**
 * Reads any accepted input.
 * @throws TypeError for a wrong kind, a ragged array, a hole, or a detached buffer; RangeError for strides that leave the data.
 */
export function read(input: unknown, name: string): Source {
  const dtype = dtypeOf(input);
  if (dtype) return readTyped(input as TypedArray, dtype, name);
  if (Array.isArray(input)) {
    const { data, shape } = flatten(input, name);
    return { name, data, shape, stride: rowMajor(shape), offset: 0, dtype: null, complex: false, contiguous: true, plain: shape.length === 1 };
  }
  if (typeof input === "object" && input !== null && !ArrayBuffer.isView(input)) {
    const fields = input as Record<string, unknown>;
    if ("shape" in fields && "data" in fields) return readStrided(fields, name);
    if ("width" in fields && "height" in fields && "data" in fields) return readImage(fields, name);
    if ("re" in fields && "im" in fields) return readSplit(fields, name);
  }
  wrongKind(name, "a typed array, a number array, an NdArray or { data, shape }, { data, width, height } or { re, im }", input);
}

/** Numbers that were computed here, as an input of one axis: they have no type of their own. */
export function numbers(name: string, data: Float64Array): Source {
  return { name, data, shape: [data.length], stride: [1], offset: 0, dtype: null, complex: false, contiguous: true, plain: true };
}

/** Reads an input that must be real. */
export function readReal(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.complex) wrongSort(name, "real data", "complex data");
  return source;
}

/** float32 if every typed input is, else float64: number arrays take the others' type. */
export function precisionOf(...sources: readonly Source[]): Precision {
  let typed = false;
  for (const { dtype } of sources) {
    if (dtype === null) continue;
    typed = true;
    if (dtype !== "float32" && dtype !== "complex64") return "float64";
  }
  return typed ? "float32" : "float64";
}

/** The real or the imaginary numbers of a complex input, as an input of their own. */
export function partOf(source: Source, part: "re" | "im"): Source {
  const { data, shape, stride, offset, name, plain } = source;
  return {
    name,
    data,
    shape,
    stride: stride.map((step) => 2 * step),
    offset: 2 * offset + (part === "re" ? 0 : 1),
    dtype: source.dtype && realPart(source.dtype),
    complex: false,
    contiguous: sizeOf(shape) <= 1,
    plain,
  };
}

/** The input turned round on every axis. Nothing is copied. */
export function reversed(source: Source): Source {
  const { shape, stride } = source;
  if (sizeOf(shape) === 0) return source;
  const offset = shape.reduce((at, extent, axis) => at + (extent - 1) * stride[axis], source.offset);
  return { ...source, stride: stride.map((step) => -step), offset, contiguous: sizeOf(shape) === 1 };
}

/** The complex conjugate of an input; a real one is its own. */
export function conjugated(source: Source): Source {
  if (!source.complex) return source;
  const data = source.data.slice() as TypedArray;
  for (let n = 1; n < data.length; n += 2) data[n] = -data[n];
  return { ...source, data };
}

function readTyped(data: TypedArray, dtype: DType, name: string): Source {
  if (data.length === 0) refuseDetached(data, name);
  return { name, data, shape: [data.length], stride: [1], offset: 0, dtype, complex: false, contiguous: true, plain: true };
}

function readStrided(fields: Record<string, unknown>, name: string): Source {
  const layout = layoutOf(fields, name);
  const { shape, stride, dtype } = layout;
  return { name, ...layout, complex: isComplex(dtype), contiguous: isRowMajor(shape, stride), plain: false };
}

function readImage(fields: Record<string, unknown>, name: string): Source {
  const { data, dtype } = dataOf(fields.data, `${name}.data`);
  const width = integer(fields.width, `${name}.width`, 0);
  const height = integer(fields.height, `${name}.height`, 0);
  const channels = fields.channels === undefined ? Math.round(data.length / (width * height)) : integer(fields.channels, `${name}.channels`, 1);
  if (data.length !== width * height * channels) {
    wrongValue(`${name}.data`, `${width}·${height} pixels of the same number of channels`, `${data.length} numbers`);
  }
  const shape = channels === 1 ? [height, width] : [height, width, channels];
  return { name, data, shape, stride: rowMajor(shape), offset: 0, dtype, complex: false, contiguous: true, plain: false };
}

function readSplit(fields: Record<string, unknown>, name: string): Source {
  const re = dataOf(fields.re, `${name}.re`);
  const im = dataOf(fields.im, `${name}.im`);
  if (re.data.length !== im.data.length) wrongValue(`${name}.im`, `${re.data.length} numbers, as many as re`, im.data.length);
  const single = re.dtype !== null || im.dtype !== null;
  const dtype = single && [re, im].every(({ dtype: part }) => part === null || part === "float32") ? "complex64" : "complex128";
  const data = dtype === "complex64" ? new Float32Array(2 * re.data.length) : new Float64Array(2 * re.data.length);
  for (let n = 0; n < re.data.length; n++) {
    data[2 * n] = re.data[n];
    data[2 * n + 1] = im.data[n];
  }
  return { name, data, shape: [re.data.length], stride: [1], offset: 0, dtype, complex: true, contiguous: true, plain: false };
}
