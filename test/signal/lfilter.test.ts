import { describe, expect, test } from "vitest";
import { array } from "../../src/array/array.js";
import { NdArray } from "../../src/array/ndarray.js";
import { convolve, deconvolve, lfilter, movingAverage } from "../../src/signal/index.js";
import type { Complex } from "../../src/types.js";
import { Random } from "../support/random.js";

const times = (p: Complex, q: Complex): Complex => ({ re: p.re * q.re - p.im * q.im, im: p.re * q.im + p.im * q.re });
const minus = (p: Complex, q: Complex): Complex => ({ re: p.re - q.re, im: p.im - q.im });
const plus = (p: Complex, q: Complex): Complex => ({ re: p.re + q.re, im: p.im + q.im });
const over = (p: Complex, q: Complex): Complex => {
  const size = q.re ** 2 + q.im ** 2;
  return { re: (p.re * q.re + p.im * q.im) / size, im: (p.im * q.re - p.re * q.im) / size };
};

/** The difference equation, as it stands in the docstring. */
function difference(b: Complex[], a: Complex[], x: Complex[]): Complex[] {
  const y: Complex[] = [];
  x.forEach((_, n) => {
    let sum: Complex = { re: 0, im: 0 };
    b.forEach((tap, i) => (sum = i <= n ? plus(sum, times(tap, x[n - i])) : sum));
    a.forEach((tap, i) => (sum = i > 0 && i <= n ? minus(sum, times(tap, y[n - i])) : sum));
    y.push(over(sum, a[0]));
  });
  return y;
}

function input(values: Complex[], kind: "real" | "complex"): NdArray | Float64Array {
  if (kind === "real") return Float64Array.from(values, ({ re }) => re);
  return array(values.flatMap(({ re, im }) => [re, im]), { dtype: "complex128" });
}

function values(y: unknown): Complex[] {
  if (!(y instanceof NdArray)) return Array.from(y as Float64Array, (re) => ({ re, im: 0 }));
  return Array.from({ length: y.shape[0] }, (_, n) => y.get(n) as number | Complex).map((value) => (typeof value === "number" ? { re: value, im: 0 } : value));
}

function expectClose(actual: Complex[], expected: Complex[], text: string): void {
  expect(actual).toHaveLength(expected.length);
  const size = expected.reduce((most, { re, im }) => Math.max(most, Math.abs(re), Math.abs(im)), 1);
  actual.forEach(({ re, im }, n) => {
    expect(Math.abs(re - expected[n].re), `${text}, re ${n}`).toBeLessThanOrEqual(1e-12 * size);
    expect(Math.abs(im - expected[n].im), `${text}, im ${n}`).toBeLessThanOrEqual(1e-12 * size);
  });
}

