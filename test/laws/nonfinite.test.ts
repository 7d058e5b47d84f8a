import { describe, expect, test } from "vitest";
import { convolve as numpyConvolve, signal } from "../../src/index";
import { convolve, magnitudes, norm } from "../definition/convolve";
import type { Tensor } from "../definition/tensor";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { asInput, asTensor, describePair, DIRECT, randomPair, randomTensor, SPREAD, TURNS } from "./arrays";

const SPECIAL = [NaN, Infinity, -Infinity];

/** Finite numbers with a few that are not. */
const mixed = (dice: Random): number => (dice.next() < 0.03 ? dice.pick(SPECIAL) : dice.signed());

const tamed = ({ shape, re, im }: Tensor): Tensor => {
  const finite = (value: number) => (Number.isFinite(value) ? value : 0);
  return { shape, re: re.map(finite), im: im && im.map(finite) };
};

describe.each(["direct", "fft", "auto"] as const)("%s", (method) => {
  test("lets NaN and infinity reach the outputs that the sum gives them to, and no others", () => {
    const dice = new Random(41);
    for (let turn = 0; turn < TURNS; turn++) {
      const pair = randomPair(dice, { values: mixed });
      const { x, h, mode, real } = pair;
      const expected = convolve(x, h, mode);
      const actual = asTensor(signal.convolve(asInput(x, real), asInput(h, real), { mode, method }));
      // What the finite samples add up to decides how far finite outputs may be off; in float64 the definition errs as much.
      const [xFinite, hFinite] = [tamed(x), tamed(h)];
      const most = magnitudes(xFinite, hFinite, mode).map((value) => Math.max(2 * DIRECT * value, SPREAD * norm(xFinite) * norm(hFinite)) * real.epsilon);
      for (const part of ["re", "im"] as const) {
        (expected[part] ?? []).forEach((value, n) => {
          const got = actual[part]![n];
          const right = Number.isFinite(value) ? Math.abs(got - value) <= most[n] : Object.is(got, value);
          if (!right) expect.fail(`${describePair(pair)}: ${part} of output ${n} is ${got}, not ${value}`);
        });
      }
    }
  });

  test.each([NaN, Infinity, -Infinity])("keeps a kernel's %f away from the zeros outside", (value) => {
    expect([...signal.convolve([1, 2], [value, 1], { method })]).toEqual([value, value, 2]);
    expect([...numpyConvolve([1, 2, 3], [1, value], { method, mode: "same" })]).toEqual([1, value, value]);
  });

  // So many that their products are counted by signs, and not added one by one.
  test("is right where a third of the samples are not finite, in long signals and several axes", () => {
    const dice = new Random(42);
    for (const [xShape, hShape] of [[[6000], [2500]], [[90, 70], [40, 60]]]) {
      for (const special of [SPECIAL, [Infinity]]) {
        const x = randomTensor(dice, xShape, reals[1], (d) => (d.next() < 0.3 ? d.pick(special) : d.next() < 0.1 ? 0 : d.signed()));
        const h = randomTensor(dice, hShape, reals[1], (d) => (d.next() < 0.0005 ? Infinity : d.signed()));
        const actual = asTensor(signal.convolve(asInput(x, reals[1]), asInput(h, reals[1]), { mode: "same", method }));
        const expected = convolve(x, h, "same");
        const wrong = expected.re.findIndex((value, n) => (Number.isFinite(value) ? !Number.isFinite(actual.re[n]) : !Object.is(actual.re[n], value)));
        expect(wrong < 0 ? null : `output ${wrong}: ${actual.re[wrong]}, not ${expected.re[wrong]}`).toBeNull();
      }
    }
  });

  test("finds one NaN in a long signal, and spreads it no further than the kernel reaches", () => {
    for (const { ArrayType } of reals) {
      const x = new ArrayType(50_000).map((_, n) => Math.sin(n));
      const h = new ArrayType(101).map((_, k) => 1 / (1 + k));
      x[30_000] = NaN;
      const y = signal.convolve(x, h, { method });
      const first = y.findIndex(Number.isNaN);
      expect([first, y.findLastIndex(Number.isNaN), y.filter((value) => !Number.isFinite(value)).length]).toEqual([30_000, 30_100, 101]);
    }
  });
});
