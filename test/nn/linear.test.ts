import { expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { Random } from "../support/random";

test("linear and its gradients equal their sums, for random shapes and strides", () => {
  const dice = new Random(1);
  for (let turn = 0; turn < 200; turn++) {
    const [B, I, O] = [dice.integer(1, 9), dice.integer(1, 40), dice.integer(1, 20)];
    const matrix = (rows: number, columns: number): NdArray => {
      const turned = dice.pick([true, false]);
      return new NdArray(Float64Array.from(dice.numbers(rows * columns)), [rows, columns], turned ? [1, rows] : [columns, 1]);
    };
    const [x, w, g] = [matrix(B, I), matrix(O, I), matrix(B, O)];
    const bias = Float64Array.from(dice.numbers(O));
    const at = (array: NdArray, i: number, j: number) => array.get(i, j) as number;
    const sum = (count: number, term: (n: number) => number): number => Array.from({ length: count }, (_, n) => term(n)).reduce((total, value) => total + value, 0);
    const y = nn.linear(x, w, { bias }) as NdArray;
    const { gradInput, gradWeight, gradBias } = nn.linearBackward(g, x, w);
    for (let b = 0; b < B; b++) for (let o = 0; o < O; o++) expect(Math.abs(at(y, b, o) - bias[o] - sum(I, (i) => at(x, b, i) * at(w, o, i)))).toBeLessThan(1e-13);
    for (let b = 0; b < B; b++) for (let i = 0; i < I; i++) expect(Math.abs(at(gradInput as NdArray, b, i) - sum(O, (o) => at(g, b, o) * at(w, o, i)))).toBeLessThan(1e-13);
    for (let o = 0; o < O; o++) for (let i = 0; i < I; i++) expect(Math.abs(at(gradWeight as NdArray, o, i) - sum(B, (b) => at(g, b, o) * at(x, b, i)))).toBeLessThan(1e-13);
    for (let o = 0; o < O; o++) expect(Math.abs(gradBias[o] - sum(B, (b) => at(g, b, o)))).toBeLessThan(1e-13);
  }
});

test("leading axes stay", () => {
  const x = new NdArray(Float32Array.from({ length: 12 }, (_, n) => n), [2, 3, 2], [1, 4, 2]);
  const y = nn.linear(x, new NdArray(Float32Array.of(1, 10), [1, 2]));
  expect(y.toNested()).toEqual([[[20], [64], [108]], [[31], [75], [119]]]);
});
