import { describe, expect, test } from "vitest";
import * as definition from "../definition/iteration";
import { differingBits } from "../support/bits";
import { random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("restoration");
/** Lengths around several vectors of both types. */
const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 31, 33, 64, 67];

describe.each<RealType>(reals)("on $name", ({ name, ArrayType, round }) => {
  type Numbers = Float32Array | Float64Array;
  const size = ArrayType.BYTES_PER_ELEMENT;
  const numbers = (seed: number, N: number, of: (value: number) => number = (value) => value): Numbers => ArrayType.from(random(seed, N).map(of));
  const positive = (value: number) => 0.05 + Math.abs(value);
  const floor = 0.02;

  /** Runs a kernel on inputs and arrays that it changes, at every alignment for short ones, and compares each of the latter with what is expected, bit for bit. */
  function compare(kernel: string, N: number, inputs: Record<string, Numbers>, states: Record<string, Numbers>, call: (at: Record<string, number>) => number[], expected: Record<string, ArrayLike<number>>): void {
    for (let skew = 0; skew < (N <= 17 ? 16 : size); skew += size) {
      sandbox.reset();
      const at: Record<string, number> = {};
      Object.entries(inputs).forEach(([word, data], i) => (at[word] = sandbox.input(data, (skew * (i + 1)) % 16)));
      Object.entries(states).forEach(([word, data], i) => (at[word] = sandbox.state(data, (skew * (i + 2)) % 16)));
      sandbox.run(`${kernel}_${name}`, ...call(at));
      for (const [word, values] of Object.entries(expected)) {
        const actual = sandbox.read(ArrayType as never, at[word], values.length) as Numbers;
        expect(differingBits(actual, ArrayType.from(values)), `${word} of ${kernel}, N = ${N}, skew ${skew}`).toBeNull();
      }
    }
  }

  test.each(LENGTHS)("ratio and ratio_weighted are the quotients that they state, N = %i", (N) => {
    const y = numbers(1, N);
    const c = numbers(2, N, (value) => value);
    const w = numbers(3, N, (value) => (value < -0.5 ? 0 : Math.abs(value)));
    const limits = [0.1, 0.25, 0.5, floor].map(round) as [number, number, number, number];
    const r = definition.ratio(y, c, ...limits, round);
    compare("ratio", N, { y }, { c }, (at) => [at.y, at.c, at.c, N, ...limits], { c: r });
    compare("ratio", N, { y, c }, { r: new ArrayType(N) }, (at) => [at.y, at.c, at.r, N, ...limits], { r });
    compare("ratio_weighted", N, { y, w }, { c }, (at) => [at.y, at.w, at.c, at.c, N, ...limits], { c: definition.weighted(r, w, limits[3], round) });
    const free = [-Infinity, round(1e-12), -Infinity, 0] as const;
    compare("ratio", N, { y }, { c }, (at) => [at.y, at.c, at.c, N, ...free], { c: definition.ratio(y, c, ...free, round) });
  });

  test("a weight of 0 gives 0 whatever the picture holds", () => {
    const y = ArrayType.of(NaN, Infinity, -Infinity, NaN, 1, NaN, NaN);
    const w = ArrayType.of(0, 0, 0, 0, 2, 0, 1);
    const c = new ArrayType(7).fill(1);
    compare("ratio_weighted", 7, { y, w, c }, { r: new ArrayType(7) }, (at) => [at.y, at.w, at.c, at.r, 7, -Infinity, 0, -Infinity, 0], { r: [0, 0, 0, 0, 2, 0, NaN] });
  });

  test.each(LENGTHS)("multiply, level and clip, N = %i", (N) => {
    const x = numbers(4, N);
    const c = numbers(5, N);
    compare("multiply", N, { c }, { x }, (at) => [at.x, at.c, N, round(floor)], { x: definition.multiply(x, c, round(floor), round) });
    compare("level", N, { s: x }, { c }, (at) => [at.c, at.s, N, round(0.3)], { c: definition.level(c, x, round(0.3), round) });
    const limit = round(0.4);
    compare("clip", N, { x }, { y: new ArrayType(N) }, (at) => [at.x, at.y, N, -limit, limit], { y: x.map((value) => Math.min(Math.max(value, -limit), limit)) });
    compare("clip", N, {}, { x }, (at) => [at.x, at.x, N, -Infinity, Infinity], { x });
  });

  test("clip leaves NaN, and takes infinities to the limits", () => {
    const x = ArrayType.of(NaN, Infinity, -Infinity, 0.5, NaN);
    compare("clip", 5, { x }, { y: new ArrayType(5) }, (at) => [at.x, at.y, 5, -1, 1], { y: [NaN, 1, -1, 0.5, NaN] });
  });

  test.each(LENGTHS)("predict goes on along the last steps, and hands them on, N = %i", (N) => {
    const [x, p, q] = [6, 7, 8].map((seed) => numbers(seed, N, positive));
    const [alpha, beta, least] = [0.7, 0.245, floor].map(round);
    const y = definition.predict(x, p, q, alpha, beta, least, round);
    compare("predict", N, { x }, { p, q, y: new ArrayType(N) }, (at) => [at.x, at.p, at.q, at.y, N, alpha, beta, least], { y, p: x, q: p });
  });

  /** Sums of the kernels are in lanes: close to the exact ones, and added to what was there. */
  const close = (actual: ArrayLike<number>, expected: readonly number[]): void => {
    expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual((size === 4 ? 1e-5 : 1e-13) * (Math.abs(value) + 1)));
  };

  test.each(LENGTHS)("change and advance add their sums to what is there, N = %i", (N) => {
    const [x, c, g] = [numbers(9, N, positive), numbers(10, N, positive), numbers(11, N)];
    const next = definition.multiply(x, c, round(floor), round);
    const step = next.map((value, n) => round(value - x[n]));
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((total, value, n) => total + value * b[n], 0);
    for (let skew = 0; skew < 16; skew += size) {
      sandbox.reset();
      const [atX, atC] = [sandbox.input(x, skew), sandbox.input(c, (2 * skew) % 16)];
      const sums = sandbox.state(Float64Array.of(1, 2, 3, 4));
      const plain = definition.multiply(x, c, 0, round);
      sandbox.run(`change_${name}`, atX, atC, N, sums);
      close(sandbox.read(Float64Array, sums, 4), [1 + dot(plain.map((value, n) => value - x[n]), plain.map((value, n) => value - x[n])), 2 + dot(plain, plain), 3, 4]);

      sandbox.reset();
      const at = [sandbox.input(x, skew), sandbox.input(c, skew), sandbox.state(new ArrayType(N), (2 * skew) % 16), sandbox.state(g, (3 * skew) % 16)];
      const four = sandbox.state(Float64Array.of(1, 2, 3, 4));
      sandbox.run(`advance_${name}`, ...at, N, round(floor), four);
      expect(differingBits(sandbox.read(ArrayType as never, at[2], N) as Numbers, ArrayType.from(next))).toBeNull();
      expect(differingBits(sandbox.read(ArrayType as never, at[3], N) as Numbers, ArrayType.from(step))).toBeNull();
      close(sandbox.read(Float64Array, four, 4), [1 + dot(step, g), 2 + dot(g, g), 3 + dot(step, step), 4 + dot(next, next)]);
    }
  });

  test.each(LENGTHS.slice(1))("steepness and regularise are the formulas of the total variation, N = %i", (N) => {
    const rows = Object.fromEntries(["x", "s", "a", "b", "p", "sp", "q", "sq"].map((word, i) => [word, numbers(12 + i, N, positive)])) as Record<"x" | "s" | "a" | "b" | "p" | "sp" | "q" | "sq", Numbers>;
    const { x, a, b } = rows;
    const smooth = round(0.001);
    compare("steepness", N, { x, a, b }, { s: new ArrayType(N) }, (at) => [at.x, at.a, at.b, at.s, N, smooth], { s: definition.steepness(x, a, b, smooth, round) });
    // A large λ, so that the bound is met too.
    for (const lambda of [0.02, 3].map(round)) {
      const c = numbers(21, N, positive);
      const expected = definition.regularise(c, rows, lambda, round);
      compare("regularise", N, rows, { c }, (at) => [at.c, at.x, at.s, at.a, at.b, at.p, at.sp, at.q, at.sq, N, lambda], { c: expected });
    }
  });

  test.each(LENGTHS)("wiener and inverse on %i bins", (N) => {
    const [X, H] = [numbers(22, 2 * N), numbers(23, 2 * N)];
    const R = numbers(24, N);
    const [balance, shift, least] = [0.3, 0.8, 0.6].map(round);
    compare("wiener", N, { H, R }, { X }, (at) => [at.X, at.H, at.R, N, balance, shift], { X: definition.wiener(X, H, R, balance, shift, round) });
    if (N > 2) H.fill(0, 2, 4);
    compare("inverse", N, { H }, { X }, (at) => [at.X, at.H, N, least], { X: definition.inverse(X, H, least, round) });
  });
});
