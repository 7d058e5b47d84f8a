import { describe, expect, test } from "vitest";
import { convolve, NdArray, nn, signal } from "../../src/index";
import type { In } from "../../src/types";
import { random } from "../support/random";

const x = [3, -1, 4, 1, -5, 9, 2, 6];
const h = [2, 7, -1];
const expected = [...convolve(Float64Array.from(x), Float64Array.from(h))];

/** Numbers of a result, however it comes. */
const numbers = (result: ArrayLike<number> | { data: ArrayLike<number> }): number[] => Array.from("data" in result ? result.data : result);

/** x in an array that is longer, on memory of a kind. */
function within(buffer: ArrayBufferLike): Float64Array {
  const view = new Float64Array(buffer, 8, x.length);
  view.set(x);
  return view;
}

const shared = (): SharedArrayBuffer => new SharedArrayBuffer(8 * (x.length + 2));
// TypeScript's ES2022 does not know them.
const Resizable = ArrayBuffer as unknown as new (length: number, options: { maxByteLength: number }) => ArrayBuffer;
const GrowableShared = SharedArrayBuffer as unknown as new (length: number, options: { maxByteLength: number }) => SharedArrayBuffer;
const Float16 = (globalThis as Record<string, unknown>).Float16Array as { from(list: number[]): Float32Array } | undefined;

/** The same eight numbers, as everything that the library reads. */
const inputs: Record<string, () => unknown> = {
  Float64Array: () => Float64Array.from(x),
  Float32Array: () => Float32Array.from(x),
  Int8Array: () => Int8Array.from(x),
  Int16Array: () => Int16Array.from(x),
  Int32Array: () => Int32Array.from(x),
  "a part of a longer Float32Array": () => Float32Array.from([9, ...x, 9]).subarray(1, 9),
  "a Float64Array in the middle of a buffer": () => within(new ArrayBuffer(96)),
  "shared memory": () => within(shared()),
  "a resizable buffer": () => within(new Resizable(96, { maxByteLength: 200 })),
  "a buffer that was resized": () => {
    const buffer = new Resizable(160, { maxByteLength: 200 });
    const view = within(buffer);
    (buffer as unknown as { resize(length: number): void }).resize(80);
    return view;
  },
  "an array that tracks a buffer's length": () => {
    const buffer = new Resizable(400, { maxByteLength: 400 });
    const view = new Float64Array(buffer);
    (buffer as unknown as { resize(length: number): void }).resize(64);
    view.set(x);
    return view;
  },
  "growable shared memory": () => within(new GrowableShared(96, { maxByteLength: 200 })),
  numbers: () => [...x],
  "an NdArray": () => new NdArray(Float64Array.from(x), [8]),
  "data and shape": () => ({ data: Float64Array.from(x), shape: [8] }),
  "data of plain numbers and shape": () => ({ data: [...x], shape: [8] }),
  "stride 2": () => ({ data: Float64Array.from(x.flatMap((value) => [value, 99])), shape: [8], stride: [2] }),
  "strides 3, offset 2": () => ({ data: Float32Array.from([0, 0, ...x.flatMap((value) => [value, 99, 99])]), shape: [8], strides: [3], offset: 2 }),
  "stride -1": () => ({ data: Int32Array.from(x.toReversed()), shape: [8], stride: [-1], offset: 7 }),
  "a shape in a typed array": () => ({ data: Float64Array.from(x), shape: Int32Array.of(8), stride: Int32Array.of(1) }),
};

describe("the first input may be", () => {
  test.each(Object.keys(inputs))("%s", (name) => {
    expect(numbers(convolve(inputs[name]() as In, h))).toEqual(expected);
  });
  test.skipIf(!Float16)("a Float16Array", () => {
    const result = convolve(Float16!.from(x), h);
    expect(result).toBeInstanceOf(Float32Array);
    expect(numbers(result)).toEqual(expected);
  });
});

describe("the second input may be", () => {
  test.each(Object.keys(inputs))("%s", (name) => {
    expect(numbers(convolve([...h], inputs[name]() as In))).toEqual(expected);
  });
});

test("an array below which its memory shrank is refused: it is no empty one", () => {
  const buffer = new Resizable(64, { maxByteLength: 64 });
  const view = new Float64Array(buffer);
  const first = new Float64Array(buffer, 0, 8);
  (buffer as unknown as { resize(length: number): void }).resize(24);
  for (const given of [first, { data: first, shape: [0] }]) expect(() => nn.relu(given)).toThrow(/^x.*: expected an array with memory, got one/);
  expect(nn.relu(view)).toEqual(new Float64Array(3));
});

test.each([Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array])("unsigned integers are read by their values: %o", (ArrayType) => {
  const most = ArrayType.of(-1 as never)[0] || 255;
  expect([...convolve(ArrayType.of(0, most, 1), [1, -1])]).toEqual([0, most, 1 - most, -1]);
});

