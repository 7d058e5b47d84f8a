import { describe, expect, test } from "vitest";
import { mobileNetV2, resNet50 } from "../../bench/networks.mjs";
import { nn } from "../../src/index";

/** What stands in the papers and in torchvision's tables, batch normalisation folded into a bias for each channel. */
const known = [
  // 3 504 872 with two numbers a channel of batch normalisation
  { network: mobileNetV2(), convolutions: 52, macs: 300_774_272, parameters: 3_487_816, field: { size: [491, 491], stride: [32, 32] } },
  // 25 557 032 with two numbers
  { network: resNet50(), convolutions: 53, macs: 4_089_184_256, parameters: 25_530_472, field: { size: [427, 427], stride: [32, 32] } },
];

describe.each(known)("$network.name", ({ network: { layers }, convolutions, macs, parameters, field }) => {
  const weighted = layers.filter(({ operator }) => operator !== "maxpool");

  test("has as many layers, multiply-adds and parameters as its table says", () => {
    expect(weighted.filter(({ operator }) => operator === "conv")).toHaveLength(convolutions);
    const costs = weighted.map(({ channels, outputs, groups, space, kernel, stride, padding }) =>
      nn.complexity({ inputShape: [1, channels, ...space], weightShape: [outputs, channels / groups, ...kernel], bias: true, stride, padding, groups }),
    );
    expect(costs.reduce((sum, cost) => sum + cost.macs, 0)).toBe(macs);
    expect(costs.reduce((sum, cost) => sum + cost.parameters, 0)).toBe(parameters);
    // shared weights and small windows are what makes it possible
    expect(costs.reduce((sum, cost) => sum + cost.fullyConnected.parameters, 0)).toBeGreaterThan(1000 * parameters);
  });

  test("sees as much of the picture as is known", () => {
    const path = layers.filter(({ operator, beside }) => operator !== "linear" && beside === "no");
    const { size, stride } = nn.receptiveField(path.map((layer) => ({ kernel: layer.kernel, stride: layer.stride, padding: layer.padding })));
    expect({ size, stride }).toEqual(field);
  });

  test("makes of each layer what the next one takes", () => {
    const path = layers.filter(({ operator, beside }) => operator !== "linear" && beside === "no");
    path.slice(1).forEach(({ channels, space }, n) => {
      const before = path[n];
      expect(channels).toBe(before.outputs);
      expect(nn.convOutputSize({ input: [...before.space], kernel: [...before.kernel], stride: before.stride, padding: before.padding })).toEqual([...space]);
    });
  });
});
