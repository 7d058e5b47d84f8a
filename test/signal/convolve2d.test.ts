import { describe, expect, test } from "vitest";
import { array } from "../../src/array/array.js";
import { NdArray } from "../../src/array/ndarray.js";
import { chooseConvMethod, convolve2d, correlate, correlate2d } from "../../src/signal/index.js";
import type { Complex, Mode } from "../../src/types.js";
import { Random } from "../support/random.js";

type Boundary = "fill" | "wrap" | "symm";
type Picture = Complex[][];

const modes: Mode[] = ["full", "same", "valid"];
const boundaries: Boundary[] = ["fill", "wrap", "symm"];

/** The sample at [i, j] of a picture that goes on for ever. */
function at(x: Picture, i: number, j: number, boundary: Boundary, fill: Complex): Complex {
  const fold = (n: number, N: number): number => {
    if (boundary === "wrap") return ((n % N) + N) % N;
    const place = ((n % (2 * N)) + 2 * N) % (2 * N);
    return place < N ? place : 2 * N - 1 - place;
  };
  const inside = i >= 0 && j >= 0 && i < x.length && j < x[0].length;
  if (boundary === "fill") return inside ? x[i][j] : fill;
  return x[fold(i, x.length)][fold(j, x[0].length)];
}

/** scipy.signal.convolve2d and correlate2d, as sums over every tap. */
function reference(op: "convolve" | "correlate", x: Picture, h: Picture, mode: Mode, boundary: Boundary, fill: Complex): Picture {
  const [N, M, K, L] = [x.length, x[0].length, h.length, h[0].length];
  if (mode === "valid" && (N < K || M < L)) {
    const swapped = reference(op, h, x, mode, boundary, fill);
    return op === "convolve" ? swapped : swapped.reverse().map((row) => row.reverse());
  }
  const rows = mode === "full" ? N + K - 1 : mode === "same" ? N : N - K + 1;
  const columns = mode === "full" ? M + L - 1 : mode === "same" ? M : M - L + 1;
  const start = (taps: number): number => {
    if (op === "convolve") return mode === "full" ? 0 : mode === "same" ? (taps - 1) >> 1 : taps - 1;
    return mode === "full" ? 1 - taps : mode === "same" ? -((taps - 1) >> 1) : 0;
  };
  return Array.from({ length: rows }, (_, n) =>
    Array.from({ length: columns }, (_, m) => {
      const sum = { re: 0, im: 0 };
      for (let k = 0; k < K; k++) {
        for (let l = 0; l < L; l++) {
          const sign = op === "convolve" ? -1 : 1;
          const a = at(x, n + start(K) + sign * k, m + start(L) + sign * l, boundary, fill);
          const b = { re: h[k][l].re, im: op === "convolve" ? h[k][l].im : -h[k][l].im };
          sum.re += a.re * b.re - a.im * b.im;
          sum.im += a.re * b.im + a.im * b.re;
        }
      }
      return sum;
    }),
  );
}

/** Small whole numbers, whose sums are exact. */
function picture(random: Random, rows: number, columns: number, kind: "real" | "complex"): Picture {
  const value = (): Complex => ({ re: random.integer(-9, 9), im: kind === "complex" ? random.integer(-9, 9) : 0 });
  return Array.from({ length: rows }, () => Array.from({ length: columns }, value));
}

function input(x: Picture, kind: "real" | "complex"): NdArray {
  const numbers = x.flat().flatMap(({ re, im }) => (kind === "complex" ? [re, im] : [re]));
  return array(numbers, { shape: [x.length, x[0].length], dtype: kind === "complex" ? "complex128" : "float64" });
}

const parts = (x: readonly (readonly (Complex | number)[])[]): number[][] =>
  x.map((row) => row.flatMap((value) => (typeof value === "number" ? [value + 0, 0] : [value.re + 0, value.im + 0])));

