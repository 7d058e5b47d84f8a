import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { Random } from "../support/random";
import { reals } from "../support/real";

/** Values to twenty digits and more, by mpmath. */
const values: Record<string, readonly (readonly [x: number, y: number])[]> = {
  sigmoid: [[0.5, 0.6224593312018546], [-0.5, 0.37754066879814546], [1, 0.7310585786300049], [-1, 0.2689414213699951], [3.25, 0.9626731126558705], [-3.25, 0.03732688734412946], [0.0078125, 0.5019531150659532], [-0.0078125, 0.4980468849340468], [7.75, 0.9995694429186753], [-7.75, 0.00043055708132461493], [-9.5, 7.484622751061123e-05], [9.5, 0.9999251537724894], [0.15625, 0.5389832206876841], [-0.625, 0.34864513533394575], [-12.75, 2.902311985211097e-06], [20.5, 0.9999999987498471]],
  tanh: [[0.5, 0.46211715726000974], [-0.5, -0.46211715726000974], [1, 0.7615941559557649], [-1, -0.7615941559557649], [3.25, 0.996997635486526], [-3.25, -0.996997635486526], [0.0078125, 0.007812341058161014], [-0.0078125, -0.007812341058161014], [7.75, 0.9999996289217963], [-7.75, -0.9999996289217963], [-9.5, -0.9999999887944072], [9.5, 0.9999999887944072], [0.15625, 0.1549907303716235], [-0.625, -0.5545997223493823], [-12.75, -0.999999999983153], [20.5, 1.0]],
  gelu: [[0.5, 0.34573123063700656], [-0.5, -0.15426876936299344], [1, 0.8413447460685429], [-1, -0.15865525393145705], [3.25, 3.24812466861223], [-3.25, -0.0018753313877699928], [0.0078125, 0.003930599256725333], [-0.0078125, -0.0038819007432746673], [7.75, 7.7499999999999645], [-7.75, -3.5608362627284115e-14], [-9.5, -9.969789321594476e-21], [9.5, 9.5], [0.15625, 0.08782531512629607], [-0.625, -0.16624095565543784], [-12.75, -1.987376018323529e-36], [20.5, 20.5]],
  silu: [[0.5, 0.3112296656009273], [-0.5, -0.18877033439907273], [1, 0.7310585786300049], [-1, -0.2689414213699951], [3.25, 3.1286876161315793], [-3.25, -0.12131238386842075], [0.0078125, 0.003921508711452759], [-0.0078125, -0.0038909912885472407], [7.75, 7.746663182619734], [-7.75, -0.0033368173802657657], [-9.5, -0.0007110391613508067], [9.5, 9.49928896083865], [0.15625, 0.08421612823245064], [-0.625, -0.2179032095837161], [-12.75, -3.700447781144149e-05], [20.5, 20.499999974371867]],
};

/** What the docstrings promise, in units in the last place. */
const promised: Record<string, number> = { sigmoid: 3, tanh: 3, gelu: 8, silu: 4 };

type Call = (...given: unknown[]) => never;
const call = (name: string) => (nn as unknown as Record<string, Call>)[name];

describe.each(reals)("in $name", ({ ArrayType, epsilon }) => {
  // Values of x that a single holds too, so that both types see the same.
  test.each(Object.entries(values))("%s is as near as promised", (name, list) => {
    const y = call(name)(ArrayType.from(list.map(([x]) => x))) as Float64Array;
    list.forEach(([x, expected], n) => expect(Math.abs(y[n] - expected), `${name}(${x}) = ${y[n]}, not ${expected}`).toBeLessThanOrEqual(promised[name] * epsilon * Math.abs(expected)));
  });

  test.each(["relu", "relu6", "leakyRelu", "sigmoid", "tanh", "gelu", "silu"])("%s gives the same bits at every place of every length, strided or not", (name) => {
    const x = ArrayType.from(new Random(1).numbers(37).map((value) => 5 * value));
    const single = Array.from(x, (value) => (call(name)(ArrayType.of(value)) as Float64Array)[0]);
    for (let N = 0; N <= 37; N++) expect([...(call(name)(x.subarray(0, N)) as Float64Array)]).toEqual(single.slice(0, N));
    const turned = new NdArray(x as Float64Array, [6, 6], [1, 6]);
    const result = call(name)(turned) as NdArray;
    for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) expect(result.get(i, j)).toBe(single[i + 6 * j]);
  });
});

