import { describe, expect, test } from "vitest";
import { convolutionTransform } from "../../src/plan/fft/convolution.js";
import { convolutionLength } from "../../src/shape/fastLength.js";
import { allocate, heapBytes, release } from "../../src/wasm/heap.js";
import * as memory from "../../src/wasm/memory.js";
import { random } from "./reference.js";

const types = [
  { real: "f32", epsilon: 2 ** -23, ArrayType: Float32Array, lanes: 4 },
  { real: "f64", epsilon: 2 ** -52, ArrayType: Float64Array, lanes: 2 },
] as const;

describe.each(types)("convolution in $real", ({ real, epsilon, ArrayType, lanes }) => {
  const size = ArrayType.BYTES_PER_ELEMENT;
  const lengths = (kind: "real" | "complex", most: number): number[] => {
    const all: number[] = [];
    for (let n = convolutionLength(1, kind, lanes); n <= most; n = convolutionLength(n + 1, kind, lanes)) all.push(n);
    return all;
  };

  /** y = x ∗ h by the plan, every block a copy between fences; complex numbers are re, im in turn. */
  function run(n: number, kind: "real" | "complex", x: Float64Array, h: Float64Array): Float64Array {
    const before = heapBytes();
    const plan = convolutionTransform(n, real, kind);
    const numbers = kind === "real" ? n : 2 * n;
    const [xAt, hAt, yAt] = [allocate(numbers * size), allocate(numbers * size), allocate((numbers + 1) * size)];
    const [X, H] = [allocate(plan.spectrumBytes), allocate(plan.spectrumBytes)];
    memory[real].fill(0, xAt / size, xAt / size + numbers);
    memory[real].fill(0, hAt / size, hAt / size + numbers);
    memory[real].set(x, xAt / size);
    memory[real].set(h, hAt / size);
    memory[real][yAt / size + numbers] = -12345;
    plan.kernel(hAt, H);
    plan.forward(xAt, X);
    plan.multiply(X, H, X);
    plan.inverse(X, yAt);
    expect(memory[real][yAt / size + numbers]).toBe(-12345);
    const y = Float64Array.from(memory[real].subarray(yAt / size, yAt / size + numbers));
    for (const pointer of [xAt, hAt, yAt, X, H]) release(pointer);
    plan.dispose();
    expect(heapBytes()).toBe(before);
    return y;
  }

  function norm(x: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i] ** 2;
    return Math.sqrt(sum);
  }

  function check(y: Float64Array, expected: Float64Array, x: Float64Array, h: Float64Array): void {
    const difference = y.map((value, i) => value - expected[i]);
    expect(norm(difference) / norm(expected), `${y.length} numbers`).toBeLessThan(epsilon * Math.sqrt(Math.log2(y.length)));
    // A few points say little about their maximum.
    if (y.length < 256) return;
    const largest = difference.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest / (norm(x) * norm(h)), `${y.length} numbers`).toBeLessThan(epsilon / 2);
  }

  test("real: equals the sum at every length to 2048, wrapping round with its sign changed", () => {
    for (const n of lengths("real", 2048)) {
      const x = Float64Array.from(ArrayType.from(random(n, n)));
      const K = Math.min(n, 37);
      const h = Float64Array.from(ArrayType.from(random(~n, K)));
      const y = run(n, "real", x, h);
      const expected = Float64Array.from({ length: n }, (_, i) => {
        let sum = 0;
        for (let k = 0; k < K; k++) sum += h[k] * (i >= k ? x[i - k] : -x[i - k + n]);
        return sum;
      });
      check(y, expected, x, h);
    }
  });

  test("complex: equals the circular sum at every length to 1024", () => {
    for (const n of lengths("complex", 1024)) {
      const x = Float64Array.from(ArrayType.from(random(n, 2 * n)));
      const K = Math.min(n, 23);
      const h = Float64Array.from(ArrayType.from(random(~n, 2 * K)));
      const y = run(n, "complex", x, h);
      const expected = new Float64Array(2 * n);
      for (let i = 0; i < n; i++) {
        let re = 0;
        let im = 0;
        for (let k = 0; k < K; k++) {
          const at = 2 * ((i - k + n) % n);
          re += h[2 * k] * x[at] - h[2 * k + 1] * x[at + 1];
          im += h[2 * k] * x[at + 1] + h[2 * k + 1] * x[at];
        }
        expected.set([re, im], 2 * i);
      }
      check(y, expected, x, h);
    }
  });

  test("an impulse far along a long signal comes back where it was", () => {
    const n = convolutionLength(2 ** 18 - 5, "real", lanes);
    const x = new Float64Array(n);
    x[n - 1000] = 1;
    const y = run(n, "real", x, Float64Array.of(0, 3, -2));
    expect(Math.abs(y[n - 999] - 3)).toBeLessThan(8 * epsilon);
    expect(Math.abs(y[n - 998] + 2)).toBeLessThan(8 * epsilon);
    expect(y.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(13, 5);
  });
});