describe.each(["convolve", "correlate"] as const)("%s2d", (op) => {
  const run = op === "convolve" ? convolve2d : correlate2d;

  test("is the sum over every tap, for every mode and boundary and 1,200 random shapes", () => {
    const random = new Random(op.length);
    for (let i = 0; i < 1200; i++) {
      const mode = random.pick(modes);
      const boundary = random.pick(boundaries);
      const kinds = [random.pick(["real", "complex"] as const), random.pick(["real", "complex"] as const)] as const;
      let [N, M, K, L] = Array.from({ length: 4 }, () => random.integer(1, 7));
      if (mode === "valid") [N, K, M, L] = random.next() < 0.5 ? [Math.max(N, K), Math.min(N, K), Math.max(M, L), Math.min(M, L)] : [Math.min(N, K), Math.max(N, K), Math.min(M, L), Math.max(M, L)];
      const x = picture(random, N, M, kinds[0]);
      const h = picture(random, K, L, kinds[1]);
      const complex = kinds.includes("complex");
      const fill = boundary === "fill" ? { re: random.integer(-3, 3), im: complex ? random.integer(-3, 3) : 0 } : { re: 0, im: 0 };
      const result = run(input(x, kinds[0]), input(h, kinds[1]), { mode, boundary, fillValue: complex ? fill : fill.re }) as NdArray;
      const expected = reference(op, x, h, mode, boundary, fill);
      expect(parts(result.toNested() as (Complex | number)[][]), `${mode} ${boundary} ${N}×${M} by ${K}×${L}`).toEqual(parts(expected));
    }
  });

  test("keeps float32, and fills out, which may be its input", () => {
    const x = array([1, 2, 3, 4, 5, 6], { shape: [2, 3], dtype: "float32" });
    const expected = run(x, [[1, 2, 3], [4, 5, 6]], { mode: "same", boundary: "symm" });
    expect(expected.dtype).toBe("float32");
    expect(run(x, [[1, 2, 3], [4, 5, 6]], { mode: "same", boundary: "symm", out: x })).toBe(x);
    expect(x.data).toEqual(expected.data);
  });

  test("refuses bad input", () => {
    expect(() => run([1, 2], [[1]])).toThrow(new RangeError("in1: expected an array of two axes, got one of shape [2]"));
    expect(() => run([[1, 2]], new Float64Array(3))).toThrow(new RangeError("in2: expected an array of two axes, got one of shape [3]"));
    expect(() => run([[]], [[1]])).toThrow(/^in1: expected at least one sample on each axis/);
    expect(() => run([[1, 2]], [[1], [1]], { mode: "valid" })).toThrow(/^in2: expected one input at least as large.*axis 1/);
    expect(() => run([[1]], [[1]], { boundary: "reflect" as "wrap" })).toThrow(new RangeError('options.boundary: expected one of "fill", "wrap", "symm", got "reflect"'));
    expect(() => run([[1]], [[1]], { mode: "most" as "full" })).toThrow(/^options.mode: expected one of "full", "same", "valid", got "most"/);
    expect(() => run([[1]], [[1]], { fillValue: { re: 1, im: 1 } })).toThrow(/^options.fillValue: expected a number, as both inputs are real/);
    expect(() => run([[1]], [[1]], { fillValue: "0" as unknown as number })).toThrow(/^options.fillValue: expected a number, or \{ re, im \}, got the string "0"/);
    expect(() => run("x" as unknown as number[], [[1]])).toThrow(TypeError);
    const out = new Float64Array(3).fill(7);
    expect(() => run([[1, 2]], [[1]], { out })).toThrow(/^out: expected 2 elements/);
    expect([...out]).toEqual([7, 7, 7]);
  });
});

test("large kernels, by transforms, give whole numbers exactly at every border", () => {
  const random = new Random(2);
  const x = picture(random, 90, 70, "real");
  const h = picture(random, 41, 36, "complex");
  const fill = { re: 2, im: -1 };
  expect(chooseConvMethod(input(x, "complex"), input(h, "complex"), { mode: "valid" })).toBe("fft");
  for (const boundary of boundaries) {
    for (const mode of modes) {
      const y = convolve2d(input(x, "complex"), input(h, "complex"), { mode, boundary, fillValue: fill });
      for (let i = 0; i < 30; i++) {
        const [n, m] = [random.integer(0, y.shape[0] - 1), random.integer(0, y.shape[1] - 1)];
        const start = (taps: number): number => (mode === "full" ? 0 : mode === "same" ? (taps - 1) >> 1 : taps - 1);
        const sum = { re: 0, im: 0 };
        for (let k = 0; k < 41; k++) {
          for (let l = 0; l < 36; l++) {
            const a = at(x, n + start(41) - k, m + start(36) - l, boundary, fill);
            sum.re += a.re * h[k][l].re - a.im * h[k][l].im;
            sum.im += a.re * h[k][l].im + a.im * h[k][l].re;
          }
        }
        expect(y.get(n, m), `${mode} ${boundary} at ${n}, ${m}`).toEqual(sum);
      }
    }
  }
});

test("NaN reaches the outputs whose window holds it, and no other", () => {
  const x = Array.from({ length: 9 }, () => Array.from({ length: 9 }, () => 1));
  x[4][4] = NaN;
  const y = convolve2d(x, [[1, 1, 1], [1, 1, 1], [1, 1, 1]], { mode: "same", boundary: "wrap" });
  for (let i = 0; i < 9; i++) for (let j = 0; j < 9; j++) expect(Number.isNaN(y.get(i, j))).toBe(Math.abs(i - 4) <= 1 && Math.abs(j - 4) <= 1);
});

test("with zeros outside it is signal.correlate, but half an even kernel apart in same", () => {
  const x = [[1, 2, 3, 4]];
  expect(correlate2d(x, [[1, 10]]).toNested()).toEqual(correlate(x, [[1, 10]]).toNested());
  expect(correlate2d(x, [[1, 10]], { mode: "same" }).toNested()).toEqual([[21, 32, 43, 4]]);
  expect(correlate(x, [[1, 10]], { mode: "same" }).toNested()).toEqual([[10, 21, 32, 43]]);
});
