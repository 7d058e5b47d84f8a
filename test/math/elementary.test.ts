import { describe, expect, test } from "vitest";
import { besselI0 } from "../../src/math/bessel.js";
import { exp, fifthRoot } from "../../src/math/exponential.js";
import { cosPi, cosTurns, sinc, sinPi, sinTurns } from "../../src/math/turns.js";
import { Random } from "../support/random.js";
import { values } from "./values.js";

const functions = { cosTurns, sinTurns, cosPi, sinPi, exp, fifthRoot, besselI0 } as Record<keyof typeof values, (...x: number[]) => number>;

/** How many doubles apart a value is from the one nearest to the truth. */
function unitsApart(value: number, truth: number): number {
  const [a, b] = new BigInt64Array(Float64Array.of(value, truth).buffer);
  return Math.abs(Number(a - b));
}

describe.each(Object.entries(values))("%s", (name, rows) => {
  const most = name === "fifthRoot" ? 2 : 1;
  test.each(rows.map((row) => ({ x: row.slice(0, -1), truth: row[row.length - 1] })))(`is within ${most} of the nearest double at $x`, ({ x, truth }) => {
    expect(unitsApart(functions[name as keyof typeof values](...x), truth)).toBeLessThanOrEqual(most);
  });
});

test("quarters of a turn are exact", () => {
  for (const n of [4, 8, 400, 2 ** 20]) {
    const cosines = [0, 1, 2, 3, 4, -1].map((quarter) => cosTurns((quarter * n) / 4, n));
    expect(cosines.map((value) => value + 0)).toEqual([1, 0, -1, 0, 1, 0]);
    expect([0, 1, 2, 3, 4, -1].map((quarter) => sinTurns((quarter * n) / 4, n) + 0)).toEqual([0, 1, 0, -1, 0, -1]);
  }
  expect([cosPi(0.5) + 0, sinPi(1) + 0, cosPi(3), sinPi(-2.5)]).toEqual([0, 0, -1, -1]);
  expect([sinc(0), sinc(1) + 0, sinc(-2) + 0]).toEqual([1, 0, 0]);
});

test("turns keep their symmetries in every bit", () => {
  const random = new Random(1);
  for (let i = 0; i < 1000; i++) {
    const n = random.integer(1, 1e6);
    const k = random.integer(-2 * n, 2 * n);
    expect(cosTurns(-k, n)).toBe(cosTurns(k, n));
    expect(sinTurns(-k, n) + 0).toBe(-sinTurns(k, n) + 0);
    expect(cosTurns(k + n, n)).toBe(cosTurns(k, n));
    expect(sinTurns(k, n)).toBe(cosTurns(4 * k - n, 4 * n));
    expect(Math.abs(cosTurns(k, n) ** 2 + sinTurns(k, n) ** 2 - 1)).toBeLessThanOrEqual(2 ** -51);
  }
});

test("limits", () => {
  expect([exp(-Infinity), exp(-800), exp(Infinity), exp(710), exp(NaN)]).toEqual([0, 0, Infinity, Infinity, NaN]);
  expect(exp(-745)).toBe(4.94065645841246544e-324);
  expect([fifthRoot(0), fifthRoot(Infinity)]).toEqual([0, Infinity]);
  expect([besselI0(714), besselI0(-714), besselI0(NaN)]).toEqual([Infinity, Infinity, NaN]);
});
