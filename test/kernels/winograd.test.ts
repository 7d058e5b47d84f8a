import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { type RealType, reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

const B = [[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]];
const A = [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]];
const G = [[1 / 4, 0, 0], [-1 / 6, -1 / 6, -1 / 6], [-1 / 6, 1 / 6, -1 / 6], [1 / 24, 1 / 12, 1 / 6], [1 / 24, -1 / 12, 1 / 6], [0, 0, 1]];
const turned = (M: readonly (readonly number[])[]): number[][] => M[0].map((_, j) => M.map((row) => row[j]));
/** M x Mᵀ */
const around = (M: number[][], x: number[][]): number[][] => M.map((row) => M.map((column) => row.reduce((sum, a, i) => sum + a * column.reduce((inner, b, j) => inner + b * x[i][j], 0), 0)));

// Integers, so that every sum is exact and the order of additions does not matter.
describe.each<RealType>(reals)("Winograd's tiles in $name", ({ name, ArrayType }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const lanes = 16 / size;
  const W = 2 * lanes;
  const integers = (seed: number, length: number): number[] => new Random(seed).numbers(length).map((value) => Math.round(value * 50));

  test("inputs are Bᵀ x B of every tile and channel", () => {
    for (let N = 0; N <= 4; N++) {
      for (const C of [lanes, 2 * lanes, 3 * lanes]) {
        const width = 4 * N + 3;
        const x = integers(N * 10 + C, 6 * width * C);
        sandbox.reset();
        const from = sandbox.input(ArrayType.from(x), size);
        const [v, scratch] = [sandbox.output(36 * N * C * size), sandbox.output(36 * 16)];
        sandbox.run(`winograd_input_${name}`, from, width * C * size, v, N * C * size, scratch, N, C);
        const expected = new ArrayType(36 * N * C);
        for (let n = 0; n < N; n++) {
          for (let c = 0; c < C; c++) {
            const tile = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => x[(i * width + 4 * n + j) * C + c]));
            around(B, tile).flat().forEach((value, f) => (expected[(f * N + n) * C + c] = value));
          }
        }
        expect(differingBits(sandbox.read(ArrayType as never, v, expected.length) as Float64Array, [...expected].map((value) => value + 0)), `${N} ${C}`).toBeNull();
      }
    }
  });

  test("outputs are Aᵀ m A of every tile of a panel", () => {
    for (let N = 0; N <= 4; N++) {
      const m = integers(N, 36 * (N + 1) * W);
      sandbox.reset();
      const from = sandbox.input(ArrayType.from(m), size);
      const [y, scratch] = [sandbox.output(16 * N * W * size), sandbox.output(24 * 16)];
      sandbox.run(`winograd_output_${name}`, from, (N + 1) * W * size, y, 4 * N * W * size, scratch, N);
      const expected = new ArrayType(16 * N * W);
      for (let n = 0; n < N; n++) {
        for (let o = 0; o < W; o++) {
          const tile = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => m[((6 * i + j) * (N + 1) + n) * W + o]));
          around(A, tile).forEach((row, i) => row.forEach((value, j) => (expected[(i * 4 * N + 4 * n + j) * W + o] = value)));
        }
      }
      expect(differingBits(sandbox.read(ArrayType as never, y, expected.length) as Float64Array, [...expected]), `${N}`).toBeNull();
    }
  });

  test("products get A g Aᵀ of every tile of a panel", () => {
    for (let N = 0; N <= 4; N++) {
      const [pixel, width] = [W + lanes, 4 * N + 1];
      const g = integers(N, 4 * width * pixel);
      sandbox.reset();
      const from = sandbox.input(ArrayType.from(g), size);
      const [m, scratch] = [sandbox.output(36 * N * W * size), sandbox.output(24 * 16)];
      sandbox.run(`winograd_gradient_${name}`, from, width * pixel * size, pixel * size, m, N * W * size, scratch, N);
      const expected = new ArrayType(36 * N * W);
      for (let n = 0; n < N; n++) {
        for (let o = 0; o < W; o++) {
          const tile = Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => g[(i * width + 4 * n + j) * pixel + o]));
          around(turned(A), tile).flat().forEach((value, f) => (expected[(f * N + n) * W + o] = value));
        }
      }
      const actual = (sandbox.read(ArrayType as never, m, expected.length) as Float64Array).map((value) => value + 0);
      expect(differingBits(actual, [...expected].map((value) => value + 0)), `${N}`).toBeNull();
    }
  });

  test("weights are G w Gᵀ, and get Gᵀ u G", () => {
    for (let N = 0; N <= 10; N += 2) {
      for (const [kernel, M, from, to] of [["winograd_weights", G, 9, 36], ["winograd_weights_back", turned(G), 36, 9]] as const) {
        // multiples of 24², so that what is divided stays whole
        const given = integers(N, from * (N + 1)).map((value) => 576 * value);
        sandbox.reset();
        const at = sandbox.input(ArrayType.from(given), size);
        const [result, scratch] = [sandbox.output(to * N * size), sandbox.output(18 * 16)];
        sandbox.run(`${kernel}_${name}`, at, (N + 1) * size, result, N * size, scratch, N);
        const side = Math.sqrt(from);
        const expected = new ArrayType(to * N);
        for (let n = 0; n < N; n++) {
          const tile = Array.from({ length: side }, (_, i) => Array.from({ length: side }, (_, j) => given[(side * i + j) * (N + 1) + n]));
          around(M, tile).flat().forEach((value, f) => (expected[f * N + n] = Math.round(value) + 0));
        }
        const actual = (sandbox.read(ArrayType as never, result, expected.length) as Float64Array).map((value) => value + 0);
        expect(differingBits(actual, [...expected]), `${kernel} ${N}`).toBeNull();
      }
    }
  });

  test("matrices move from strides to strides", () => {
    for (let O = 0; O <= W; O++) {
      for (const [K, kStep, oStep] of [[0, 1, 1], [1, 1, 1], [5, 3, 17], [4, 20, 2]] as const) {
        const x = ArrayType.from(integers(O + K, K * kStep + W * oStep + 1));
        sandbox.reset();
        const [from, y, to] = [sandbox.input(x, size), sandbox.state(new ArrayType(K * W), size), sandbox.state(x.map(() => 7))];
        sandbox.run(`move_${name}`, from, kStep * size, oStep * size, y, W * size, size, K, O);
        sandbox.run(`move_${name}`, y, W * size, size, to, kStep * size, oStep * size, K, O);
        const [expected, back] = [new ArrayType(K * W), x.map(() => 7)];
        for (let k = 0; k < K; k++) {
          for (let o = 0; o < O; o++) {
            expected[k * W + o] = x[k * kStep + o * oStep];
            back[k * kStep + o * oStep] = x[k * kStep + o * oStep];
          }
        }
        expect(differingBits(sandbox.read(ArrayType as never, y, expected.length) as Float64Array, [...expected]), `${O} ${K}`).toBeNull();
        expect(differingBits(sandbox.read(ArrayType as never, to, back.length) as Float64Array, [...back]), `${O} ${K}`).toBeNull();
      }
    }
  });

  test("totals are in double precision, and tell of what is not finite", () => {
    for (let N = 0; N <= 40; N++) {
      // of float32 no partial sum of these is a float32
      const x = integers(N, N).map((value) => Math.fround(value * 2 ** 20 + 1));
      for (const wrong of [-1, ...(N > 0 ? [N - 1, N >> 1] : [])]) {
        const given = x.map((value, n) => (n === wrong ? NaN : value));
        sandbox.reset();
        expect(sandbox.run(`total_${name}`, sandbox.input(ArrayType.from(given), size), N)).toBe(given.reduce((sum, value) => sum + value, 0));
      }
    }
  });

  test("rows of planes are delivered, clamped, at every length and step", () => {
    for (let columns = 0; columns <= 11; columns++) {
      for (const step of [1, 3]) {
        const y = ArrayType.from(integers(columns, 3 * (columns + 2)));
        if (columns > 2) y[1] = NaN;
        const out = new ArrayType(3 * (columns * step + 1)).fill(7);
        sandbox.reset();
        const from = sandbox.input(y, size);
        const to = sandbox.state(out);
        const bias = sandbox.input(ArrayType.of(2));
        sandbox.run(`finish_rows_${name}`, from, (columns + 2) * size, to, (columns * step + 1) * size, step * size, 3, columns, bias, -10, 30);
        for (let i = 0; i < 3; i++) for (let j = 0; j < columns; j++) out[i * (columns * step + 1) + j * step] = Math.min(30, Math.max(-10, y[i * (columns + 2) + j] + 2));
        expect(differingBits(sandbox.read(ArrayType as never, to, out.length) as Float64Array, [...out]), `${columns} ${step}`).toBeNull();
      }
    }
  });
});
