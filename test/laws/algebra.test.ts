import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setDeterministic } from "../../src/wasm/engine";
import { signal } from "../../src/index";
import { convolve, magnitudes, spanOf } from "../definition/convolve";
import { conjugated, crop, reversed, sizeOf, type Tensor } from "../definition/tensor";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import type { RealType } from "../support/real";
import { asInput, asTensor, beyond, describePair, DIRECT, type Pair, randomPair, randomTensor, TURNS } from "./arrays";

type Options = { mode: "full" | "same" | "valid"; method: "direct" };
const ours = (x: Tensor, h: Tensor, real: RealType, options: Options): Tensor => asTensor(signal.convolve(asInput(x, real), asInput(h, real), options));
const full: Options = { mode: "full", method: "direct" };

/** A law compares two sums. */
const ALLOWED = 2 * DIRECT;
const bound = (real: RealType, magnitude: readonly number[]): number[] => magnitude.map((value) => ALLOWED * real.epsilon * value);

function eachPair(seed: number, wish: Parameters<typeof randomPair>[1], visit: (pair: Pair, dice: Random) => void): void {
  const dice = new Random(seed);
  for (let turn = 0; turn < TURNS; turn++) visit(randomPair(dice, wish), dice);
}

describe("direct convolution", () => {
  describe("in the plain build", () => {
    beforeAll(() => setDeterministic(true));
    afterAll(() => setDeterministic(false));

    test("equals the definition bit for bit", () => {
      eachPair(1, {}, (pair) => {
        const { x, h, mode, real } = pair;
        const actual = ours(x, h, real, { mode, method: "direct" });
        const expected = convolve(x, h, mode, real.round);
        expect(actual.shape, describePair(pair)).toEqual(expected.shape);
        expect(differingBits(actual.re, expected.re), describePair(pair)).toBeNull();
        expect(differingBits(actual.im ?? [], expected.im ?? []), describePair(pair)).toBeNull();
      });
    });
  });

  test("is linear: (a·x + b·z) ∗ h = a·(x ∗ h) + b·(z ∗ h)", () => {
    eachPair(2, { sides: "real" }, (pair, dice) => {
      const { x, h, mode, real } = pair;
      const z = randomTensor(dice, x.shape, real, (d) => d.signed());
      const [a, b] = [4 * dice.signed(), 4 * dice.signed()];
      const mixed = { ...x, re: x.re.map((value, n) => real.round(a * value + b * z.re[n])) };
      const [one, two] = [x, z].map((side) => ours(side, h, real, { mode, method: "direct" }));
      const expected = { ...one, re: one.re.map((value, n) => a * value + b * two.re[n]) };
      const weights = { ...x, re: x.re.map((value, n) => Math.abs(a * value) + Math.abs(b * z.re[n])) };
      expect(beyond(ours(mixed, h, real, { mode, method: "direct" }), expected, bound(real, magnitudes(weights, h, mode))), describePair(pair)).toBeNull();
    });
  });

  test("commutes with a shift: zeros before x come out before y", () => {
    eachPair(3, { mode: "full" }, (pair, dice) => {
      const { x, h, real } = pair;
      const shift = x.shape.map(() => dice.integer(0, 3));
      const one: Tensor = { shape: shift.map((n) => n + 1), re: [], im: null };
      const impulse = { ...one, re: Array.from({ length: sizeOf(one.shape) }, (_, n) => (n === sizeOf(one.shape) - 1 ? 1 : 0)) };
      const late = ours(convolve(x, impulse, "full"), h, real, full);
      const expected = ours(x, h, real, full);
      expect(beyond(crop(late, shift, expected.shape), expected, bound(real, magnitudes(x, h, "full"))), describePair(pair)).toBeNull();
    });
  });

  test("is commutative", () => {
    eachPair(4, { mode: "full" }, (pair) => {
      const { x, h, real } = pair;
      expect(beyond(ours(x, h, real, full), ours(h, x, real, full), bound(real, magnitudes(x, h, "full"))), describePair(pair)).toBeNull();
    });
  });

  test("has correlation as its adjoint: ⟨x ∗ h, y⟩ = ⟨x, y ⋆ h⟩", () => {
    eachPair(5, { mode: "full" }, (pair, dice) => {
      const { x, h, real } = pair;
      const there = ours(x, h, real, full);
      const y = randomTensor(dice, there.shape, real, (d) => d.signed(), dice.next() < 0.5);
      const back = asTensor(signal.correlate(asInput(y, real), asInput(h, real), { mode: "valid", method: "direct" }));
      const [left, right] = [inner(there, y), inner(x, back)];
      // Errors of the sums inside, by the largest product of each.
      const magnitude = magnitudes(x, h, "full").reduce((sum, value, n) => sum + value * (Math.abs(y.re[n]) + Math.abs(y.im?.[n] ?? 0)), 0);
      for (const part of [0, 1]) expect(Math.abs(left[part] - right[part]), describePair(pair)).toBeLessThanOrEqual(ALLOWED * real.epsilon * magnitude);
    });
  });

  test("gives the same samples in every mode: full holds same, and both hold valid", () => {
    eachPair(6, { mode: "valid" }, (pair) => {
      const { x, h, real } = pair;
      const whole = ours(x, h, real, full);
      for (const mode of ["same", "valid"] as const) {
        const spans = x.shape.map((N, axis) => spanOf(mode, N, h.shape[axis]));
        const part = crop(whole, spans.map(({ start }) => start), spans.map(({ length }) => length));
        const actual = ours(x, h, real, { mode, method: "direct" });
        expect(actual.shape, describePair(pair)).toEqual(part.shape);
        expect(beyond(actual, part, bound(real, magnitudes(x, h, mode))), describePair(pair)).toBeNull();
      }
    });
  });

  test("with a kernel turned round and conjugated is correlation", () => {
    eachPair(7, {}, (pair) => {
      const { x, h, mode, real } = pair;
      const correlated = asTensor(signal.correlate(asInput(x, real), asInput(h, real), { mode, method: "direct" }));
      expect(correlated, describePair(pair)).toEqual(ours(x, conjugated(reversed(h)), real, { mode, method: "direct" }));
    });
  });
});

/** Σ a · conj(b), as [re, im]. */
function inner(a: Tensor, b: Tensor): [number, number] {
  let [re, im] = [0, 0];
  for (let n = 0; n < a.re.length; n++) {
    const [ai, bi] = [a.im?.[n] ?? 0, b.im?.[n] ?? 0];
    re += a.re[n] * b.re[n] + ai * bi;
    im += ai * b.re[n] - a.re[n] * bi;
  }
  return [re, im];
}
