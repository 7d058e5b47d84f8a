import { dtypeOf, tagOf } from "../../array/dtype.js";
import { type SampleType, samplesAt, sampleTypeOf, saturated, sizeOfSample } from "../../array/samples.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import type { TypedArray } from "../../types.js";
import { u8 } from "../../wasm/memory.js";

/** Where rows of a picture come from. */
export interface PictureRows {
  /** Says where `count` rows from `first` on lie in wasm memory, one after another; copies them to `landing` if they lie elsewhere. */
  locate(first: number, count: number, landing: number): number;
}

/** Where rows of a result go to. */
export interface ResultRows {
  /** Says where in wasm memory rows from `first` on are to be computed; at `room` if they go elsewhere afterwards. */
  place(first: number, room: number): number;
  /** Takes what was computed there. */
  deliver(first: number, count: number, pointer: number): void;
}

/** The rows of a picture that lies in wasm memory. */
export function residentRows(pointer: number, rowBytes: number): PictureRows & ResultRows {
  const at = (first: number): number => pointer + first * rowBytes;
  return { locate: at, place: at, deliver: () => {} };
}

/** The rows of a picture of the caller's. */
export function rowsOf(source: Source, type: SampleType): PictureRows {
  const { data, shape, stride, offset, contiguous } = source;
  const size = sizeOfSample(type);
  const length = shape.slice(1).reduce((n, extent) => n * extent, 1);
  if (contiguous && sameSamples(data, type)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset + offset * size, shape[0] * length * size);
    return {
      locate: (first, count, landing) => {
        u8.set(count === shape[0] ? bytes : bytes.subarray(first * length * size, (first + count) * length * size), landing);
        return landing;
      },
    };
  }
  return {
    locate: (first, count, landing) => {
      const view = samplesAt(type, landing, count * length);
      eachSample(shape, stride, first, count, (n, at) => {
        view[n] = saturated(data[offset + at], type);
      });
      return landing;
    },
  };
}

/** The rows of a result in the caller's memory; numbers that its type cannot hold are rounded half to even and saturated. */
export function rowsTo(target: Target, type: SampleType): ResultRows {
  const { data, shape, stride, offset, contiguous } = target;
  const size = sizeOfSample(type);
  const length = shape.slice(1).reduce((n, extent) => n * extent, 1);
  const place = (_: number, room: number): number => room;
  if (contiguous && sameSamples(data, type)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset + offset * size, shape[0] * length * size);
    return {
      place,
      deliver: (first, count, pointer) => bytes.set(u8.subarray(pointer, pointer + count * length * size), first * length * size),
    };
  }
  const itsType = sampleTypeOf(dtypeOf(data)!);
  return {
    place,
    deliver: (first, count, pointer) => {
      const view = samplesAt(type, pointer, count * length);
      eachSample(shape, stride, first, count, (n, at) => {
        data[offset + at] = saturated(view[n], itsType);
      });
    },
  };
}

/** Whether an array holds samples as they lie in wasm memory; half floats are no float32 here. */
function sameSamples(data: TypedArray, type: SampleType): boolean {
  return sampleTypeOf(dtypeOf(data)!) === type && tagOf(data) !== "Float16Array";
}

/** Calls `visit` with the count of each sample of some rows, from 0, and its place. */
function eachSample(shape: readonly number[], stride: readonly number[], first: number, count: number, visit: (n: number, at: number) => void): void {
  const channels = shape.length > 2 ? shape[2] : 1;
  const step = shape.length > 2 ? stride[2] : 0;
  let n = 0;
  for (let i = first; i < first + count; i++) {
    for (let j = 0; j < shape[1]; j++) {
      for (let c = 0; c < channels; c++) visit(n++, i * stride[0] + j * stride[1] + c * step);
    }
  }
}
