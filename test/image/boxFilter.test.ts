import { describe, expect, test } from "vitest";
import { NdArray } from "../../src/array/ndarray";
import { blur, boxFilter, sqrBoxFilter } from "../../src/image/index";
import type { RealDType } from "../../src/types";
import { eachOutput } from "../definition/picture";
import { Random } from "../support/random";

const types = {
  uint8: { ArrayType: Uint8Array, range: [0, 255] },
  uint16: { ArrayType: Uint16Array, range: [0, 65535] },
  int16: { ArrayType: Int16Array, range: [-32768, 32767] },
  int8: { ArrayType: Int8Array, range: [-128, 127] },
  int32: { ArrayType: Int32Array, range: [-(2 ** 31), 2 ** 31 - 1] },
} as const;
const words = Object.keys(types) as (keyof typeof types)[];
const borders = ["constant", "replicate", "reflect", "reflect101", "wrap"] as const;

/** sum / count to the nearest integer, half to even, of whole numbers. */
function mean(sum: number, count: number): number {
  const floor = Math.floor(sum / count);
  const rest = 2 * (sum - floor * count);
  return rest > count || (rest === count && floor % 2 !== 0) ? floor + 1 : floor;
}

describe("box filters of integers", () => {
  test("equal the exact mean or sum in every pixel, for random boxes, types, borders and anchors", () => {
    const dice = new Random(1);
    for (let turn = 0; turn < 250; turn++) {
      const [dtype, depth] = [dice.next() < 0.4 ? "uint8" : dice.pick(words), dice.next() < 0.4 ? "uint8" : dice.pick(words)];
      const [height, width, channels] = [dice.integer(1, 12), dice.integer(1, 30), dice.integer(1, 4)];
      const [rows, columns] = [dice.integer(1, 9), dice.integer(1, 9)];
      const anchor = [dice.integer(0, columns - 1), dice.integer(0, rows - 1)] as const;
      const [least, most] = types[dtype].range;
      // values from a few, so that many means are a half
      const spread = dice.pick([4, most - least]);
      const data = new types[dtype].ArrayType(height * width * channels).map(() => least + dice.integer(0, spread));
      const normalize = dice.next() < 0.7;
      const squares = dice.next() < 0.2 && dtype !== "int32";
      const border = dice.pick(borders);
      const filter = squares ? sqrBoxFilter : boxFilter;
      const y = filter(new NdArray(data, [height, width, channels]), { ksize: [columns, rows], anchor, normalize, depth: depth as RealDType, border, borderValue: 3 }) as NdArray;
      const box = { height: rows, width: columns, weights: [], anchor };
      const expected = eachOutput({ data, height, width, channels }, box, { border, value: () => 3 }, (samples) => {
        const sum = samples.reduce((total, sample) => total + (squares ? sample * sample : sample), 0);
        return Math.min(Math.max(normalize ? mean(sum, rows * columns) : sum, types[depth].range[0]), types[depth].range[1]);
      });
      expect([...y.data], JSON.stringify({ turn, dtype, depth, rows, columns, normalize, squares })).toEqual(expected);
    }
  });

  test("boxes of thousands of pixels, larger than the picture, round as any other", () => {
    const dice = new Random(2);
    for (const ksize of [[64, 64], [63, 65], [101, 41], [128, 100]] as const) {
      const data = new Uint8Array(20 * 30).map(() => dice.integer(0, 255));
      const y = blur(new NdArray(data, [20, 30]), { ksize }) as NdArray;
      const box = { height: ksize[1], width: ksize[0], weights: [], anchor: [ksize[0] >> 1, ksize[1] >> 1] as const };
      const expected = eachOutput({ data, height: 20, width: 30, channels: 1 }, box, { border: "reflect101", value: () => 0 }, (samples) =>
        mean(samples.reduce((total, sample) => total + sample, 0), samples.length),
      );
      expect([...y.data]).toEqual(expected);
    }
  });

  test("sums that i32 does not hold are exact too", () => {
    const data = new Uint16Array(200 * 200).fill(65535);
    const y = boxFilter(new NdArray(data, [200, 200]), { ksize: 199, normalize: false, depth: "float64" }) as NdArray;
    expect(new Set(y.data)).toEqual(new Set([65535 * 199 * 199]));
  });
});

describe("box filters of floats", () => {
  test.each(["float32", "float64"] as const)("%s: equal the mean, strip after strip", (dtype) => {
    const dice = new Random(3);
    for (let turn = 0; turn < 40; turn++) {
      const [height, width, channels] = [dice.integer(1, 70), dice.integer(1, 20), dice.integer(1, 4)];
      const [rows, columns] = [dice.integer(1, 12), dice.integer(1, 12)];
      const data = (dtype === "float32" ? Float32Array : Float64Array).from(dice.numbers(height * width * channels));
      const border = dice.pick(borders);
      const squares = dice.next() < 0.3;
      const y = (squares ? sqrBoxFilter : boxFilter)(new NdArray(data, [height, width, channels]), { ksize: [columns, rows], border, borderValue: 0.25 }) as NdArray;
      const box = { height: rows, width: columns, weights: [], anchor: [columns >> 1, rows >> 1] as const };
      const expected = eachOutput({ data, height, width, channels }, box, { border, value: () => 0.25 }, (samples) =>
        samples.reduce((total, sample) => total + (squares ? sample * sample : sample), 0) / samples.length,
      );
      expect(expected.filter((value, n) => !(Math.abs(y.data[n] - value) < (dtype === "float32" ? 1e-7 : 1e-14)))).toEqual([]);
    }
  });

  test("a large value, NaN or infinity touches its own windows only", () => {
    for (const value of [1e30, NaN, Infinity]) {
      const data = new Float64Array(17 * 19).fill(0.5);
      data[8 * 19 + 9] = value;
      const y = blur(new NdArray(data, [17, 19]), { ksize: [5, 3] }) as NdArray;
      y.data.forEach((mean, n) => {
        const inside = Math.abs(Math.floor(n / 19) - 8) <= 1 && Math.abs((n % 19) - 9) <= 2;
        expect(mean === 0.5).toBe(!inside);
      });
    }
  });
});
