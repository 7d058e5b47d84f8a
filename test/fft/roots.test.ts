import { expect, test } from "vitest";
import { root, rootsOf } from "../../src/plan/fft/roots.js";

test("roots of one n are the same numbers as each alone, at any multiple", () => {
  for (const n of [1, 2, 3, 7, 8, 16, 24, 40, 100, 360, 1000, 4096]) {
    const roots = rootsOf(n, "f64");
    const [actual, expected] = [new Float64Array(2), new Float64Array(2)];
    for (let k = -n; k <= 2 * n; k++) {
      roots(k, actual, 0);
      root(k, n, expected, 0);
      expect(actual[0] === expected[0] && actual[1] === expected[1], `e^(-2πi ${k}/${n})`).toBe(true);
    }
  }
});

test("roots of long tables of f32 are the nearest ones, and those of quarter turns exact", () => {
  const n = 2 ** 18 * 3;
  const roots = rootsOf(n, "f32");
  const [actual, expected] = [new Float64Array(2), new Float64Array(2)];
  for (let k = -n; k <= 2 * n; k += 97) {
    roots(k, actual, 0);
    root(k, n, expected, 0);
    expect(Math.max(Math.abs(actual[0] - expected[0]), Math.abs(actual[1] - expected[1])), `e^(-2πi ${k}/${n})`).toBeLessThan(3e-16);
  }
  for (let quarter = -4; quarter <= 8; quarter++) {
    roots((quarter * n) / 4, actual, 0);
    root((quarter * n) / 4, n, expected, 0);
    expect(actual[0] === expected[0] && actual[1] === expected[1], `${quarter} quarter turns`).toBe(true);
  }
});

test("roots are those of Math to within its own error", () => {
  const value = new Float64Array(2);
  for (let n = 1; n < 400; n++) {
    for (let k = 0; k < n; k++) {
      root(k, n, value, 0);
      expect(Math.abs(value[0] - Math.cos((2 * Math.PI * k) / n))).toBeLessThan(1.5e-15);
      expect(Math.abs(value[1] + Math.sin((2 * Math.PI * k) / n))).toBeLessThan(1.5e-15);
    }
  }
});