describe("gradients equal differences", () => {
  test.each(["relu", "relu6", "leakyRelu", "sigmoid", "tanh", "gelu", "silu"])("%s", (name) => {
    const dice = new Random(2);
    const h = 1e-6;
    for (let turn = 0; turn < 200; turn++) {
      const x = dice.signed() * 8;
      if (Math.abs(x) < 1e-3 || Math.abs(x - 6) < 1e-3) continue;
      const at = (value: number): number => (call(name)([value]) as Float64Array)[0];
      const [slope] = call(`${name}Backward`)([2], [x]) as Float64Array;
      expect(Math.abs(slope - (at(x + h) - at(x - h)) / h)).toBeLessThan(1e-6);
    }
  });

  test.each([0, 1, 2])("softmax along axis %d", (axis) => {
    const dice = new Random(3);
    const shape = [3, 4, 5];
    const [x, g, v] = [1, 2, 3].map(() => dice.numbers(60));
    const h = 1e-6;
    const at = (factor: number) => nn.softmax(new NdArray(Float64Array.from(x, (value, n) => value + factor * h * v[n]), shape), { axis }).data;
    const [up, down] = [at(1), at(-1)];
    const along = g.reduce((sum, value, n) => sum + (value * (up[n] - down[n])) / (2 * h), 0);
    const back = nn.softmaxBackward(new NdArray(Float64Array.from(g), shape), new NdArray(Float64Array.from(x), shape), { axis }).data;
    expect(Math.abs(along - back.reduce((sum, value, n) => sum + value * v[n], 0))).toBeLessThan(1e-8);
  });

  test("cross entropy", () => {
    const dice = new Random(4);
    const x = Array.from({ length: 5 }, () => dice.numbers(7).map((value) => 4 * value));
    const labels = Int32Array.from({ length: 5 }, () => dice.integer(0, 6));
    const { gradLogits } = nn.crossEntropy(x, labels);
    for (let b = 0; b < 5; b++) {
      for (let c = 0; c < 7; c++) {
        const at = (h: number): number => nn.crossEntropy(x.map((row, i) => row.map((value, j) => (i === b && j === c ? value + h : value))), labels).loss;
        expect(Math.abs(gradLogits.get(b, c) - (at(1e-5) - at(-1e-5)) / 2e-5)).toBeLessThan(1e-9);
      }
    }
  });
});

test("softmax does not overflow, and every line sums to 1", () => {
  expect([...nn.softmax([1000, 1000])]).toEqual([0.5, 0.5]);
  expect([...nn.softmax([-Infinity, 0])]).toEqual([0, 1]);
  const dice = new Random(5);
  for (let N = 1; N < 40; N++) {
    const x = dice.numbers(N).map((value) => 10 * value);
    const sum = x.reduce((total, value) => total + Math.exp(value), 0);
    const y = nn.softmax(x);
    y.forEach((share, n) => expect(Math.abs(share - Math.exp(x[n]) / sum)).toBeLessThan(1e-15));
    expect(Math.abs(y.reduce((total, share) => total + share, 0) - 1)).toBeLessThan(1e-15 * N);
  }
});

test("cross entropy of a share that underflows is still finite", () => {
  const { loss } = nn.crossEntropy([[0, 2000]], [0]);
  expect(loss).toBe(2000);
});

test("NaN stays, infinities go where the docstrings say", () => {
  for (const name of ["relu", "relu6", "leakyRelu", "sigmoid", "tanh", "gelu", "silu"]) expect((call(name)([1, NaN, 2]) as Float64Array)[1], name).toBeNaN();
  expect([...nn.sigmoid([-Infinity, Infinity])]).toEqual([0, 1]);
  expect([...nn.tanh([-Infinity, Infinity])]).toEqual([-1, 1]);
  expect([...nn.relu([-Infinity, Infinity])]).toEqual([0, Infinity]);
  const x = [-Infinity, Infinity, NaN];
  for (const ArrayType of [Float32Array, Float64Array]) {
    const [g, at] = [ArrayType.of(2, 2, 2), ArrayType.from(x)];
    expect([...nn.reluBackward(g, at)]).toEqual([0, 2, 2]);
    expect([...nn.relu6Backward(g, at)]).toEqual([0, 0, 2]);
    expect([...nn.leakyReluBackward(g, at, { slope: 0.5 })]).toEqual([1, 2, 1]);
  }
});

test("out may be the input", () => {
  const x = Float32Array.of(-1, 2);
  expect(nn.relu(x, { out: x })).toBe(x);
  expect([...x]).toEqual([0, 2]);
});
