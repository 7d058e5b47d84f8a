import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { reals } from "../support/real";

const make = (dice: Random, ArrayType: (typeof reals)[number]["ArrayType"], ...shape: number[]): NdArray => new NdArray(ArrayType.from(dice.numbers(sizeOf(shape))) as Float64Array, shape);

describe.each(reals)("Winograd's algorithm in $dtype", ({ ArrayType, epsilon }) => {
  // every remainder of height, width and channels by a tile and a panel, of residues too where taps stand apart
  const shapes = Array.from({ length: 40 }, (_, turn) => {
    const dice = new Random(turn);
    const groups = turn % 5 === 0 ? 2 : 1;
    const sizes = { batch: 1 + (turn % 2), groups, channels: groups * dice.integer(16, turn === 7 ? 300 : 30), outputs: groups * dice.integer(8, 21), input: [dice.integer(6, 14), dice.integer(6, 15)], pads: [[dice.integer(0, 1), dice.integer(0, 1)], [dice.integer(0, 1), dice.integer(0, 1)]] as const };
    if (turn % 4 < 2) return { ...sizes, dilation: [1, 1] };
    const dilation = [dice.integer(1, 3), dice.integer(2, 3)];
    return { ...sizes, dilation, input: dilation.map((d) => d * dice.integer(6, 9) + dice.integer(0, d - 1)), pads: dilation.map((d) => [dice.integer(0, d), dice.integer(0, d)] as const) };
  });

  test("errs by at most 25·ε·Σ|x·w|, in every remainder, layout and border", () => {
    shapes.forEach(({ batch, groups, channels, outputs, input, pads, dilation }, turn) => {
      const dice = new Random(1000 + turn);
      const layout = turn % 3 === 0 ? "nhwc" : "nchw";
      const shape = layout === "nchw" ? [batch, channels, ...input] : [batch, ...input, channels];
      const [x, weight] = [make(dice, ArrayType, ...shape), make(dice, ArrayType, outputs, channels / groups, 3, 3)];
      const options = { padding: pads, dilation, groups, layout, bias: make(dice, ArrayType, outputs), paddingMode: (["zeros", "reflect", "circular"] as const)[turn % 3] } as const;
      const plan = nn.planConv2d({ ...options, weight, inputShape: shape });
      expect(plan.recipe).toEqual({ algorithm: "winograd" });
      const absolute = (array: NdArray): NdArray => new NdArray((array.data as Float64Array).map(Math.abs) as Float64Array, array.shape);
      const y = plan.execute(x).data;
      const exact = nn.conv2d(x, weight, { ...options, accuracy: "high" }).data;
      const magnitude = nn.conv2d(absolute(x), absolute(weight), { ...options, bias: absolute(options.bias), accuracy: "high" }).data;
      let worst = 0;
      for (let n = 0; n < y.length; n++) worst = Math.max(worst, Math.abs(y[n] - exact[n]) / magnitude[n] / epsilon);
      expect(worst, JSON.stringify(shapes[turn])).toBeLessThanOrEqual(25 - 2.5);
      expect(worst).toBeGreaterThan(0);
      plan.dispose();
    });
  });

  test("NaN, infinity and overflow reach what the sum gives them, and no other output", () => {
    const dice = new Random(5);
    for (let turn = 0; turn < 20; turn++) {
      const dilation = 1 + (turn % 2);
      const [x, weight] = [make(dice, ArrayType, 1, 17, 11, 13), make(dice, ArrayType, 10, 17, 3, 3)];
      for (let n = 0; n < 1 + (turn % 3); n++) (x.data as Float64Array)[dice.integer(0, x.size - 1)] = dice.pick([NaN, Infinity, -Infinity]);
      const plan = nn.planConv2d({ weight, inputShape: x.shape, padding: dilation, dilation });
      expect(plan.recipe).toEqual({ algorithm: "winograd" });
      const y = plan.execute(x).data;
      const exact = nn.conv2d(x, weight, { padding: dilation, dilation, accuracy: "high" }).data;
      for (let n = 0; n < y.length; n++) {
        if (Number.isFinite(exact[n])) expect(Math.abs(y[n] - exact[n])).toBeLessThan(1e-3);
        else expect(y[n]).toBe(exact[n]);
      }
      plan.dispose();
    }
    const largest = ArrayType === Float32Array ? 3e38 : 1.7e308;
    const x = new NdArray(new ArrayType(16 * 36).fill(0) as Float64Array, [1, 16, 6, 6]);
    (x.data as Float64Array)[14] = largest;
    const weight = new NdArray(new ArrayType(8 * 16 * 9).fill(0.5) as Float64Array, [8, 16, 3, 3]);
    const plan = nn.planConv2d({ weight, inputShape: x.shape, padding: 1 });
    expect([...plan.execute(x).data].every(Number.isFinite)).toBe(true);
    expect(plan.execute(x).data).toEqual(nn.conv2d(x, weight, { padding: 1, accuracy: "high" }).data);
    plan.dispose();
  });
});

test("a weight that is not finite is summed", () => {
  const weight = new NdArray(new Float32Array(8 * 16 * 9).fill(1), [8, 16, 3, 3]);
  (weight.data as Float32Array)[5] = Infinity;
  const plan = nn.planConv2d({ weight, inputShape: [1, 16, 8, 8] });
  expect(plan.recipe).toEqual({ algorithm: "direct" });
  plan.dispose();
});
