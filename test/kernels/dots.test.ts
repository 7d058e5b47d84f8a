import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { clamp, even, holders, ranges, TAILS } from "../support/samples";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("image");

function dotsCase(random: Random, N: number, T: number) {
  const taps = Array.from({ length: T }, () => ({ offset: random.integer(0, 8), even: [random.integer(-500, 500), random.integer(-500, 500)], odd: [random.integer(-500, 500), random.integer(-500, 500)] }));
  const pairs = Int16Array.from({ length: 2 * (N + 8) }, () => random.integer(-255, 255));
  const words = taps.flatMap(({ offset, even: [a, b], odd: [c, d] }) => [4 * offset, (a & 0xffff) | (b << 16), (c & 0xffff) | (d << 16)]);
  const sum = (row: "even" | "odd", n: number) => taps.reduce((all, tap) => all + tap[row][0] * pairs[2 * (n + tap.offset)] + tap[row][1] * pairs[2 * (n + tap.offset) + 1], 0);
  return { pairs, words: Int32Array.from(words), sum };
}

describe.each(["u16", "i16"] as const)("dots into %s", (type) => {
  const ArrayType = holders[type];
  const size = ArrayType.BYTES_PER_ELEMENT;
  const [least, most] = ranges[type];

  test("are the sums, half to even and saturated, at every tail", () => {
    const random = new Random(3);
    for (let N = 16; N < 70; N++) {
      const T = N % 5;
      const shift = 1 + (N % 12);
      const { pairs, words, sum } = dotsCase(random, N, T);
      sandbox.reset();
      const x = sandbox.input(pairs, 4 * (N % 4));
      const taps = sandbox.input(words);
      const [y0, y1] = [sandbox.output(N * size), sandbox.output(N * size)];
      sandbox.run("dots_i16", x, taps, T, y0, y1, N, type === "u16" ? 1 : 0, 1000 + 2 ** (shift - 1) - 1, shift, -1, 0, 0, 0);
      for (const [row, y] of [["even", y0], ["odd", y1]] as const) {
        const expected = Array.from({ length: N }, (_, n) => clamp(even((1000 + sum(row, n)) / 2 ** shift), least, most));
        expect([...sandbox.read(ArrayType, y, N)], `N = ${N}, ${row}`).toEqual(expected);
      }
    }
  });

  test("in doubt list those whose remainder is small, of both rows", () => {
    const random = new Random(4);
    for (let N = 16; N < 70; N++) {
      const { pairs, words, sum } = dotsCase(random, N, 3);
      sandbox.reset();
      const x = sandbox.input(pairs);
      const taps = sandbox.input(words);
      const [y0, y1] = [sandbox.output(N * size), sandbox.output(N * size)];
      const list = sandbox.output(4 * 2 * (N + 16));
      sandbox.run("dots_i16", x, taps, 3, y0, y1, N, type === "u16" ? 1 : 0, 128, 8, 20, 1000, 5000, list);
      const doubtful = new Set<number>();
      for (const [row, y, at] of [["even", y0, 1000], ["odd", y1, 5000]] as const) {
        const sums = Array.from({ length: N }, (_, n) => sum(row, n) + 128);
        expect([...sandbox.read(ArrayType, y, N)]).toEqual(sums.map((value) => clamp(value >> 8, least, most)));
        sums.forEach((value, n) => (value & 255) <= 20 && doubtful.add(at + n));
      }
      const listed = [...sandbox.read(Uint32Array, list, 2 * (N + 16))].filter((n) => (n >= 1000 && n < 1000 + N) || (n >= 5000 && n < 5000 + N));
      expect([...new Set(listed)].sort((a, b) => a - b)).toEqual([...doubtful].sort((a, b) => a - b));
    }
  });
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("pairs of neighbours in %i channels", (C) => {
  /** Where a sample of a row is among its pairs. */
  const place = (n: number): number => {
    const [pixel, channel] = [Math.floor(n / C), n % C];
    return ((pixel >> 1) * C + channel) * 2 + (pixel & 1);
  };

  test("are laid side by side, times a factor, at every tail", () => {
    const random = new Random(8);
    const unit = 2 * C * Math.floor(8 / C);
    const order = new Uint8Array(32).fill(255);
    for (let n = 0; n < unit; n++) order[2 * place(n)] = n;
    for (const N of TAILS) {
      const bytes = Uint8Array.from({ length: N + 16 }, () => random.integer(0, 255));
      sandbox.reset();
      const x = sandbox.input(bytes, N % 16);
      const y = sandbox.output(2 * (N + 31));
      // one channel stands in order, by a table or without
      sandbox.run("couple_u8", x, y, N, unit, C === 1 && N % 2 === 1 ? 0 : sandbox.input(order), 1 + N);
      const actual = sandbox.read(Int16Array, y, N + 31);
      expect(Array.from({ length: N }, (_, n) => actual[place(n)])).toEqual(Array.from(bytes.subarray(0, N), (byte) => byte * (1 + N)));
    }
  });

  test("are summed, saturated, and listed where the remainder is small, at every tail", () => {
    const random = new Random(9);
    const block = 2 * C * Math.floor(16 / C);
    const head = new Uint8Array(128).fill(255);
    for (let n = 0; n < block; n++) {
      const from = place(n);
      head[(n < 16 ? 32 : 64) + (from < 16 ? 0 : 16) + (n % 16)] = from % 16;
      head[96 + from] = n;
    }
    for (let N = C; N < 100; N += C) {
      const [R, T, shift] = [1 + (N % 3), 1 + (N % 4), N % 2 === 0 ? 6 : 0];
      const start = 2 ** (15 + shift);
      const taps = Int16Array.from({ length: R * T * 4 }, () => random.integer(-2000, 2000) << (shift / 2));
      const rows = Array.from({ length: R }, () => Int16Array.from({ length: 2 * (N + 32 + C * T) }, () => random.integer(0, 255) << (shift / 2)));
      const sum = (n: number): number => {
        const at = place(n) & ~1;
        const parity = place(n) & 1;
        const tap = (r: number, t: number, k: number) => taps[(r * T + t) * 4 + 2 * parity + k] * rows[r][at + 2 * t * C + k];
        return rows.reduce((all, _, r) => all + Array.from({ length: T }, (_unused, t) => tap(r, t, 0) + tap(r, t, 1)).reduce((a, b) => a + b), start);
      };
      sandbox.reset();
      const x = sandbox.input(rows[0], 4 * (N % 4));
      const pitch = R > 1 ? sandbox.input(rows[1], 4 * (N % 4)) - x : 0;
      if (R > 2) sandbox.input(rows[2], 4 * (N % 4));
      const sums = sandbox.input(head);
      const tapsAt = sandbox.input(taps);
      sandbox.write(Int32Array.of(4 * C, 4 * C * T, block, shift, start, 4000, C === 1 ? 0 : block === 32 ? 1 : 2, taps.byteLength), sums);
      const [y, spare, marks, list] = [N, N + 63, N + 40, 4 * N].map((size) => sandbox.output(size));
      const end = sandbox.run("coupled_u8", x, pitch, sums, tapsAt, y, spare, N, marks, 500, list);
      const expected = Array.from({ length: N }, (_, n) => sum(n));
      expect([...sandbox.read(Uint8Array, y, N)], `N = ${N}`).toEqual(expected.map((value) => clamp(Math.floor(value / 2 ** (16 + shift)), 0, 255)));
      const doubtful = [...expected.keys()].filter((n) => ((expected[n] >> shift) & 0xffff) <= 4000);
      expect([...sandbox.read(Uint32Array, list, (end - list) / 4)].sort((a, b) => a - b), `N = ${N}`).toEqual(doubtful.map((n) => 500 + n));
    }
  });
});

describe.each(["u8", "i16"] as const)("small integers into %s", (type) => {
  test("are the sums, half to even and saturated, at every tail and shift", () => {
    const random = new Random(5);
    const ArrayType = holders[type];
    for (let N = 32; N < 135; N++) {
      const shift = N % 8;
      const taps = Array.from({ length: N % 6 }, () => [random.integer(0, 9), random.integer(-20, 20)]);
      const bytes = Uint8Array.from({ length: N + 9 }, () => random.integer(0, 255));
      sandbox.reset();
      const x = sandbox.input(bytes, N % 16);
      const words = sandbox.input(Int32Array.from(taps.flat()));
      const y = sandbox.output(N * ArrayType.BYTES_PER_ELEMENT);
      sandbox.run("small_u8", x, words, taps.length, y, N, ArrayType.BYTES_PER_ELEMENT, -300, shift);
      const [least, most] = ranges[type];
      const expected = Array.from({ length: N }, (_, n) => clamp(even((taps.reduce((sum, [offset, weight]) => sum + weight * bytes[n + offset], -300)) / 2 ** shift), least, most));
      expect([...sandbox.read(ArrayType, y, N)], `N = ${N}`).toEqual(expected);
    }
  });
});

test("digits_u8 sums listed outputs by weights of two digits, for windows of every size, and lists again what is in doubt", () => {
  const dice = new Random(3);
  for (let turn = 0; turn < 300; turn++) {
    const [A, B, step, width, rows] = [dice.integer(1, 6), dice.integer(1, 20), dice.integer(1, 5), dice.integer(1, 20), dice.integer(1, 4)];
    // lines of groups stand in one sum, or sums in a column
    const [lines, columns] = turn & 1 ? [A, 1] : [1, A];
    const pitch = width + B * step + dice.integer(0, 3);
    // what lies behind the samples is met by weights that are 0
    const x = new Uint8Array((rows + A) * pitch + 64).map(() => dice.integer(0, 255));
    const column = Float64Array.from({ length: columns }, () => dice.integer(-4, 4) / 8);
    const weights = Float64Array.from({ length: lines * B }, () => dice.integer(-(2 ** 24), 2 ** 24));
    const inLine = Math.ceil(B / 8);
    const groups = new Int16Array(lines * inLine * 18);
    for (let g = 0; g < lines * inLine; g++) new Int32Array(groups.buffer, 36 * g, 1)[0] = Math.floor(g / inLine) * pitch + (g % inLine) * 8 * step;
    weights.forEach((weight, k) => {
      const at = (Math.floor(k / B) * inLine + ((k % B) >> 3)) * 18 + 2 + ((k % B) & 7);
      const high = Math.round(weight / 2 ** 15);
      groups.set([high], at);
      groups.set([weight - high * 2 ** 15], at + 8);
    });
    const outputs = Array.from({ length: rows * width }, (_, n) => n).filter(() => dice.next() < 0.5);
    sandbox.reset();
    const [xAt, columnAt, at] = [sandbox.input(x, dice.integer(0, 15)), sandbox.input(column.map((weight) => weight * 2 ** -24)), sandbox.input(groups, 4 * dice.integer(0, 3))];
    const Holder = dice.pick([Uint8Array, Uint16Array, Int32Array]);
    const size = Holder.BYTES_PER_ELEMENT;
    const y = sandbox.output(rows * width * size);
    const before = sandbox.read<Uint8Array | Uint16Array | Int32Array>(Holder, y, rows * width);
    const list = sandbox.state(Int32Array.from(outputs));
    const left = sandbox.run("digits_u8", xAt, pitch, step, at, at + groups.byteLength, columnAt, columns, 0.25, y, width, size, 0, 255, 0.125, list, outputs.length);
    const result = sandbox.read<Uint8Array | Uint16Array | Int32Array>(Holder, y, rows * width);
    const doubtful: number[] = [];
    for (let n = 0; n < rows * width; n++) {
      if (!outputs.includes(n)) {
        expect(result[n]).toBe(before[n]);
        continue;
      }
      let sum = 0.25;
      for (let a = 0; a < A; a++) {
        for (let b = 0; b < B; b++) {
          const weight = lines === 1 ? column[a] * weights[b] : column[0] * weights[a * B + b];
          sum += weight * 2 ** -24 * x[(Math.floor(n / width) + a) * pitch + (n % width) + b * step];
        }
      }
      expect(result[n]).toBe(clamp(even(sum), 0, 255));
      if (Math.abs(sum - even(sum)) >= 0.375) doubtful.push(n);
    }
    expect([...sandbox.read(Int32Array, list, left)]).toEqual(doubtful);
  }
});

describe.each([["u8", 1, 0], ["u16", 2, 40000], ["i16", -2, -300], ["f64", 8, 0]] as const)("resolve_f64 of %s", (type, kind, base) => {
  const ArrayType = holders[type];
  test("sums listed outputs in two parts, and keeps those that both leave in doubt", () => {
    const size = ArrayType.BYTES_PER_ELEMENT;
    const [W, R] = [5, 3];
    const samples = ArrayType.from({ length: (W + 1) * R }, (_, n) => base + (n % 7));
    // x[n]/2 + x[n+1]·tiny + delta: the high sums lie on halves, and the low ones decide
    const delta = 2 - base / 2;
    for (const tiny of [2 ** -70, -(2 ** -70), 0]) {
      for (const rest of [0, 2 ** -80]) {
        sandbox.reset();
        const x = sandbox.input(samples);
        const offset = sandbox.input(Int32Array.of(0, size));
        const high = sandbox.input(Float64Array.of(0.5, 0, delta));
        const low = sandbox.input(Float64Array.of(0, tiny, 0));
        const y = sandbox.output(W * R);
        const list = sandbox.state(Uint32Array.from({ length: W * R }, (_, n) => n));
        sandbox.run("resolve_f64", x, kind, (W + 1) * size, offset, high, low, 2, (Math.abs(base) + 6) * Math.abs(tiny) + rest, rest, y, W, 1, 0, 255, list, W * R);
        const window = (n: number) => [samples[Math.floor(n / W) * (W + 1) + (n % W)], samples[Math.floor(n / W) * (W + 1) + (n % W) + 1]];
        const rounded = Array.from({ length: W * R }, (_, n) => {
          const [first, second] = window(n);
          const sum = first / 2 + delta;
          if (first % 2 === 0 || tiny * second === 0) return even(sum);
          return tiny * second > 0 ? Math.ceil(sum) : Math.floor(sum);
        });
        expect(differingBits(sandbox.read(Uint8Array, y, W * R), rounded)).toBeNull();
        const kept = rest === 0 ? [] : rounded.map((_, n) => n).filter((n) => window(n)[0] % 2 !== 0);
        expect([...sandbox.read(Uint32Array, list, kept.length)]).toEqual(kept);
      }
    }
  });
});
