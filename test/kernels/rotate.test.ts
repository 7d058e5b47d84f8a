import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

/** Strides in numbers, forwards and backwards, and 0, by which one number meets every root. */
const STEPS = [[1, -1], [2, -2], [3, 0], [0, 1], [-1, 5]] as const;

describe.each(reals)("turning lines of $name by roots", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("fft");
  const dice = new Random(5);
  const size = ArrayType.BYTES_PER_ELEMENT;
  /** Where the first of N numbers lies that are `step` apart in the room that they take. */
  const first = (N: number, step: number): number => (step < 0 ? -step * Math.max(0, N - 1) : 0);
  const room = (N: number, step: number): number => (N === 0 ? 0 : Math.abs(step) * (N - 1) + 1);
  const skew = (): number => dice.integer(0, 15);

  test("two lines become complex numbers at every length, stride and alignment", () => {
    for (let N = 0; N <= 20; N++) {
      for (const [xStep, uStep] of STEPS) {
        sandbox.reset();
        const [x, u] = [xStep, uStep].map((step) => ArrayType.from(dice.numbers(room(N, step))));
        const w = Float64Array.from(dice.numbers(2 * N));
        const [xAt, uAt] = [sandbox.input(x, skew()) + first(N, xStep) * size, sandbox.input(u, skew()) + first(N, uStep) * size];
        const wAt = sandbox.input(w, skew());
        const z = sandbox.output(2 * N * size, skew());
        sandbox.run(`rotate_in_${name}`, xAt, xStep * size, uAt, uStep * size, wAt, z, N, 1.25, -3);
        const expected = Array.from({ length: N }, (_, n) => {
          const [re, im, c, s] = [x[first(N, xStep) + n * xStep], u[first(N, uStep) + n * uStep], w[2 * n], w[2 * n + 1]];
          return [round((re * c - im * s) * 1.25), round((re * s + im * c) * -3)];
        });
        expect([...sandbox.read<Float32Array | Float64Array>(ArrayType, z, 2 * N)], `${N} numbers, ${xStep} and ${uStep} apart`).toEqual(expected.flat());
      }
    }
  });

  test("complex numbers become two lines at every length, stride and alignment", () => {
    for (let N = 0; N <= 20; N++) {
      for (const [yStep, vStep] of STEPS) {
        sandbox.reset();
        const z = ArrayType.from(dice.numbers(2 * N));
        const w = Float64Array.from(dice.numbers(2 * N));
        const [zAt, wAt] = [sandbox.input(z, skew()), sandbox.input(w, skew())];
        const lines = [yStep, vStep].map((step) => ({ step, at: sandbox.state(new ArrayType(room(N, step)), skew()) }));
        const [y, v] = lines.map(({ at, step }) => at + first(N, step) * size);
        sandbox.run(`rotate_out_${name}`, zAt, wAt, y, yStep * size, v, vStep * size, N, 0.5, -2);
        lines.forEach(({ step, at }, part) => {
          const expected = new Array<number>(room(N, step)).fill(0);
          for (let n = 0; n < N; n++) {
            const [re, im, c, s] = [z[2 * n], z[2 * n + 1], w[2 * n], w[2 * n + 1]];
            expected[first(N, step) + n * step] = part === 0 ? round((re * c - im * s) * 0.5) : round((re * s + im * c) * -2);
          }
          expect([...sandbox.read<Float32Array | Float64Array>(ArrayType, at, expected.length)], `${N} numbers, ${step} apart`).toEqual(expected);
        });
      }
    }
  });
});
