import type { FloatArray, TypedArray } from "../types.js";
import { closeArena, openArena, take } from "../wasm/arena.js";
import { arrayKernels } from "../wasm/array.js";
import { f32, f64, u8 } from "../wasm/memory.js";
import { dtypeOf, type Precision, tagOf } from "./dtype.js";
import { rangeOf, roundHalfEven, type SampleType, sampleTypeOf } from "./samples.js";

/** Below this many numbers a plain loop is faster than making a view for `set`. */
const SHORT = 96;
/** Numbers that are converted at a time. */
const CHUNK = 8192;

/** Bytes of a number in wasm memory. */
export function bytesOf(precision: Precision): 4 | 8 {
  return precision === "float32" ? 4 : 8;
}

/** The view of wasm memory for a precision, valid until the memory grows. */
export function viewOf(precision: Precision): FloatArray {
  return precision === "float32" ? f32 : f64;
}

/**
 * Copies `count` numbers of an array, `step` apart, into wasm memory, one after another.
 * A number that the precision cannot hold is rounded to nearest, ties to even.
 */
export function load(data: TypedArray, at: number, step: number, count: number, pointer: number, precision: Precision): void {
  if (step === 1 && count >= SHORT) loadLong(data, at, count, pointer, precision);
  else if (precision === "float32") gather(data, at, step, count, f32, pointer >>> 2);
  else gather(data, at, step, count, f64, pointer / 8);
}

/** Copies `count` numbers of wasm memory into an array, `step` apart. Integer arrays take them rounded half to even and saturated. */
export function store(pointer: number, precision: Precision, count: number, data: TypedArray, at: number, step: number): void {
  const view = viewOf(precision);
  put(view, pointer / view.BYTES_PER_ELEMENT, count, data, at, step);
}

/** Copies `count` numbers, one after another from `from`, into an array, `step` apart. Integer arrays take them rounded half to even and saturated. */
export function put(view: TypedArray, from: number, count: number, data: TypedArray, at: number, step: number): void {
  const range = rangeOf(sampleTypeOf(dtypeOf(data)!));
  if (range) scatterRounded(view, from, count, data, at, step, range);
  else if (step === 1 && count >= SHORT && tagOf(data) === tagOf(view)) data.set(view.subarray(from, from + count), at);
  else if (view instanceof Float32Array) scatter(view, from, count, data, at, step);
  else scatter(view, from, count, data, at, step);
}

function loadLong(data: TypedArray, at: number, count: number, pointer: number, precision: Precision): void {
  const view = viewOf(precision);
  const tag = tagOf(data);
  if (tag === tagOf(view)) {
    const part = at === 0 && count === data.length ? data : data.subarray(at, at + count);
    view.set(part, pointer / view.BYTES_PER_ELEMENT);
  } else if (tag === "Float16Array") gather(data, at, 1, count, view, pointer / view.BYTES_PER_ELEMENT);
  else convert(data, at, count, pointer, precision);
}

/** Copies bytes and converts them in wasm, which is ten times as fast as `set` between types. */
function convert(data: TypedArray, at: number, count: number, pointer: number, precision: Precision): void {
  const kernels = arrayKernels();
  const size = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.buffer, data.byteOffset + at * size, count * size);
  // From integers the way is through float64, so that large ones are rounded once, by the last step.
  const toSingle = precision === "float32" && dtypeOf(data) !== "float64";
  const mark = openArena();
  try {
    const raw = take(CHUNK * 8);
    const wide = toSingle ? take(CHUNK * 8) : 0;
    for (let done = 0; done < count; done += CHUNK) {
      const n = Math.min(CHUNK, count - done);
      u8.set(bytes.subarray(done * size, (done + n) * size), raw);
      const result = pointer + done * bytesOf(precision);
      if (precision === "float32" && !toSingle) kernels.f32.from_f64(raw, result, n);
      else {
        widen(sampleTypeOf(dtypeOf(data)!), raw, toSingle ? wide : result, n);
        if (toSingle) kernels.f32.from_f64(wide, result, n);
      }
    }
  } finally {
    closeArena(mark);
  }
}

/** y[n] = x[n] as f64, both in wasm memory. */
export function widen(type: SampleType, x: number, y: number, count: number): void {
  if (type === "f64") u8.copyWithin(y, x, x + 8 * count);
  else arrayKernels().f64[`from_${type}`](x, y, count);
}

function gather(data: TypedArray, at: number, step: number, count: number, view: FloatArray, to: number): void {
  for (let n = 0; n < count; n++) view[to + n] = data[at + n * step];
}

function scatter(view: TypedArray, from: number, count: number, data: TypedArray, at: number, step: number): void {
  for (let n = 0; n < count; n++) data[at + n * step] = view[from + n];
}

function scatterRounded(view: TypedArray, from: number, count: number, data: TypedArray, at: number, step: number, [least, most]: readonly [number, number]): void {
  for (let n = 0; n < count; n++) data[at + n * step] = Math.min(Math.max(roundHalfEven(view[from + n]), least), most);
}
