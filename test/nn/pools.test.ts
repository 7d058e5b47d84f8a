import { describe, expect, test } from "vitest";
import { features, NdArray, nn } from "../../src/index";
import { type Batch, maxPool, sharedWindows, slidingWindows, sumPool, type Windows } from "../definition/pool";
import { indicesOf, sizeOf } from "../definition/tensor";
import { Random } from "../support/random";

type Call = (...given: unknown[]) => never;
const call = (name: string) => (nn as unknown as Record<string, Call>)[name];

/** A random pool: its options, and the windows that they mean. */
interface Pool {
  readonly x: Batch;
  readonly rank: number;
  readonly options: Record<string, unknown>;
  readonly axes: Windows[];
  readonly kernel: number[];
}

function randomPool(dice: Random, most: number): Pool {
  for (;;) {
    const rank = dice.integer(1, 3);
    const list = (draw: () => number): number[] => Array.from({ length: rank }, draw);
    const space = list(() => dice.integer(1, rank === 1 ? 3 * most : rank === 2 ? most : 6));
    const kernel = list(() => dice.integer(1, 4));
    const stride = list(() => dice.integer(1, dice.pick([1, 2, 3, 7])));
    const dilation = list(() => dice.integer(1, dice.pick([1, 1, 3])));
    const half = kernel.map((K, axis) => ((K - 1) * dilation[axis] + 1) >> 1);
    const padding = half.map((widest): [number, number] => [dice.integer(0, widest), dice.integer(0, widest)]);
    const ceilMode = dice.pick([true, false]);
    const axes = space.map((N, axis) => slidingWindows(N, kernel[axis], stride[axis], dilation[axis], padding[axis], ceilMode));
    if (axes.some((windows) => windows.length < 1)) continue;
    const shape = [dice.integer(0, 2), dice.integer(1, 3), ...space];
    const data = dice.numbers(sizeOf(shape)).map((value) => Math.round(value * 8) / 8);
    return { x: { shape, data }, rank, options: { kernelSize: kernel, stride, dilation, padding, ceilMode }, axes, kernel };
  }
}

/** An array as the library takes it: contiguous, turned, spread out, channels first or last. */
function given({ shape, data }: Batch, dice: Random, layout: "nchw" | "nhwc", ArrayType: typeof Float32Array | typeof Float64Array): NdArray {
  const order = layout === "nchw" ? shape.map((_, axis) => axis) : [0, ...shape.slice(2).map((_, axis) => axis + 2), 1];
  const sorted = order.map((axis) => shape[axis]);
  const gap = dice.pick([1, 1, 2]);
  const stride: number[] = [];
  let step = gap;
  for (let axis = sorted.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= sorted[axis] + dice.pick([0, 0, 1]);
  }
  const array = new NdArray(new ArrayType(Math.max(step, 1)), sorted, stride);
  indicesOf(shape).forEach((index, n) => array.set(...(order.map((axis) => index[axis]) as number[]), data[n]));
  return array;
}

/** The numbers of a result in the order [N, C, …]. */
function numbersOf(result: { shape: readonly number[]; get(...index: number[]): unknown }, layout: "nchw" | "nhwc"): number[] {
  const logical = layout === "nchw" ? result.shape : [result.shape[0], result.shape.at(-1)!, ...result.shape.slice(1, -1)];
  return indicesOf(logical).map((index) => result.get(...(layout === "nchw" ? index : [index[0], ...index.slice(2), index[1]])) as number);
}

const TURNS = 400;

