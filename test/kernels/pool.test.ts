import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

/** How a kernel combines the numbers of a window, in their order. */
const ways: Record<"max" | "sum", (values: number[], round: (value: number) => number) => number> = {
  max: (values) => values.reduce((best, value) => (value > best ? value : best), -Infinity),
  sum: (values, round) => {
    let total = 0;
    for (let from = 0; from < values.length; from += 256) {
      let sum = 0;
      for (const value of values.slice(from, from + 256)) sum = round(sum + value);
      total = from === 0 ? sum : round(total + sum);
    }
    return total;
  },
};
type Way = keyof typeof ways;

const sandbox = new Sandbox("pool");
const lengths = [...Array(40).keys()];

describe.each(reals)("$name", ({ name, ArrayType, round }) => {
  const size = ArrayType.BYTES_PER_ELEMENT;
  const numbers = (dice: Random, length: number) => new ArrayType(length).map(() => round(dice.signed()));

  test.each(Object.keys(ways) as Way[])("%s_rows equals the definition for rows of 0 to 39 numbers, windows of any size, any alignment", (way) => {
    const dice = new Random(1);
    for (const N of lengths) {
      const [rows, P, O, step] = [6, 2, 4, dice.integer(1, 2)];
      const x = numbers(dice, P * rows * N);
      const windows = Array.from({ length: O }, () => {
        const first = dice.integer(0, rows - 1);
        return { first, count: dice.integer(0, Math.ceil((rows - first) / step)) };
      });
      const yRow = N + dice.integer(0, 3);
      for (const skew of [0, size]) {
        sandbox.reset();
        const at = sandbox.input(x, skew);
        const table = sandbox.input(Int32Array.from(windows.flatMap(({ first, count }) => [first * N * size, count])));
        const to = sandbox.output(P * O * yRow * size, skew);
        sandbox.run(`${way}_rows_${name}`, at, table, to, O, N, step * N * size, P, rows * N * size, yRow * size);
        const y = sandbox.read(ArrayType as typeof Float64Array, to, P * O * yRow);
        for (let p = 0; p < P; p++) {
          windows.forEach(({ first, count }, o) => {
            const expected = Array.from({ length: N }, (_, n) => ways[way](Array.from({ length: count }, (__, k) => x[(p * rows + first + k * step) * N + n]), round));
            expect(differingBits(y.subarray((p * O + o) * yRow, (p * O + o) * yRow + N), expected), `N = ${N}, window ${first}, ${count}`).toBeNull();
          });
        }
      }
    }
  });

  test.each(Object.keys(ways) as Way[])("%s_lines equals the definition for 0 to 39 outputs at strides 1, 2, 3", (way) => {
    const dice = new Random(2);
    for (const O of lengths) {
      for (const stride of [1, 2, 3]) {
        const [K, dilation, R] = [dice.integer(1, 5), dice.integer(1, 3), 2];
        const pitch = Math.max(0, (O - 1) * stride) + (K - 1) * dilation + 9;
        const x = numbers(dice, R * pitch);
        for (const skew of [0, size]) {
          sandbox.reset();
          const at = sandbox.input(x, skew);
          const to = sandbox.output(R * O * size, skew);
          sandbox.run(`${way}_lines_${name}`, at, to, R, pitch * size, O, stride * size, dilation * size, K);
          const expected = Array.from({ length: R * O }, (_, n) => {
            const from = Math.floor(n / O) * pitch + (n % O) * stride;
            return ways[way](Array.from({ length: K }, (__, k) => x[from + k * dilation]), round);
          });
          expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, R * O), expected), `O = ${O}, stride ${stride}, K = ${K}`).toBeNull();
        }
      }
    }
  });

  test.each([2, 3])("max_halves equals the definition for rows of every length, windows of one to three rows and %i columns, any alignment", (K) => {
    const dice = new Random(8);
    for (const N of lengths.slice(K === 2 ? 2 : 1)) {
      for (const origin of K === 2 || N < 2 ? [0] : [0, 1]) {
        // with a window more, as padding at the end and ceilMode give
        const M = Math.max(1, Math.floor((N - origin) / 2) + dice.integer(0, N > 2 * Math.floor((N - origin) / 2) + origin ? 1 : 0));
        const [rows, P, step] = [7, 2, dice.integer(1, 2)];
        const x = numbers(dice, P * rows * N);
        // windows that share a row with the one before, as those of a pool do, or anywhere
        const sliding = [{ first: 0, count: 2 }, { first: step, count: 3 }, { first: 3 * step, count: step === 1 ? 3 : 1 }];
        const windows = dice.next() < 0.5 ? sliding : Array.from({ length: 5 }, () => {
          const count = dice.integer(1, 3);
          return { first: dice.integer(0, rows - 1 - (count - 1) * step), count };
        });
        for (const skew of [0, size]) {
          for (const wrong of [-1, dice.integer(0, x.length - 1)]) {
            const given = x.map((value, n) => (n === wrong ? NaN : value));
            sandbox.reset();
            const at = sandbox.input(given, skew);
            const table = sandbox.input(Int32Array.from(windows.flatMap(({ first, count }) => [first * N * size, count])));
            const to = sandbox.output(P * windows.length * M * size, skew);
            const lost = sandbox.run(`max_halves_${name}`, K, at, table, to, windows.length, N, step * N * size, P, rows * N * size, M, origin);
            const expected: number[] = [];
            let seen = false;
            for (let p = 0; p < P; p++) {
              for (const { first, count } of windows) {
                for (let j = 0; j < M; j++) {
                  const values: number[] = [];
                  for (let i = 2 * j + origin + 2 - K; i < 2 * j + origin + 2; i++) {
                    for (let k = 0; k < count; k++) if (i >= 0 && i < N) values.push(given[(p * rows + first + k * step) * N + i]);
                  }
                  seen ||= values.some(Number.isNaN);
                  expected.push(ways.max(values, round));
                }
              }
            }
            expect(lost !== 0, `N = ${N}, NaN at ${wrong}`).toBe(seen);
            if (!seen) expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, expected.length), expected), `N = ${N}, M = ${M}, origin ${origin}`).toBeNull();
          }
        }
      }
    }
  });

  test("has_nan finds one anywhere among 0 to 39 numbers, and none beside them", () => {
    const dice = new Random(9);
    for (const N of lengths) {
      for (const skew of [0, size]) {
        for (let wrong = -1; wrong < N; wrong++) {
          const x = numbers(dice, N).map((value, n) => (n === wrong ? NaN : value));
          sandbox.reset();
          const at = sandbox.input(x, skew);
          expect(sandbox.run(`has_nan_${name}`, at, N) !== 0, `${wrong} of ${N}`).toBe(wrong >= 0);
        }
      }
    }
  });

  test("max_indices equals the definition for windows of 0 to 3 taps of each axis, NaN, ties and steps", () => {
    const dice = new Random(10);
    for (let turn = 0; turn < 120; turn++) {
      const axes = [0, 1, 2].map((axis) => {
        const [N, dilation] = [dice.integer(1, axis === 2 ? 9 : 4), dice.integer(1, 2)];
        const windows = Array.from({ length: dice.integer(1, 4) }, () => {
          const count = dice.integer(0, Math.min(3, Math.ceil(N / dilation)));
          return { first: dice.integer(0, Math.max(0, N - 1 - Math.max(0, count - 1) * dilation)), count };
        });
        return { N, dilation, windows };
      });
      const step = dice.integer(1, 2);
      const count = axes.reduce((product, { N }) => product * N, 1);
      const outputs = axes.reduce((product, { windows }) => product * windows.length, 1);
      const x = ArrayType.from(Array.from({ length: count * step }, () => (dice.next() < 0.05 ? NaN : dice.integer(-3, 3))));
      sandbox.reset();
      const skew = dice.pick([0, size]);
      const at = sandbox.input(x, skew);
      const tables = axes.map(({ windows }) => sandbox.input(Int32Array.from(windows.flatMap(({ first, count }) => [first, count]))));
      const shape = sandbox.input(Int32Array.from(axes.flatMap(({ N, dilation, windows }, axis) => [windows.length, N, tables[axis], dilation])));
      const [values, places] = [sandbox.output(outputs * step * size, skew), sandbox.output(outputs * 4)];
      sandbox.run(`max_indices_${name}`, at, values, places, shape, step * size);
      const wanted: number[] = [];
      const found: number[] = [];
      const taps = ({ first, count }: { first: number; count: number }, dilation: number): number[] => Array.from({ length: count }, (_, k) => first + k * dilation);
      for (const w0 of axes[0].windows) {
        for (const w1 of axes[1].windows) {
          for (const w2 of axes[2].windows) {
            const all = taps(w0, axes[0].dilation).flatMap((i) => taps(w1, axes[1].dilation).flatMap((j) => taps(w2, axes[2].dilation).map((k) => (i * axes[1].N + j) * axes[2].N + k)));
            const best = all.reduce((most, place) => (x[place * step] > most || Number.isNaN(x[place * step]) ? x[place * step] : most), -Infinity);
            wanted.push(best);
            found.push(Number.isNaN(best) ? all.findLast((place) => Number.isNaN(x[place * step]))! : (all.find((place) => x[place * step] === best) ?? 0));
          }
        }
      }
      const y = sandbox.read(ArrayType as typeof Float64Array, values, outputs * step).filter((_, n) => n % step === 0);
      expect(differingBits(y, wanted), JSON.stringify(axes)).toBeNull();
      expect([...sandbox.read(Int32Array, places, outputs)], JSON.stringify(axes)).toEqual(found);
    }
  });

  test("sum_rows adds long windows in blocks of 256", () => {
    const dice = new Random(3);
    for (const N of [1, 3, 5, 17]) {
      const rows = 600;
      const x = numbers(dice, rows * N);
      sandbox.reset();
      const at = sandbox.input(x);
      const table = sandbox.input(Int32Array.of(0, rows));
      const to = sandbox.output(N * size);
      sandbox.run(`sum_rows_${name}`, at, table, to, 1, N, N * size, 1, 0, N * size);
      const expected = Array.from({ length: N }, (_, n) => ways.sum(Array.from({ length: rows }, (__, k) => x[k * N + n]), round));
      expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, N), expected), `N = ${N}`).toBeNull();
    }
  });

  test("spread_rows adds each row to those of its window", () => {
    const dice = new Random(4);
    for (const N of lengths) {
      const [rows, O, step] = [6, 4, dice.integer(1, 2)];
      const g = numbers(dice, O * N);
      const x = numbers(dice, rows * N);
      const windows = Array.from({ length: O }, () => {
        const first = dice.integer(0, rows - 1);
        return { first, count: dice.integer(0, Math.ceil((rows - first) / step)) };
      });
      sandbox.reset();
      const at = sandbox.input(g, size);
      const table = sandbox.input(Int32Array.from(windows.flatMap(({ first, count }) => [first * N * size, count])));
      const to = sandbox.state(x, size);
      sandbox.run(`spread_rows_${name}`, at, table, to, O, N, step * N * size, 1, rows * N * size);
      windows.forEach(({ first, count }, o) => {
        for (let k = 0; k < count; k++) for (let n = 0; n < N; n++) x[(first + k * step) * N + n] = round(x[(first + k * step) * N + n] + g[o * N + n]);
      });
      expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, rows * N), x), `N = ${N}`).toBeNull();
    }
  });

  test("scatter adds at indices, repeated ones in order", () => {
    const dice = new Random(5);
    for (const step of [1, 3]) {
      const g = numbers(dice, 20 * step);
      const x = numbers(dice, 8 * step);
      const z = Int32Array.from({ length: 20 }, () => dice.integer(0, 7));
      sandbox.reset();
      const [at, places, to] = [sandbox.input(g), sandbox.input(z), sandbox.state(x)];
      sandbox.run(`scatter_${name}`, at, places, to, 20, step * size);
      z.forEach((place, n) => (x[place * step] = round(x[place * step] + g[n * step])));
      expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, 8 * step), x)).toBeNull();
    }
  });

  test("divide divides, every length and alignment", () => {
    const dice = new Random(6);
    for (const N of lengths) {
      const [y, d] = [numbers(dice, N), numbers(dice, N)];
      sandbox.reset();
      const [to, by] = [sandbox.state(y, size), sandbox.input(d)];
      sandbox.run(`divide_${name}`, to, by, N);
      expect(differingBits(sandbox.read(ArrayType as typeof Float64Array, to, N), y.map((value, n) => value / d[n]))).toBeNull();
    }
  });
});
