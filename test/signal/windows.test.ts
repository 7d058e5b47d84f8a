import { describe, expect, test } from "vitest";
import { windows } from "../../src/signal/index.js";

type AnyWindow = (M: unknown, options?: unknown) => Float64Array;

/** Each window as the literature writes it, with the engine's own functions, for n = 0 … M − 1 and M > 1. */
const definitions: Record<string, { options?: object; value: (n: number, M: number) => number }> = {
  boxcar: { value: () => 1 },
  triang: { value: (n, M) => 1 - Math.abs(2 * n - M + 1) / (M % 2 ? M + 1 : M) },
  bartlett: { value: (n, M) => 1 - Math.abs((2 * n) / (M - 1) - 1) },
  hann: { value: (n, M) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (M - 1)) },
  hamming: { value: (n, M) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (M - 1)) },
  blackman: { value: (n, M) => 0.42 - 0.5 * Math.cos((2 * Math.PI * n) / (M - 1)) + 0.08 * Math.cos((4 * Math.PI * n) / (M - 1)) },
  gaussian: { options: { std: 2.5 }, value: (n, M) => Math.exp(-((n - (M - 1) / 2) ** 2) / (2 * 2.5 ** 2)) },
  kaiser: { options: { beta: 6 }, value: (n, M) => i0(6 * Math.sqrt(1 - ((2 * n) / (M - 1) - 1) ** 2)) / i0(6) },
  generalHamming: { options: { alpha: 0.7 }, value: (n, M) => 0.7 - 0.3 * Math.cos((2 * Math.PI * n) / (M - 1)) },
};

function i0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 60; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

describe.each(Object.entries(definitions))("%s", (name, { options, value }) => {
  const window = windows[name as keyof typeof windows] as AnyWindow;

  test("is its definition, for M = 2 … 70", () => {
    for (let M = 2; M <= 70; M++) {
      const w = window(M, options);
      expect(w).toHaveLength(M);
      for (let n = 0; n < M; n++) expect(Math.abs(w[n] - value(n, M)), `w[${n}] of ${M}`).toBeLessThan(1e-14);
    }
  });

  test("is symmetric in every bit; the periodic one is a symmetric one without its end", () => {
    for (const M of [1, 2, 3, 8, 33, 100]) {
      const w = window(M, options);
      expect(w).toEqual(w.slice().reverse());
      if (M > 1) expect(window(M, { ...options, sym: false })).toEqual(window(M + 1, options).slice(0, M));
    }
  });

  test("of no sample and of one", () => {
    expect(window(0, options)).toEqual(new Float64Array(0));
    expect(window(1, options)).toEqual(Float64Array.of(1));
    expect(window(1, { ...options, sym: false })).toEqual(Float64Array.of(1));
  });

  test("fills out", () => {
    const out = new Float32Array(9);
    expect(window(9, { ...options, out })).toBe(out);
    expect(out).toEqual(Float32Array.from(window(9, options)));
    expect(() => window(9, { ...options, out: new Float64Array(8) })).toThrow(/^out: expected 9 elements.*got 8 elements/);
  });

  test("refuses bad arguments", () => {
    expect(() => window(-1, options)).toThrow(new RangeError("M: expected an integer from 0 to 268435456, got -1"));
    expect(() => window(2.5, options)).toThrow(RangeError);
    expect(() => window("8", options)).toThrow(new TypeError('M: expected an integer, got the string "8"'));
    expect(() => window(8, { ...options, sym: 1 })).toThrow(new TypeError("options.sym: expected true or false, got 1"));
  });
});

test("parameters are needed, and checked", () => {
  const { gaussian, kaiser, generalHamming } = windows as unknown as Record<string, AnyWindow>;
  expect(() => gaussian(5)).toThrow(new TypeError("options.std: expected a number, got undefined"));
  expect(() => gaussian(5, { std: 0 })).toThrow(new RangeError("options.std: expected a number above 0, got 0"));
  expect(() => kaiser(5, {})).toThrow(new TypeError("options.beta: expected a number, got undefined"));
  expect(() => generalHamming(5, { alpha: NaN })).toThrow(RangeError);
});

test("fills integers rounded half to even", () => {
  const out = new Uint8Array(5);
  windows.generalHamming(5, { alpha: 1.5, out });
  expect([...out]).toEqual([2, 2, 1, 2, 2]);
});
