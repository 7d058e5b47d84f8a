import { describe, expect, test } from "vitest";
import { NdArray } from "../../src/array/ndarray";
import { getGaussianKernel, planFilter, sepFilter2D } from "../../src/image/index";
import { type Stages, stagesError, stagesOf } from "../../src/plan/separable/stages";
import { inside } from "../definition/picture";
import { Random } from "../support/random";

/** What stages add up to, tap by tap. */
function compose({ comb, edges, teeth }: Stages, K: number): number[] {
  const short = [1, 6, 15, 20, 15, 6, 1];
  const weights = new Array<number>(K).fill(0);
  comb.forEach((weight, j) => {
    for (const tooth of [j, teeth - 1 - j]) short.forEach((one, k) => (weights[2 * tooth + k] += weight * one));
  });
  edges.forEach((weight, k) => {
    weights[k] += weight;
    weights[K - 1 - k] += weight;
  });
  return weights;
}

/** One output of a pass by stages, each operation rounded to f32. */
function inSingle({ comb, edges, teeth }: Stages, x: Float32Array): number {
  const f = Math.fround;
  const fold = (pairs: ArrayLike<number>, last: number, at: (k: number) => number, start: number): number =>
    Array.from(pairs).reduce((sum, weight, k) => f(sum + f(f(weight) * f(at(last - k) + at(k)))), start);
  const blurred = (n: number): number => fold([1, 6, 15, 10], 6, (k) => x[n + k], 0);
  return fold(comb, teeth - 1, (j) => blurred(2 * j), fold(edges, x.length - 1, (k) => x[k], 0));
}

/** Smooth and symmetric, with weights of both signs. */
function hat(K: number, sigma: number): Float64Array {
  const wide = getGaussianKernel(K, sigma);
  return getGaussianKernel(K, sigma / 1.2).map((weight, k) => 2 * weight - wide[k]);
}

describe("stages of a kernel", () => {
  test.each([[81, 10], [121, 20], [121, 15], [83, 10], [201, 50]])("%i taps of σ = %i: add up to it but for what they say they miss", (K, sigma) => {
    const weights = getGaussianKernel(K, sigma);
    const stages = stagesOf(weights)!;
    const miss = compose(stages, K).reduce((sum, weight, k) => sum + Math.abs(weight - weights[k]), 0);
    expect(miss).toBeLessThan(1e-6);
    expect(stages.miss).toBeGreaterThan(0);
    expect(Math.abs(stages.miss - miss)).toBeLessThan(1e-12);
    expect(stages.comb.length + stages.edges.length + 4).toBeLessThan((K + 1) / 2.8);
  });

  test.each([[81, 10], [121, 20], [201, 50]])("%i taps of σ = %i: their error covers the samples that what is amiss is worst for", (K, sigma) => {
    const weights = getGaussianKernel(K, sigma);
    const stages = stagesOf(weights)!;
    const worst = compose(stages, K).reduce((sum, weight, k) => sum + 128 * Math.abs(weight - weights[k]), 0);
    expect(stagesError(stages, 128, 0)).toBeGreaterThanOrEqual(worst);
    expect(stagesError(stages, 128, 0)).toBeLessThan(worst * 1.001 + 1e-11);
  });

  test.each([[81, 10], [121, 20], [201, 50]])("%i taps of σ = %i: their error covers the rounding of a pass in f32", (K, sigma) => {
    const weights = getGaussianKernel(K, sigma);
    const stages = stagesOf(weights)!;
    const bound = stagesError({ ...stages, miss: 0 }, 128, 2 ** -24);
    const composed = compose(stages, K);
    const dice = new Random(K);
    let most = 0;
    for (let turn = 0; turn < 200; turn++) {
      // a grey level of its own and noise around it, of numbers that f32 holds
      const level = dice.signed() * 64;
      const x = Float32Array.from({ length: K }, () => level + dice.signed() * 64);
      const exact = composed.reduce((sum, weight, k) => sum + weight * x[k], 0);
      most = Math.max(most, Math.abs(inSingle(stages, x) - exact));
    }
    expect(most).toBeLessThan(bound);
    expect(most).toBeGreaterThan(bound / 100);
  });

  test("there are none for kernels that are short, even, rough or not symmetric", () => {
    expect(stagesOf(getGaussianKernel(17, 2))).toBeNull();
    expect(stagesOf(getGaussianKernel(82, 10))).toBeNull();
    const dice = new Random(1);
    const rough = Float64Array.from({ length: 81 }, () => dice.next());
    for (let k = 0; k < 40; k++) rough[80 - k] = rough[k];
    expect(stagesOf(rough)).toBeNull();
    expect(stagesOf(getGaussianKernel(81, 10).map((weight, k) => weight * (1 + k)))).toBeNull();
  });
});

