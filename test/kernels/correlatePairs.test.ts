import { describe, expect, test } from "vitest";
import { correlateTaps } from "../definition/correlate";
import { differingBits } from "../support/bits";
import { random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

interface Picture {
  /** Outputs of a row, rows of the kernel, its columns, groups of such kernels, and numbers between rows of the input. */
  N: number;
  rows: number;
  columns: number;
  groups: number;
  pitch: number;
  skew?: number;
}

/** Where each tap of `rows` rows lies, group after group, in elements. */
function table({ groups, columns, pitch }: Picture, rows: number): number[] {
  const inner = Array.from({ length: rows * columns }, (_, k) => (k % columns) + pitch * Math.floor(k / columns));
  return Array.from({ length: groups }, (_, g) => inner.map((offset) => offset + g * 11 * pitch)).flat();
}

describe.each<RealType>(reals)("pairs of runs, $name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("direct");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const lanes = 16 / size;
  const outputs = (at: number, N: number) => sandbox.read(ArrayType as never, at, N) as Float64Array;

  function oneRow(picture: Picture): void {
    const { N, columns: K, groups, pitch, skew = 0 } = picture;
    const offsets = table({ ...picture, columns: K + lanes }, 1);
    const x = ArrayType.from(random(N + K, N + groups * 11 * pitch + K + lanes));
    const w = ArrayType.from(random(~N, K * groups));
    sandbox.reset();
    const xAt = sandbox.input(x, skew);
    const offsetAt = sandbox.input(Int32Array.from(offsets, (offset) => offset * size), (skew * 4) % 16);
    const wAt = sandbox.input(w, (skew * 3) % 16);
    const yAt = sandbox.output(N * size, (skew * 5) % 16);
    sandbox.run(`correlate_row_${name}`, xAt, offsetAt, wAt, yAt, N, K, groups);
    expect(differingBits(outputs(yAt, N), correlateTaps(x, 0, table(picture, 1), w, N, round)), JSON.stringify(picture)).toBeNull();
  }

  function twoRows(picture: Picture): void {
    const { N, rows, columns, groups, pitch, skew = 0 } = picture;
    const offsets = table(picture, rows + 1);
    const x = ArrayType.from(random(N + columns, N + (groups * 11 + rows + 1) * pitch + columns));
    const w = ArrayType.from(random(~N, rows * columns * groups));
    sandbox.reset();
    const xAt = sandbox.input(x, skew);
    const offsetAt = sandbox.input(Int32Array.from(offsets, (offset) => offset * size), (skew * 4) % 16);
    const wAt = sandbox.input(w, (skew * 3) % 16);
    const yStep = N + 3;
    const yAt = sandbox.output((yStep + N) * size, (skew * 5) % 16);
    const between = [...outputs(yAt + N * size, 3)];
    sandbox.run(`correlate_rows_${name}`, xAt, offsetAt, wAt, yAt, yStep * size, N, rows * columns, columns, groups);
    for (const row of [0, 1]) {
      const expected = correlateTaps(x, row * pitch, table(picture, rows), w, N, round);
      expect(differingBits(outputs(yAt + row * yStep * size, N), expected), `row ${row} of ${JSON.stringify(picture)}`).toBeNull();
    }
    expect([...outputs(yAt + N * size, 3)], "between the rows nothing is written").toEqual(between);
  }

  // A tile is eight vectors of one row, or four of each of two.
  test.each([lanes, lanes + 1, 2 * lanes, 9, 15, 33])("a row is the definition bit for bit for K = %i and every N to four tiles", (columns) => {
    for (let N = 8 * lanes; N <= 34 * lanes; N++) oneRow({ N, rows: 1, columns, groups: 1, pitch: 0 });
  });

  test("a row over groups of taps", () => {
    for (const groups of [2, 3, 5]) for (let N = 8 * lanes; N <= 17 * lanes; N++) oneRow({ N, rows: 1, columns: lanes + 3, groups, pitch: 40 });
  });

  test.each([[1, 1], [1, 3], [2, 1], [3, 3], [5, 5], [4, 7], [11, 11]])("two rows are the definition bit for bit for %i by %i taps and every N to five tiles", (rows, columns) => {
    for (let N = 4 * lanes; N <= 21 * lanes; N++) twoRows({ N, rows, columns, groups: 1, pitch: N + columns - 1 });
  });

  test("two rows over groups of taps", () => {
    for (const groups of [2, 3, 5]) for (let N = 4 * lanes; N <= 13 * lanes; N++) twoRows({ N, rows: 3, columns: 4, groups, pitch: N + 9 });
  });

  test("need no aligned pointers", () => {
    for (let skew = 0; skew < 16; skew++) {
      oneRow({ N: 9 * lanes + 1, rows: 1, columns: 9, groups: 1, pitch: 0, skew });
      twoRows({ N: 5 * lanes + 1, rows: 3, columns: 3, groups: 2, pitch: 70, skew });
    }
  });
});