describe("lfilter", () => {
  const kinds = ["real", "complex"] as const;

  test("solves its difference equation, for 1,000 random filters, real and complex", () => {
    const random = new Random(11);
    for (let i = 0; i < 1000; i++) {
      const kind = [random.pick(kinds), random.pick(kinds), random.pick(kinds)];
      const [K, D, N] = [random.integer(1, 6), random.integer(1, 5), random.integer(1, 30)];
      const draw = (length: number, which: string, size = 1): Complex[] => Array.from({ length }, () => ({ re: size * random.signed(), im: which === "complex" ? size * random.signed() : 0 }));
      const b = draw(K, kind[0]);
      const a = [{ re: 1 + random.next(), im: kind[1] === "complex" ? random.signed() : 0 }, ...draw(D - 1, kind[1], 0.4)];
      const x = draw(N, kind[2]);
      const y = lfilter(input(b, kind[0] as "real"), input(a, kind[1] as "real"), input(x, kind[2] as "real"));
      expect(y instanceof NdArray).toBe(kind.includes("complex"));
      expectClose(values(y), difference(b, a, x), `${kind} ${K} ${D} ${N}`);
    }
  });

  test.each([1, 3])("goes on from one piece to the next as if it were one, with %i denominators, along any axis", (D) => {
    const random = new Random(D);
    for (let i = 0; i < 100; i++) {
      const b = random.numbers(random.integer(1, 6));
      const a = [2, ...random.numbers(D - 1)];
      const [N, cut] = [random.integer(2, 40), random.integer(1, 39)];
      if (cut >= N) continue;
      const axis = random.pick([0, 1]);
      const shape = axis === 0 ? [N, 3] : [3, N];
      const x = array(random.numbers(3 * N), { shape });
      const part = (from: number, to: number): NdArray => new NdArray(x.data, axis === 0 ? [to - from, 3] : [3, to - from], x.stride as number[], from * x.stride[axis]);
      const order = Math.max(b.length, a.length) - 1;
      const rest = array(new Float64Array(3 * order), { shape: axis === 0 ? [order, 3] : [3, order] });
      const whole = lfilter(b, a, x, { axis, zi: rest });
      const first = lfilter(b, a, part(0, cut), { axis, zi: rest });
      const second = lfilter(b, a, part(cut, N), { axis, zi: first.zf });
      for (let line = 0; line < 3; line++) {
        for (let n = 0; n < N; n++) {
          const piece = n < cut ? first.y : second.y;
          const at = n < cut ? n : n - cut;
          expect(piece.get(...(axis === 0 ? [at, line] : [line, at]))).toBeCloseTo(whole.y.get(...(axis === 0 ? [n, line] : [line, n])) as number, 12);
        }
        for (let k = 0; k < order; k++) expect(second.zf.get(...(axis === 0 ? [k, line] : [line, k]))).toBeCloseTo(whole.zf.get(...(axis === 0 ? [k, line] : [line, k])) as number, 12);
      }
      expect(lfilter(b, a, x, { axis }).toNested()).toEqual(whole.y.toNested());
    }
  });

  // Lines of few and of many neighbours, in one strip and in two, short and longer than one run; along the last axis too.
  const arrays: [shape: number[], axis: number][] = [[[70, 40], 0], [[40, 550], 0], [[600, 33], 0], [[2, 50, 45], 1], [[40, 2, 33], 0], [[37, 5], 0], [[5, 20], 1], [[20_000, 1], 0]];
  test.each(arrays)("lines of %j along axis %i are filtered each for itself, bit by bit, states too", (shape, axis) => {
    const random = new Random(17);
    const sizeOf = (extents: readonly number[]): number => extents.reduce((product, extent) => product * extent, 1);
    const inner = sizeOf(shape.slice(axis + 1));
    for (const dtype of ["float32", "float64", "complex64", "complex128"] as const) {
      const draw = (extents: number[]): NdArray => {
        const numbers = random.numbers(sizeOf(extents) * (dtype.startsWith("complex") ? 2 : 1));
        return new NdArray(dtype === "float32" || dtype === "complex64" ? Float32Array.from(numbers) : Float64Array.from(numbers), extents, undefined, 0, dtype);
      };
      const [x, zi] = [draw(shape), draw(shape.map((extent, i) => (i === axis ? 2 : extent)))];
      // Complex coefficients, and real ones for both parts of complex numbers.
      const b = shape.length === 2 ? draw([3]) : [0.5, 0.25, -0.5];
      const { y, zf } = lfilter(b, [1, -0.5, 0.25], x, { axis, zi });
      for (let at = 0; at < sizeOf(shape) / shape[axis]; at++) {
        const line = (array: NdArray): NdArray => new NdArray(array.data, [array.shape[axis]], [inner], Math.floor(at / inner) * inner * array.shape[axis] + (at % inner), dtype);
        const alone = lfilter(b, [1, -0.5, 0.25], line(x), { zi: line(zi) });
        expect(values(line(y as NdArray)), `line ${at}`).toEqual(values(alone.y));
        expect(values(line(zf as NdArray)), `states of line ${at}`).toEqual(values(alone.zf));
      }
    }
  });

  test("states of extent 1 go with every line", () => {
    const x = [[1, 2, 3], [4, 5, 6]];
    for (const a of [[1], [1, 0.5]]) {
      const { y, zf } = lfilter([1, 1], a, x, { zi: [[10]] });
      for (const line of [0, 1]) {
        const one = lfilter([1, 1], a, x[line], { zi: [10] });
        expect(Array.from(one.y)).toEqual((y.toNested() as number[][])[line]);
        expect(Array.from(one.zf)).toEqual((zf.toNested() as number[][])[line]);
      }
    }
  });

  test("keeps float32, longer than one run, and fills out, which may be its input", () => {
    const x = Float32Array.from({ length: 10_000 }, (_, n) => ((n * 7919) % 13) - 6);
    const b = Float32Array.of(0.5, 0.25);
    const a = Float32Array.of(1, -0.5);
    const expected: number[] = [];
    let state = 0;
    for (const xn of x) {
      const yn = Math.fround(Math.fround(0.5 * xn) + state);
      state = Math.fround(Math.fround(0.25 * xn) + Math.fround(0.5 * yn));
      expected.push(yn);
    }
    const y = lfilter(b, a, x);
    expect(y).toEqual(Float32Array.from(expected));
    expect(lfilter(b, a, x, { out: x })).toBe(x);
    expect(x).toEqual(y);
  });

  test("NaN stays in a recursive filter, and leaves a FIR filter", () => {
    expect(Array.from(lfilter([1], [1, 0.5], [1, NaN, 1, 1]))).toEqual([1, NaN, NaN, NaN]);
    expect(Array.from(lfilter([1, 1], [1], [1, NaN, 1, 1]))).toEqual([1, NaN, NaN, 2]);
  });

  test("refuses what is no filter", () => {
    expect(() => lfilter([1], [0, 1], [1])).toThrow(new RangeError("a: expected a first number other than 0, got 0"));
    expect(() => lfilter([], [1], [1])).toThrow(new RangeError("b: expected at least one tap, got an empty array"));
    expect(() => lfilter([1], [], [1])).toThrow(RangeError);
    expect(() => lfilter([[1]], [1], [1])).toThrow(/^b: expected a one-dimensional array, got one of shape \[1, 1\]/);
    expect(() => lfilter([1, 2], [1], [])).toThrow(/^x: expected at least one sample/);
    expect(lfilter([1, 2], [1, 2], [])).toEqual(new Float64Array(0));
    expect(() => lfilter([1, 2], [1, 2], [1], { zi: [1, 2] })).toThrow("options.zi: expected shape [1], the filter's order along the axis, got shape [2]");
    expect(() => lfilter([1, 2], [1, 2], [[1], [2]], { zi: [1] })).toThrow(/^options.zi: expected shape \[2, 1\]/);
    expect(() => lfilter([1], [1], [1], { axis: 1 })).toThrow(/^options.axis: expected an axis from -1 to 0/);
    expect(() => lfilter("b" as unknown as number[], [1], [1])).toThrow(TypeError);
    const out = new Float64Array(3).fill(7);
    expect(() => lfilter([1], [1, 1], [1, 2], { out })).toThrow(/^out: expected 2 elements/);
    expect([...out]).toEqual([7, 7, 7]);
  });
});

