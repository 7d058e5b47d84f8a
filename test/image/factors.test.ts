import { describe, expect, test } from "vitest";
import { array, image, NdArray } from "../../src/index";
import { factorsOf } from "../../src/plan/filter/factors";
import type { TypedArray } from "../../src/types";
import { errorOf } from "../definition/exact";
import { type Around, eachOutput, exactly, type Kernel } from "../definition/picture";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";

/** A kernel of weights that are a function of the place beside its middle. */
function kernelOf(height: number, width: number, weight: (y: number, x: number) => number): Kernel {
  const weights = Float64Array.from({ length: height * width }, (_, k) => weight(Math.floor(k / width) - (height >> 1), (k % width) - (width >> 1)));
  return { height, width, weights, anchor: [width >> 1, height >> 1] };
}

const bell = (y: number, x: number): number => Math.exp(-(x * x + y * y) / 8);
/** Kernels and how many products they take. */
const kernels: readonly (readonly [name: string, products: number, kernel: Kernel])[] = [
  ["a Gaussian", 1, kernelOf(13, 13, (y, x) => bell(y, x) / 25)],
  ["a slope of a Gaussian, wider than high", 1, kernelOf(8, 15, (y, x) => (x * bell(y, x)) / 50)],
  ["a Laplacian of a Gaussian", 2, kernelOf(13, 13, (y, x) => (((x * x + y * y) / 4 - 2) * bell(y, x)) / 25)],
  ["Gabor's function", 2, kernelOf(17, 13, (y, x) => (Math.cos(0.7 * x + 0.4 * y) * bell(y, x)) / 25)],
  ["a disk", 3, kernelOf(11, 11, (y, x) => (x * x + y * y <= 20 ? 1 / 64 : 0))],
];
const borders = ["constant", "replicate", "reflect", "reflect101", "wrap"] as const;
const shapes = [[61, 70, 1], [40, 33, 3], [7, 5, 1], [1, 90, 4]];
const matrixOf = ({ height, width, weights }: Kernel) => new NdArray(Float64Array.from(weights), [height, width]);

describe.each(kernels)("%s", (_, products, kernel) => {
  const reason = products === 1 ? "weights are a product of a column and a row" : `weights are a sum of ${products} products of a column and a row`;

  // three products of a disk are worth it to floats, whose sums are not rounded again
  test.each(([["float32", "float32"], ["float64", "float64"], ["uint8", "float32"], ["int16", "float64"]] as const).slice(0, products > 2 ? 2 : 4))("from %s into %s is within a few roundings of the sums", (dtype, depth) => {
    const random = new Random(21);
    const epsilon = depth === "float32" ? 2 ** -23 : 2 ** -52;
    for (const shape of shapes) {
      const border = random.pick(borders);
      const size = shape.reduce((all, extent) => all * extent, 1);
      const x = array(Array.from({ length: size }, () => (dtype.startsWith("float") ? random.signed() : random.integer(0, 255))), { shape, dtype });
      const plan = image.planFilter({ kernel: matrixOf(kernel), shape, dtype, depth, border, borderValue: 0.25 });
      // a few rows of outputs are not worth passes along the rows that they see, nor three products so few taps
      if (shape[0] > 30 && (products === 1 || (products === 2 && dtype.startsWith("float")))) expect(plan.recipe).toMatchObject({ algorithm: "separable", reason });
      const y = plan.execute(x);
      expect(y.dtype).toBe(depth);
      const around: Around = { border, value: () => (dtype.startsWith("float") ? 0.25 : 0) };
      let n = 0;
      eachOutput({ height: shape[0], width: shape[1], channels: shape[2], data: x.data }, kernel, around, (samples) => {
        const reach = samples.reduce((sum, sample, k) => sum + Math.abs(sample * kernel.weights[k]), 0);
        expect(errorOf(y.data[n++], samples.map((sample, k) => [sample, kernel.weights[k]]))).toBeLessThan(8 * epsilon * reach + 1e-300);
        return 0;
      });
      plan.dispose();
    }
  });

  test.each((["uint16", "int16"] as const).slice(0, products > 2 ? 0 : 2))("of %s every pixel is the exact sum rounded once", (dtype) => {
    const range = dtype === "uint16" ? ([0, 65535] as const) : ([-32768, 32767] as const);
    const random = new Random(22);
    let separable = 0;
    for (const shape of shapes) {
      for (const delta of [0, 0.5]) {
        const border = random.pick(borders);
        const x = array(Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.integer(range[0], range[1])), { shape, dtype });
        const plan = image.planFilter({ kernel: matrixOf(kernel), shape, dtype, border, delta });
        if (plan.recipe.algorithm === "separable") separable++;
        const expected = eachOutput({ height: shape[0], width: shape[1], channels: shape[2], data: x.data }, kernel, { border, value: () => 0 }, exactly(kernel.weights, delta, range));
        expect(differingBits(plan.execute(x).data as TypedArray, expected)).toBeNull();
        plan.dispose();
      }
    }
    expect(separable).toBeGreaterThan(0);
  });
});

