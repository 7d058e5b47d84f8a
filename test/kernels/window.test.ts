import { describe, expect, test } from "vitest";
import { windowMeans } from "../definition/window";
import { Random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

interface Case {
  R: number;
  N: number;
  K: number;
  /** Samples between rows, beyond N. */
  gap?: number;
  skews?: [x: number, y: number];
}

describe.each<RealType>(reals)("windows_$name", ({ name, ArrayType }) => {
  const sandbox = new Sandbox("separable");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const dice = new Random(5);

  /** Runs the kernel; the outputs of each line. */
  function means(x: Float32Array | Float64Array, { R, N, K, gap = 0, skews = [0, 0] }: Case, divisor: number): number[][] {
    sandbox.reset();
    const xAt = sandbox.input(x, skews[0]);
    const rows = Array.from({ length: R }, () => sandbox.output(N * size, skews[1]));
    const yStep = R > 1 ? rows[1] - rows[0] : 0;
    sandbox.run(`windows_${name}`, xAt, (N + gap) * size, K, divisor, rows[0], yStep, R, N);
    const read = rows.map((at) => sandbox.read(ArrayType as never, at, N) as Float64Array);
    return Array.from({ length: N }, (_, n) => read.map((row) => row[n]));
  }

  /** Whole numbers: every sum is exact, and the mean is rounded once. */
  function equals(box: Case): void {
    const { R, N, K, gap = 0 } = box;
    const x = new ArrayType((R + K) * (N + gap)).map(() => dice.integer(-999, 999));
    for (const divisor of [1, K]) {
      means(x, box, divisor).forEach((line, n) => {
        expect(line, JSON.stringify(box)).toEqual(Array.from(new ArrayType(windowMeans(x, n, N + gap, K, divisor, R))));
      });
    }
  }

  // Blocks of up to K outputs; every remainder of rows and vectors.
  test.each([1, 2, 3, 7, 20])("equal the definition for windows of %i, 1 … 24 rows and N = 0 … 10", (K) => {
    for (let R = 1; R <= 24; R++) for (let N = 0; N <= 10; N++) equals({ R, N, K });
  });

  test("at any alignment, and with rows that lie apart", () => {
    for (let turn = 0; turn < 200; turn++) {
      const [R, N, K] = [dice.integer(1, 30), dice.integer(0, 40), dice.integer(1, 40)];
      equals({ R, N, K, gap: dice.integer(0, 5), skews: [dice.integer(0, 15), dice.integer(0, 15)] });
    }
  });

  test("are not disturbed by what lies outside them", () => {
    for (const N of [1, 5]) {
      for (const value of [NaN, Infinity, 1e30]) {
        const [R, K, at] = [40, 6, 17];
        const x = new ArrayType((R + K) * N).fill(0.5);
        x[at * N] = value;
        const [line] = means(x, { R, N, K }, K);
        line.forEach((mean, r) => expect(mean === 0.5, `${value}, row ${r}`).toBe(at < r || at >= r + K));
      }
    }
  });
});