describe("deconvolve", () => {
  test("undoes convolve of whole numbers exactly, real and complex", () => {
    const random = new Random(5);
    for (let i = 0; i < 1000; i++) {
      const kind = random.pick(["real", "complex"] as const);
      const draw = (length: number): Complex[] => Array.from({ length }, () => ({ re: random.integer(-9, 9), im: kind === "complex" ? random.integer(-9, 9) : 0 }));
      const divisor = [{ re: random.pick([1, -1, 2]), im: 0 }, ...draw(random.integer(0, 4))];
      const quotient = draw(random.integer(1, 8));
      const remainder = draw(divisor.length - 1);
      const product = values(convolve(input(divisor, kind), input(quotient, kind)));
      remainder.forEach((value, i) => (product[quotient.length + i] = plus(product[quotient.length + i], value)));
      const result = deconvolve(input(product, kind), input(divisor, kind));
      expect(values(result.quotient).map(({ re, im }) => [re + 0, im + 0])).toEqual(quotient.map(({ re, im }) => [re + 0, im + 0]));
      const tail = values(result.remainder).slice(quotient.length);
      expect(tail.map(({ re, im }) => [re + 0, im + 0])).toEqual(remainder.map(({ re, im }) => [re + 0, im + 0]));
    }
  });

  test("of a signal shorter than its divisor leaves all", () => {
    expect(deconvolve([1, 2], [1, 2, 3])).toEqual({ quotient: new Float64Array(0), remainder: Float64Array.of(1, 2) });
    expect(deconvolve([], [2])).toEqual({ quotient: new Float64Array(0), remainder: new Float64Array(0) });
  });

  test("keeps float32, and fills out", () => {
    const out = { quotient: new Int16Array(2), remainder: new Float32Array(3) };
    const result = deconvolve(Float32Array.of(2, 5, 4), Float32Array.of(1, 1), { out });
    expect(result.quotient).toBe(out.quotient);
    expect(result.remainder).toBe(out.remainder);
    expect([...out.quotient, ...out.remainder]).toEqual([2, 3, 0, 0, 1]);
    expect(deconvolve(Float32Array.of(2, 5, 4), Float32Array.of(1, 1)).quotient).toEqual(Float32Array.of(2, 3));
  });

  test("refuses a divisor that starts with 0", () => {
    expect(() => deconvolve([1, 2], [0, 1])).toThrow(new RangeError("divisor: expected a first number other than 0, got 0"));
    expect(() => deconvolve([1, 2], [])).toThrow(new RangeError("divisor: expected at least one sample, got an empty array"));
    expect(() => deconvolve([[1, 2]], [1])).toThrow(/^signal: expected a one-dimensional array/);
  });
});

