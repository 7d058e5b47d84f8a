import { describe, expect, test } from "vitest";
import { foldTaps } from "../definition/fold";
import { differingBits } from "../support/bits";
import { Random, random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

const signs = [["even", 1], ["odd", -1]] as const;

interface Case {
  N: number;
  pairs: [number, number][];
  R?: number;
  skews?: [x: number, y: number];
  seed?: number;
}

describe.each<RealType>(reals)("fold_…_$name of the plain build", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("separable");
  const size = ArrayType.BYTES_PER_ELEMENT;

  function equals({ N, pairs, R = 1, skews = [0, 0], seed = N * 100 + pairs.length }: Case): void {
    for (const [word, sign] of signs) {
      const offsets = pairs.flat();
      const before = Math.max(0, ...offsets.map((offset) => -offset));
      const pitch = before + N + Math.max(0, ...offsets) + 3;
      const x = ArrayType.from(random(seed, R * pitch));
      const w = ArrayType.from(random(~seed, pairs.length));
      sandbox.reset();
      const xAt = sandbox.input(x, skews[0]) + before * size;
      const offsetAt = sandbox.input(Int32Array.from(offsets, (offset) => offset * size));
      const wAt = sandbox.input(w);
      const rows = Array.from({ length: R }, () => sandbox.output(N * size, skews[1]));
      const yPitch = R > 1 ? rows[1] - rows[0] : 0;
      sandbox.run(`fold_${word}_${name}`, xAt, pitch * size, offsetAt, wAt, rows[0], yPitch, R, N, pairs.length);
      rows.forEach((at, r) => {
        const y = sandbox.read(ArrayType as never, at, N) as Float64Array;
        expect(differingBits(y, foldTaps(x, r * pitch + before, pairs, w, N, sign, round)), `${word}, row ${r} of ${JSON.stringify({ N, pairs })}`).toBeNull();
      });
    }
  }
  const centred = (K: number): [number, number][] => Array.from({ length: (K + 1) >> 1 }, (_, k) => [K - 1 - k, k]);

  // Every tail after zero to several blocks: four vectors are 16 samples of f32, 8 of f64.
  test.each([0, 1, 2, 3, 5, 16, 33])("equals the definition bit for bit for %i taps and N = 0 … 100", (K) => {
    for (let N = 0; N <= 100; N++) equals({ N, pairs: centred(K) });
  });

  test("goes through rows by their pitches", () => {
    for (const N of [1, 3, 4, 7, 13, 28, 29, 60]) equals({ N, pairs: centred(7), R: 4 });
  });

  test("follows random tables, which overlap and repeat, at any alignment", () => {
    const dice = new Random(7);
    for (let turn = 0; turn < 200; turn++) {
      const pairs = Array.from({ length: dice.integer(1, 20) }, (): [number, number] => [dice.integer(-40, 40), dice.integer(-40, 40)]);
      equals({ N: dice.integer(0, 90), pairs, R: dice.integer(1, 3), skews: [dice.integer(0, 15), dice.integer(0, 15)], seed: turn });
    }
  });
});
