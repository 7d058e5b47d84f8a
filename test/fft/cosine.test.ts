import { describe, expect, test } from "vitest";
import { fft } from "../../src/index.js";
import { random, relativeError } from "./reference.js";

type CosineType = 1 | 2 | 3 | 4;

/** The four sums by their definition, as docs of fft.dct state them. */
function cosines(x: ArrayLike<number>, type: CosineType): Float64Array {
  const n = x.length;
  return Float64Array.from({ length: n }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (type === 1) sum += i === 0 ? x[0] : i === n - 1 ? (k % 2 === 0 ? 1 : -1) * x[i] : 2 * x[i] * Math.cos((Math.PI * i * k) / (n - 1));
      else if (type === 2) sum += 2 * x[i] * Math.cos((Math.PI * k * (2 * i + 1)) / (2 * n));
      else if (type === 3) sum += (i === 0 ? 1 : 2) * x[i] * Math.cos((Math.PI * (2 * k + 1) * i) / (2 * n));
      else sum += 2 * x[i] * Math.cos((Math.PI * (2 * k + 1) * (2 * i + 1)) / (4 * n));
    }
    return sum;
  });
}

describe.each([1, 2, 3, 4] as const)("cosine transform of type %i", (type) => {
  const least = type === 1 ? 2 : 1;

  test("equals its sum for every length to 80, in both types, and its inverse undoes it", () => {
    for (let n = least; n <= 80; n++) {
      const x = random(n, n);
      const y = fft.dct(x, { type });
      expect(relativeError(y, cosines(x, type)), `n = ${n}`).toBeLessThan(1e-13);
      expect(relativeError(fft.idct(y, { type }), x), `n = ${n}, back`).toBeLessThan(1e-14);
      const short = Float32Array.from(x);
      expect(relativeError(fft.dct(short, { type }), cosines(short, type)), `n = ${n}, float32`).toBeLessThan(2e-6);
    }
  });

  test("is an orthogonal matrix with norm ortho: it keeps lengths, and its inverse is its transpose", () => {
    for (const n of [least, 5, 8, 13, 64, 101]) {
      const [x, z] = [random(n, n), random(~n, n)];
      const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
      const y = fft.dct(x, { type, norm: "ortho" });
      expect(dot(y, y)).toBeCloseTo(dot(x, x), 10);
      expect(dot(y, z)).toBeCloseTo(dot(x, fft.idct(z, { type, norm: "ortho" })), 10);
    }
  });

  test("along an axis is that of each line", () => {
    const x = random(type, 7 * 6);
    const y = fft.dct(fft.idct({ data: x, shape: [7, 6] }, { type, axis: 0, norm: "forward" }), { type, axis: 0, norm: "forward" });
    expect(relativeError(y.data, x)).toBeLessThan(1e-14);
    const column = fft.dct({ data: x, shape: [7, 6] }, { type, axis: 0 });
    const third = Float64Array.from({ length: 7 }, (_, i) => x[6 * i + 2]);
    const actual = Float64Array.from({ length: 7 }, (_, i) => column.data[6 * i + 2]);
    expect(relativeError(actual, cosines(third, type))).toBeLessThan(1e-14);
  });
});

test("of an array that is empty along another axis it is empty, whatever n", () => {
  for (const [shape, axis] of [[[2, 3, 0], 1], [[0, 3], 1], [[3, 0], 0]] as const) {
    const x = { data: new Float32Array(0), shape };
    const expected = { shape: shape.map((extent, at) => (at === axis ? 5 : extent)), dtype: "float32" };
    for (const type of [1, 2, 3, 4] as const) {
      expect(fft.dct(x, { type, n: 5, axis })).toMatchObject(expected);
      expect(fft.idct(x, { type, n: 5, axis })).toMatchObject(expected);
    }
  }
});
