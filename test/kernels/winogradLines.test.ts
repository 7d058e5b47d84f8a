import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { type RealType, reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

const points = [1 / 2, -1 / 2, 1, -1, 2, -2];
const B = [
  [1, 0, -21 / 4, 0, 21 / 4, 0, -1, 0],
  [0, 2, 4, -5 / 2, -5, 1 / 2, 1, 0],
  [0, -2, 4, 5 / 2, -5, -1 / 2, 1, 0],
  [0, 1, 1, -17 / 4, -17 / 4, 1, 1, 0],
  [0, -1, 1, 17 / 4, -17 / 4, -1, 1, 0],
  [0, 1 / 2, 1 / 4, -5 / 2, -5 / 4, 2, 1, 0],
  [0, -1 / 2, 1 / 4, 5 / 2, -5 / 4, -2, 1, 0],
  [0, -1, 0, 21 / 4, 0, -21 / 4, 0, 1],
];
const A = Array.from({ length: 6 }, (_, j) => [j === 0 ? 1 : 0, ...points.map((p) => p ** j), j === 5 ? 1 : 0]);
const times = (M: readonly (readonly number[])[], x: readonly number[]): number[] => M.map((row) => row.reduce((sum, a, k) => sum + a * x[k], 0));

// Integers, multiples of what the matrices divide by, so that every sum is exact and the order of additions does not matter.
describe.each<RealType>(reals)("Winograd's lines in $name", ({ name, ArrayType }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const lanes = 16 / size;
  const W = 2 * lanes;
  const integers = (seed: number, length: number, factor: number): number[] => new Random(seed).numbers(length).map((value) => Math.round(value * 50) * factor);
  const zeroed = (list: ArrayLike<number>): number[] => Array.from(list, (value) => value + 0);

  test("inputs are Bᵀ x of every tile and channel, however far tiles are apart", () => {
    for (let N = 0; N <= 5; N++) {
      for (const step of [3, 6]) {
        for (const C of [lanes, 2 * lanes, 3 * lanes]) {
          const x = integers(N * 10 + C, (Math.max(0, N - 1) * step + 8) * C, 4);
          sandbox.reset();
          const from = sandbox.input(ArrayType.from(x), size);
          const v = sandbox.output(8 * N * C * size, size);
          sandbox.run(`winograd_line_input_${name}`, from, step * C * size, v, N * C * size, N, C);
          const expected = new ArrayType(8 * N * C);
          for (let n = 0; n < N; n++) {
            for (let c = 0; c < C; c++) {
              const tile = Array.from({ length: 8 }, (_, k) => x[(step * n + k) * C + c]);
              times(B, tile).forEach((value, f) => (expected[(f * N + n) * C + c] = value));
            }
          }
          expect(differingBits(zeroed(sandbox.read(ArrayType as never, v, expected.length) as Float64Array), zeroed(expected)), `${N} ${step} ${C}`).toBeNull();
        }
      }
    }
  });

  test("outputs are Aᵀ m of every tile of a panel, and tell of what is not finite", () => {
    for (let N = 0; N <= 5; N++) {
      for (const wrong of [null, ...(N > 0 ? [NaN, Infinity, -Infinity] : [])]) {
        const m = integers(N, 8 * (N + 1) * W, 32);
        if (wrong !== null) m[(3 * (N + 1) + (N >> 1)) * W + (N % W)] = wrong;
        sandbox.reset();
        const from = sandbox.input(ArrayType.from(m), size);
        const y = sandbox.output(6 * N * W * size, size);
        const sum = sandbox.run(`winograd_line_output_${name}`, from, (N + 1) * W * size, y, N);
        if (wrong !== null) {
          expect(sum).toBeNaN();
          continue;
        }
        expect(sum).toBe(0);
        const expected = new ArrayType(6 * N * W);
        for (let n = 0; n < N; n++) {
          for (let o = 0; o < W; o++) {
            const tile = Array.from({ length: 8 }, (_, f) => m[(f * (N + 1) + n) * W + o]);
            times(A, tile).forEach((value, j) => (expected[(6 * n + j) * W + o] = value));
          }
        }
        expect(differingBits(zeroed(sandbox.read(ArrayType as never, y, expected.length) as Float64Array), zeroed(expected)), `${N}`).toBeNull();
      }
    }
  });

  test("every output and every lane tells of an infinity in its frequency alone", () => {
    for (let f = 0; f < 8; f++) {
      for (let lane = 0; lane < W; lane++) {
        const m = new ArrayType(8 * W);
        m[f * W + lane] = Infinity;
        sandbox.reset();
        const from = sandbox.input(m, size);
        expect(sandbox.run(`winograd_line_output_${name}`, from, W * size, sandbox.output(6 * W * size), 1), `${f} ${lane}`).toBeNaN();
      }
    }
  });
});
