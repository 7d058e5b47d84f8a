import { describe, expect, test } from "vitest";
import { array, image, NdArray } from "../../src/index";
import type { TypedArray } from "../../src/types";
import { errorOf } from "../definition/exact";
import { eachOutput, inside } from "../definition/picture";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";

const around = { border: "reflect101", value: () => 0 } as const;
const even = (value: number): number => {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor & 1) : Math.round(value);
};

/** Weights that are multiples of 2^-22, so that sums of whole samples are exact in float64 and lie on halves now and then. */
function coarse(random: Random, count: number, scale: number): Float64Array {
  return new Float64Array(count).map(() => Math.round((random.signed() * 2 ** 22 * scale) / count) / 2 ** 22);
}

/** Sums over every window in float64, quickly: the picture is laid out with its border once. */
function sums(data: ArrayLike<number>, [height, width, channels]: readonly number[], weights: Float64Array, K: number): Float64Array {
  const wide = (width + K - 1) * channels;
  const padded = new Float64Array((height + K - 1) * wide);
  for (let n = 0; n < padded.length; n++) {
    const row = inside(Math.floor(n / wide) - (K >> 1), height, around)!;
    const column = inside(Math.floor((n % wide) / channels) - (K >> 1), width, around)!;
    padded[n] = data[(row * width + column) * channels + (n % channels)];
  }
  return Float64Array.from({ length: height * width * channels }, (_, n) => {
    const corner = Math.floor(n / (width * channels)) * wide + (n % (width * channels));
    let sum = 0;
    for (let a = 0, k = 0; a < K; a++) for (let b = 0; b < K; b++, k++) sum += weights[k] * padded[corner + a * wide + b * channels];
    return sum;
  });
}

const makers: Record<string, (random: Random, most: number, n: number) => number> = {
  random: (random, most) => random.integer(0, most),
  "black and white": (random, most) => most * random.integer(0, 1),
  "one value": (_, most) => most,
  "a white half": (_, most, n) => (n % 400 < 200 ? most : 0),
};

describe.each(Object.keys(makers))("pictures of %s", (name) => {
  test.each([
    ["uint8", "uint8", 255, 11],
    ["uint8", "uint8", 255, 25],
    ["uint8", "uint8", 255, 31],
    ["uint8", "int16", 255, 15],
    ["uint16", "uint16", 65535, 11],
    ["int16", "int16", 32767, 13],
  ] as const)("from %s into %s (up to %i, %i taps a side) are the exact sums rounded once", (dtype, depth, most, K) => {
    const random = new Random(11);
    for (const shape of [[120, 400, 1], [64, 90, 4], [70, 81, 3]]) {
      const weights = coarse(random, K * K, 8);
      if (depth !== "int16") weights[(K * K) >> 1] += 0.5;
      // weights of one sign and about one in all, with which flat pictures are hardest
      if (K === 31) weights.forEach((weight, k) => (weights[k] = Math.round((Math.abs(weight) + 1e-4) * 2 ** 22 * 0.2) / 2 ** 22));
      const size = shape.reduce((all, extent) => all * extent, 1);
      const x = array(Array.from({ length: size }, (_, n) => makers[name](random, most, n)), { shape, dtype });
      const kernel = new NdArray(weights, [K, K]);
      const plan = image.planFilter({ kernel, shape, dtype, depth });
      expect(plan.recipe.algorithm).toBe("transforms");
      const least = depth === "int16" ? -32768 : 0;
      const top = depth === "uint8" ? 255 : depth === "int16" ? 32767 : 65535;
      const expected = sums(x.data, shape, weights, K).map((sum) => Math.min(Math.max(even(sum), least), top) + 0);
      expect(differingBits(plan.execute(x).data, expected)).toBeNull();
      expect(differingBits(image.filter2D(x, kernel, { depth }).data as TypedArray, expected)).toBeNull();
      plan.dispose();
    }
  });
});

describe.each([["float32", 2 ** -23], ["float64", 2 ** -52]] as const)("pictures of %s", (dtype, epsilon) => {
  test("are within half of ε‖x‖‖w‖ of the sums", () => {
    const random = new Random(12);
    for (const shape of [[97, 131], [40, 61, 3]]) {
      const x = array(random.numbers(shape.reduce((all, extent) => all * extent, 1)), { shape, dtype });
      const weights = array(random.numbers(17 * 15), { shape: [17, 15], dtype });
      const y = image.filter2D(x, weights);
      const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));
      const [height, width, channels = 1] = shape;
      const kernel = { height: 17, width: 15, weights: weights.data, anchor: [7, 8] as const };
      const bound = 0.5 * epsilon * norm(x.data) * norm(weights.data);
      let n = 0;
      eachOutput({ height, width, channels, data: x.data }, kernel, around, (samples) => {
        expect(errorOf(y.data[n++], samples.map((sample, k) => [sample, weights.data[k]]))).toBeLessThan(bound);
        return 0;
      });
    }
  });

  test("keep NaN and infinities to the outputs whose window they lie in", () => {
    const random = new Random(13);
    const data = new (dtype === "float32" ? Float32Array : Float64Array)(300 * 200).map(() => random.signed());
    const kernel = array(new Float64Array(13 * 13).fill(1), { shape: [13, 13] });
    const clean = image.filter2D(new NdArray(data.slice(), [300, 200]), kernel);
    data[150 * 200 + 100] = NaN;
    data[10 * 200 + 20] = -Infinity;
    const y = image.filter2D(new NdArray(data, [300, 200]), kernel);
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 200; j++) {
        const value = y.get(i, j);
        if (Math.abs(i - 150) <= 6 && Math.abs(j - 100) <= 6) expect(value).toBe(NaN);
        else if (i <= 16 && Math.abs(i - 10) <= 6 && Math.abs(j - 20) <= 6) expect(value).toBe(-Infinity);
        else expect(Math.abs(value - clean.get(i, j))).toBeLessThan(1e-3);
      }
    }
  });
});
