import { describe, expect, test } from "vitest";
import { array, NdArray, signal } from "../../src/index";
import { read } from "../../src/array/source";

describe("NdArray", () => {
  const grid = () => new NdArray(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);

  test("tells its layout", () => {
    const { shape, stride, offset, dtype, ndim, size } = grid();
    expect({ shape, stride, offset, dtype, ndim, size }).toEqual({ shape: [2, 3], stride: [3, 1], offset: 0, dtype: "float32", ndim: 2, size: 6 });
  });

  test("does not copy what it wraps", () => {
    const data = Int16Array.of(1, 2);
    const wrapped = new NdArray(data, [2]);
    wrapped.set(1, 9);
    expect([wrapped.data, data[1], wrapped.dtype]).toEqual([data, 9, "int16"]);
  });

  test("finds elements by strides and offset", () => {
    const turned = new NdArray(grid().data, [3, 2], [-1, -3], 5);
    expect(turned.toNested()).toEqual([[6, 3], [5, 2], [4, 1]]);
    expect([turned.get(0, 0), turned.get(2, 1), turned.isContiguous, grid().isContiguous]).toEqual([6, 1, false, true]);
  });

  test("of complex elements gives and takes { re, im }", () => {
    const z = new NdArray(Float64Array.of(1, 2, 3, 4), [2], undefined, 0, "complex128");
    z.set(0, { re: 5, im: 6 });
    expect([z.get(0), z.get(1), z.size]).toEqual([{ re: 5, im: 6 }, { re: 3, im: 4 }, 2]);
    expect(z.toNested()).toEqual([{ re: 5, im: 6 }, { re: 3, im: 4 }]);
  });

  test("of rank 0 is one element", () => {
    const point = new NdArray(Float64Array.of(7, 8), [], [], 1);
    expect([point.get(), point.toNested(), point.size, point.ndim]).toEqual([8, 8, 1, 0]);
  });

  test("may be empty", () => {
    const empty = new NdArray(new Float64Array(0), [2, 0]);
    expect([empty.size, empty.toNested()]).toEqual([0, [[], []]]);
  });

  test.each([
    [[2, 0], RangeError],
    [[0, 3], RangeError],
    [[-1, 0], RangeError],
    [[0.5, 0], RangeError],
    [[0], RangeError],
    [[0, 0, 0], RangeError],
    [["0", 0], TypeError],
  ])("has no element %j", (index, error) => {
    expect(() => grid().get(...(index as number[]))).toThrow(error);
    expect(() => grid().set(...(index as [number, number]), 1)).toThrow(error);
  });

  test("refuses elements of the wrong kind", () => {
    expect(() => grid().set(0, 0, "1" as never)).toThrow(TypeError);
    expect(() => new NdArray(Float64Array.of(1, 2), [1], undefined, 0, "complex128").set(0, "1" as never)).toThrow(TypeError);
  });

  test("is known by its brand, not by its class", () => {
    class Foreign {
      readonly data = Float64Array.of(1);
      readonly shape = [1];
    }
    Object.defineProperty(Foreign.prototype, Symbol.for("simdvolve.NdArray"), { value: true });
    expect([NdArray.isNdArray(grid()), NdArray.isNdArray(new Foreign()), NdArray.isNdArray({ data: [], shape: [] }), NdArray.isNdArray(null)]).toEqual([true, true, false, false]);
  });
});

describe("array", () => {
  test("takes the type of its input, and float64 of numbers", () => {
    expect([array([1, 2]).dtype, array(Int8Array.of(1)).dtype, array(Uint8ClampedArray.of(1)).dtype, array({ re: [1], im: [2] }).dtype]).toEqual(["float64", "int8", "uint8clamped", "complex128"]);
  });

  test.each(["float32", "float64", "uint8", "uint8clamped", "int8", "uint16", "int16", "uint32", "int32"] as const)("holds %s", (dtype) => {
    const result = array([[1, 2], [3, 4]], { dtype });
    expect([result.dtype, result.toNested()]).toEqual([dtype, [[1, 2], [3, 4]]]);
    expect(result.data.constructor.name.toLowerCase()).toBe(`${dtype}array`);
  });

  test("copies", () => {
    const source = Float64Array.of(1, 2);
    const copy = array(source);
    source[0] = 9;
    expect(copy.toNested()).toEqual([1, 2]);
  });

  test("is contiguous, whatever the strides of the input", () => {
    const turned = array({ data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2], stride: [-1, -3], offset: 5 });
    expect([turned.toNested(), turned.stride, [...turned.data]]).toEqual([[[6, 3], [5, 2], [4, 1]], [2, 1], [6, 3, 5, 2, 4, 1]]);
  });

  test("gives a shape", () => {
    expect(array(Float32Array.of(1, 2, 3, 4, 5, 6), { shape: [3, 2] }).toNested()).toEqual([[1, 2], [3, 4], [5, 6]]);
  });

  test("of a complex type pairs the numbers of a real input", () => {
    expect(array([[1, 2, 3, 4]], { dtype: "complex64" }).toNested()).toEqual([[{ re: 1, im: 2 }, { re: 3, im: 4 }]]);
    expect(array(Float32Array.of(1, 2, 3, 4), { dtype: "complex64", shape: [2, 1] }).shape).toEqual([2, 1]);
  });

  test("of another complex type converts", () => {
    expect(array({ re: [1], im: [2] }, { dtype: "complex64" }).data).toEqual(Float32Array.of(1, 2));
  });
});

/** What a call's inputs make of its result: precision, and whether it is plain. */
describe("the type of a result", () => {
  const f32 = Float32Array.of(1, 2);
  const f64 = Float64Array.of(1, 2);
  const i16 = Int16Array.of(1, 2);
  const list = [1, 2];
  test.each([
    ["two of float32", f32, f32, Float32Array],
    ["float32 and numbers", f32, list, Float32Array],
    ["numbers and float32", list, f32, Float32Array],
    ["two of numbers", list, list, Float64Array],
    ["float32 and float64", f32, f64, Float64Array],
    ["float32 and integers", f32, i16, Float64Array],
    ["two of integers", i16, i16, Float64Array],
    ["integers and numbers", i16, list, Float64Array],
  ] as const)("of %s", (_, a, b, ArrayType) => {
    expect(signal.convolve(a as Float32Array, b as Float32Array)).toBeInstanceOf(ArrayType);
    const wrapped = signal.convolve(new NdArray(Float32Array.from(a), [2]), b as Float32Array);
    expect(NdArray.isNdArray(wrapped), "an NdArray if an input is one").toBe(true);
  });

  test("of complex inputs is an NdArray of their precision", () => {
    const single = new NdArray(Float32Array.of(1, 2), [1], undefined, 0, "complex64");
    expect([signal.convolve(single, f32).dtype, signal.convolve(single, f64).dtype, signal.convolve(single, list).dtype]).toEqual(["complex64", "complex128", "complex64"]);
    expect(signal.convolve({ re: f32, im: f32 }, list).dtype).toBe("complex64");
    expect(signal.convolve({ re: list, im: list }, list).dtype).toBe("complex128");
  });

  test("reading copies nothing that is typed", () => {
    expect(read(f32, "x").data).toBe(f32);
    expect(read({ data: f64, shape: [2] }, "x").data).toBe(f64);
  });
});