test.each([10, 95, 96, 97, 1000, 8192, 8193, 20_000])("long inputs of every type are converted exactly: N = %i", (N) => {
  const values = random(N, N).map((value) => Math.round(value * 100));
  for (const ArrayType of [Int8Array, Int16Array, Int32Array, Float32Array, Float64Array]) {
    const typed = ArrayType.from(values);
    expect([...convolve(typed, [1])], ArrayType.name).toEqual(values.map((value) => value + 0));
    const padded = new ArrayType(N + 3);
    padded.set(values, 3);
    expect([...convolve(padded.subarray(3), [1])], `${ArrayType.name}, unaligned`).toEqual([...convolve(typed, [1])]);
  }
  const positive = values.map(Math.abs);
  for (const ArrayType of [Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array]) expect([...convolve(ArrayType.from(positive), [1])]).toEqual(positive);
});

test("doubles beside singles stay doubles, and numbers beside singles are rounded once", () => {
  expect(convolve(Float64Array.of(0.1), Float32Array.of(1))).toEqual(Float64Array.of(0.1));
  expect(convolve([0.1], Float32Array.of(1))).toEqual(Float32Array.of(0.1));
});

describe("arrays of several axes", () => {
  const rows = [[1, 2, 3], [4, 5, 6]];
  const same = (input: unknown) => expect((signal.convolve(input as In, [[1, -1]]) as NdArray).toNested()).toEqual([[1, 1, 1, -3], [4, 1, 1, -6]]);
  test("nested lists", () => same(rows));
  test("column-major", () => same({ data: Float64Array.of(1, 4, 2, 5, 3, 6), shape: [2, 3], stride: [1, 2] }));
  test("turned round on both axes", () => same({ data: Float32Array.of(6, 5, 4, 3, 2, 1), shape: [2, 3], stride: [-3, -1], offset: 5 }));
  test("a part of a picture", () => same({ data: Uint8Array.of(0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6), shape: [2, 3], stride: [4, 1], offset: 5 }));
  test("a picture's pixels", () => {
    same({ data: Uint8ClampedArray.of(1, 2, 3, 4, 5, 6), width: 3, height: 2 });
    const rgba = { data: Uint8ClampedArray.from({ length: 24 }, (_, n) => n), width: 3, height: 2 };
    expect((signal.convolve(rgba, [[[2]]]) as NdArray).shape).toEqual([2, 3, 4]);
  });
  test("a stride of zero repeats a row", () => {
    const repeated = { data: Float64Array.of(1, 2, 3), shape: [3, 3], stride: [0, 1] };
    expect((signal.convolve(repeated, [[1], [1]]) as NdArray).toNested()).toEqual([[1, 2, 3], [2, 4, 6], [2, 4, 6], [1, 2, 3]]);
  });
  test("a zero stride everywhere is a constant", () => {
    expect(numbers(convolve({ data: [5], shape: [4], stride: [0] }, [1, 1]))).toEqual([5, 10, 10, 10, 5]);
  });
});

describe("complex inputs", () => {
  const pairs = (result: unknown) => (result as NdArray).toNested();
  const want = [{ re: 1, im: 2 }, { re: 2, im: 6 }];
  const kernel = { re: [1], im: [0] };
  test("two lists", () => expect(pairs(convolve({ re: [1, 2], im: [2, 6] }, kernel))).toEqual(want));
  test("an NdArray", () => expect(pairs(convolve(new NdArray(Float64Array.of(1, 2, 2, 6), [2], undefined, 0, "complex128"), kernel))).toEqual(want));
  test("strided, in complex elements", () => {
    const data = Float32Array.of(9, 9, 2, 6, 9, 9, 1, 2);
    expect(pairs(convolve({ data, shape: [2], stride: [-2], offset: 3, dtype: "complex64" }, [1]))).toEqual(want);
  });
  test("the conjugate of a strided one is of its elements alone", () => {
    const data = Float64Array.of(9, 9, 1, 2, 9, 9, 2, 6);
    expect(pairs(signal.correlate([1, 0], { data, shape: [2], stride: [2], offset: 1, dtype: "complex128" }))).toEqual([{ re: 2, im: -6 }, { re: 1, im: -2 }, { re: 0, im: 0 }]);
    expect([...data]).toEqual([9, 9, 1, 2, 9, 9, 2, 6]);
  });
});

test("inputs are read only", () => {
  const inputsOfCall = [Float64Array.from(x), Float64Array.from(h)] as const;
  for (const method of ["direct", "fft", "auto"] as const) {
    signal.convolve(...inputsOfCall, { method });
    signal.correlate(...inputsOfCall, { method, mode: "same" });
  }
  expect(inputsOfCall.map((list) => [...list])).toEqual([x, h]);
});

test("results are the caller's own memory", () => {
  for (const result of [convolve(Float32Array.from(x), Float32Array.from(h)), convolve(x, h)]) {
    expect(result.byteOffset).toBe(0);
    expect(result.buffer.byteLength).toBe(result.byteLength);
  }
  const [first, second] = [convolve(x, h), convolve(x, h)];
  expect(first.buffer).not.toBe(second.buffer);
});