describe("pools of random shapes equal the definition", () => {
  test("maxima, bit for bit, NaN and ties too, and their indices", () => {
    const dice = new Random(11);
    for (let turn = 0; turn < TURNS; turn++) {
      const { x, rank, options, axes } = randomPool(dice, 14);
      const data = x.data.map((value) => (dice.next() < 0.05 ? dice.pick([NaN, Infinity, -Infinity]) : Math.round(value * 3) + 0));
      const layout = dice.pick(["nchw", "nhwc"] as const);
      const input = given({ ...x, data }, dice, layout, dice.pick([Float32Array, Float64Array]));
      const { values, indices } = maxPool({ ...x, data }, axes);
      expect(numbersOf(call(`maxPool${rank}d`)(input, { ...options, layout }), layout), JSON.stringify({ ...x, options })).toEqual(values);
      const both = call(`maxPool${rank}d`)(input, { ...options, layout, returnIndices: true }) as { output: NdArray; indices: NdArray };
      expect(numbersOf(both.output, layout)).toEqual(values);
      expect(numbersOf(both.indices, layout)).toEqual(indices);
      expect(both.indices.data).toBeInstanceOf(Int32Array);
    }
  });

  test("maxima of small windows with stride 2, from arrays and in place, on 300 shapes", () => {
    const dice = new Random(15);
    const before = features().planBytes;
    for (let turn = 0; turn < 300; turn++) {
      const rank = dice.integer(1, 3);
      const list = (draw: () => number): number[] => Array.from({ length: rank }, draw);
      const space = list(() => dice.integer(2, rank === 3 ? 9 : 30));
      const kernel = list(() => dice.integer(2, 3));
      const dilation = list(() => dice.pick([1, 1, 1, 2]));
      const stride = list(() => dice.pick([2, 2, 2, 1, 3]));
      const padding = kernel.map((): [number, number] => [dice.integer(0, 1), dice.integer(0, 1)]);
      const ceilMode = dice.pick([true, false]);
      const axes = space.map((N, axis) => slidingWindows(N, kernel[axis], stride[axis], dilation[axis], padding[axis], ceilMode));
      if (axes.some((windows) => windows.length < 1)) continue;
      const shape = [dice.integer(0, 2), dice.integer(1, 4), ...space];
      const odd = dice.pick([0, 0, 0.001, 0.1]);
      const data = dice.numbers(sizeOf(shape)).map((value) => (dice.next() < odd ? dice.pick([NaN, Infinity, -Infinity, 0, Math.fround(1e30), Math.fround(-1e30)]) : Math.fround(value)));
      const dtype = dice.pick(["float32", "float64"] as const);
      const layout = dice.pick(["nchw", "nchw", "nhwc"] as const);
      const options = { kernelSize: kernel, stride, dilation, padding, ceilMode, layout };
      const input = given({ shape, data }, dice, layout, dtype === "float32" ? Float32Array : Float64Array);
      const { values } = maxPool({ shape, data }, axes);
      const context = JSON.stringify({ shape, options });
      expect(numbersOf(call(`maxPool${rank}d`)(input, options), layout), context).toEqual(values);
      const plan = [nn.planMaxPool1d, nn.planMaxPool2d, nn.planMaxPool3d][rank - 1]({ ...options, dtype, inputShape: input.shape });
      const result = plan.execute(input);
      expect(numbersOf(result, layout), context).toEqual(values);
      plan.input.set(nn.pad(input, []).data as Float64Array);
      expect(plan.execute(), context).toEqual(result.data);
      expect(plan.output).toEqual(result.data);
      plan.dispose();
      expect(() => plan.execute(input)).toThrow(/disposed/);
    }
    expect(features().planBytes).toBe(before);
  });

  test("a plan of planes that are larger than a tile", () => {
    const dice = new Random(16);
    const x = new NdArray(Float32Array.from(dice.numbers(2 * 700 * 301)), [1, 2, 700, 301]);
    const options = { kernelSize: 3, stride: 2, padding: 1 };
    const plan = nn.planMaxPool2d({ ...options, inputShape: x.shape });
    const expected = nn.maxPool2d(x, { ...options, returnIndices: true }).output.data;
    expect(plan.execute(x).data).toEqual(expected);
    plan.input.set(x.data as Float32Array);
    expect(plan.execute()).toEqual(expected);
    plan.dispose();
  });

  test("means, by each of their divisors", () => {
    const dice = new Random(12);
    for (let turn = 0; turn < TURNS; turn++) {
      const { x, rank, options, axes } = randomPool(dice, 14);
      const layout = dice.pick(["nchw", "nhwc"] as const);
      const input = given(x, dice, layout, Float64Array);
      const { sums, samples, taps } = sumPool(x, axes);
      const divisors = { all: taps, inside: samples, override: taps.map(() => 3.5) };
      for (const [which, extra] of [["all", {}], ["inside", { countIncludePad: false }], ["override", { divisorOverride: 3.5 }]] as const) {
        const expected = sums.map((sum, n) => sum / Math.max(divisors[which][n], 1));
        const actual = numbersOf(call(`avgPool${rank}d`)(input, { ...options, ...extra, layout }), layout);
        expect(actual.length).toBe(expected.length);
        actual.forEach((value, n) => expect(Math.abs(value - expected[n]), JSON.stringify({ shape: x.shape, options })).toBeLessThanOrEqual(1e-14));
      }
    }
  });

  test("norms of whole and broken powers", () => {
    const dice = new Random(13);
    for (let turn = 0; turn < TURNS; turn++) {
      const { x, rank, options, axes, kernel } = randomPool(dice, 10);
      const p = dice.pick([1, 2, 3, 4, 0.5, 2.5]);
      const positive = { ...x, data: x.data.map((value) => Math.abs(value) + 0.125) };
      const input = given(p === 1 ? x : positive, dice, "nchw", Float64Array);
      const { sums, taps } = sumPool(p === 1 ? x : positive, axes, p);
      const actual = numbersOf(call(`lpPool${rank}d`)(input, { ...options, normType: p }), "nchw");
      sums.forEach((sum, n) => {
        const expected = ((sum * sizeOf(kernel)) / Math.max(taps[n], 1)) ** (1 / p);
        expect(Math.abs(actual[n] - expected)).toBeLessThanOrEqual(4e-14 * Math.abs(expected));
      });
    }
  });

  test("windows that share the samples out", () => {
    const dice = new Random(14);
    for (let turn = 0; turn < TURNS; turn++) {
      const rank = dice.integer(1, 3);
      const space = Array.from({ length: rank }, () => dice.integer(1, rank === 3 ? 6 : 20));
      const outputSize = Array.from({ length: rank }, () => dice.integer(1, 8));
      const shape = [dice.integer(1, 2), dice.integer(1, 3), ...space];
      const x = { shape, data: dice.numbers(sizeOf(shape)) };
      const axes = space.map((N, axis) => sharedWindows(N, outputSize[axis]));
      const layout = dice.pick(["nchw", "nhwc"] as const);
      const input = given(x, dice, layout, Float64Array);
      const { sums, samples } = sumPool(x, axes);
      const means = numbersOf(call(`adaptiveAvgPool${rank}d`)(input, outputSize, { layout }), layout);
      sums.forEach((sum, n) => expect(Math.abs(means[n] - sum / samples[n])).toBeLessThanOrEqual(1e-13));
      const { values, indices } = maxPool(x, axes);
      const both = call(`adaptiveMaxPool${rank}d`)(input, outputSize, { layout, returnIndices: true }) as { output: NdArray; indices: NdArray };
      expect(numbersOf(call(`adaptiveMaxPool${rank}d`)(input, outputSize, { layout }), layout)).toEqual(values);
      expect(numbersOf(both.output, layout)).toEqual(values);
      expect(numbersOf(both.indices, layout)).toEqual(indices);
    }
  });
});

