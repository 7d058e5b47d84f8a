import { describe, expect, test } from "vitest";
import { convolve, NdArray, signal } from "../../src/index";
import { random } from "../support/random";

const methods = ["direct", "fft", "auto"] as const;

describe.each(methods)("out, by %s", (method) => {
  test("is what the call returns", () => {
    const typed = new Float64Array(4);
    const strided = { data: new Float64Array(8), shape: [4], stride: [2], offset: 1 };
    expect(convolve([1, 2, 3], [1, 1], { method, out: typed })).toBe(typed);
    expect(convolve([1, 2, 3], [1, 1], { method, out: strided })).toBe(strided);
    expect([...typed]).toEqual([1, 3, 5, 3]);
    expect([...strided.data], "between the elements nothing is written").toEqual([0, 1, 0, 3, 0, 5, 0, 3]);
  });

  test("may be the first input: the result is as if it had been copied", () => {
    for (const length of [5, 50, 500, 5000, 100_000]) {
      const x = Float64Array.from(random(length, length));
      const expected = signal.convolve(x.slice(), [1, 2, 3, 4], { mode: "same", method });
      expect(signal.convolve(x, [1, 2, 3, 4], { mode: "same", method, out: x })).toBe(x);
      expect(x).toEqual(expected);
    }
  });

  test("may be the second input", () => {
    const h = Float32Array.of(1, 2, 3);
    const expected = signal.convolve(Float32Array.of(4, 5, 6), h.slice(), { mode: "same", method });
    signal.convolve(Float32Array.of(4, 5, 6), h, { mode: "same", method, out: h });
    expect(h).toEqual(expected);
  });

  test("may overlap an input by any shift", () => {
    for (const N of [40, 30_000]) {
      const values = random(N, N);
      const expected = signal.convolve(Float64Array.from(values), [3, 1, 2], { mode: "same", method });
      for (const shift of [-5, -1, 1, 7]) {
        const memory = new Float64Array(N + 20);
        const x = memory.subarray(10, 10 + N);
        x.set(values);
        const out = memory.subarray(10 + shift, 10 + shift + N);
        signal.convolve(x, [3, 1, 2], { mode: "same", method, out });
        expect(out, `shift ${shift}`).toEqual(expected);
      }
    }
  });

  test("may be the input turned round, or transposed", () => {
    const memory = Float64Array.of(1, 2, 3, 4);
    const expected = convolve([1, 2, 3, 4], [1, -1], { mode: "same", method });
    convolve(memory, [1, -1], { mode: "same", method, out: { data: memory, shape: [4], stride: [-1], offset: 3 } });
    expect([...memory]).toEqual([...expected].reverse());
    const grid = new NdArray(Float64Array.of(1, 2, 3, 4), [2, 2]);
    const transposed = { data: grid.data, shape: [2, 2], stride: [1, 2] };
    signal.convolve(grid, [[1, 1]], { mode: "same", method, out: transposed });
    expect([...grid.data]).toEqual([1, 3, 3, 7]);
  });

  test("of an integer type takes sums rounded half to even and saturated", () => {
    const sums = [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 254.5, 255.5, 300, -300, 1e300, -1e300];
    const put = <T extends Uint8Array | Uint8ClampedArray | Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array>(out: T) => [...convolve(sums, [1], { method: "direct", out })];
    expect(put(new Uint8Array(12))).toEqual([0, 2, 2, 0, 0, 0, 254, 255, 255, 0, 255, 0]);
    expect(put(new Uint8ClampedArray(12))).toEqual([0, 2, 2, 0, 0, 0, 254, 255, 255, 0, 255, 0]);
    expect(put(new Int8Array(12))).toEqual([0, 2, 2, 0, -2, 0, 127, 127, 127, -128, 127, -128]);
    expect(put(new Int16Array(12))).toEqual([0, 2, 2, 0, -2, 0, 254, 256, 300, -300, 32767, -32768]);
    expect(put(new Uint16Array(12))).toEqual([0, 2, 2, 0, 0, 0, 254, 256, 300, 0, 65535, 0]);
    expect(put(new Int32Array(12))).toEqual([0, 2, 2, 0, -2, 0, 254, 256, 300, -300, 2147483647, -2147483648]);
    expect(put(new Uint32Array(12))).toEqual([0, 2, 2, 0, 0, 0, 254, 256, 300, 0, 4294967295, 0]);
    expect([...convolve([NaN, 7], [1], { method, out: new Int16Array(2) })], "NaN is 0, as in assignment").toEqual([0, 7]);
  });

  test("of another float type takes sums rounded to it", () => {
    expect(convolve([0.1, 1e300], [1], { method: "direct", out: new Float32Array(2) })).toEqual(Float32Array.of(0.1, Infinity));
    expect(convolve(Float32Array.of(0.5), [1], { method, out: new Float64Array(1) })).toEqual(Float64Array.of(0.5));
  });

  test("may lie in shared memory", () => {
    const out = new Float32Array(new SharedArrayBuffer(16));
    expect([...convolve([1, 2, 3], [1, 1], { method, out })]).toEqual([1, 3, 5, 3]);
  });

  test("takes a complex result as an NdArray, column-major too", () => {
    const data = new Float64Array(8);
    const out = new NdArray(data, [2, 2], [1, 2], 0, "complex128");
    const x = { data: Float64Array.of(1, 2, 3, 4), shape: [1, 2], dtype: "complex128" };
    expect(signal.convolve(x, [[1], [10]], { method, out })).toBe(out);
    expect([...data].map((value) => Math.round(value))).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
  });
});

test("out with a stride of zero has no place for every element", () => {
  expect(() => convolve([1, 2], [1], { out: { data: new Float64Array(4), shape: [2], stride: [0] } })).toThrow(/^out: expected a place/);
});
