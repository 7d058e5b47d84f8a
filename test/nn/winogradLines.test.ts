import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { type ConvCase, outputSpace } from "../definition/conv";
import { sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { mismatchOf } from "./differential";

const SHAPES = Number(process.env.SIMDVOLVE_SHAPES ?? 600) / 4;
/** Milliseconds for all of them. */
const TIME = 60_000 + 500 * SHAPES;

/** A random convolution that goes by lines, of every remainder by a tile, a third and a panel. */
function randomLines(dice: Random): ConvCase {
  for (;;) {
    const spatial = dice.pick([1, 1, 2, 3]);
    const each = (least: number, most: number): number[] => Array.from({ length: spatial - 1 }, () => dice.integer(least, most));
    const groups = dice.pick([1, 1, 1, 2]);
    const K = dice.pick([3, 3, 5, 6, 8, 9, 11]);
    const input = [...each(1, 4), dice.integer(K, spatial === 1 ? 60 : 25)];
    const kernel = [...each(1, 3), K];
    const paddingMode = dice.pick(["zeros", "zeros", "reflect", "replicate", "circular"] as const);
    const most = (N: number): number => (paddingMode === "reflect" ? N - 1 : paddingMode === "circular" ? N : 9);
    const pads = input.map((N, axis) => [dice.integer(0, Math.min(most(N), kernel[axis] >> 1)), dice.integer(0, Math.min(most(N), kernel[axis] >> 1))] as const);
    const given: ConvCase = {
      batch: dice.pick([1, 1, 2]), channels: groups * dice.integer(8, 21), outputs: groups * dice.integer(8, 18), groups, input, kernel,
      stride: [...each(1, 2), 1], dilation: [...each(1, 2), 1], pads, paddingMode,
    };
    const space = outputSpace(given);
    const work = sizeOf(space) * given.batch * given.outputs * (given.channels / groups) * sizeOf(kernel);
    if (space.every((N) => N >= 1) && work < 400_000 && algorithmOf(given) === "winograd-lines") return given;
  }
}

function algorithmOf({ batch, channels, outputs, groups, input, kernel, stride, dilation, pads, paddingMode }: ConvCase): string {
  const weight = new NdArray(new Float32Array((outputs * channels * sizeOf(kernel)) / groups), [outputs, channels / groups, ...kernel]);
  const make = [nn.planConv1d, nn.planConv2d, nn.planConv3d][input.length - 1] as unknown as (request: object) => ReturnType<typeof nn.planConv2d>;
  using plan = make({ weight, inputShape: [batch, channels, ...input], stride, dilation, padding: pads, paddingMode, groups });
  return (plan.recipe as { algorithm: string }).algorithm;
}

describe("Winograd's algorithm along lines", () => {
  test(`errs by at most 25·ε·Σ|x·w| on ${SHAPES} random shapes`, () => {
    const dice = new Random(61);
    for (let turn = 0; turn < SHAPES; turn++) {
      const given = randomLines(dice);
      expect(mismatchOf(given, dice, "auto", { outputs: 0, unusual: 0 }), JSON.stringify(given)).toBeNull();
    }
  }, TIME);

  test("NaN and infinity reach the outputs that the sum gives them, and no other", () => {
    const dice = new Random(62);
    for (let turn = 0; turn < SHAPES / 3; turn++) {
      const given = randomLines(dice);
      expect(mismatchOf(given, dice, "auto", { outputs: 0, unusual: 0 }, "with non-finite samples"), JSON.stringify(given)).toBeNull();
    }
  }, TIME);

  // longer than a band, so that lines are cut, in one call and in a plan
  test.each([
    [[1, 24, 3000], [9, 24, 9], 4],
    [[1, 9, 70, 80], [8, 9, 5, 5], 2],
    [[1, 16, 30, 16, 32], [8, 16, 3, 3, 3], 1],
  ] as const)("bands of %j with %j", (shape, taps, padding) => {
    const dice = new Random(63);
    const make = (sizes: readonly number[]): NdArray => new NdArray(Float32Array.from(dice.numbers(sizeOf(sizes))), [...sizes]);
    const [x, weight] = [make(shape), make(taps)];
    (x.data as Float32Array)[1234] = NaN;
    const [convolve, plan] = [[nn.conv1d, nn.planConv1d], [nn.conv2d, nn.planConv2d], [nn.conv3d, nn.planConv3d]][shape.length - 3] as unknown as [
      (x: NdArray, w: NdArray, options: object) => NdArray,
      (request: object) => ReturnType<typeof nn.planConv2d>,
    ];
    using planned = plan({ weight, inputShape: shape, padding });
    expect(planned.recipe).toEqual({ algorithm: "winograd-lines" });
    const exact = convolve(x, weight, { padding, accuracy: "high" }).data as Float32Array;
    const once = convolve(x, weight, { padding }).data as Float32Array;
    expect(planned.execute(x).data).toEqual(once);
    const bound = 25 * 2 ** -23 * (sizeOf(taps) / taps[0]);
    once.forEach((value, n) => {
      if (Number.isNaN(exact[n])) expect(value).toBeNaN();
      else if (!(Math.abs(value - exact[n]) <= bound)) expect(value).toBe(exact[n]);
    });
  });

  test("high accuracy sums, and so do wide borders, few channels and windows apart", () => {
    const weight = (sizes: readonly number[]): NdArray => new NdArray(new Float32Array(sizeOf(sizes)), [...sizes]);
    const algorithm = (w: readonly number[], more: object): unknown => {
      using plan = nn.planConv1d({ weight: weight(w), inputShape: [1, w[1], 60], ...more });
      return plan.recipe;
    };
    expect(algorithm([8, 16, 9], { padding: 4 })).toEqual({ algorithm: "winograd-lines" });
    for (const [w, more] of [[[8, 16, 9], { accuracy: "high" }], [[8, 16, 9], { padding: 5 }], [[8, 15, 9], {}], [[7, 16, 9], {}], [[8, 16, 9], { stride: 2 }], [[8, 16, 9], { dilation: 2 }], [[8, 16, 4], {}], [[8, 16, 2], {}]] as const) {
      expect(algorithm(w, more), JSON.stringify([w, more])).toEqual({ algorithm: "direct" });
    }
  });
});
