import { describe, expect, onTestFinished, test } from "vitest";
import { array, configure, image, NdArray } from "../../src/index";
import type { RealDType, TypedArray } from "../../src/types";
import { type Around, eachOutput, exactly, type Kernel, type Pixels } from "../definition/picture";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";

const ranges = { uint8: [0, 255], int8: [-128, 127], uint16: [0, 65535], int16: [-32768, 32767] } as const;
type IntegerType = keyof typeof ranges;
const holders = { uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array, float64: Float64Array };
const borders = ["constant", "replicate", "reflect", "reflect101", "wrap"] as const;

function pixels(random: Random, dtype: IntegerType, height: number, width: number, channels = 1): Pixels {
  const [least, most] = ranges[dtype];
  return { height, width, channels, data: new holders[dtype](height * width * channels).map(() => random.integer(least, most)) };
}

function kernelOf(height: number, width: number, weights: ArrayLike<number>, anchor?: readonly [number, number]): Kernel {
  return { height, width, weights, anchor: anchor ?? [width >> 1, height >> 1] };
}

const shapeOf = ({ height, width, channels }: Pixels) => (channels === 1 ? [height, width] : [height, width, channels]);
const pictureOf = (x: Pixels) => new NdArray(x.data as TypedArray, shapeOf(x));
const matrixOf = ({ height, width, weights }: Kernel) => array(Array.from(weights), { shape: [height, width] });
const around = (border: Around["border"], value = 0): Around => ({ border, value: () => value });

/** Kernels of every kind by name, and how they are computed from and into uint8. */
const kernels: readonly (readonly [name: string, algorithm: string, make: (random: Random) => Kernel])[] = [
  ["random 3×3", "integers", (random) => kernelOf(3, 3, random.numbers(9).map((value) => value / 4))],
  ["random float32 5×5", "integers", (random) => kernelOf(5, 5, Float32Array.from(random.numbers(25), (value) => value / 9))],
  ["positive 7×4", "integers", (random) => kernelOf(7, 4, random.numbers(28).map((value) => (value + 1) / 28))],
  ["small integers", "small integers", (random) => kernelOf(3, 5, Array.from({ length: 15 }, () => random.integer(-8, 8)))],
  ["halves and quarters", "small integers", (random) => kernelOf(4, 3, Array.from({ length: 12 }, () => random.integer(-9, 9) / 4))],
  ["sixths, whose sums lie beside halves", "integers", () => kernelOf(2, 3, new Array<number>(6).fill(1 / 6))],
  ["a binomial, whose weights are integers over 256", "integers", () => kernelOf(5, 5, [1, 4, 6, 4, 1].flatMap((a) => [1, 4, 6, 4, 1].map((b) => (a * b) / 256)))],
  ["thousandths", "integers", (random) => kernelOf(3, 3, Array.from({ length: 9 }, () => random.integer(-400, 400) / 1000))],
  ["one large weight", "widened", (random) => kernelOf(3, 3, [...random.numbers(8), 77.7])],
  ["weights of many bits", "integers", (random) => kernelOf(3, 3, [0.5, 2 ** -45, -(2 ** -60), 2 ** -70, 50.5, random.signed() * 2 ** -50, 0.5, 0, 1])],
  ["weights of more bits than two numbers have", "integers", () => kernelOf(2, 3, [50.5, 2 ** -120, -(2 ** -200), 2 ** -300, 0.5, 0.5])],
];

describe.each(kernels)("%s", (_, algorithm, make) => {
  test(`uint8 is computed by ${algorithm}, and every pixel is the exact sum rounded once`, () => {
    const random = new Random(5);
    for (const [height, width, channels] of [[90, 131, 1], [17, 40, 3], [33, 21, 4], [1, 64, 1], [50, 16, 1]]) {
      const x = pixels(random, "uint8", height, width, channels);
      const kernel = make(random);
      for (const delta of [0, 0.5, 0.3]) {
        const border = random.pick(borders);
        const plan = image.planFilter({ kernel: matrixOf(kernel), shape: shapeOf(x), delta, border });
        // short rows, and a delta that is no integer, may need more than sums of 16 bits
        if (delta === 0 && width * channels >= 32) expect(plan.recipe.algorithm).toBe(algorithm);
        else expect(plan.recipe.algorithm).toContain(algorithm.replace("small ", ""));
        plan.dispose();
        const expected = eachOutput(x, kernel, around(border), exactly(kernel.weights, delta, ranges.uint8));
        const actual = image.filter2D(pictureOf(x), matrixOf(kernel), { delta, border });
        expect(differingBits(actual.data as TypedArray, expected), `${height}×${width}×${channels}, delta ${delta}, ${border}`).toBeNull();
      }
    }
  });
});

