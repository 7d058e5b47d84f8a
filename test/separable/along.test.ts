import { describe, expect, test } from "vitest";
import { read } from "../../src/array/source";
import { targetOf } from "../../src/array/target";
import { correlateAlong } from "../../src/plan/separable/along";
import { type BorderKind, borderIndex } from "../../src/shape/border";
import { rowMajor, sizeOf } from "../../src/shape/strides";
import { indicesOf, place } from "../definition/tensor";
import { Random } from "../support/random";

const kinds: BorderKind[] = ["constant", "replicate", "reflect", "mirror", "wrap"];

/** One axis after another, each sum as it is written. */
function definition(x: readonly number[], shape: readonly number[], kernels: readonly { axis: number; weights: Float64Array; before: number }[], kind: BorderKind, value: number): number[] {
  return kernels.reduce<readonly number[]>(
    (data, { axis, weights, before }) =>
      indicesOf(shape).map((index) =>
        weights.reduce((sum, weight, k) => {
          const at = borderIndex(index[axis] - before + k, shape[axis], kind);
          const sample = at < 0 ? value : data[place(index.with(axis, at), shape)];
          return sum + weight * sample;
        }, 0),
      ),
    x,
  ) as number[];
}

function kernelOf(dice: Random, axis: number): { axis: number; weights: Float64Array; before: number } {
  const kind = dice.pick(["even", "odd", "none", "mean"]);
  if (kind === "mean") {
    const K = dice.integer(1, 70);
    return { axis, weights: new Float64Array(K).fill(1 / K), before: dice.integer(0, K - 1) };
  }
  const K = dice.integer(1, 9);
  const weights = Float64Array.from(dice.numbers(K));
  if (kind !== "none") for (let k = 0; 2 * k < K; k++) weights[K - 1 - k] = kind === "even" ? weights[k] : 2 * k === K - 1 ? 0 : -weights[k];
  return { axis, weights, before: dice.integer(0, K - 1) };
}

describe("correlateAlong", () => {
  test.each(kinds)("equals the sums along axes for random shapes, kernels and axes, border %s", (kind) => {
    const dice = new Random(kinds.indexOf(kind));
    for (let turn = 0; turn < 120; turn++) {
      const rank = dice.integer(1, 4);
      const shape = Array.from({ length: rank }, () => dice.integer(1, rank > 2 ? 6 : 40));
      const axes = shape.map((_, axis) => axis).filter(() => dice.next() < 0.7);
      const kernels = axes.map((axis) => kernelOf(dice, axis));
      const data = dice.numbers(sizeOf(shape));
      const expected = definition(data, shape, kernels, kind, 0.75);
      const ArrayType = dice.pick([Float32Array, Float64Array]);
      const strided = dice.next() < 0.3;
      const x = strided
        ? read({ data: ArrayType.from(data.toReversed()), shape, stride: rowMajor(shape).map((step) => -step), offset: data.length - 1 }, "x")
        : read({ data: ArrayType.from(data), shape }, "x");
      const out = dice.next() < 0.3 ? { data: new ArrayType(data.length), shape, stride: rowMajor(shape).map((step) => -step), offset: data.length - 1 } : undefined;
      const target = targetOf(out, shape, ArrayType === Float32Array ? "float32" : "float64", false);
      correlateAlong(x, kernels, { kind, value: 0.75 }, target);
      const y = out ? target.data.toReversed() : target.data;
      const limit = (ArrayType === Float32Array ? 1e-5 : 1e-13) * 10 ** rank;
      expected.forEach((value, n) => expect(Math.abs(y[n] - value), `turn ${turn}, shape ${shape}, output ${n}`).toBeLessThan(limit));
    }
  });

  test("takes bands and strips of arrays that do not fit one of them", () => {
    const dice = new Random(3);
    const shape = [150, 9000];
    const data = dice.numbers(sizeOf(shape));
    const x = read({ data: Float64Array.from(data), shape }, "x");
    const kernels = [0, 1].map((axis) => ({ axis, weights: Float64Array.of(1, 2, 3, 2, 1), before: 2 }));
    const target = targetOf(undefined, shape, "float64", false);
    correlateAlong(x, kernels, { kind: "mirror", value: 0 }, target);
    for (let turn = 0; turn < 3000; turn++) {
      const [i, j] = [dice.integer(0, 149), turn < 1500 ? dice.integer(0, 8999) : Math.min(8999, 256 * dice.integer(0, 35) + dice.integer(0, 3))];
      let sum = 0;
      for (let a = 0; a < 5; a++) {
        for (let b = 0; b < 5; b++) {
          const at = borderIndex(i + a - 2, 150, "mirror") * 9000 + borderIndex(j + b - 2, 9000, "mirror");
          sum += kernels[0].weights[a] * kernels[1].weights[b] * data[at];
        }
      }
      expect(Math.abs(target.data[i * 9000 + j] - sum)).toBeLessThan(1e-12);
    }
  });

  test("keeps re and im of complex arrays apart", () => {
    const x = read({ data: Float64Array.of(1, 10, 2, 20, 4, 40, 8, 80), shape: [2, 2], dtype: "complex128" }, "x");
    const target = targetOf(undefined, [2, 2], "complex128", false);
    const weights = Float64Array.of(1, 0, 1);
    correlateAlong(x, [{ axis: 1, weights, before: 1 }, { axis: 0, weights: Float64Array.of(2), before: 0 }], { kind: "constant", value: 1, imaginary: 3 }, target);
    expect([...target.data]).toEqual([6, 46, 4, 26, 18, 166, 10, 86]);
  });

  test("may write where it reads", () => {
    const data = Float64Array.of(1, 2, 3, 4, 5, 6);
    const x = read({ data, shape: [3, 2] }, "x");
    correlateAlong(x, [{ axis: 0, weights: Float64Array.of(1, 1), before: 1 }], { kind: "wrap", value: 0 }, targetOf(data, [3, 2], "float64", false));
    expect([...data]).toEqual([6, 8, 4, 6, 8, 10]);
  });
});
