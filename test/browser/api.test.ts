import { describe, expect, test } from "vitest";
import { configure, convolve, correlate, features, NdArray, signal } from "../../dist/index.js";
import { convolve as convolveOfSubpath } from "../../dist/signal.js";
import { random } from "../support/random";
import { convolved, convolved2d, distance } from "./definition";

const types = [
  { ArrayType: Float32Array, epsilon: 2 ** -23 },
  { ArrayType: Float64Array, epsilon: 2 ** -52 },
] as const;

/** The outputs of a mode among those of "full", N ≥ K. */
function part(full: readonly number[], mode: string, N: number, K: number): readonly number[] {
  if (mode === "same") return full.slice((K - 1) >> 1, ((K - 1) >> 1) + N);
  return mode === "valid" ? full.slice(K - 1, N) : full;
}

describe.each(types)("one-dimensional convolution of a $ArrayType.name", ({ ArrayType, epsilon }) => {
  test.each(["full", "same", "valid"] as const)("equals the definition in mode %s", (mode) => {
    for (const N of [1, 2, 7, 31, 113, 1000]) {
      for (const K of [1, 2, 3, 16, 63].filter((K) => K <= N)) {
        const x = ArrayType.from(random(N, N));
        const h = ArrayType.from(random(~K, K));
        const y = convolve(x, h, { mode });
        expect(y).toBeInstanceOf(ArrayType);
        expect(distance(y, part(convolved(x, h), mode, N, K)), `N = ${N}, K = ${K}`).toBeLessThanOrEqual(2 * epsilon * K);
      }
    }
  });

  test.each(["direct", "fft", "auto"] as const)("equals the definition by method %s", (method) => {
    const x = ArrayType.from(random(5, 3000));
    const h = ArrayType.from(random(6, 700));
    const bound = 0.5 * epsilon * Math.hypot(...x) * Math.hypot(...h);
    expect(distance(convolve(x, h, { method }), convolved(x, h))).toBeLessThanOrEqual(bound);
  });

  test("writes into out, which may be the input", () => {
    const x = ArrayType.from([1, 2, 3, 4]);
    expect(convolve(x, [1, 1, 1], { mode: "same", out: x })).toBe(x);
    expect([...x]).toEqual([3, 6, 9, 7]);
  });
});

test("correlation does not flip", () => {
  expect([...correlate([0, 0, 1, 0, 0], [1, 2, 3])]).toEqual([3, 2, 1]);
  expect([...signal.correlate([0, 0, 1, 0, 0], [1, 2, 3], { mode: "same" })]).toEqual([0, 3, 2, 1, 0]);
});

test("two-dimensional convolution equals the definition", () => {
  const rows = (seed: number, H: number, W: number) => Array.from({ length: H }, (_, i) => random(seed + i, W));
  const x = rows(1, 17, 23);
  const h = rows(100, 4, 5);
  const y = signal.convolve(x, h);
  expect(y).toBeInstanceOf(NdArray);
  expect(y.shape).toEqual([20, 27]);
  expect(distance(y.data, convolved2d(x, h).flat())).toBeLessThan(1e-13);
});

test("complex convolution multiplies complex numbers", () => {
  const y = signal.convolve({ re: [1, 0], im: [0, 1] }, { re: [0, 2], im: [1, 0] });
  expect(y.toNested()).toEqual([{ re: 0, im: 1 }, { re: 1, im: 0 }, { re: 0, im: 2 }]);
});

describe.each(["direct", "fft"] as const)("a plan by method %s", (method) => {
  const kernel = Float64Array.from(random(1, 40));

  test("computes many signals, from arrays and in its own memory", () => {
    const plan = signal.planConvolve({ kernel, shape: 500, mode: "same", method });
    for (const seed of [1, 2, 3]) {
      const x = Float64Array.from(random(seed, 500));
      const expected = part(convolved(x, kernel), "same", 500, 40);
      expect(distance(plan.execute(x, { out: new Float64Array(500) }), expected)).toBeLessThan(1e-12);
      plan.input.set(x);
      expect(distance(plan.execute(), expected)).toBeLessThan(1e-12);
    }
    plan.dispose();
    expect(() => plan.execute(new Float64Array(500))).toThrow(TypeError);
  });

  test("outlives growth of the memory, and gives its own back", () => {
    const plan = signal.planConvolve({ kernel, shape: 500, method });
    const before = features();
    const large = signal.planConvolve({ kernel, shape: before.memoryBytes / 8, method });
    expect(features().memoryBytes).toBeGreaterThan(before.memoryBytes);
    large.dispose();
    expect(features().planBytes).toBe(before.planBytes);
    const x = Float64Array.from(random(4, 500));
    expect(distance(plan.execute(x, { out: new Float64Array(539) }), convolved(x, kernel))).toBeLessThan(1e-12);
    plan.dispose();
  });
});

test("convolve2d knows what lies outside", () => {
  const at = (boundary: "fill" | "wrap" | "symm") => signal.convolve2d([[1, 2, 3]], [[1, 0, 1]], { mode: "same", boundary }).toNested();
  expect([at("fill"), at("wrap"), at("symm")]).toEqual([[[2, 4, 2]], [[5, 4, 3]], [[3, 4, 5]]]);
});

test("the plain build runs when it is asked for", () => {
  const x = Float32Array.from(random(7, 300));
  const h = Float32Array.from(random(8, 20));
  configure({ deterministic: true });
  expect(features().variant).toBe("simd");
  const plain = convolve(x, h, { method: "direct" });
  configure({ deterministic: false });
  expect(features().variant).toBe("relaxed");
  expect(distance(convolve(x, h, { method: "direct" }), plain)).toBeLessThan(20 * 2 ** -23);
});

test("every subpath shares one engine", () => {
  expect(convolveOfSubpath).toBe(signal.convolve);
});

test("wrong arguments throw TypeError and RangeError that name them", () => {
  expect(() => convolve("abc" as never, [1])).toThrow(TypeError);
  expect(() => convolve([1, 2], [1], { mode: "most" as never })).toThrow(/options\.mode/);
  expect(() => convolve([], [1])).toThrow(RangeError);
});

test("a convolution larger than all memory so far is right, and so are those after it", () => {
  const N = 3_000_000;
  const K = 1001;
  const x = new Float64Array(N);
  for (const at of [0, 12_345, N - 1]) x[at] = 1;
  const h = Float64Array.from({ length: K }, (_, k) => k + 1);
  const y = convolve(x, h, { method: "direct" });
  expect([...y.subarray(12_345, 12_345 + K)]).toEqual([...h]);
  expect([...y.subarray(N - 1)]).toEqual([...h]);
  expect([...convolve([1, 2, 3], [1, 1])]).toEqual([1, 3, 5, 3]);
});
