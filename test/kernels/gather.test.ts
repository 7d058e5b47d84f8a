import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { type RealType, reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

interface Run {
  offset: number;
  count: number;
}

describe.each<RealType>(reals)("gather_$name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const W = 32 / size;

  /** Runs the kernel between fences on `places` rows; its results beside the sum that its comment states. */
  function check(places: readonly number[], runs: readonly Run[], step: number, add: 0 | 1, skew: number, seed: number): void {
    const dice = new Random(seed);
    const K = runs.reduce((sum, { count }) => sum + count, 0);
    const ends = runs.map(({ offset, count }) => offset + Math.max(0, count - 1) * step);
    const x = ArrayType.from(dice.numbers(1 + Math.max(0, ...places) + Math.max(0, ...ends)));
    const w = ArrayType.from(dice.numbers(K * W));
    const before = ArrayType.from(dice.numbers(places.length * W));
    sandbox.reset();
    const xAt = sandbox.input(x, skew);
    const placeAt = sandbox.input(Int32Array.from(places, (at) => at * size), skew);
    const runAt = sandbox.input(Int32Array.from(runs.flatMap(({ offset, count }) => [offset * size, count])), skew);
    const wAt = sandbox.input(w, skew);
    const yAt = sandbox.state(before, skew);
    sandbox.run(`gather_${name}`, xAt, placeAt, runAt, runs.length, step * size, wAt, yAt, places.length, add);
    const expected = places.flatMap((place, p) =>
      Array.from({ length: W }, (_, o) => {
        let sum = 0;
        let k = 0;
        for (const { offset, count } of runs) for (let i = 0; i < count; i++, k++) sum = round(sum + round(x[place + offset + i * step] * w[k * W + o]));
        return add ? round(before[p * W + o] + sum) : sum;
      }),
    );
    expect(differingBits(sandbox.read(ArrayType as never, yAt, places.length * W) as Float64Array, expected), JSON.stringify({ places, runs, step, add, skew })).toBeNull();
  }

  test("equals the definition bit for bit, for 0 to 12 rows, runs of every length and both ways to end", () => {
    for (const P of [0, 4, 8, 12]) {
      for (let count = 0; count <= 9; count++) {
        const places = Array.from({ length: P }, (_, p) => 3 * p);
        for (const add of [0, 1] as const) check(places, [{ offset: 2, count }, { offset: 40, count: count + 1 }, { offset: 7, count: 1 }], 1, add, 0, count);
      }
    }
  });

  test("of no runs the sum is 0", () => {
    check([0, 1, 2, 3], [], 1, 0, 0, 1);
    check([0, 1, 2, 3], [], 1, 1, 0, 1);
  });

  test("follows random places, runs and steps at any alignment", () => {
    const dice = new Random(9);
    for (let turn = 0; turn < 300; turn++) {
      const places = Array.from({ length: 4 * dice.integer(1, 4) }, () => dice.integer(0, 50));
      const runs = Array.from({ length: dice.integer(1, 5) }, () => ({ offset: dice.integer(0, 60), count: dice.integer(1, 12) }));
      check(places, runs, dice.integer(1, 7), dice.pick([0, 1] as const), dice.integer(0, 15), turn);
    }
  });
});

describe.each<RealType>(reals)("finish_$name and layouts", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const W = 32 / size;

  test("finish delivers every count of pixels and channels, clamped, and keep NaN", () => {
    for (let P = 0; P <= 11; P++) {
      for (let O = 1; O <= W; O++) {
        for (const step of [1, 3]) {
          const dice = new Random(P * 100 + O);
          const y = ArrayType.from(dice.numbers(P * W));
          if (P > 1) y[W] = NaN;
          const bias = ArrayType.from(dice.numbers(W));
          const value = (p: number, o: number): number => {
            const sum = round(y[p * W + o] + bias[o]);
            return sum < -0.5 ? -0.5 : sum > 0.75 ? 0.75 : sum;
          };
          const pitch = P * step + 2;
          sandbox.reset();
          let at = [sandbox.input(y), sandbox.input(bias)];
          const planes = new ArrayType(O * pitch).fill(7);
          const out = sandbox.state(planes, size);
          sandbox.run(`finish_${name}`, at[0], at[1], out, P, O, pitch * size, step * size, -0.5, 0.75);
          for (let o = 0; o < O; o++) for (let p = 0; p < P; p++) planes[o * pitch + p * step] = value(p, o);
          expect(differingBits(sandbox.read(ArrayType as never, out, planes.length) as Float64Array, [...planes]), `planes ${P} ${O} ${step}`).toBeNull();

          sandbox.reset();
          at = [sandbox.input(y), sandbox.input(bias)];
          const pixels = new ArrayType(P * (O + step)).fill(7);
          const to = sandbox.state(pixels, size);
          sandbox.run(`finish_${name}`, at[0], at[1], to, P, O, size, (O + step) * size, -0.5, 0.75);
          for (let p = 0; p < P; p++) for (let o = 0; o < O; o++) pixels[p * (O + step) + o] = value(p, o);
          expect(differingBits(sandbox.read(ArrayType as never, to, pixels.length) as Float64Array, [...pixels]), `pixels ${P} ${O} ${step}`).toBeNull();
        }
      }
    }
  });

  test("transpose and copy move every count of rows and columns", () => {
    for (let rows = 0; rows <= 9; rows++) {
      for (let columns = 0; columns <= 9; columns++) {
        const x = ArrayType.from(new Random(rows * 10 + columns).numbers(rows * (columns + 2)));
        for (const kernel of ["transpose", "copy"] as const) {
          sandbox.reset();
          const from = sandbox.input(x, size);
          const [height, width] = kernel === "copy" ? [rows, columns] : [columns, rows];
          const y = new ArrayType(height * (width + 1)).fill(7);
          const to = sandbox.state(y);
          sandbox.run(`${kernel}_${name}`, from, (columns + 2) * size, to, (width + 1) * size, rows, kernel === "copy" ? columns * size : columns);
          for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) y[kernel === "copy" ? i * (width + 1) + j : j * (width + 1) + i] = x[i * (columns + 2) + j];
          expect(differingBits(sandbox.read(ArrayType as never, to, y.length) as Float64Array, [...y]), `${kernel} ${rows} ${columns}`).toBeNull();
        }
      }
    }
  });
});
