import { describe, expect, test } from "vitest";
import { array } from "../../src/array/array.js";
import { savgolCoeffs, savgolFilter } from "../../src/signal/index.js";
import { Random } from "../support/random.js";

const modes = ["mirror", "constant", "nearest", "wrap", "interp"] as const;

/** The index that stands for i outside 0 … N − 1; −1 for none. */
function fold(i: number, N: number, mode: (typeof modes)[number]): number {
  if (i >= 0 && i < N) return i;
  if (mode === "nearest") return i < 0 ? 0 : N - 1;
  if (mode === "wrap") return fold(i < 0 ? i + N : i - N, N, mode);
  if (mode === "mirror") return N === 1 ? 0 : fold(i < 0 ? -i : 2 * N - 2 - i, N, mode);
  return -1;
}

describe("savgolFilter", () => {
  test("sums each window with the coefficients, for 1,000 random filters and every mode", () => {
    const random = new Random(13);
    for (let i = 0; i < 1000; i++) {
      const mode = random.pick(modes);
      const W = random.integer(1, 12);
      const N = random.integer(mode === "interp" ? W : 1, 30);
      const polyorder = random.integer(0, Math.min(W - 1, 4));
      const options = { deriv: random.integer(0, 2), delta: random.pick([1, 0.5]) };
      const x = random.numbers(N);
      const c = savgolCoeffs(W, polyorder, { ...options, use: "dot" });
      const half = W >> 1;
      const expected = x.map((_, n) => {
        const [start, weights] =
          mode === "interp" && n < half
            ? [0, savgolCoeffs(W, polyorder, { ...options, pos: n, use: "dot" })]
            : mode === "interp" && n >= N - half
              ? [N - W, savgolCoeffs(W, polyorder, { ...options, pos: n - (N - W), use: "dot" })]
              : [n - ((W - 1) >> 1), c];
        return weights.reduce((sum, weight, j) => {
          const at = fold(start + j, N, mode);
          return sum + weight * (at < 0 ? 0.25 : x[at]);
        }, 0);
      });
      const y = savgolFilter(x, W, polyorder, { ...options, mode, cval: 0.25 });
      y.forEach((value, n) => expect(Math.abs(value - expected[n]), `W = ${W}, order ${polyorder}, N = ${N}, ${mode}, sample ${n}`).toBeLessThan(1e-11));
    }
  });

  test("leaves polynomials of its degree as they are, and gives their derivatives", () => {
    const t = Array.from({ length: 40 }, (_, n) => n / 10 - 2);
    const p = t.map((v) => 1 - 2 * v + 0.5 * v ** 2 + 0.25 * v ** 3);
    const slope = t.map((v) => -2 + v + 0.75 * v ** 2);
    for (const W of [5, 11, 39]) {
      savgolFilter(p, W, 3).forEach((value, n) => expect(value).toBeCloseTo(p[n], 11));
      savgolFilter(p, W, 3, { deriv: 1, delta: 0.1 }).forEach((value, n) => expect(value).toBeCloseTo(slope[n], 9));
      savgolFilter(p, W, 3, { deriv: 1, delta: -0.1 }).forEach((value, n) => expect(value).toBeCloseTo(-slope[n], 9));
    }
  });

  test("works along any axis, on complex signals, in float32 and into out", () => {
    const rows = [[1, 2, 4, 8, 16, 32], [3, 1, 4, 1, 5, 9]];
    const x = array(rows, { dtype: "float32" });
    const y = savgolFilter(x, 3, 1);
    expect(y.dtype).toBe("float32");
    const turned = array(rows[0].map((_, n) => rows.map((row) => row[n])), { dtype: "float32" });
    const z = savgolFilter(turned, 3, 1, { axis: 0 });
    for (const [i, j] of [[0, 0], [0, 5], [1, 2], [1, 4]]) expect(z.get(j, i)).toBe(y.get(i, j));
    const complex = savgolFilter({ re: rows[0], im: rows[1] }, 3, 1);
    const parts = rows.map((row) => savgolFilter(row, 3, 1));
    for (let n = 0; n < 6; n++) expect(complex.get(n)).toEqual({ re: parts[0][n], im: parts[1][n] });
    expect(savgolFilter(x, 3, 1, { out: x })).toBe(x);
    expect(x.data).toEqual(y.data);
  });

  test("NaN stays within reach of the window", () => {
    const x = Array.from({ length: 20 }, (_, n) => n);
    x[10] = NaN;
    savgolFilter(x, 5, 2).forEach((value, n) => expect(Number.isNaN(value)).toBe(Math.abs(n - 10) <= 2));
  });

  test("refuses what does not fit", () => {
    expect(() => savgolFilter([1, 2, 3], 5, 2)).toThrow(new RangeError('windowLength: expected at most the 3 samples along the axis, for mode "interp", got 5'));
    expect(savgolFilter([1, 2, 3], 5, 2, { mode: "nearest" })).toHaveLength(3);
    expect(() => savgolFilter([1, 2, 3], 3, 3)).toThrow(new RangeError("polyorder: expected less than windowLength, 3, got 3"));
    expect(() => savgolFilter([1, 2, 3], 3, 1, { mode: "reflect" as "mirror" })).toThrow(RangeError);
    expect(() => savgolFilter([1, 2, 3], 3, 1, { axis: 1 })).toThrow(RangeError);
    expect(() => savgolFilter([1, 2, 3], 3, 1, { deriv: -1 })).toThrow(RangeError);
    expect(() => savgolFilter([1, 2, 3], 3, 1, { cval: "1" as unknown as number })).toThrow(TypeError);
    expect(() => savgolFilter("x" as unknown as number[], 3, 1)).toThrow(TypeError);
  });
});
