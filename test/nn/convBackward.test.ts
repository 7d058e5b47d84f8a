import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { type ConvCase, convProducts, outputSpace } from "../definition/conv";
import { errorOf } from "../definition/exact";
import { sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { randomConv } from "./shapes";

const SHAPES = Number(process.env.SIMDVOLVE_SHAPES ?? 600);
type Numbers = Float32Array | Float64Array;
type Gradients = { gradInput: NdArray; gradWeight: NdArray; gradBias: Numbers };
type Backward = (g: NdArray, x: NdArray, w: NdArray, options: object) => Gradients;
type Forward = (x: NdArray, w: NdArray, options: object) => NdArray;
const backward = [nn.conv1dBackward, nn.conv2dBackward, nn.conv3dBackward] as unknown as Backward[];
const forward = [nn.conv1d, nn.conv2d, nn.conv3d] as unknown as Forward[];

interface Sample extends Gradients {
  readonly g: Numbers;
  readonly x: Numbers;
  readonly w: Numbers;
}

function gradientsOf(given: ConvCase, dice: Random, { ArrayType }: (typeof reals)[number], change: (x: Numbers) => void = () => {}): Sample {
  const { batch, channels, outputs, groups, input, kernel, pads } = given;
  const space = outputSpace(given);
  const make = (size: number): Numbers => ArrayType.from(dice.numbers(size));
  const shapes = [[batch, outputs, ...space], [batch, channels, ...input], [outputs, channels / groups, ...kernel]];
  const [g, x, w] = shapes.map((shape) => make(sizeOf(shape)));
  change(x);
  const result = backward[input.length - 1](new NdArray(g, shapes[0]), new NdArray(x, shapes[1]), new NdArray(w, shapes[2]), { ...given, padding: pads });
  expect(result.gradInput.shape).toEqual(shapes[1]);
  expect(result.gradWeight.shape).toEqual(shapes[2]);
  return { ...result, g, x, w };
}

describe("gradients of convolutions", () => {
  test(`equal the definition on ${SHAPES / 4} random shapes`, () => {
    const dice = new Random(61);
    for (let turn = 0; turn < SHAPES / 4; turn++) {
      const given = randomConv(dice);
      const real = dice.pick(reals);
      const { g, x, w, gradInput, gradWeight, gradBias } = gradientsOf(given, dice, real);
      const ofInput = Array.from(x, (): [number, number][] => []);
      const ofWeight = Array.from(w, (): [number, number][] => []);
      const ofBias = Array.from({ length: given.outputs }, (): [number, number][] => []);
      const plane = sizeOf(outputSpace(given));
      convProducts(given).forEach((products, n) => {
        ofBias[Math.floor(n / plane) % given.outputs].push([g[n], 1]);
        for (const { x: sample, w: tap } of products) {
          ofWeight[tap].push([g[n], sample < 0 ? 0 : x[sample]]);
          if (sample >= 0) ofInput[sample].push([g[n], w[tap]]);
        }
      });
      for (const [name, actual, sums] of [["input", gradInput.data, ofInput], ["weight", gradWeight.data, ofWeight], ["bias", gradBias, ofBias]] as const) {
        sums.forEach((pairs, i) => {
          const magnitude = pairs.reduce((sum, [a, b]) => sum + Math.abs(a * b), 0);
          const error = errorOf(actual[i], pairs);
          if (!(error <= 25 * real.epsilon * magnitude)) throw new Error(`grad of ${name} ${i} is off by ${error / magnitude / real.epsilon}·ε: ${JSON.stringify(given)}`);
        });
      }
    }
  });

  // shapes that go by Winograd's tiles, in every remainder of height, width, channels and outputs; the last ones with a NaN or an infinity
  test.each(reals)("by tiles: those of the weight are off by 25·ε of Σ|g·x| at most, in $dtype", (real) => {
    let most = 0;
    for (let turn = 0; turn < 16; turn++) {
      const dice = new Random(640 + turn);
      const groups = turn % 4 === 0 ? 2 : 1;
      const given: ConvCase = {
        batch: 1 + (turn % 2), groups, channels: groups * dice.integer(16, 22), outputs: groups * dice.integer(8, 19),
        input: [dice.integer(11, 15), dice.integer(11, 16)], kernel: [3, 3], stride: [1, 1], dilation: [1, 1],
        pads: [[dice.integer(0, 1), 1], [1, dice.integer(0, 1)]], paddingMode: (["zeros", "zeros", "reflect", "circular"] as const)[turn % 4],
      };
      const odd = turn > 12 ? dice.pick([NaN, Infinity]) : 0;
      const { g, x, w, gradWeight } = gradientsOf(given, dice, real, (array) => odd !== 0 && (array[dice.integer(0, array.length - 1)] = odd));
      const [exact, magnitude] = [new Float64Array(w.length), new Float64Array(w.length)];
      convProducts(given).forEach((products, n) => {
        for (const { x: sample, w: tap } of products) {
          const product = g[n] * (sample < 0 ? 0 : x[sample]);
          exact[tap] += product;
          magnitude[tap] += Math.abs(product);
        }
      });
      gradWeight.data.forEach((value: number, i: number) => {
        if (!Number.isFinite(exact[i])) expect(value).toBe(exact[i]);
        else most = Math.max(most, Math.abs(value - exact[i]) / magnitude[i] / real.epsilon);
      });
    }
    expect(most).toBeLessThanOrEqual(25);
    // with less it was not by tiles
    expect(most).toBeGreaterThan(0.5);
  });

  // single channels: every remainder of a row by a vector, strides, borders and layouts; the last ones with a NaN or an infinity
  test.each(reals)("of single channels: those of the weight and the input are off by 4·ε of Σ|g·x| at most, in $dtype", (real) => {
    for (let turn = 0; turn < 60; turn++) {
      const dice = new Random(660 + turn);
      const channels = dice.integer(1, 5);
      const rank = dice.integer(1, 3);
      const list = (least: number, most: number): number[] => Array.from({ length: rank }, () => dice.integer(least, most));
      const [stride, dilation] = [list(1, 3), list(1, 2)];
      const kernel = list(1, 4);
      const given: ConvCase = {
        batch: dice.integer(1, 2), groups: channels, channels, outputs: channels * dice.integer(1, 2), kernel, stride, dilation,
        input: list(7, rank === 1 ? 900 : 12), pads: kernel.map(() => [dice.integer(0, 2), dice.integer(0, 2)] as const), paddingMode: dice.pick(["zeros", "reflect", "circular"]),
      };
      const odd = turn > 50 ? dice.pick([NaN, Infinity]) : 0;
      const { g, x, w, gradInput, gradWeight } = gradientsOf(given, dice, real, (array) => odd !== 0 && (array[dice.integer(0, array.length - 1)] = odd));
      const [ofWeight, ofInput] = [w, x].map((array) => ({ exact: new Float64Array(array.length), magnitude: new Float64Array(array.length) }));
      const add = ({ exact, magnitude }: typeof ofInput, i: number, product: number): void => {
        exact[i] += product;
        magnitude[i] += Math.abs(product);
      };
      convProducts(given).forEach((products, n) => {
        for (const { x: sample, w: tap } of products) {
          add(ofWeight, tap, g[n] * (sample < 0 ? 0 : x[sample]));
          if (sample >= 0) add(ofInput, sample, g[n] * w[tap]);
        }
      });
      for (const [gradient, { exact, magnitude }] of [[gradWeight, ofWeight], [gradInput, ofInput]] as const) {
        gradient.data.forEach((value: number, i: number) => {
          if (!Number.isFinite(exact[i])) expect(value).toBe(exact[i]);
          else expect(Math.abs(value - exact[i]), JSON.stringify(given)).toBeLessThanOrEqual(4 * real.epsilon * magnitude[i]);
        });
      }
    }
  });

  test("of single channels, too large to be laid out at once, in either layout", () => {
    const [C, H, W] = [3, 700, 611];
    const dice = new Random(64);
    const [x, g] = [Float32Array.from(dice.numbers(C * H * W)), Float32Array.from(dice.numbers(C * H * W))];
    const last = (data: Float32Array): NdArray => new NdArray(Float32Array.from({ length: data.length }, (_, n) => data[(n % C) * H * W + Math.floor(n / C)]), [1, H, W, C]);
    const w = new NdArray(Float32Array.from(dice.numbers(C * 15)), [C, 1, 3, 5]);
    const options = { padding: [1, 2], groups: C };
    const { gradWeight } = nn.conv2dBackward(new NdArray(g, [1, C, H, W]), new NdArray(x, [1, C, H, W]), w, options);
    for (let n = 0; n < C * 15; n++) {
      const [c, u, v] = [Math.floor(n / 15), (Math.floor(n / 5) % 3) - 1, (n % 5) - 2];
      let [sum, magnitude] = [0, 0];
      for (let i = Math.max(0, -u); i < Math.min(H, H - u); i++) {
        for (let j = Math.max(0, -v); j < Math.min(W, W - v); j++) {
          const product = g[(c * H + i) * W + j] * x[(c * H + i + u) * W + j + v];
          sum += product;
          magnitude += Math.abs(product);
        }
      }
      expect(Math.abs(gradWeight.data[n] - sum)).toBeLessThanOrEqual(2 ** -24 * magnitude);
    }
    expect(nn.conv2dBackward(last(g), last(x), w, { ...options, layout: "nhwc" }).gradWeight.data).toEqual(gradWeight.data);
  });

  // ⟨conv(x), g⟩ = ⟨x, gradInput⟩ = ⟨w, gradWeight⟩
  test("are the adjoints of the convolution, within 25·ε of ‖conv(x)‖·‖g‖", () => {
    const dice = new Random(62);
    for (let turn = 0; turn < 100; turn++) {
      const given = randomConv(dice);
      const real = dice.pick(reals);
      const { g, x, w, gradInput, gradWeight } = gradientsOf(given, dice, real);
      const { batch, channels, outputs, groups, input, kernel, pads } = given;
      const y = forward[input.length - 1](new NdArray(x, [batch, channels, ...input]), new NdArray(w, [outputs, channels / groups, ...kernel]), { ...given, padding: pads }).data;
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
      const scale = Math.sqrt(dot(y, y) * dot(g, g)) + Math.sqrt(dot(x, x) * dot(gradInput.data, gradInput.data));
      expect(Math.abs(dot(y, g) - dot(x, gradInput.data))).toBeLessThanOrEqual(25 * real.epsilon * scale);
      expect(Math.abs(dot(y, g) - dot(w, gradWeight.data))).toBeLessThanOrEqual(25 * real.epsilon * (scale + Math.sqrt(dot(w, w) * dot(gradWeight.data, gradWeight.data))));
    }
  });

  test("agree with finite differences", () => {
    const given: ConvCase = { batch: 2, channels: 4, outputs: 6, groups: 2, input: [7, 6], kernel: [3, 2], stride: [2, 1], dilation: [1, 2], pads: [[1, 2], [0, 1]], paddingMode: "reflect" };
    const dice = new Random(63);
    const { g, x, w, gradInput, gradWeight } = gradientsOf(given, dice, reals[1]);
    const loss = (input: Numbers, weight: Numbers): number =>
      nn.conv2d(new NdArray(input, [2, 4, 7, 6]), new NdArray(weight, [6, 2, 3, 2]), { stride: [2, 1], dilation: [1, 2], padding: [[1, 2], [0, 1]], groups: 2, paddingMode: "reflect" })
        .data.reduce((sum: number, value: number, n: number) => sum + value * g[n], 0);
    const step = 1e-4;
    for (const [at, gradient, change] of [[x, gradInput, (data: Numbers) => loss(data, w)], [w, gradWeight, (data: Numbers) => loss(x, data)]] as const) {
      for (let i = 0; i < at.length; i += 5) {
        const moved = at.slice();
        moved[i] = at[i] + step;
        const up = change(moved);
        moved[i] = at[i] - step;
        expect((up - change(moved)) / (2 * step)).toBeCloseTo(gradient.data[i], 6);
      }
    }
  });
});
