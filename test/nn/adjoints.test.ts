import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { type ConvCase, convProducts, outputSpace } from "../definition/conv";
import { errorOf } from "../definition/exact";
import { indicesOf, place, sizeOf } from "../definition/tensor";
import { Random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { randomConv } from "./shapes";

type Numbers = Float32Array | Float64Array;
type Call = (...given: readonly unknown[]) => NdArray;
interface Gradients {
  readonly gradInput: NdArray;
  readonly gradWeight: NdArray;
}

const transposes = [nn.convTranspose1d, nn.convTranspose2d, nn.convTranspose3d] as unknown as Call[];
const transposesBackward = [nn.convTranspose1dBackward, nn.convTranspose2dBackward, nn.convTranspose3dBackward] as unknown as ((...given: readonly unknown[]) => Gradients)[];

function made(dice: Random, { ArrayType }: RealType, shape: readonly number[]): NdArray {
  return new NdArray(ArrayType.from(dice.numbers(sizeOf(shape))), shape);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, n) => sum + value * b[n], 0);
}

/** ⟨forward(x), g⟩ = ⟨x, backward(g)⟩ within a multiple of ε of ‖forward(x)‖·‖g‖ + ‖x‖·‖backward(g)‖. */
function expectAdjoint(y: Numbers, g: Numbers, x: Numbers, gradient: Numbers, bound: number): void {
  const scale = Math.sqrt(dot(y, y) * dot(g, g)) + Math.sqrt(dot(x, x) * dot(gradient, gradient));
  expect(Math.abs(dot(y, g) - dot(x, gradient))).toBeLessThanOrEqual(bound * scale);
}

const numbersOf = (array: NdArray): Numbers => array.data as Numbers;

/** A convolution whose transpose has an output; its own output is the transpose's input. */
function randomTranspose(dice: Random): { readonly given: ConvCase; readonly options: object } {
  for (;;) {
    const conv = randomConv(dice);
    const space = outputSpace(conv);
    // Samples of the input behind the last window are what outputPadding stands for.
    const outputPadding = conv.input.map((N, a) => N + conv.pads[a][0] + conv.pads[a][1] - (conv.kernel[a] - 1) * conv.dilation[a] - 1 - (space[a] - 1) * conv.stride[a]);
    const { stride, dilation, groups, pads: padding } = conv;
    const given: ConvCase = { ...conv, paddingMode: "zeros" };
    if (outputPadding.every((p, a) => p < Math.max(stride[a], dilation[a]))) return { given, options: { stride, dilation, groups, padding, outputPadding } };
  }
}

describe("transposed convolutions", () => {
  test("equal the definition, products spread by a convolution's windows, on 200 random shapes", () => {
    const dice = new Random(71);
    for (let turn = 0; turn < 200; turn++) {
      const { given, options } = randomTranspose(dice);
      const real = dice.pick(reals);
      const { batch, channels, outputs, groups, input, kernel } = given;
      // The convolution's outputs are read, and its inputs written: weight [O, C / groups, …] is the transpose's [C, O / groups, …].
      const x = made(dice, real, [batch, outputs, ...outputSpace(given)]);
      const w = made(dice, real, [outputs, channels / groups, ...kernel]);
      const y = transposes[input.length - 1](x, w, options);
      expect(y.shape).toEqual([batch, channels, ...input]);
      const sums = Array.from(y.data, (): [number, number][] => []);
      convProducts(given).forEach((products, n) => {
        for (const { x: to, w: tap } of products) if (to >= 0) sums[to].push([x.data[n], w.data[tap]]);
      });
      sums.forEach((pairs, i) => {
        const magnitude = pairs.reduce((sum, [a, b]) => sum + Math.abs(a * b), 0);
        const error = errorOf(y.data[i], pairs);
        if (!(error <= 2.5 * real.epsilon * magnitude)) throw new Error(`output ${i} is off by ${error / magnitude / real.epsilon}·ε: ${JSON.stringify(given)}`);
      });
    }
  });

  test("and their gradients are adjoint, within 25·ε", () => {
    const dice = new Random(72);
    for (let turn = 0; turn < 100; turn++) {
      const { given, options } = randomTranspose(dice);
      const real = dice.pick(reals);
      const { batch, channels, outputs, groups, input, kernel } = given;
      const x = made(dice, real, [batch, outputs, ...outputSpace(given)]);
      const w = made(dice, real, [outputs, channels / groups, ...kernel]);
      const g = made(dice, real, [batch, channels, ...input]);
      const y = transposes[input.length - 1](x, w, options);
      const { gradInput, gradWeight } = transposesBackward[input.length - 1](g, x, w, options);
      expectAdjoint(numbersOf(y), numbersOf(g), numbersOf(x), numbersOf(gradInput), 25 * real.epsilon);
      expectAdjoint(numbersOf(y), numbersOf(g), numbersOf(w), numbersOf(gradWeight), 25 * real.epsilon);
    }
  });
});

