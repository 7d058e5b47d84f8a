import { describe, expect, test } from "vitest";
import { array } from "../../src/array/array.js";
import { NdArray } from "../../src/array/ndarray.js";
import { convolve, type Extension, firwin, resamplePoly, upfirdn } from "../../src/signal/index.js";
import { read } from "../../src/array/source.js";
import { phasesRecipe } from "../../src/plan/polyphase/transforms.js";
import type { Complex } from "../../src/types.js";
import { Random } from "../support/random.js";

/** What SciPy's upfirdn sees around 1, 3, 4, 8, with cval = 0.5: seven samples before it and after it, read off its responses to impulses. */
const around: Record<Extension, readonly [before: number[], after: number[]]> = {
  constant: [[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
  wrap: [[3, 4, 8, 1, 3, 4, 8], [1, 3, 4, 8, 1, 3, 4]],
  edge: [[1, 1, 1, 1, 1, 1, 1], [8, 8, 8, 8, 8, 8, 8]],
  smooth: [[-13, -11, -9, -7, -5, -3, -1], [12, 16, 20, 24, 28, 32, 36]],
  symmetric: [[3, 4, 8, 8, 4, 3, 1], [8, 4, 3, 1, 1, 3, 4]],
  reflect: [[3, 1, 3, 4, 8, 4, 3], [4, 3, 1, 3, 4, 8, 4]],
  antisymmetric: [[3, 4, 8, -8, -4, -3, -1], [-8, -4, -3, -1, 1, 3, 4]],
  antireflect: [[-15, -13, -11, -10, -6, -2, -1], [12, 13, 15, 17, 18, 22, 26]],
  line: [[-46 / 3, -13, -32 / 3, -25 / 3, -6, -11 / 3, -4 / 3], [31 / 3, 38 / 3, 15, 52 / 3, 59 / 3, 22, 73 / 3]],
};
const modes = Object.keys(around) as Extension[];

/** Sample i of a signal that goes on for ever, by one reflection after another. */
function extended(x: readonly number[], i: number, mode: Extension, cval: number): number {
  const N = x.length;
  if (i >= 0 && i < N) return x[i];
  const [end, next] = i < 0 ? [x[0], x[Math.min(1, N - 1)]] : [x[N - 1], x[Math.max(0, N - 2)]];
  const beyond = i < 0 ? -i : i - N + 1;
  const again = (mirror: number): number => extended(x, mirror, mode, cval);
  switch (mode) {
    case "constant":
      return cval;
    case "edge":
      return end;
    case "wrap":
      return again(i < 0 ? i + N : i - N);
    case "symmetric":
      return again(i < 0 ? -1 - i : 2 * N - 1 - i);
    case "antisymmetric":
      return -again(i < 0 ? -1 - i : 2 * N - 1 - i);
    case "reflect":
      return N === 1 ? x[0] : again(i < 0 ? -i : 2 * N - 2 - i);
    case "antireflect":
      return N === 1 ? x[0] : 2 * end - again(i < 0 ? -i : 2 * N - 2 - i);
    case "smooth":
      return end + beyond * (end - next);
    case "line":
      return N === 1 ? x[0] : end + (beyond * (end - (i < 0 ? x[N - 1] : x[0]))) / (N - 1);
  }
}

/** The sum as the docstring states it. */
function definition(h: readonly number[], x: readonly number[], up: number, down: number, mode: Extension, cval = 0): number[] {
  const length = Math.max(0, Math.floor(((x.length - 1) * up + h.length - 1) / down) + 1);
  return Array.from({ length }, (_, m) => h.reduce((sum, tap, k) => ((m * down - k) % up === 0 ? sum + tap * extended(x, (m * down - k) / up, mode, cval) : sum), 0));
}

describe("upfirdn", () => {
  test.each(modes)("sees around a signal what SciPy's does: %s", (mode) => {
    const late = upfirdn([0, 0, 0, 0, 0, 0, 0, 1], [1, 3, 4, 8], { mode, cval: 0.5 });
    const early = upfirdn([1, 0, 0, 0, 0, 0, 0, 0], [1, 3, 4, 8], { mode, cval: 0.5 });
    Array.from(late.subarray(0, 7)).forEach((value, n) => expect(value).toBeCloseTo(around[mode][0][n], 12));
    Array.from(early.subarray(4)).forEach((value, n) => expect(value).toBeCloseTo(around[mode][1][n], 12));
  });

  test("is its definition, for 2,000 random rates, lengths and modes", () => {
    const random = new Random(21);
    for (let i = 0; i < 2000; i++) {
      const [up, down, K, N] = [random.integer(1, 9), random.integer(1, 9), random.integer(1, 30), random.integer(1, 40)];
      const mode = random.pick(modes);
      const h = random.numbers(K);
      const x = random.numbers(N);
      const expected = definition(h, x, up, down, mode, 0.3);
      const y = upfirdn(h, x, { up, down, mode, cval: 0.3 });
      const text = `${up}/${down}, K = ${K}, N = ${N}, ${mode}`;
      expect(y, text).toHaveLength(expected.length);
      const size = Math.max(1, ...expected.map(Math.abs)) * (mode === "smooth" || mode === "line" || mode === "antireflect" ? 100 : 1);
      y.forEach((value, n) => expect(Math.abs(value - expected[n]), `${text}, sample ${n}`).toBeLessThanOrEqual(1e-13 * size * K));
    }
  });

  test("is the signal stuffed with zeros, convolved, and thinned out, also over many blocks", () => {
    for (const [up, down, N, K] of [[3, 2, 20_000, 61], [2, 5, 50_000, 100], [160, 147, 30_000, 999], [1, 40, 200_000, 5000], [7, 1, 9000, 3]]) {
      const x = Float64Array.from({ length: N }, (_, n) => ((n * 7919) % 101) - 50);
      const h = Float64Array.from({ length: K }, (_, k) => ((k * 31) % 17) - 8);
      const stuffed = new Float64Array((N - 1) * up + 1);
      x.forEach((value, n) => (stuffed[n * up] = value));
      const full = convolve(stuffed, h);
      // whole numbers: every sum is exact, however it is taken
      expect(upfirdn(h, x, { up, down })).toEqual(full.filter((_, n) => n % down === 0));
    }
  });

  test("works along any axis, over many lines, and with strides", () => {
    const random = new Random(4);
    for (const shape of [[3, 50], [50, 3], [2, 5, 11], [400, 30], [30, 400]]) {
      const x = array(random.numbers(shape.reduce((a, b) => a * b)), { shape });
      const turned = new NdArray(x.data, [...shape].reverse(), [...x.stride].reverse());
      const h = random.numbers(7);
      shape.forEach((N, axis) => {
        const y = upfirdn(h, x, { up: 3, down: 2, axis });
        const other = upfirdn(h, turned, { up: 3, down: 2, axis: -1 - axis });
        expect(y.shape).toEqual(shape.map((extent, i) => (i === axis ? Math.floor(((N - 1) * 3 + 6) / 2) + 1 : extent)));
        for (let i = 0; i < 20; i++) {
          const line = shape.map((extent) => random.integer(0, extent - 1));
          const at = (n: number): number[] => line.map((place, j) => (j === axis ? n : place));
          const samples = Array.from({ length: N }, (_, n) => x.get(...at(n)) as number);
          const expected = definition(h, samples, 3, 2, "constant");
          const n = random.integer(0, y.shape[axis] - 1);
          expect(y.get(...at(n))).toBeCloseTo(expected[n], 12);
          expect(other.get(...at(n).reverse())).toBe(y.get(...at(n)));
        }
      });
    }
  });

  test("takes rates far beyond the signal's length", () => {
    const [x, h] = [[1, 2, 3, 4], [1, 10, 100]];
    expect(upfirdn(h, x, { down: 1e9 })).toEqual(Float64Array.of(1));
    expect(upfirdn(h, x, { up: 1e8, down: 1e8 - 1 })).toEqual(Float64Array.from(definition(h, x, 1e8, 1e8 - 1, "constant")));
    expect(upfirdn(h, x, { up: 1e8 - 1, down: 1e8 })).toEqual(Float64Array.from(definition(h, x, 1e8 - 1, 1e8, "constant")));
    const long = Float64Array.from({ length: 20_000 }, (_, n) => n);
    expect(upfirdn([1, -1], long, { down: 999, mode: "line" })).toEqual(Float64Array.from({ length: 21 }, () => 1));
  });

  test("complex signals and filters, part by part", () => {
    const random = new Random(6);
    const parts = (y: unknown, part: "re" | "im"): number[] => {
      if (!(y instanceof NdArray)) return part === "re" ? Array.from(y as Float64Array) : Array.from(y as Float64Array, () => 0);
      return (y.toNested() as Complex[]).map((value) => value[part]);
    };
    for (let i = 0; i < 200; i++) {
      const [up, down] = [random.integer(1, 4), random.integer(1, 4)];
      const [hr, hi, xr, xi] = [random.numbers(6), random.numbers(6), random.numbers(9), random.numbers(9)];
      const options = { up, down, mode: random.pick(modes.filter((mode) => mode !== "constant")) };
      const [rr, ii, ri, ir] = [upfirdn(hr, xr, options), upfirdn(hi, xi, options), upfirdn(hr, xi, options), upfirdn(hi, xr, options)];
      const cases = [
        { y: upfirdn({ re: hr, im: hi }, { re: xr, im: xi }, options), re: rr.map((v, n) => v - ii[n]), im: ri.map((v, n) => v + ir[n]) },
        { y: upfirdn(hr, { re: xr, im: xi }, options), re: rr, im: ri },
        { y: upfirdn({ re: hr, im: hi }, xr, options), re: rr, im: ir },
      ];
      for (const { y, re, im } of cases) {
        parts(y, "re").forEach((value, n) => expect(value).toBeCloseTo(re[n], 9));
        parts(y, "im").forEach((value, n) => expect(value).toBeCloseTo(im[n], 9));
      }
    }
  });

  test("keeps float32, and fills out, which may be its input", () => {
    const x = Float32Array.of(1, 2, 3, 4);
    expect(upfirdn(Float32Array.of(1, 1), x)).toEqual(Float32Array.of(1, 3, 5, 7, 4));
    const out = new Int8Array(5);
    expect(upfirdn([0.5, 0.5], x, { out })).toBe(out);
    expect([...out]).toEqual([0, 2, 2, 4, 2]);
    expect(upfirdn([1], x, { out: x })).toBe(x);
    const reversed = new NdArray(x, [4], [-1], 3);
    upfirdn([1], x, { out: reversed });
    expect([...x]).toEqual([4, 3, 2, 1]);
  });

  test("NaN reaches the outputs that it has a tap for, and no other", () => {
    const x = Array.from({ length: 50 }, () => 1);
    x[20] = NaN;
    const y = upfirdn([1, 1, 1, 1], x, { up: 3, down: 2 });
    y.forEach((value, m) => expect(Number.isNaN(value)).toBe(2 * m >= 60 && 2 * m < 64));
  });

  test("of empty signals, and refusals", () => {
    expect(upfirdn([1], [])).toEqual(new Float64Array(0));
    expect(upfirdn([1, 2], array([], { shape: [2, 0] })).toNested()).toEqual([[0], [0]]);
    expect(() => upfirdn([], [1])).toThrow(new RangeError("h: expected at least one tap, got an empty array"));
    expect(() => upfirdn([[1]], [1])).toThrow(/^h: expected a one-dimensional array/);
    expect(() => upfirdn([1], [1], { up: 0 })).toThrow(new RangeError("options.up: expected an integer of at least 1, got 0"));
    expect(() => upfirdn([1], [1], { down: 1.5 })).toThrow(RangeError);
    expect(() => upfirdn([1], [1], { axis: 1 })).toThrow(RangeError);
    expect(() => upfirdn([1], [1], { mode: "periodic" as "wrap" })).toThrow(/^options.mode: expected one of "constant", "wrap"/);
    expect(() => upfirdn([1], [1], { cval: "0" as unknown as number })).toThrow(TypeError);
    expect(() => upfirdn([1], "x" as unknown as number[])).toThrow(TypeError);
  });
});

describe("resamplePoly", () => {
  test("is upfirdn by its low pass, from the middle of it on", () => {
    const random = new Random(9);
    for (let i = 0; i < 100; i++) {
      const [up, down, N] = [random.integer(1, 7), random.integer(1, 7), random.integer(1, 40)];
      const common = [7, 6, 5, 4, 3, 2, 1].find((d) => up % d === 0 && down % d === 0)!;
      const [u, d] = [up / common, down / common];
      const x = random.numbers(N);
      const y = resamplePoly(x, up, down);
      expect(y).toHaveLength(Math.ceil((N * u) / d));
      if (u === 1 && d === 1) {
        expect(y).toEqual(Float64Array.from(x));
        continue;
      }
      const half = 10 * Math.max(u, d);
      const h = firwin(2 * half + 1, 1 / Math.max(u, d), { window: ["kaiser", 5] });
      const full = upfirdn(h.map((tap) => tap * u), x, { up: u });
      y.forEach((value, m) => expect(value).toBeCloseTo(full[m * d + half] ?? 0, 12));
    }
  });

  test("levels keep a line's ends where they are", () => {
    const x = [[5, 6, 7, 9], [1, 1, 1, 1]];
    for (const [padtype, level] of [["mean", 6.75], ["median", 6.5], ["minimum", 5], ["maximum", 9]] as const) {
      const y = resamplePoly(x, 3, 2, { padtype, axis: 1 });
      const around = resamplePoly(x[0].map((value) => value - level), 3, 2);
      (y.toNested() as number[][])[0].forEach((value, n) => expect(value).toBeCloseTo(around[n] + level, 12));
      expect((y.toNested() as number[][])[1]).toEqual([1, 1, 1, 1, 1, 1]);
      expect(resamplePoly(x, 2, 2, { padtype }).toNested()).toEqual(x);
    }
    expect(resamplePoly({ re: [1, 1, 1], im: [2, 2, 2] }, 2, 1, { padtype: "mean" }).toNested()).toEqual(Array.from({ length: 6 }, () => ({ re: 1, im: 2 })));
    expect(Array.from(resamplePoly([1, NaN, 3], 2, 1, { padtype: "median" }))).toEqual(Array.from({ length: 6 }, () => NaN));
  });

  test("takes other borders, taps and windows", () => {
    expect(resamplePoly([3, 3, 3], 2, 1, { padtype: "constant", cval: 3, window: [0.5, 1, 0.5] })).toEqual(Float64Array.of(6, 6, 6, 6, 6, 6));
    expect(resamplePoly([1, 2, 3], 2, 1, { padtype: "line", window: Float64Array.of(0.25, 0.5, 0.25) })).toEqual(Float64Array.of(1, 1.5, 2, 2.5, 3, 3.5));
    const sharp = resamplePoly([0, 0, 1, 0, 0], 2, 1, { window: "hann" });
    expect(sharp[4]).toBeCloseTo(1, 3);
    expect(resamplePoly(Float32Array.of(1, 2, 3), 2, 1)).toBeInstanceOf(Float32Array);
    expect(resamplePoly([], 2, 3)).toEqual(new Float64Array(0));
  });

  test("works along the first axis, as SciPy's does, unless it is told another", () => {
    const pictures = [[1, 4, 2, 8], [5, 7, 3, 1], [2, 9, 4, 4]];
    const y = resamplePoly(pictures, 3, 2);
    expect(y).toEqual(resamplePoly(pictures, 3, 2, { axis: 0 }));
    expect(y.shape).toEqual([5, 4]);
    expect(resamplePoly(pictures, 3, 2, { axis: -1 }).shape).toEqual([3, 6]);
  });

  test("refuses what is no rate", () => {
    expect(() => resamplePoly([1], 0, 1)).toThrow(new RangeError("up: expected an integer of at least 1, got 0"));
    expect(() => resamplePoly([1], 1, 2.5)).toThrow(RangeError);
    expect(() => resamplePoly([1], 2, 1, { padtype: "zeros" as "edge" })).toThrow(/^options.padtype: expected one of "constant"/);
    expect(() => resamplePoly([1], 2, 1, { padtype: "mean", cval: 1 })).toThrow('options.cval: expected nothing, unless padtype is "constant", got 1 with "mean"');
    expect(() => resamplePoly([1], 2, 1, { window: [[1]] as unknown as number[] })).toThrow(/^options.window: expected a one-dimensional array/);
    expect(() => resamplePoly([1], 2, 1, { window: "sinc" as "hann" })).toThrow(/^options.window: expected one of/);
    expect(() => resamplePoly({ re: [1], im: [1] }, 2, 1, { padtype: "median" })).toThrow(new TypeError('x: expected real data, for padtype "median", got complex data'));
    expect(() => resamplePoly([1], 2, 1, { axis: 2 })).toThrow(RangeError);
  });
});

describe("long filters, by transforms", () => {
  const random = new Random(77);
  const [N, K] = [6000, 1500];
  const x = random.numbers(N);
  const h = random.numbers(K);
  const norm = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

  /** One output as the docstring states it. */
  function output(m: number, up: number, down: number, from: readonly number[]): number {
    let sum = 0;
    for (let k = (m * down) % up; k < K; k += up) sum += h[k] * (from[(m * down - k) / up] ?? 0);
    return sum;
  }

  test.each([[1, 1], [1, 2], [2, 1], [3, 1], [2, 4], [1, 3]])("are what sums give, up %i and down %i, in both types", (up, down) => {
    const rates = { up, down, shift: 0, taps: K, outputs: 1000, lines: 1 };
    expect(phasesRecipe(read(x, "x"), read(h, "h"), { ...rates, outputs: Math.floor(((N - 1) * up + K - 1) / down) + 1 }, "float64"), "transforms are chosen").toBeDefined();
    for (const [ArrayType, epsilon] of [[Float64Array, 2 ** -52], [Float32Array, 2 ** -23]] as const) {
      const [filter, signal] = [ArrayType.from(h), ArrayType.from(x)];
      const y = upfirdn(filter, signal, { up, down });
      expect(y).toHaveLength(Math.floor(((N - 1) * up + K - 1) / down) + 1);
      const bound = epsilon * norm(h) * norm(x) + (ArrayType === Float32Array ? 2 ** -24 * K : 0);
      for (let m = 0; m < y.length; m += 7) expect(Math.abs(y[m] - output(m, up, down, x)), `output ${m}`).toBeLessThan(bound);
    }
  });

  test("keep NaN to the outputs that it reaches, and whole numbers exact", () => {
    const holed = x.map((v, n) => (n === 3000 ? NaN : v));
    const [clean, y] = [upfirdn(h, x, { down: 2 }), upfirdn(h, holed, { down: 2 })];
    y.forEach((v, m) => (2 * m >= 3000 && 2 * m < 3000 + K ? expect(v, `output ${m}`).toBeNaN() : expect(Math.abs(v - clean[m])).toBeLessThan(1e-11)));
    const [taps, signal] = [h.map((v) => Math.round(100 * v)), x.map((v) => Math.round(100 * v))];
    const whole = upfirdn(taps, signal, { up: 2 });
    whole.forEach((v) => expect(v).toBe(Math.round(v)));
  });

  test("work along any axis, on complex signals, and into a strided out", () => {
    const data = Float64Array.from(random.numbers(4 * N));
    const signals = new NdArray(data, [N, 2], undefined, 0, "complex128");
    const y = upfirdn(h, signals, { down: 2, axis: 0 });
    const out = new NdArray(new Float64Array(8 * y.shape[0]), [y.shape[0], 2], [4, 2], 0, "complex128");
    expect(upfirdn(h, signals, { down: 2, axis: 0, out })).toBe(out);
    for (const [line, part] of [[0, 0], [1, 0], [1, 1]]) {
      const alone = upfirdn(h, Array.from({ length: N }, (_, n) => data[4 * n + 2 * line + part]), { down: 2 });
      for (let m = 0; m < alone.length; m += 5) {
        expect(y.data[4 * m + 2 * line + part]).toBeCloseTo(alone[m], 9);
        expect(out.data[8 * m + 4 * line + part]).toBe(y.data[4 * m + 2 * line + part]);
      }
    }
  });
});
