import { describe, expect, test } from "vitest";
import { NdArray } from "../../src/array/ndarray";
import { array } from "../../src/array/array";
import { memoryBytes } from "../../src/wasm/memory";
import { blur, getGaussianKernel, gaussianBlur, planFilter, sepFilter2D } from "../../src/image/index";
import { separableRecipe } from "../../src/plan/separable/recipe";
import { separableRequest } from "../../src/image/sepFilter2D";
import type { RealDType } from "../../src/types";
import { eachOutput, exactly, type Kernel } from "../definition/picture";
import { Random } from "../support/random";

const types = {
  uint8: { ArrayType: Uint8Array, range: [0, 255] },
  int8: { ArrayType: Int8Array, range: [-128, 127] },
  uint16: { ArrayType: Uint16Array, range: [0, 65535] },
  int16: { ArrayType: Int16Array, range: [-32768, 32767] },
} as const;
type Word = keyof typeof types;
const borders = ["constant", "replicate", "reflect", "reflect101", "wrap"] as const;

interface Case {
  dtype: Word;
  depth: Word;
  kx: Float64Array;
  ky: Float64Array;
  height: number;
  width: number;
  channels: number;
  border: (typeof borders)[number];
  delta: number;
  anchor: [number, number];
  seed: number;
}

/** Every pixel, against the exact sum over the products of the weights. */
function equalsExactly(given: Case): void {
  const { dtype, depth, kx, ky, height, width, channels, border, delta, anchor, seed } = given;
  const dice = new Random(seed);
  const [least, most] = types[dtype].range;
  const data = new types[dtype].ArrayType(height * width * channels).map(() => dice.integer(least, most));
  const options = { depth: depth as RealDType, border, borderValue: 7, delta, anchor };
  const y = sepFilter2D(new NdArray(data, [height, width, channels]), kx, ky, options) as NdArray;
  const kernel = productOf(kx, ky, anchor);
  const expected = eachOutput({ data, height, width, channels }, kernel, { border, value: () => 7 }, exactly(kernel.weights, delta, types[depth].range));
  expect([...y.data], JSON.stringify({ ...given, kx: [...kx], ky: [...ky] })).toEqual(expected);
}

function productOf(kx: Float64Array, ky: Float64Array, anchor: readonly [number, number] = [kx.length >> 1, ky.length >> 1]): Kernel {
  return { height: ky.length, width: kx.length, weights: Array.from(ky, (a) => Array.from(kx, (b) => a * b)).flat(), anchor };
}

function kernelOf(dice: Random, kind: string): Float64Array {
  const K = dice.integer(1, 8);
  if (kind === "gaussian") return getGaussianKernel(K, dice.next() * 3);
  if (kind === "integers") return Float64Array.from({ length: K }, () => dice.integer(-3, 3));
  // a tenth and a sixth have no end in binary: their sums come as near to the middle between two integers as a double can tell
  if (kind === "tenths") return Float64Array.from({ length: K }, () => dice.integer(0, 5) / dice.pick([6, 10]));
  const weights = Float64Array.from({ length: K }, () => dice.signed());
  if (kind === "even") for (let k = 0; 2 * k < K; k++) weights[K - 1 - k] = weights[k];
  if (kind === "odd") for (let k = 0; 2 * k < K; k++) weights[K - 1 - k] = 2 * k === K - 1 ? 0 : -weights[k];
  return weights;
}