describe("padding", () => {
  test("shows what its rule says, and its gradient is adjoint, on 300 random shapes", () => {
    const dice = new Random(73);
    for (let turn = 0; turn < 300; turn++) {
      const real = dice.pick(reals);
      const shape = Array.from({ length: dice.integer(1, 4) }, () => dice.integer(1, 6));
      const mode = dice.pick(["constant", "reflect", "replicate", "circular"] as const);
      const least = (N: number): number => (N > 2 ? -1 : 0);
      const most = (N: number): number => ({ constant: 4, replicate: 4, reflect: N - 1, circular: N + 2 * least(N) })[mode];
      const sides = shape.map((N) => [dice.integer(least(N), most(N)), dice.integer(least(N), most(N))]);
      const value = mode === "constant" ? dice.signed() : 0;
      const x = made(dice, real, shape);
      const pad = sides.toReversed().flat();
      const y = nn.pad(x, pad, { mode, value }) as NdArray;
      const padded = shape.map((N, a) => N + sides[a][0] + sides[a][1]);
      if (shape.length > 1) expect(y.shape).toEqual(padded);
      const shown = (i: number, N: number, [before, after]: readonly number[]): number => {
        if (mode === "constant") return i;
        if (mode === "replicate") return Math.min(Math.max(i, 0), N - 1);
        const first = Math.max(0, -before);
        const count = N - first - Math.max(0, -after);
        if (mode === "circular") return first + ((i - first + count) % count);
        return i < 0 ? -i : i >= N ? 2 * N - 2 - i : i;
      };
      const places = indicesOf(padded).map((index) => place(index.map((i, a) => shown(i - sides[a][0], shape[a], sides[a])), shape));
      expect(Array.from(y.data)).toEqual(places.map((at) => (at < 0 ? real.round(value) : x.data[at])));
      if (mode === "constant" && value !== 0) continue;
      const g = made(dice, real, padded);
      const gradient = nn.padBackward(g, x, { pad, mode }) as NdArray;
      expectAdjoint(numbersOf(y), numbersOf(g), numbersOf(x), numbersOf(gradient), 4 * real.epsilon);
    }
  });

  test("mirrors a batch of none, along the axes that it has samples on", () => {
    const x = new NdArray(new Float32Array(0), [0, 2, 3]);
    expect(nn.pad(x, [2, 1], { mode: "reflect" })).toEqual(new NdArray(new Float32Array(0), [0, 2, 6]));
    expect(nn.padBackward(new NdArray(new Float32Array(0), [0, 2, 6]), x, { pad: [2, 1], mode: "reflect" })).toEqual(x);
    expect(() => nn.pad(x, [0, 0, 0, 0, 1, 0], { mode: "reflect" })).toThrow(new RangeError('pad: expected at most 0 on axis 0, whose 0 samples "reflect" repeats, got 1'));
  });

  test("closes a circle over the samples that are not taken away, as PyTorch does", () => {
    expect(nn.pad([1, 2, 3, 4], [2, -1], { mode: "circular" })).toEqual(Float64Array.of(2, 3, 1, 2, 3));
    expect(nn.padBackward([1, 2, 4, 8, 16], [1, 2, 3, 4], { pad: [2, -1], mode: "circular" })).toEqual(Float64Array.of(4, 9, 18, 0));
    expect(() => nn.pad([1, 2, 3], [2, -2], { mode: "circular" })).toThrow(new RangeError('pad: expected at most 1 on axis 0, whose 1 samples "circular" repeats, got 2'));
  });
});

describe("columns", () => {
  test("fold sums what unfold lays out, and is its adjoint, on 200 random shapes", () => {
    const dice = new Random(74);
    for (let turn = 0; turn < 200; turn++) {
      const real = dice.pick(reals);
      const conv = randomConv(dice);
      const { batch, channels, input, kernel, stride, dilation, pads } = conv;
      const padding = pads.map(([before]) => before);
      const given: ConvCase = { ...conv, pads: padding.map((p) => [p, p] as const), paddingMode: "zeros", groups: 1, outputs: 1 };
      const space = outputSpace(given);
      if (space.some((N) => N < 1)) continue;
      const options = { kernelSize: kernel, stride, dilation, padding };
      const x = made(dice, real, [batch, channels, ...input]);
      const columns = made(dice, real, [batch, channels * sizeOf(kernel), sizeOf(space)]);
      const folded = nn.fold(columns, { ...options, outputSize: input }) as NdArray;
      expect(folded.shape).toEqual(x.shape);
      const windows = sizeOf(space);
      const rows = channels * sizeOf(kernel);
      const sums = Array.from(x.data, (): [number, number][] => []);
      convProducts(given).forEach((products, n) => {
        const b = Math.floor(n / windows);
        for (const { x: sample, w: row } of products) if (sample >= 0) sums[sample].push([columns.data[(b * rows + row) * windows + (n % windows)], 1]);
      });
      sums.forEach((pairs, i) => {
        const magnitude = pairs.reduce((sum, [a]) => sum + Math.abs(a), 0);
        const error = errorOf(folded.data[i], pairs);
        if (!(error <= 1.5 * real.epsilon * magnitude)) throw new Error(`sample ${i} is off by ${error / magnitude / real.epsilon}·ε: ${JSON.stringify(given)}`);
      });
      const laid = nn.unfold(x, options) as NdArray;
      expectAdjoint(numbersOf(laid), numbersOf(columns), numbersOf(x), numbersOf(folded), 4 * real.epsilon);
    }
  });
});
