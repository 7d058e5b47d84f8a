import { rangeOf, samplesAt, sizeOfSample } from "../../array/samples.js";
import { exactSum, roundedHalfEven } from "../../math/dyadic.js";
import { imageKernels } from "../../wasm/image.js";
import { i32 } from "../../wasm/memory.js";
import type { Allocate } from "../memory.js";
import { floatTable, offsetTable } from "../tables.js";
import { type Digits, haveDigits, prepareDigits } from "./digits.js";
import { type DenseRequest, rowLength } from "./request.js";
import { type CutWeights, roundingBound } from "./weights.js";

/** What the kernel calls the types that it reads. */
const KINDS = { u8: 1, u16: 2, i16: -2, f64: 8 };
type ResolvedType = keyof typeof KINDS;

/** What it takes to compute single outputs of an integer filter exactly. */
export interface Resolution {
  readonly request: DenseRequest;
  readonly cut: CutWeights;
  /** The type of the samples that the sums read, as they lie in padded rows. */
  readonly type: ResolvedType;
  readonly pitch: number;
  readonly offsets: number;
  readonly high: number;
  readonly low: number;
  /** Of bytes, what leaves few outputs to sums in float64. */
  readonly digits: Digits | null;
}


/** Lays the tables out for padded rows of samples of a type, `pitch` bytes apart. */
export function prepareResolution(request: DenseRequest, cut: CutWeights, type: ResolvedType, pitch: number, allocate: Allocate): Resolution {
  const { window, channels } = request;
  const offsets = offsetTable(window.height, window.width, pitch, channels * sizeOfSample(type), allocate);
  const [high, low] = [cut.high, cut.low].map((part) => floatTable(part, "f64", allocate));
  const kernel = { ...request, column: Float64Array.of(1) };
  const digits = type === "u8" && haveDigits(kernel) ? prepareDigits(kernel, roundingBound(request), pitch, allocate) : null;
  return { request, cut, type, pitch, offsets, high, low, digits };
}

/** Computes `count` outputs at y, those that are listed as they stand in rows one after another, exactly and rounded once. */
export function resolve(resolution: Resolution, x: number, y: number, list: number, count: number): void {
  const { request, cut, type, pitch, offsets, high, low, digits } = resolution;
  const { depth, weights } = request;
  const [least, most] = rangeOf(depth)!;
  const coarse = digits ? digits(x, y, list, count) : count;
  if (coarse === 0) return;
  const left = imageKernels().f64.resolve(
    x, KINDS[type], pitch, offsets, high, low, weights.length, cut.restOfHigh, cut.rest,
    y, rowLength(request), sizeOfSample(depth), least, most, list, coarse,
  );
  if (left > 0) resolveInFull(resolution, x, y, list, left);
}

/** The same by integers of any length, for kernels whose weights have more bits than two sums hold. */
function resolveInFull({ request, type, pitch, offsets }: Resolution, x: number, y: number, list: number, count: number): void {
  const { weights, delta, depth } = request;
  const length = rowLength(request);
  const size = sizeOfSample(type);
  const [least, most] = rangeOf(depth)!;
  for (let i = 0; i < count; i++) {
    const n = i32[(list >>> 2) + i];
    const corner = x + Math.floor(n / length) * pitch + (n % length) * size;
    const sum = exactSum(weights, delta, (k) => samplesAt(type, corner + i32[(offsets >>> 2) + k], 1)[0]);
    const value = roundedHalfEven(sum);
    samplesAt(depth, y + n * sizeOfSample(depth), 1)[0] = value < least ? least : value > most ? most : Number(value);
  }
}