test("a strip with a number that is not finite is as the sums have it", () => {
  const random = new Random(23);
  const kernel = kernels[2][2];
  const data = random.numbers(60 * 50);
  data[20 * 50 + 20] = -Infinity;
  data[21 * 50 + 40] = NaN;
  const actual = image.filter2D(new NdArray(Float64Array.from(data), [60, 50]), matrixOf(kernel));
  const around = { border: "reflect101", value: () => 0 } as const;
  let n = 0;
  eachOutput({ height: 60, width: 50, channels: 1, data }, kernel, around, (samples) => {
    const sum = samples.reduce((all, sample, k) => all + sample * kernel.weights[k], 0);
    const value = actual.data[n++];
    if (Number.isFinite(sum)) expect(Math.abs(value - sum)).toBeLessThan(1e-13);
    else expect(value).toBe(sum);
    return 0;
  });
});

test("sums of whole numbers have no rounding, whether their kernel is cut or not", () => {
  const random = new Random(25);
  const [smooth, slope] = [[1, 6, 15, 20, 15, 6, 1], [-1, -4, -5, 0, 5, 4, 1]];
  const whole = [
    ["separable", kernelOf(7, 7, (y, x) => smooth[y + 3] * slope[x + 3])],
    ["separable", kernelOf(7, 7, (y, x) => (smooth[y + 3] * smooth[x + 3]) / 4096)],
    // the Laplacian of 7×7: a sum of two products, whose crosses are fractions
    ["direct", kernelOf(7, 7, (y, x) => [1, 2, -1, -4, -1, 2, 1][y + 3] * smooth[x + 3] + [1, 2, -1, -4, -1, 2, 1][x + 3] * smooth[y + 3])],
  ] as const;
  const x = new NdArray(Float32Array.from({ length: 64 * 64 }, () => random.integer(0, 255)), [64, 64]);
  for (const [algorithm, kernel] of whole) {
    const plan = image.planFilter({ kernel: matrixOf(kernel), shape: [64, 64], dtype: "float32" });
    expect(plan.recipe.algorithm).toBe(algorithm);
    const around: Around = { border: "reflect101", value: () => 0 };
    const expected = eachOutput({ height: 64, width: 64, channels: 1, data: x.data }, kernel, around, (samples) => samples.reduce((sum, sample, k) => sum + sample * kernel.weights[k], 0));
    expect(Array.from(plan.execute(x).data)).toEqual(Array.from(expected));
    plan.dispose();
  }
});

test("kernels that are no sum of few products are not cut, nor zeros, nor what is not finite", () => {
  const random = new Random(24);
  const factors = (weights: ArrayLike<number>) => factorsOf({ weights: Float64Array.from(weights), window: { height: 7, width: 7 } } as never, "f64");
  expect(factors(random.numbers(49))).toBeNull();
  expect(factors(new Array<number>(49).fill(0))).toBeNull();
  expect(factors(new Array<number>(49).fill(NaN))).toBeNull();
  expect(factors(new Array<number>(49).fill(1))?.columns).toHaveLength(1);
});
