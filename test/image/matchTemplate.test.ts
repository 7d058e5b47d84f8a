import { describe, expect, test } from "vitest";
import { image, NdArray } from "../../src/index";
import { Random } from "../support/random";

const methods = ["sqdiff", "sqdiffNormed", "ccorr", "ccorrNormed", "ccoeff", "ccoeffNormed"] as const;
type Method = (typeof methods)[number];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A score by its formula; what the limits of normed ones make of it is tested by itself. */
function definition(method: Method, templ: readonly (readonly number[])[], window: readonly (readonly number[])[]): number {
  const dot = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) => sum(a.map((channel, c) => sum(channel.map((value, n) => value * b[c][n]))));
  const centred = (a: readonly (readonly number[])[]) => a.map((channel) => channel.map((value) => value - sum(channel) / channel.length));
  const [t, x] = method.startsWith("ccoeff") ? [centred(templ), centred(window)] : [templ, window];
  const score = method.startsWith("sqdiff") ? sum(t.map((channel, c) => sum(channel.map((value, n) => (value - x[c][n]) ** 2)))) : dot(t, x);
  // above 1 there are differences only, and they become 1
  return method.endsWith("Normed") ? Math.min(1, score / Math.sqrt(dot(t, t) * dot(x, x))) : score;
}

/** The samples of a window, a list for each channel. */
function windowOf({ data, shape: [, W, C = 1] }: NdArray, top: number, left: number, h: number, w: number): number[][] {
  return Array.from({ length: C }, (_, c) => Array.from({ length: h * w }, (_, n) => data[((top + Math.floor(n / w)) * W + left + (n % w)) * C + c]));
}

function picture(dice: Random, shape: readonly number[], Holder: typeof Float32Array | typeof Uint8Array | typeof Float64Array): NdArray {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return new NdArray(new Holder(size).map(() => (Holder === Uint8Array ? dice.integer(0, 255) : dice.signed())), shape);
}

describe.each(methods)("%s", (method) => {
  test.each([Uint8Array, Float32Array, Float64Array])("is its formula, of %o, for small templates and large ones, of one to four channels", (Holder) => {
    const dice = new Random(method.length);
    for (const [H, W, h, w] of [[9, 11, 3, 4], [7, 7, 7, 7], [12, 5, 1, 5], [5, 12, 5, 1], [6, 6, 1, 1], [90, 80, 33, 37]]) {
      for (const C of H > 20 ? [1] : [1, 3, 4]) {
        const shape = (rows: number, columns: number) => (C === 1 ? [rows, columns] : [rows, columns, C]);
        const [x, t] = [picture(dice, shape(H, W), Holder), picture(dice, shape(h, w), Holder)];
        // of one pixel and channel everything but its mean is rounding
        if (method === "ccoeffNormed" && h * w === 1) continue;
        const scores = image.matchTemplate(x, t, { method });
        expect(scores.shape).toEqual([H - h + 1, W - w + 1]);
        const own = windowOf(t, 0, 0, h, w);
        const scale = method.endsWith("Normed") ? 1 : Math.max(...own.flat().map(Math.abs)) ** 2 * h * w * C;
        const epsilon = Holder === Float64Array ? 1e-13 : 1e-7;
        for (let turn = 0; turn < 60; turn++) {
          const [i, j] = [dice.integer(0, H - h), dice.integer(0, W - w)];
          const expected = definition(method, own, windowOf(x, i, j, h, w));
          expect(Math.abs((scores.get(i, j) as number) - expected), `${H}·${W}, ${h}·${w}, ${C} channels at ${i}, ${j}`).toBeLessThanOrEqual(8 * epsilon * scale);
        }
      }
    }
  });

  test("finds a patch of bytes where it was cut out, its score exact", () => {
    const dice = new Random(4);
    const x = picture(dice, [200, 220], Uint8Array);
    const t = new NdArray(Uint8Array.from(windowOf(x, 71, 140, 40, 50)[0]), [40, 50]);
    const scores = image.matchTemplate(x, t, { method });
    const best = method.startsWith("sqdiff") ? Math.min(...scores.data) : Math.max(...scores.data);
    expect(scores.get(71, 140)).toBe(best);
    if (method.startsWith("sqdiff")) expect(best).toBe(0);
    else if (method.endsWith("Normed")) expect(best).toBeCloseTo(1, 6);
    else if (method === "ccorr") expect(best).toBe(Math.fround(sum(Array.from(t.data, (value) => value * value))));
  });

  test("finds a patch of more pixels than the largest transform of filters has points", () => {
    const dice = new Random(5);
    const x = picture(dice, [540, 530], Uint8Array);
    const t = new NdArray(Uint8Array.from(windowOf(x, 7, 3, 520, 515)[0]), [520, 515]);
    const scores = image.matchTemplate(x, t, { method, out: new Float64Array(21 * 16) });
    const best = method.startsWith("sqdiff") ? Math.min(...scores) : Math.max(...scores);
    expect(scores[7 * 16 + 3]).toBe(best);
    if (method === "sqdiff") expect(best).toBe(0);
    if (method === "ccorr") expect(best).toBe(sum(Array.from(t.data, (value) => value * value)));
  });

  test("is NaN everywhere if the template holds one number that is not finite", () => {
    const dice = new Random(7);
    for (const value of [NaN, -Infinity]) {
      const t = picture(dice, [3, 4, 2], Float64Array);
      t.data[5] = value;
      expect([...image.matchTemplate(picture(dice, [5, 5, 2], Float64Array), t, { method }).data]).toEqual(new Array(6).fill(NaN));
    }
  });

  test("lets NaN and infinity reach the windows that hold them, and no others", () => {
    const dice = new Random(6);
    for (const value of [NaN, Infinity]) {
      const x = picture(dice, [30, 30], Float64Array);
      x.data[15 * 30 + 15] = value;
      const scores = image.matchTemplate(x, picture(dice, [4, 3], Float64Array), { method });
      for (let i = 0; i < 27; i++) {
        for (let j = 0; j < 28; j++) expect(Number.isNaN(scores.get(i, j)), `${value} at ${i}, ${j}`).toBe(i >= 12 && i <= 15 && j >= 13 && j <= 15);
      }
    }
  });
});

