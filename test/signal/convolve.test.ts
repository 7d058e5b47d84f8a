import { expect, test } from "vitest";
import { chooseConvMethod, convolve, correlate } from "../../src/signal/index.js";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";

test.each(reals)("the way of short calls gives the bits of the general one, and is what chooseConvMethod says: $name", ({ ArrayType }) => {
  const dice = new Random(7);
  const said = new Set<string>();
  for (const [N, K] of [[1, 1], [5, 5], [64, 3], [130, 129], [256, 255], [257, 256], [512, 130], [600, 400], [1365, 49], [3000, 70], [16385, 2]]) {
    const [x, h] = [ArrayType.from(dice.numbers(N)), ArrayType.from(dice.numbers(K))];
    x[N >> 1] = NaN;
    for (const mode of ["full", "same", "valid"] as const) {
      const method = chooseConvMethod(x, h, { mode });
      said.add(method);
      for (const call of [convolve, correlate]) {
        const general = call({ data: x, shape: [N] }, h, { mode, method });
        for (const way of [method, "auto"] as const) expect(differingBits(call(x, h, { mode, method: way }), general.data), `${N} by ${K}, ${mode}, ${way}`).toBeNull();
      }
    }
  }
  expect([...said].sort()).toEqual(["direct", "fft"]);
});

test.each([Float32Array, Float64Array])("same has in1's length and centring where in1 is the shorter one, short or long: %p", (Type) => {
  for (const [N, K] of [[1, 3], [2, 7], [3, 100], [5, 4000]]) {
    const x = new Type(Array.from({ length: N }, (_, n) => n + 1));
    const h = new Type(Array.from({ length: K }, (_, k) => (k % 17) - 8));
    const full = convolve(x, h);
    const start = (K - 1) >> 1;
    expect(convolve(x, h, { mode: "same" })).toEqual(full.slice(start, start + N));
    expect(full[start]).toBe(Array.from(x).reduce((sum, value, n) => sum + value * (h[start - n] ?? 0), 0));
  }
});

test("sums over no samples are zeros, and two empty sides have as many outputs as SciPy's valid has, by every method", () => {
  const ones = (shape: readonly number[]) => ({ data: new Float64Array(shape.reduce((size, extent) => size * extent, 1)).fill(1), shape });
  const cases = [
    [[3, 0], [2, 0], { full: [4, 0], same: [3, 0], valid: [2, 1] }],
    [[0, 0], [0, 0], { full: [0, 0], same: [0, 0], valid: [1, 1] }],
    [[2, 3], [0, 2], { full: [1, 4], same: [2, 3], valid: [3, 2] }],
    [[0, 3], [1, 2], { full: [0, 4], same: [0, 3] }],
  ] as const;
  for (const [N, K, shapes] of cases) {
    for (const mode of Object.keys(shapes) as ("full" | "same" | "valid")[]) {
      for (const method of ["direct", "fft", "auto"] as const) {
        const y = convolve(ones(N), ones(K), { mode, method });
        expect(y.shape, `${N} with ${K}, ${mode}`).toEqual((shapes as Record<string, readonly number[]>)[mode]);
        expect(y.data.every((value: number) => value === 0)).toBe(true);
      }
    }
  }
});