describe.each(Object.keys(ranges) as IntegerType[])("from %s", (dtype) => {
  test.each(Object.keys(ranges) as IntegerType[])("into %s every pixel is the exact sum rounded once", (depth) => {
    const random = new Random(6);
    for (const [_, , make] of kernels) {
      const x = pixels(random, dtype, 21, 37, random.pick([1, 2, 5]));
      const kernel = make(random);
      const border = random.pick(borders);
      const expected = eachOutput(x, kernel, around(border), exactly(kernel.weights, 0, ranges[depth]));
      const actual = image.filter2D(pictureOf(x), matrixOf(kernel), { depth, border });
      expect(actual.dtype).toBe(depth);
      expect(differingBits(actual.data as TypedArray, expected), _).toBeNull();
    }
  });
});

test("wide rows go on from strip to strip", () => {
  const random = new Random(12);
  for (const [height, width, channels, columns, rows] of [[40, 1030, 3, 3, 3], [33, 2200, 1, 4, 5]]) {
    const x = pixels(random, "uint8", height, width, channels);
    const kernel = kernelOf(rows, columns, random.numbers(rows * columns).map((value) => value / 4));
    const plan = image.planFilter({ kernel: matrixOf(kernel), shape: shapeOf(x) });
    expect(plan.recipe.algorithm).toBe("integers");
    if (channels === 3) expect(plan.recipe).toHaveProperty("rows", expect.toSatisfy((count: number) => count < height));
    plan.dispose();
    const expected = eachOutput(x, kernel, around("reflect101"), exactly(kernel.weights, 0, ranges.uint8));
    expect(differingBits(image.filter2D(pictureOf(x), matrixOf(kernel)).data as TypedArray, expected), `${height}×${width}×${channels}`).toBeNull();
  }
});

test("samples whose sums lie on halves are rounded to even", () => {
  const x = { data: Uint8Array.of(1, 3, 5, 7), shape: [1, 4] };
  expect([...image.filter2D(x, [[0.5]]).data]).toEqual([0, 2, 2, 4]);
  expect([...image.filter2D(x, [[-0.5]], { depth: "int16" }).data]).toEqual([0, -2, -2, -4]);
});

describe("borders", () => {
  test.each(borders)("%s, around kernels of every size and anchor, larger than the picture too", (border) => {
    const random = new Random(7);
    for (let turn = 0; turn < 60; turn++) {
      const x = pixels(random, random.pick(["uint8", "int16"]), random.integer(1, 7), random.integer(1, turn % 2 ? 6 : 40), random.integer(1, 5));
      const [rows, columns] = [random.integer(1, 15), random.integer(1, 15)];
      const weights = Array.from({ length: rows * columns }, () => random.integer(-3, 3));
      const kernel = kernelOf(rows, columns, weights, [random.integer(0, columns - 1), random.integer(0, rows - 1)]);
      const values = Array.from({ length: x.channels }, () => random.integer(0, 100));
      let channel = 0;
      const expected = eachOutput(x, kernel, { border, value: (c) => values[(channel = c)] }, exactly(weights, 0, [-Infinity, Infinity]));
      expect(channel).toBeLessThan(x.channels);
      for (const depth of ["int32", "float32", "float64"] as const) {
        const actual = image.filter2D(pictureOf(x), matrixOf(kernel), { border, borderValue: values, anchor: kernel.anchor, depth });
        expect(differingBits(actual.data as TypedArray, expected.map((value) => value + 0))).toBeNull();
      }
    }
  });

  test("a constant is brought into the picture's type", () => {
    const x = { data: Uint8Array.of(10), shape: [1, 1] };
    const value = (borderValue: number) => image.filter2D(x, [[1, 0, 0]], { border: "constant", borderValue }).data[0];
    expect([300, -5, 2.5, 3.5, NaN].map(value)).toEqual([255, 0, 2, 4, 0]);
  });
});

describe.each([["float32", Math.fround], ["float64", (value: number) => value]] as const)("%s", (dtype, round) => {
  test("is summed in its own type, product by product, in the plain build bit for bit", () => {
    configure({ deterministic: true });
    onTestFinished(() => configure({ deterministic: false }));
    const random = new Random(8);
    for (const [height, width, channels] of [[1, 1, 1], [5, 7, 1], [30, 61, 1], [9, 30, 3], [11, 25, 4]]) {
      const data = new holders[dtype](height * width * channels).map(() => random.signed());
      const x: Pixels = { height, width, channels, data };
      for (const [rows, columns] of [[1, 1], [3, 3], [4, 2], [11, 11]]) {
        const weights = Array.from(random.numbers(rows * columns), round);
        const kernel = kernelOf(rows, columns, weights);
        const border = random.pick(borders);
        const expected = eachOutput(x, kernel, around(border), (samples) => samples.reduce((sum, sample, k) => round(sum + round(weights[k] * sample)), 0));
        const actual = image.filter2D(pictureOf(x), matrixOf(kernel), { border });
        expect(differingBits(actual.data as TypedArray, expected)).toBeNull();
      }
    }
  });

  test("a NaN or an infinity reaches the outputs whose window it lies in, and no other", () => {
    const data = new holders[dtype](40 * 50).fill(1);
    data[20 * 50 + 25] = NaN;
    data[0] = Infinity;
    const y = image.filter2D(new NdArray(data, [40, 50]), array(new Float64Array(15).fill(1), { shape: [3, 5] }));
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < 50; j++) {
        const near = Math.abs(i - 20) <= 1 && Math.abs(j - 25) <= 2;
        expect(y.get(i, j)).toBe(near ? NaN : i <= 1 && j <= 2 ? Infinity : 15);
      }
    }
  });
});