test("null leaves an axis with as many windows as samples", () => {
  const x = new NdArray(Float64Array.from(new Random(18).numbers(60)), [1, 2, 5, 6]);
  const g = new NdArray(Float64Array.from(new Random(19).numbers(30)), [1, 2, 5, 3]);
  for (const name of ["adaptiveAvgPool2d", "adaptiveMaxPool2d"]) {
    expect(call(name)(x, [null, 3])).toEqual(call(name)(x, [5, 3]));
    expect(call(`${name}Backward`)(g, x, { outputSize: [null, 3] })).toEqual(call(`${name}Backward`)(g, x, { outputSize: [5, 3] }));
    expect(() => call(name)(x, null)).toThrow("outputSize: expected an integer or a list of 2, got null");
    expect(() => call(name)(x, [null])).toThrow("outputSize: expected 2 numbers, one for each axis, got 1");
  }
});

/** ⟨g, J·v⟩ by differences against ⟨Jᵀg, v⟩. */
function gradientError(forward: (x: NdArray) => NdArray, backward: (g: NdArray, x: NdArray) => NdArray, x: NdArray, dice: Random): number {
  const h = 1e-6;
  const v = dice.numbers(x.data.length);
  const moved = (factor: number): NdArray => new NdArray(Float64Array.from(x.data, (value, n) => value + factor * h * v[n]), x.shape);
  const [up, down] = [forward(moved(1)), forward(moved(-1))];
  const g = new NdArray(Float64Array.from(dice.numbers(up.data.length)), up.shape);
  const along = Array.from(up.data).reduce((sum: number, value: number, n: number) => sum + (g.data[n] * (value - down.data[n])) / (2 * h), 0);
  const back = Array.from(backward(g, x).data).reduce((sum: number, value: number, n: number) => sum + value * v[n], 0);
  return Math.abs(along - back) / (1 + Math.abs(along));
}