describe("pictures by stages", () => {
  const SHIFT = 100;

  /** weight · 2^100, an integer for weights from 2^−47 on. */
  function fixed(weight: number): bigint {
    return BigInt(weight * 2 ** SHIFT);
  }

  /** Sums along rows, then down columns, in integers; rounded half to even. */
  function exactly(data: Uint8Array, height: number, width: number, channels: number, kx: Float64Array, ky: Float64Array): number[] {
    const around = { border: "reflect101", value: () => 0 } as const;
    const [row, column] = [Array.from(kx, fixed), Array.from(ky, fixed)];
    const passed = Array.from(data, (_, n) => {
      const [i, j, c] = [Math.floor(n / (width * channels)), Math.floor(n / channels) % width, n % channels];
      return row.reduce((sum, weight, b) => sum + weight * BigInt(data[(i * width + inside(j + b - (kx.length >> 1), width, around)!) * channels + c]), 0n);
    });
    return passed.map((_, n) => {
      const [i, rest] = [Math.floor(n / (width * channels)), n % (width * channels)];
      const sum = column.reduce((total, weight, a) => total + weight * passed[inside(i + a - (ky.length >> 1), height, around)! * width * channels + rest], 0n);
      const one = 1n << BigInt(2 * SHIFT);
      const floor = sum >= 0n ? sum / one : -((-sum + one - 1n) / one);
      const twice = 2n * (sum - floor * one);
      const up = twice > one || (twice === one && floor % 2n !== 0n);
      return Math.min(255, Math.max(0, Number(floor + (up ? 1n : 0n))));
    });
  }

  // more rows than a strip has, in groups of four and not, and blocks of a line
  test.each([
    [81, 10, 81, 10, 203, 7, 1],
    [121, 15, 161, 20, 90, 15, 4],
    [121, 20, 81, 10, 17, 300, 1],
    [121, 20, 121, 15, 6, 261, 4],
    [81, 10, 81, 10, 1, 1, 1],
    [121, 15, 121, 15, 3, 3, 4],
  ])("equal the exact sums in every pixel: %i taps of σ %d by %i of %d, %i × %i of %i channels", (K, sigma, L, other, height, width, channels) => {
    const dice = new Random(K + width);
    const data = new Uint8Array(height * width * channels).map(() => dice.integer(0, 255));
    const shape = [height, width, channels];
    for (const [kx, ky] of [[getGaussianKernel(K, sigma), getGaussianKernel(L, other)], [hat(121, 20), getGaussianKernel(L, other)]]) {
      expect(planFilter({ kernelX: kx, kernelY: ky, shape, dtype: "uint8" }).recipe).toMatchObject({ passes: "staged" });
      const y = sepFilter2D(new NdArray(data, shape), kx, ky) as NdArray;
      expect([...y.data]).toEqual(exactly(data, height, width, channels, kx, ky));
    }
  });

  test("where every pixel is in doubt they are summed again", () => {
    // flat pictures of an odd grey level under kernels that add up to a half: each sum is half an odd number
    const half = getGaussianKernel(81, 10).map((weight) => weight / 2);
    const whole = getGaussianKernel(81, 10);
    const data = new Uint8Array(20 * 20).fill(101);
    const y = sepFilter2D(new NdArray(data, [20, 20]), half, whole) as NdArray;
    expect([...y.data]).toEqual(exactly(data, 20, 20, 1, half, whole));
  });
});
