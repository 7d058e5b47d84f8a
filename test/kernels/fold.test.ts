import { describe, expect, test } from "vitest";
import { foldTaps } from "../definition/fold";
import { differingBits } from "../support/bits";
import { Random, random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

const signs = [[0, 1], [1, -1]] as const;

interface Case {
  R: number;
  N: number;
  /** Taps of the kernel. */
  K: number;
  /** Samples between rows, beyond N. */
  gap?: number;
  skews?: [x: number, y: number];
  /** Whether sums start from numbers of their own. */
  started?: boolean;
}

describe.each<RealType>(reals)("fold_$name of the plain build", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("separable");
  const size = ArrayType.BYTES_PER_ELEMENT;

  function equals({ R, N, K, gap = 0, skews = [0, 0], started = false }: Case): void {
    for (const [odd, sign] of signs) {
      const pitch = N + gap;
      const pairs = Array.from({ length: (K + 1) >> 1 }, (_, k): [number, number] => [(K - 1 - k) * pitch, k * pitch]);
      const x = ArrayType.from(random(N * 100 + K, (R + K) * pitch));
      const w = ArrayType.from(random(~N, pairs.length));
      sandbox.reset();
      const xAt = sandbox.input(x, skews[0]);
      const wAt = sandbox.input(w);
      const rows = Array.from({ length: R }, () => sandbox.output(N * size, skews[1]));
      const yStep = R > 1 ? rows[1] - rows[0] : 0;
      const z = started ? ArrayType.from(random(~K, (yStep / size) * (R - 1) + N)) : undefined;
      const zAt = z ? sandbox.input(z, skews[0]) : 0;
      sandbox.run(`fold_${name}`, xAt, pitch * size, wAt, pairs.length, K - 1, zAt, rows[0], yStep, R, N, odd);
      rows.forEach((at, r) => {
        const y = sandbox.read(ArrayType as never, at, N) as Float64Array;
        expect(differingBits(y, foldTaps(x, r * pitch, pairs, w, N, sign, round, z?.subarray((r * yStep) / size))), `row ${r} of ${JSON.stringify({ R, N, K, odd })}`).toBeNull();
      });
    }
  }

  // Four rows are summed at once; every remainder of rows and vectors.
  test.each([1, 2, 3, 5, 16, 33])("equals the definition bit for bit for %i taps, 1 … 9 rows and N = 0 … 18", (K) => {
    for (let R = 1; R <= 9; R++) for (let N = 0; N <= 18; N++) equals({ R, N, K, started: N % 2 === 1 });
  });

  test("at any alignment, and with rows that lie apart", () => {
    const dice = new Random(7);
    for (let turn = 0; turn < 200; turn++) {
      const [R, N, K] = [dice.integer(1, 14), dice.integer(0, 40), dice.integer(1, 20)];
      equals({ R, N, K, gap: dice.integer(0, 5), skews: [dice.integer(0, 15), dice.integer(0, 15)], started: dice.next() < 0.5 });
    }
  });
});
