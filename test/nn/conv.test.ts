import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { convProducts, outputSpace, type ConvCase } from "../definition/conv";
import { sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { mismatchOf } from "./differential";
import { randomConv } from "./shapes";

const SHAPES = Number(process.env.SIMDVOLVE_SHAPES ?? 600);

describe("conv1d, conv2d and conv3d equal the definition", () => {
  test.each(["auto", "high"] as const)(`on ${SHAPES / 2} random shapes, accuracy %s`, (accuracy) => {
    const dice = new Random(accuracy === "auto" ? 51 : 52);
    const tally = { outputs: 0, unusual: 0 };
    for (let turn = 0; turn < SHAPES / 2; turn++) {
      const given = randomConv(dice);
      expect(mismatchOf(given, dice, accuracy, tally), JSON.stringify(given)).toBeNull();
    }
    if (accuracy === "high") expect(tally.unusual).toBeLessThanOrEqual(3 + tally.outputs / 20_000);
  });

  test.each(["auto", "high"] as const)("NaN and infinity reach the outputs that the sum gives them, and no other, accuracy %s", (accuracy) => {
    const dice = new Random(53);
    for (let turn = 0; turn < SHAPES / 4; turn++) {
      const given = randomConv(dice);
      expect(mismatchOf(given, dice, accuracy, { outputs: 0, unusual: 0 }, "with non-finite samples"), JSON.stringify(given)).toBeNull();
    }
  });

  test.each([[1, [150, 9]], [2, [150, 9]], [1, [5, 400]], [2, [5, 900]]] as const)("with single channels and stride %i, of %o", (stride, input) => {
    const given: ConvCase = { batch: 1, channels: 3, outputs: 6, groups: 3, input: [...input], kernel: [3, 3], stride: [stride, stride], dilation: [1, 1], pads: [[1, 1], [1, 1]], paddingMode: "zeros" };
    const dice = new Random(54);
    for (let turn = 0; turn < 8; turn++) expect(mismatchOf(given, dice, "auto", { outputs: 0, unusual: 0 }, "with non-finite samples")).toBeNull();
  });
});

const sample = (shape: readonly number[], seed: number): NdArray => new NdArray(Float32Array.from(new Random(seed).numbers(sizeOf(shape))), [...shape]);

describe("layouts, bias and activation", () => {
  const given: ConvCase = { batch: 2, channels: 6, outputs: 10, groups: 2, input: [9, 11], kernel: [3, 2], stride: [2, 1], dilation: [1, 2], pads: [[1, 0], [2, 1]], paddingMode: "zeros" };
  const x = sample([2, 6, 9, 11], 1);
  const w = sample([10, 3, 3, 2], 2);
  const options = { stride: [2, 1], dilation: [1, 2], padding: [[1, 0], [2, 1]] as const, groups: 2 };
  const first = nn.conv2d(x, w, options);

  test("nhwc gives the same numbers in another order", () => {
    const last = (array: NdArray): NdArray => new NdArray(array.data, [array.shape[0], ...array.shape.slice(2), array.shape[1]], [array.stride[0], ...array.stride.slice(2), array.stride[1]]);
    const y = nn.conv2d(last(x), w, { ...options, layout: "nhwc" });
    expect(y.toNested()).toEqual(last(first as NdArray).toNested());
    expect(y.shape).toEqual([2, ...outputSpace(given), 10]);
  });

  test("bias is added, and relu6 limits", () => {
    const bias = Float32Array.from({ length: 10 }, (_, o) => o - 4);
    const plane = sizeOf(outputSpace(given));
    const y = nn.conv2d(x, w, { ...options, bias, activation: "relu6" });
    const expected = first.data.map((value, i) => Math.min(6, Math.max(0, Math.fround(value + bias[Math.floor(i / plane) % 10]))));
    expect(y.data).toEqual(expected);
  });

  test.each(["leakyRelu", "sigmoid", "tanh", "gelu", "silu"] as const)("%s is applied to the results, also of plans", (word) => {
    const expected = (nn[word] as (x: NdArray) => NdArray)(nn.conv2d(x, w, options) as NdArray).data;
    expect(nn.conv2d(x, w, { ...options, activation: word }).data).toEqual(expected);
    const plan = nn.planConv2d({ ...options, weight: w, inputShape: x.shape, activation: { type: word } });
    expect(plan.execute(x).data).toEqual(expected);
    plan.dispose();
  });

  test("a batch of none gives none, an input of no channels the bias", () => {
    expect(nn.conv2d(sample([0, 6, 9, 11], 1), w, options).shape).toEqual([0, 10, ...outputSpace(given)]);
    const y = nn.conv1d(new NdArray(new Float32Array(0), [1, 0, 4]), new NdArray(new Float32Array(0), [2, 0, 3]), { bias: Float32Array.of(1, 2) });
    expect([...y.data]).toEqual([1, 1, 2, 2]);
  });

  test("out may be the input", () => {
    const data = Float32Array.from(new Random(4).numbers(48));
    const kernel = sample([3, 3, 3], 5);
    const expected = nn.conv1d(new NdArray(data.slice(), [1, 3, 16]), kernel, { padding: "same" });
    nn.conv1d(new NdArray(data, [1, 3, 16]), kernel, { padding: "same", out: new NdArray(data, [1, 3, 16]) });
    expect(data).toEqual(expected.data);
  });

  test("a large input is computed in bands", () => {
    const wide = sample([1, 4, 700, 300], 6);
    const kernel = sample([8, 4, 3, 3], 7);
    const y = nn.conv2d(wide, kernel, { padding: 1, paddingMode: "circular", accuracy: "high" });
    for (const [i, j] of [[0, 0], [699, 299], [350, 150], [513, 1]]) {
      let sum = 0;
      for (let c = 0; c < 4; c++) for (let u = 0; u < 3; u++) for (let v = 0; v < 3; v++) sum += kernel.data[(5 * 4 + c) * 9 + u * 3 + v] * wide.data[c * 210000 + ((i + u + 699) % 700) * 300 + ((j + v + 299) % 300)];
      expect(y.data[5 * 210000 + i * 300 + j]).toBeCloseTo(sum, 4);
    }
  });
});

test("the definition itself: two channels, stride, dilation and padding by hand", () => {
  const given: ConvCase = { batch: 1, channels: 2, outputs: 1, groups: 1, input: [4], kernel: [2], stride: [2], dilation: [2], pads: [[1, 1]], paddingMode: "zeros" };
  expect(convProducts(given)).toEqual([
    [{ x: -1, w: 0 }, { x: 1, w: 1 }, { x: -1, w: 2 }, { x: 5, w: 3 }],
    [{ x: 1, w: 0 }, { x: 3, w: 1 }, { x: 5, w: 2 }, { x: 7, w: 3 }],
  ]);
});