describe("normed scores", () => {
  const flat = new NdArray(new Uint8Array(16).fill(7), [4, 4]);
  const pattern = new NdArray(Uint8Array.of(1, 2, 3, 4), [2, 2]);

  test("of windows of one colour are 0, or 1 as a difference of nothing", () => {
    expect([...image.matchTemplate(flat, pattern, { method: "ccoeffNormed" }).data]).toEqual(new Array(9).fill(0));
    const dark = new NdArray(new Uint8Array(16), [4, 4]);
    expect([...image.matchTemplate(dark, pattern, { method: "ccorrNormed" }).data]).toEqual(new Array(9).fill(0));
    expect([...image.matchTemplate(dark, pattern, { method: "sqdiffNormed" }).data]).toEqual(new Array(9).fill(1));
  });

  test("of a template of one colour are 1 for the coefficient", () => {
    expect([...image.matchTemplate(flat, new NdArray(new Uint8Array(4).fill(9), [2, 2]), { method: "ccoeffNormed" }).data]).toEqual(new Array(9).fill(1));
  });

  test("of a difference far above the norms are 1", () => {
    // Σ(T − I)² is four times √(ΣT²·ΣI²) where I = −T
    expect(image.matchTemplate([[-1, -2]], [[1, 2]], { method: "sqdiffNormed" }).toNested()).toEqual([[1]]);
  });
});

test("results are float32, but for 32-bit integers and float64, and go into out", () => {
  const dtypeOf = (Holder: new (length: number) => Uint16Array | Int32Array | Float64Array) => image.matchTemplate(new NdArray(new Holder(4), [2, 2]), new NdArray(new Uint8Array(1), [1, 1]), { method: "ccorr" }).dtype as string;
  expect([Uint16Array, Int32Array, Float64Array].map(dtypeOf)).toEqual(["float32", "float64", "float64"]);
  const out = new Float64Array(2);
  expect(image.matchTemplate([[1, 2, 3]], [[1, 1]], { method: "ccorr", out })).toBe(out);
  expect([...out]).toEqual([3, 5]);
});