describe("what goes in comes out", () => {
  const rgba = () => ({ data: Uint8ClampedArray.from({ length: 32 }, (_, n) => n * 7), width: 4, height: 2 });

  test("ImageData and its like gives its like, with the same or another type", () => {
    const y = image.filter2D(rgba(), [[0, 1, 0]]);
    expect(y).toEqual(rgba());
    const wide = image.filter2D({ ...rgba(), channels: 4 }, [[2]], { depth: "uint16" });
    expect(wide).toEqual({ data: Uint16Array.from(rgba().data, (value) => 2 * value), width: 4, height: 2, channels: 4 });
  });

  test("alpha is filtered like the others, or kept", () => {
    const negative = image.filter2D(rgba(), [[-1]], { delta: 255 });
    expect([...negative.data]).toEqual([...rgba().data].map((value) => 255 - value));
    const kept = image.filter2D(rgba(), [[-1]], { delta: 255, alpha: "keep" });
    expect([...kept.data]).toEqual([...rgba().data].map((value, n) => (n % 4 === 3 ? value : 255 - value)));
  });

  test.each(["uint8", "float32", "float64", "uint16"] as const)("alpha of %s is kept where it stands", (dtype) => {
    const random = new Random(9);
    const data = new holders[dtype](30 * 20 * 2).map(() => random.integer(0, 99));
    const y = image.filter2D(new NdArray(data, [30, 20, 2]), array(random.numbers(15), { shape: [5, 3] }), { alpha: "keep" });
    expect(differingBits([...y.data].filter((_, n) => n % 2 === 1), [...data].filter((_, n) => n % 2 === 1))).toBeNull();
  });

  test("strides of any sign, rows of numbers, half of a larger array", () => {
    const whole = Uint8Array.from({ length: 60 }, (_, n) => n);
    const turned = { data: whole, shape: [6, 5], stride: [-10, 2], offset: 50 };
    const copy = array(turned);
    const kernel = [[1, 2, 0], [0, 1, 3]];
    expect(image.filter2D(turned, kernel).toNested()).toEqual(image.filter2D(copy, kernel).toNested());
    expect(image.filter2D(copy.toNested() as number[][], kernel).dtype).toBe("float64");
  });

  test("`out` may be the picture itself, of another type, strided, or ImageData's like", () => {
    const source = rgba();
    const expected = image.filter2D(rgba(), [[1, 2, 1]]);
    expect(image.filter2D(source, [[1, 2, 1]], { out: source })).toBe(source);
    expect(source).toEqual(expected);
    const floats = new Float32Array(32);
    expect(image.filter2D(rgba(), [[1, 2, 1]], { out: floats })).toBe(floats);
    expect([...floats]).toEqual([...expected.data]);
    const strided = { data: new Int8Array(64), shape: [2, 4, 4], stride: [32, 8, 2] };
    image.filter2D(rgba(), [[1, 2, 1]], { out: strided });
    expect([...strided.data].filter((_, n) => n % 2 === 0)).toEqual([...expected.data].map((value) => Math.min(value, 127)));
  });
});

describe("planFilter", () => {
  test.each(["uint8", "uint16", "int16", "float32", "float64"] as RealDType[])("of %s gives what filter2D gives, from arrays and in place", (dtype) => {
    const random = new Random(10);
    const kernel = array(random.numbers(15).map((value) => value / 8), { shape: [5, 3] });
    const plan = image.planFilter({ kernel, shape: [70, 300], dtype, delta: 1, border: "wrap", anchor: [0, 4] });
    for (let turn = 0; turn < 3; turn++) {
      const x = array(Array.from({ length: 70 * 300 }, () => random.integer(0, 200)), { shape: [70, 300], dtype });
      const expected = image.filter2D(x, kernel, { delta: 1, border: "wrap", anchor: [0, 4] });
      expect(differingBits(plan.execute(x).data, expected.data)).toBeNull();
      plan.input.set(x.data);
      expect(differingBits(plan.execute(), expected.data)).toBeNull();
      expect(differingBits(plan.input, x.data), "the input stays").toBeNull();
    }
    plan.dispose();
    expect(() => plan.execute()).toThrow(/^plan: expected one that is in use/);
  });

  test("takes pictures of other types, rounded and saturated", () => {
    const plan = image.planFilter({ kernel: [[1]], shape: [1, 4] });
    expect([...plan.execute([[1.5, 2.5, 300, -1]]).data]).toEqual([2, 2, 255, 0]);
    expect(() => plan.execute([[1, 2, 3]])).toThrow(/^src: expected shape \[1, 4\]/);
    plan.dispose();
  });
});