describe("gradients of pools of random shapes equal differences", () => {
  test.each(["maxPool", "avgPool", "lpPool"])("%s", (name) => {
    const dice = new Random(15);
    for (let turn = 0; turn < 150; turn++) {
      const { x, rank, options } = randomPool(dice, 9);
      if (sizeOf(x.shape) === 0) continue;
      // far enough apart that no maximum changes with the step
      const data = Float64Array.from(x.data, (_, n) => 0.5 + ((n * 7919) % 1009) / 100);
      const extra = name === "lpPool" ? { normType: dice.pick([1, 2, 3, 1.5]) } : name === "avgPool" ? { countIncludePad: dice.pick([true, false]) } : {};
      const all = { ...options, ...extra };
      const error = gradientError((at) => call(`${name}${rank}d`)(at, all), (g, at) => call(`${name}${rank}dBackward`)(g, at, all), new NdArray(data, x.shape), dice);
      expect(error, JSON.stringify({ shape: x.shape, all })).toBeLessThan(1e-6);
    }
  });

  test.each(["adaptiveAvgPool", "adaptiveMaxPool"])("%s", (name) => {
    const dice = new Random(16);
    for (let turn = 0; turn < 100; turn++) {
      const rank = dice.integer(1, 3);
      const shape = [1, 2, ...Array.from({ length: rank }, () => dice.integer(1, 7))];
      const outputSize = Array.from({ length: rank }, () => dice.integer(1, 5));
      const x = new NdArray(Float64Array.from({ length: sizeOf(shape) }, (_, n) => ((n * 7919) % 1009) / 100), shape);
      expect(gradientError((at) => call(`${name}${rank}d`)(at, outputSize), (g, at) => call(`${name}${rank}dBackward`)(g, at, { outputSize }), x, dice)).toBeLessThan(1e-6);
    }
  });

  test("channels that come last have the gradient of channels that come first", () => {
    const dice = new Random(17);
    for (let turn = 0; turn < 60; turn++) {
      const { x, rank, options, axes } = randomPool(dice, 9);
      const g = { shape: [...x.shape.slice(0, 2), ...axes.map((windows) => windows.length)], data: [] as number[] };
      g.data.push(...dice.numbers(sizeOf(g.shape)));
      for (const [name, extra] of [["maxPool", {}], ["avgPool", {}], ["lpPool", { normType: 2 }]] as const) {
        const results = (["nchw", "nhwc"] as const).map((layout) =>
          numbersOf(call(`${name}${rank}dBackward`)(given(g, dice, layout, Float64Array), given(x, dice, layout, Float64Array), { ...options, ...extra, layout }), layout),
        );
        expect(results[0]).toEqual(results[1]);
      }
    }
  });
});

