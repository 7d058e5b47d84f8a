import { describe, expect, test } from "vitest";
import { signal } from "../../src/index";
import { convolve } from "../definition/convolve";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { asInput, asTensor, describePair, randomPair, randomTensor, TURNS } from "./arrays";

// Sums of which a transform's error is larger than a half, in long signals, where auto would transform others.
test("are summed where a transform could not be rounded to them", () => {
  const dice = new Random(24);
  const x = Float64Array.from({ length: 30_000 }, () => dice.integer(-6e6, 6e6));
  const h = Float64Array.from({ length: 5000 }, () => dice.integer(-6e6, 6e6));
  const exact = signal.convolve(x, h, { method: "direct" });
  expect(differingBits(signal.convolve(x, h, { method: "auto" }), exact)).toBeNull();
  const small = x.map((value) => value % 1000);
  expect(differingBits(signal.convolve(small, h, { method: "auto" }), signal.convolve(small, h, { method: "direct" })), "and rounded where it could").toBeNull();
});

describe.each(["direct", "fft", "auto"] as const)("integers by %s", (method) => {
  test("come out exactly", () => {
    const dice = new Random(21);
    for (let turn = 0; turn < TURNS; turn++) {
      // Sums stay below 2^24, which float32 holds.
      const pair = randomPair(dice, { values: (d) => d.integer(-200, 200) });
      const { x, h, mode, real } = pair;
      const actual = asTensor(signal.convolve(asInput(x, real), asInput(h, real), { mode, method }));
      expect(actual, describePair(pair)).toEqual(convolve(x, h, mode));
    }
  });

  test("are associative: (x ∗ h) ∗ g = x ∗ (h ∗ g)", () => {
    const dice = new Random(22);
    const ours = (...[x, h, real]: [Parameters<typeof asInput>[0], Parameters<typeof asInput>[0], Parameters<typeof asInput>[1]]) =>
      asTensor(signal.convolve(asInput(x, real), asInput(h, real), { method }));
    for (let turn = 0; turn < TURNS; turn++) {
      const pair = randomPair(dice, { mode: "full", values: (d) => d.integer(-20, 20) });
      const { x, h, real } = pair;
      const g = randomTensor(dice, x.shape.map(() => dice.integer(1, 3)), real, (d) => d.integer(-20, 20));
      expect(ours(ours(x, h, real), g, real), describePair(pair)).toEqual(ours(x, ours(h, g, real), real));
    }
  });

  test("beyond 2^31 come out exactly too, in float64", () => {
    const dice = new Random(23);
    for (let turn = 0; turn < 50; turn++) {
      const [N, K] = [dice.integer(1, 300), dice.integer(1, 40)];
      const x = Float64Array.from({ length: N }, () => dice.integer(-(2 ** 22), 2 ** 22));
      const h = Float64Array.from({ length: K }, () => dice.integer(-(2 ** 22), 2 ** 22));
      const expected = convolve({ shape: [N], re: [...x], im: null }, { shape: [K], re: [...h], im: null }, "full");
      expect([...signal.convolve(x, h, { method })]).toEqual(expected.re);
    }
  });
});
