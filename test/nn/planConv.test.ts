import { describe, expect, test } from "vitest";
import { features, NdArray, nn } from "../../src/index";
import { outputSpace } from "../definition/conv";
import { sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { randomConv } from "./shapes";

const functions = [nn.conv1d, nn.conv2d, nn.conv3d] as unknown as ((x: NdArray, w: NdArray, options: object) => NdArray)[];
const plans = [nn.planConv1d, nn.planConv2d, nn.planConv3d];

describe("plans of convolutions", () => {
  test("give what the functions give, resident and into out, on 80 random shapes", () => {
    const dice = new Random(71);
    for (let turn = 0; turn < 80; turn++) {
      const given = randomConv(dice);
      const { batch, channels, outputs, groups, input, kernel, pads } = given;
      const { ArrayType } = dice.pick(reals);
      const layout = dice.pick(["nchw", "nhwc"] as const);
      const shape = layout === "nchw" ? [batch, channels, ...input] : [batch, ...input, channels];
      const x = new NdArray(ArrayType.from(dice.numbers(sizeOf(shape))) as Float64Array, shape);
      const weight = new NdArray(ArrayType.from(dice.numbers((outputs * channels * sizeOf(kernel)) / groups)) as Float64Array, [outputs, channels / groups, ...kernel]);
      const options = { ...given, padding: pads, layout, activation: dice.pick([undefined, "relu"] as const) };
      const expected = functions[input.length - 1](x, weight, options);
      const plan = plans[input.length - 1]({ ...options, weight, inputShape: shape });
      const result = plan.execute(x);
      expect(result.shape).toEqual(expected.shape);
      expect(result.data, JSON.stringify(given)).toEqual(expected.data);
      const out = new ArrayType(batch * outputs * sizeOf(outputSpace(given)));
      expect(plan.execute(x, { out })).toBe(out);
      plan.input.set(x.data as Float64Array);
      expect(plan.execute()).toEqual(out);
      expect(out).toEqual(expected.data);
      plan.dispose();
      expect(() => plan.execute(x)).toThrow(/disposed/);
    }
  });

  test("executing takes no memory, disposing gives it back", () => {
    const before = features().planBytes;
    const plan = nn.planConv2d({ weight: new NdArray(new Float32Array(8 * 8 * 9).fill(1), [8, 8, 3, 3]), inputShape: [1, 8, 20, 20], padding: 1 });
    const [held, memory] = [features().planBytes, features().memoryBytes];
    for (let turn = 0; turn < 50; turn++) plan.execute();
    expect([features().planBytes, features().memoryBytes]).toEqual([held, memory]);
    plan.dispose();
    expect(features().planBytes).toBe(before);
  });
});

describe("separable convolutions", () => {
  const dice = new Random(72);
  const make = (...shape: number[]): NdArray => new NdArray(Float32Array.from(dice.numbers(sizeOf(shape))), shape);
  const [x, depthwise, pointwise] = [make(2, 3, 9, 8), make(6, 1, 3, 3), make(5, 6, 1, 1)];
  const [bias, depthwiseBias] = [Float32Array.from(dice.numbers(5)), Float32Array.from(dice.numbers(6))];
  const options = { padding: "same", bias, depthwiseBias, depthwiseActivation: "relu", activation: "relu6" } as const;
  const between = nn.conv2d(x, depthwise, { groups: 3, padding: "same", bias: depthwiseBias, activation: "relu" });
  const expected = nn.conv2d(between, pointwise, { bias, activation: "relu6" });

  test("are a depthwise and a pointwise one", () => {
    expect(nn.depthwiseConv2d(x, depthwise, { padding: "same", bias: depthwiseBias, activation: "relu" }).data).toEqual(between.data);
    expect(nn.pointwiseConv2d(between, pointwise, { bias, activation: "relu6" }).data).toEqual(expected.data);
    expect(nn.separableConv2d(x, depthwise, pointwise, options).data).toEqual(expected.data);
  });

  test("planned too", () => {
    const plan = nn.planSeparableConv2d({ ...options, depthwise, pointwise, inputShape: x.shape });
    expect(plan.execute(x).data).toEqual(expected.data);
    plan.dispose();
  });

  test.each(["nchw", "nhwc"] as const)("go strip by strip where images are tall, %s", (layout) => {
    const shape = layout === "nchw" ? [2, 3, 130, 400] : [2, 130, 400, 3];
    const tall = make(...shape);
    const given = { padding: 1, layout, depthwiseBias, depthwiseActivation: "sigmoid", bias, activation: "tanh" } as const;
    const plan = nn.planSeparableConv2d({ ...given, depthwise, pointwise, inputShape: shape });
    const first = nn.conv2d(tall, depthwise, { groups: 3, padding: 1, layout, bias: depthwiseBias, activation: "sigmoid" });
    expect(plan.execute(tall).data).toEqual(nn.conv2d(first, pointwise, { layout, bias, activation: "tanh" }).data);
    plan.dispose();
  });
});
