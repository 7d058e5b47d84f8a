import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("measure");
const SPECIAL = [NaN, Infinity, -Infinity];

/** Lengths around several vectors. */
const LENGTHS = [...Array(20).keys(), 63, 64, 65, 1000];

describe.each<RealType>(reals)("on $name", ({ name, ArrayType, epsilon }) => {
  const read = (at: number, length: number) => sandbox.read(ArrayType as never, at, length) as Float64Array;

  function measure(x: Float32Array | Float64Array, skew = 0): number[] {
    sandbox.reset();
    const at = sandbox.input(x, skew);
    const result = sandbox.output(32);
    sandbox.run(`measure_${name}`, at, x.length, result);
    return [...sandbox.read(Float64Array, result, 4)];
  }

  test("measure finds the largest magnitude, the energy and the distance from integers, at every length and alignment", () => {
    for (const N of LENGTHS) {
      for (let skew = 0; skew < 16; skew += 3) {
        const x = ArrayType.from(random(N + skew, N).map((value) => 100 * value));
        const [largest, energy, zeros, fractions] = measure(x, skew);
        expect(largest).toBe(Math.max(0, ...x.map(Math.abs)));
        const squares = [...x].reduce((sum, value) => sum + value * value, 0);
        const distances = [...x].reduce((sum, value) => sum + Math.abs(value - Math.round(value)), 0);
        expect(Math.abs(energy - squares)).toBeLessThanOrEqual(1e-13 * squares);
        expect(Math.abs(fractions - distances)).toBeLessThanOrEqual(1e-13 * distances + epsilon);
        expect(Math.abs(zeros)).toBe(0);
      }
    }
  });

  test("measure sees one number that is not finite wherever it stands", () => {
    for (const N of [1, 2, 3, 4, 5, 7, 8, 9, 33]) {
      for (let at = 0; at < N; at++) {
        for (const value of SPECIAL) {
          const x = new ArrayType(N).fill(1);
          x[at] = value;
          expect(measure(x)[2], `${value} at ${at} of ${N}`).toBeNaN();
        }
      }
    }
  });

  test.each(["measure", "image"])("sum_squares of the module %s is the energy, at every length and alignment, and not finite if a number is not", (module) => {
    const own = new Sandbox(module);
    const energyOf = (x: Float32Array | Float64Array, skew: number): number => {
      own.reset();
      return own.run(`sum_squares_${name}`, own.input(x, skew), x.length);
    };
    for (const N of LENGTHS) {
      for (let skew = 0; skew < 16; skew += 3) {
        const x = ArrayType.from(random(N + skew, N));
        const squares = [...x].reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(energyOf(x, skew) - squares)).toBeLessThanOrEqual(N * epsilon * squares);
        if (N === 0) continue;
        x[(N * 7 + skew) % N] = SPECIAL[skew % 3];
        expect(Number.isFinite(energyOf(x, skew))).toBe(false);
      }
    }
  });

  test("measure gives integers no distance, and half of one the whole half", () => {
    expect(measure(ArrayType.of(1, -2, 3, 1e6, -7, 0, 5))[3]).toBe(0);
    for (let at = 0; at < 9; at++) {
      const x = new ArrayType(9).fill(4);
      x[at] = 4.25;
      expect(measure(x)[3]).toBe(0.25);
    }
  });

  test("clear_non_finite makes zeros of NaN and infinity and leaves the rest, subnormal numbers and −0 too", () => {
    for (const N of LENGTHS) {
      for (let skew = 0; skew < 16; skew += ArrayType.BYTES_PER_ELEMENT) {
        const x = ArrayType.from(random(N, N).map((value, n) => [NaN, value, Infinity, -0, -Infinity, 1e-40, value * 1e30][n % 7]));
        sandbox.reset();
        const at = sandbox.output(x.byteLength, skew);
        sandbox.write(x, at);
        sandbox.run(`clear_non_finite_${name}`, at, N);
        expect(differingBits(read(at, N), x.map((value) => (Number.isFinite(value) ? value : 0)))).toBeNull();
      }
    }
  });

  test("round gives the nearest integers, ties to even, and no −0", () => {
    const values = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999997, -0.2, 8388609, -3, 1e20, 0];
    for (const N of LENGTHS) {
      for (let skew = 0; skew < 16; skew += ArrayType.BYTES_PER_ELEMENT) {
        const x = new ArrayType(N).map((_, n) => values[(n + skew) % values.length]);
        sandbox.reset();
        const at = sandbox.output(x.byteLength, skew);
        sandbox.write(x, at);
        sandbox.run(`round_${name}`, at, N);
        const even = (value: number) => (value - Math.floor(value) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)) + 0;
        expect(differingBits(read(at, N), x.map(even))).toBeNull();
      }
    }
  });
});