describe("sepFilter2D of integers", () => {
  test.each(["gaussian", "integers", "tenths", "random", "even", "odd"])("equals the exact sum in every pixel, %s kernels", (kind) => {
    const dice = new Random(kind.length);
    const words = Object.keys(types) as Word[];
    for (let seed = 0; seed < 60; seed++) {
      const [kx, ky] = [kernelOf(dice, kind), kernelOf(dice, kind)];
      equalsExactly({
        dtype: dice.next() < 0.5 ? "uint8" : dice.pick(words),
        depth: dice.next() < 0.5 ? "uint8" : dice.pick(words),
        kx,
        ky,
        height: dice.integer(1, 20),
        width: dice.integer(1, 24),
        channels: dice.integer(1, 4),
        border: dice.pick(borders),
        delta: dice.pick([0, 0, 0.5, 3, 0.1, -7.25]),
        anchor: [dice.integer(0, kx.length - 1), dice.integer(0, ky.length - 1)],
        seed,
      });
    }
  });

  test("uint8 takes every way of computing that there is", () => {
    const recipe = (kx: number[], ky: number[], width = 9) =>
      separableRecipe(separableRequest({ height: 9, width, channels: 1, dtype: "uint8" }, Float64Array.from(kx), Float64Array.from(ky)));
    expect(recipe([1, 2, 1], [0.25, 0.5, 0.25])).toMatchObject({ precision: "f32", doubt: -1, symmetry: { row: "even", column: "even" } });
    expect(recipe([-1, 0, 1], [1, 2, 1], 99)).toMatchObject({ passes: "none", doubt: -1 });
    expect(recipe([1, 4, 6, 4, 1], [1, 4, 6, 4, 1], 99)).toMatchObject({ passes: "whole", doubt: -1 });
    expect(recipe([0.1, 0.2, 0.1], [-1, 0, 1])).toMatchObject({ precision: "f32", centre: 128, symmetry: { row: "even", column: "odd" } });
    expect(recipe([0.1, 0.2, 0.1], [0.1, 0.2]).doubt).toBeGreaterThan(0);
    expect(recipe([1000.1, 2], [1000.1])).toMatchObject({ precision: "f64" });
  });

  test("goes on from strip to strip, and sums what is in doubt again", () => {
    const dice = new Random(1);
    const [height, width] = [150, 300];
    const data = Uint8Array.from({ length: height * width }, () => dice.integer(0, 255));
    const y = gaussianBlur(new NdArray(data, [height, width]), { ksize: [17, 21], sigmaX: 2, sigmaY: 3 }) as NdArray;
    const kernel = productOf(getGaussianKernel(17, 2), getGaussianKernel(21, 3));
    const sums = eachOutput({ data, height, width, channels: 1 }, kernel, { border: "reflect101", value: () => 0 }, (samples) =>
      samples.reduce((sum, sample, k) => sum + sample * kernel.weights[k], 0),
    );
    // no sum of these comes nearer to a middle than a double tells
    expect(sums.filter((sum) => Math.abs(sum - Math.floor(sum) - 0.5) < 1e-10)).toEqual([]);
    expect([...y.data]).toEqual(sums.map(Math.round));
  });

  test("takes no more memory for a picture than its strips need, however wide it is", () => {
    const picture = new NdArray(new Uint8Array(12000 * 300), [300, 12000]);
    gaussianBlur(new NdArray(new Uint8Array(64), [8, 8]), { ksize: 3 });
    const before = memoryBytes();
    gaussianBlur(picture, { ksize: 81, sigmaX: 10, out: picture });
    blur(picture, { ksize: 101, out: picture });
    expect(memoryBytes() - before).toBeLessThanOrEqual(32 << 20);
  });

  test("keeps alpha where it is asked to", () => {
    const data = Uint8ClampedArray.of(10, 20, 30, 40, 50, 60, 70, 80);
    const y = sepFilter2D({ data, width: 2, height: 1 }, [0, 0, 1], [1], { border: "replicate", alpha: "keep" });
    expect([...y.data]).toEqual([50, 60, 70, 40, 50, 60, 70, 80]);
  });
});

test("a plan gives what sepFilter2D gives, picture after picture", () => {
  const dice = new Random(9);
  const [kernelX, kernelY] = [[0.1, 0.2, 0.1], getGaussianKernel(9, 1.5)];
  for (const dtype of ["uint8", "int16", "float32"] as const) {
    using plan = planFilter({ kernelX, kernelY, shape: [70, 21, 3], dtype });
    for (let turn = 0; turn < 3; turn++) {
      const picture = array(Float64Array.from({ length: 70 * 21 * 3 }, () => dice.integer(0, 255)), { shape: [70, 21, 3], dtype });
      const expected = sepFilter2D(picture, kernelX, kernelY).data;
      expect(plan.execute(picture).data).toEqual(expected);
      plan.input.set(picture.data as never);
      expect(plan.execute()).toEqual(expected);
    }
    expect(plan.recipe).toMatchObject({ algorithm: "separable" });
  }
});

describe("sepFilter2D of floats", () => {
  test.each(["float32", "float64"] as const)("%s: equals the sum, for random kernels, borders and depths", (dtype) => {
    const dice = new Random(5);
    for (let turn = 0; turn < 60; turn++) {
      const [kx, ky] = [kernelOf(dice, dice.pick(["even", "odd", "random"])), kernelOf(dice, dice.pick(["even", "odd", "random"]))];
      const [height, width, channels] = [dice.integer(1, 20), dice.integer(1, 40), dice.integer(1, 4)];
      const data = (dtype === "float32" ? Float32Array : Float64Array).from(dice.numbers(height * width * channels));
      const border = dice.pick(borders);
      const depth = dice.pick(["float32", "float64"] as const);
      const y = sepFilter2D(new NdArray(data, [height, width, channels]), kx, ky, { border, depth, delta: 0.5, borderValue: 0.25 }) as NdArray;
      const kernel = productOf(kx, ky);
      const expected = eachOutput({ data, height, width, channels }, kernel, { border, value: () => 0.25 }, (samples) =>
        samples.reduce((sum, sample, k) => sum + sample * kernel.weights[k], 0.5),
      );
      const limit = dtype === "float32" || depth === "float32" ? 1e-5 : 1e-13;
      expect(expected.filter((value, n) => !(Math.abs(y.data[n] - value) < limit))).toEqual([]);
    }
  });

  test("lets NaN and infinity reach their windows only", () => {
    const data = new Float32Array(81);
    data[40] = NaN;
    const y = sepFilter2D(new NdArray(data, [9, 9]), [1, 2, 1], [1, 2, 1]) as NdArray;
    y.data.forEach((value, n) => expect(Number.isNaN(value)).toBe(Math.abs(Math.floor(n / 9) - 4) < 2 && Math.abs((n % 9) - 4) < 2));
  });
});