describe("movingAverage", () => {
  test("is the mean of the samples that each mode sees, zeros outside counted", () => {
    const random = new Random(8);
    for (let i = 0; i < 300; i++) {
      const [N, length] = [random.integer(1, 20), random.integer(1, 25)];
      const x = random.numbers(N);
      const full = Array.from({ length: N + length - 1 }, (_, n) => x.reduce((sum, value, j) => (j <= n && j > n - length ? sum + value : sum), 0) / length);
      const [longer, shorter] = [Math.max(N, length), Math.min(N, length)];
      const expected = { full, same: full.slice((shorter - 1) >> 1, ((shorter - 1) >> 1) + longer), valid: full.slice(shorter - 1, longer) };
      for (const mode of ["full", "same", "valid"] as const) {
        const y = movingAverage(x, length, { mode });
        expect(y).toHaveLength(expected[mode].length);
        y.forEach((value, n) => expect(value).toBeCloseTo(expected[mode][n], 13));
      }
    }
  });

  test("takes what convolve takes", () => {
    expect(movingAverage(Float32Array.of(1, 3, 5), 2)).toEqual(Float32Array.of(0.5, 2, 4, 2.5));
    expect(movingAverage({ re: [1, 3], im: [0, 2] }, 2, { mode: "valid" }).get(0)).toEqual({ re: 2, im: 1 });
    expect(() => movingAverage([1], 0)).toThrow(new RangeError("length: expected an integer of at least 1, got 0"));
    expect(() => movingAverage([], 2)).toThrow(RangeError);
    expect(() => movingAverage([[1]], 2)).toThrow(RangeError);
    expect(() => movingAverage([1], 2, { mode: "some" as "same" })).toThrow(RangeError);
  });
});