test("a plane larger than a tile is pooled in parts, with the same result", () => {
  const dice = new Random(18);
  const x = { shape: [1, 1, 900, 90], data: dice.numbers(81_000) };
  for (const [K, stride, pad] of [[3, 2, 1], [5, 1, 2], [2, 3, 0]]) {
    const input = new NdArray(Float64Array.from(x.data), x.shape);
    const axes = [900, 90].map((N) => slidingWindows(N, K, stride, 1, [pad, pad], false));
    const { values } = maxPool(x, axes);
    expect([...nn.maxPool2d(input, { kernelSize: K, stride, padding: pad }).data]).toEqual(values);
    const means = nn.avgPool2d(input, { kernelSize: K, stride, padding: pad, countIncludePad: false }).data;
    const { sums, samples } = sumPool(x, axes);
    expect(means.reduce((worst, mean, n) => Math.max(worst, Math.abs(mean - sums[n] / samples[n])), 0)).toBeLessThan(1e-14);
  }
});

test("a sum over a long line is taken in blocks: float32 stays exact to its last digits", () => {
  const N = 1_000_000;
  const x = new NdArray(new Float32Array(N).fill(0.1), [1, 1, N]);
  expect(Math.abs(nn.globalAvgPool(x).data[0] - Math.fround(0.1)) / 0.1).toBeLessThan(1e-3);
});

test("out may be the input, or strided", () => {
  const x = new NdArray(Float64Array.of(3, 1, 2, 5), [1, 1, 4]);
  expect([...nn.maxPool1d(x, { kernelSize: 3, stride: 1, padding: 1, out: x }).data]).toEqual([3, 3, 5, 5]);
  const wide = new NdArray(new Float32Array(8), [1, 1, 4], [8, 8, 2]);
  nn.avgPool1d([[[2, 4, 6, 8, 10]]], { kernelSize: 2, stride: 1, out: wide });
  expect([...wide.data]).toEqual([3, 0, 5, 0, 7, 0, 9, 0]);
  const bytes = new NdArray(new Uint8Array(2), [1, 1, 2]);
  nn.avgPool1d([[[1, 2, 300, 400]]], { kernelSize: 2, out: bytes });
  expect([...bytes.data]).toEqual([2, 255]);
});

test("a norm of a power below 1 rises without bound beside 0, but has no gradient at its corner", () => {
  const gradient = (g: number[], x: number[], stride: number): number[] => [...nn.lpPool1dBackward([[g]], [[x]], { normType: 0.5, kernelSize: 2, stride }).data];
  expect(gradient([1, -2], [0, 4, 1, 0], 2)).toEqual([Infinity, 1, -2, -Infinity]);
  expect(gradient([1, 1], [0, 0, 4], 1), "a corner beside a slope").toEqual([0, Infinity, 1]);
  expect(gradient([1], [4, 4, 0], 3), "no window").toEqual([2, 2, 0]);
});

test("windows whose taps all miss the samples give their gradient to none", () => {
  const x = new NdArray(Float64Array.of(7), [1, 1, 1]);
  const options = { kernelSize: 2, stride: 1, dilation: 2, padding: 1 };
  expect([...nn.maxPool1d(x, options).data]).toEqual([-Infinity]);
  expect([...nn.maxPool1dBackward(new NdArray(Float64Array.of(3), [1, 1, 1]), x, options).data]).toEqual([0]);
});
