import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { Sandbox } from "../support/sandbox";

describe("four rows as one line", () => {
  const sandbox = new Sandbox("separable");
  const dice = new Random(1);

  test("interleave_u8 takes bytes less the centre, at every length, alignment and number of rows", () => {
    for (let N = 0; N <= 40; N++) {
      for (let R = 1; R <= 4; R++) {
        const pitch = N + dice.integer(0, 5);
        sandbox.reset();
        const x = new Uint8Array((R - 1) * pitch + N).map(() => dice.integer(0, 255));
        const at = sandbox.input(x, dice.integer(0, 15));
        const y = sandbox.output(16 * N, dice.integer(0, 15));
        sandbox.run("interleave_u8", at, pitch, R, y, N, 100);
        const expected = Array.from({ length: 4 * N }, (_, i) => x[Math.min(i % 4, R - 1) * pitch + (i >> 2)] - 100);
        expect([...sandbox.read(Float32Array, y, 4 * N)], JSON.stringify({ N, R })).toEqual(expected);
      }
    }
  });

  test("separate_f32 writes as many rows as are asked for", () => {
    for (let N = 0; N <= 40; N++) {
      for (let R = 1; R <= 4; R++) {
        sandbox.reset();
        const x = Float32Array.from({ length: 4 * N }, () => dice.integer(-1000, 1000));
        const at = sandbox.input(x, dice.integer(0, 15));
        const rows = Array.from({ length: R }, () => sandbox.output(4 * N, 4));
        sandbox.run("separate_f32", at, rows[0], R > 1 ? rows[1] - rows[0] : 0, R, N);
        rows.forEach((row, r) => {
          expect([...sandbox.read(Float32Array, row, N)], JSON.stringify({ N, R, r })).toEqual([...x].filter((_, i) => i % 4 === r));
        });
      }
    }
  });

  test("alternate_u8 takes pixels of any size from two places in turn, and at most fifteen bytes more", () => {
    for (const bytes of [1, 2, 3, 4, 8, 12, 16, 20, 32, 40]) {
      for (let N = 0; N <= 9; N++) {
        const step = bytes * dice.integer(1, 4);
        sandbox.reset();
        const [a, b] = [0, 1].map(() => new Uint8Array(N * step + 16).map(() => dice.integer(0, 255)));
        const [atA, atB] = [a, b].map((x) => sandbox.input(x, dice.integer(0, 15)));
        const y = sandbox.output(2 * N * bytes + 15, dice.integer(0, 15));
        sandbox.run("alternate_u8", atA, atB, step, y, bytes, N);
        const expected = Array.from({ length: 2 * N }, (_, n) => [...(n % 2 ? b : a).subarray((n >> 1) * step, (n >> 1) * step + bytes)]).flat();
        expect([...sandbox.read(Uint8Array, y, 2 * N * bytes)], JSON.stringify({ bytes, N, step })).toEqual(expected);
      }
    }
  });
});
