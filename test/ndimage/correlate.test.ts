import { describe, expect, test } from "vitest";
import { NdArray, ndimage } from "../../src/index";
import { type Mode, modes, sampleAt } from "../definition/border";
import { indicesOf, sizeOf, type Tensor } from "../definition/tensor";
import { asInput, asTensor, beyond, randomTensor, SPREAD } from "../laws/arrays";
import { Random } from "../support/random";
import { reals } from "../support/real";

interface Window {
  readonly mode: Mode;
  readonly cval: { re: number; im: number };
  readonly origin: readonly number[];
}

/** y[n] = Σ_k conj(w[k]) · x[n − ⌊K/2⌋ − origin + k], or, turned, y[n] = Σ_k w[k] · x[n + ⌊K/2⌋ + origin − k], and Σ|w|·|x| with it. */
function definition(op: "correlate" | "convolve", x: Tensor, w: Tensor, { mode, cval, origin }: Window): { y: Tensor; most: number[] } {
  const sign = op === "correlate" ? 1 : -1;
  const outputs = indicesOf(x.shape);
  const [re, im, most] = [0, 0, 0].map(() => new Array<number>(outputs.length).fill(0));
  outputs.forEach((n, i) => {
    indicesOf(w.shape).forEach((k, j) => {
      const at = n.map((_, axis) => n[axis] + sign * (k[axis] - Math.floor(w.shape[axis] / 2) - origin[axis]));
      const sample = sampleAt(x, at, mode, cval);
      const [wr, wi] = [w.re[j], sign === 1 ? -(w.im?.[j] ?? 0) : (w.im?.[j] ?? 0)];
      re[i] += wr * sample.re - wi * sample.im;
      im[i] += wr * sample.im + wi * sample.re;
      most[i] += Math.hypot(wr, wi) * Math.hypot(sample.re, sample.im);
    });
  });
  return { y: { shape: x.shape, re, im: x.im || w.im ? im : null }, most };
}

const LONGEST = [0, 30, 8, 4];

function randomCase(dice: Random) {
  const real = dice.pick(reals);
  const rank = dice.integer(1, 3);
  const shape = (): number[] => Array.from({ length: rank }, () => dice.integer(1, LONGEST[rank]));
  const [xShape, wShape] = [shape(), shape()];
  const x = randomTensor(dice, xShape, real, (d) => d.signed(), dice.next() < 0.3);
  const w = randomTensor(dice, wShape, real, (d) => d.signed(), dice.next() < 0.3);
  const origin = wShape.map((K) => dice.integer(-Math.floor(K / 2), Math.floor((K - 1) / 2)));
  const cval = { re: real.round(dice.signed()), im: x.im ? real.round(dice.signed()) : 0 };
  return { real, x, w, window: { mode: dice.pick(modes), cval, origin } };
}

describe.each(["correlate", "convolve"] as const)("%s", (op) => {
  test("is the sum over every weight, for every mode, legal origin and 1,500 random shapes, larger weights than arrays included", () => {
    const dice = new Random(op.length);
    for (let turn = 0; turn < 1500; turn++) {
      const { real, x, w, window } = randomCase(dice);
      const { y, most } = definition(op, x, w, window);
      const cval = x.im ? window.cval : window.cval.re;
      const actual = asTensor(ndimage[op](asInput(x, real), asInput(w, real), { ...window, cval }) as NdArray);
      const count = sizeOf(w.shape) * (x.im && w.im ? 2 : 1);
      const bound = most.map((value) => (1.5 * Math.sqrt(count) + 2 * SPREAD) * real.epsilon * value + 1e-300);
      expect(beyond(actual, y, bound), `${window.mode}, origin ${window.origin}, [${x.shape}] by [${w.shape}], turn ${turn}`).toBeNull();
    }
  });

  test(`${op}1d is the same along one axis, its line's weights alone`, () => {
    const dice = new Random(7 + op.length);
    for (let turn = 0; turn < 300; turn++) {
      const { real, x, w: all, window } = randomCase(dice);
      const axis = dice.integer(0, x.shape.length - 1);
      const w: Tensor = { shape: [all.shape[axis]], re: all.re.slice(0, all.shape[axis]), im: all.im && all.im.slice(0, all.shape[axis]) };
      const shape = x.shape.map((_, i) => (i === axis ? w.shape[0] : 1));
      const origin = window.origin.map((value, i) => (i === axis ? value : 0));
      const { y, most } = definition(op, x, { ...w, shape }, { ...window, origin });
      const options = { mode: window.mode, cval: x.im ? window.cval : window.cval.re, axis: dice.next() < 0.5 ? axis : axis - x.shape.length, origin: origin[axis] };
      const actual = asTensor(ndimage[`${op}1d`](asInput(x, real), asInput(w, real), options) as NdArray);
      expect(beyond(actual, y, most.map((value) => 16 * real.epsilon * value + 1e-300)), `axis ${axis} of [${x.shape}] by ${w.shape}`).toBeNull();
    }
  });

  test("lets NaN and infinity reach the outputs whose window holds them, and no others", () => {
    const dice = new Random(99);
    for (let turn = 0; turn < 300; turn++) {
      const { real, x: finite, w, window } = randomCase(dice);
      if (finite.im || w.im) continue;
      const x = { ...finite, re: finite.re.map((value) => (dice.next() < 0.1 ? dice.pick([NaN, Infinity, -Infinity]) : value)) };
      const { y } = definition(op, x, w, window);
      const actual = asTensor(ndimage[op](asInput(x, real), asInput(w, real), { ...window, cval: window.cval.re }) as NdArray);
      const picture = (values: readonly number[]) => values.map((value) => (Number.isFinite(value) ? "." : String(value))).join(" ");
      expect(picture(actual.re), `${window.mode} of [${x.shape}] by [${w.shape}]`).toBe(picture(y.re));
    }
  });

  test("is as fast as a transform allows with weights that are large", () => {
    const dice = new Random(3);
    const x = randomTensor(dice, [600, 500], reals[1], (d) => d.signed());
    const w = randomTensor(dice, [61, 61], reals[1], (d) => d.signed());
    const started = performance.now();
    const y = ndimage[op](asInput(x, reals[1]), asInput(w, reals[1])) as NdArray;
    // by sums alone it would be a thousand million products
    expect(performance.now() - started).toBeLessThan(1500);
    const corner = { shape: [70, 70], re: indicesOf([70, 70]).map(([i, j]) => x.re[i * 500 + j]), im: null };
    const sign = op === "correlate" ? 1 : -1;
    for (const [i, j] of [[0, 0], [5, 9], [9, 3]]) {
      let sum = 0;
      indicesOf(w.shape).forEach((k, t) => (sum += w.re[t] * sampleAt(corner, [i + sign * (k[0] - 30), j + sign * (k[1] - 30)], "reflect", { re: 0, im: 0 }).re));
      expect(y.get(i, j)).toBeCloseTo(sum, 9);
    }
  });
});
