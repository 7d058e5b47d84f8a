import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { clamp, even, holders, ranges, shorts, TAILS } from "../support/samples";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("image");

test("pad lays rows out, and their margins", () => {
  for (const N of [1, 5, 33]) {
    for (let R = 0; R < 4; R++) {
      sandbox.reset();
      const rows = Uint8Array.from({ length: R * N }, (_, n) => n + 1);
      const x = sandbox.input(rows);
      const margin = sandbox.input(Int32Array.of(0, 1, N + 1, N));
      const y = sandbox.output(R * (N + 3));
      sandbox.run("pad_u8", x, y, R, N, N + 3, 1, margin, 2);
      const actual = sandbox.read(Uint8Array, y, R * (N + 3));
      for (let r = 0; r < R; r++) {
        const row = rows.subarray(r * N, (r + 1) * N);
        expect([...actual.subarray(r * (N + 3), r * (N + 3) + N + 2)]).toEqual([row[0], ...row, row[N - 1]]);
      }
    }
  }
});

test.each(["u8", "u16", "f32", "f64"] as const)("keep_u8 puts the last channel of %s back", (type) => {
  const ArrayType = holders[type];
  for (const C of [2, 4]) {
    for (const N of [0, 1, 7]) {
      sandbox.reset();
      const x = sandbox.input(ArrayType.from({ length: N * C }, (_, n) => n));
      const y = sandbox.state(new ArrayType(N * C).fill(99));
      sandbox.run("keep_u8", x, y, N, C * ArrayType.BYTES_PER_ELEMENT, ArrayType.BYTES_PER_ELEMENT);
      expect([...sandbox.read(ArrayType, y, N * C)]).toEqual(Array.from({ length: N * C }, (_, n) => (n % C === C - 1 ? n : 99)));
    }
  }
});

test.each(["f32", "f64"] as const)("move_%s adds a number where it stands", (type) => {
  const ArrayType = holders[type];
  const numbers = ArrayType.of(1, -2.5, 7);
  sandbox.reset();
  const y = sandbox.state(numbers);
  sandbox.run(`move_${type}`, y, 1, y, 1, 3, 0.25);
  expect([...sandbox.read(ArrayType, y, 3)]).toEqual([1.25, -2.25, 7.25]);
});

test.each([["u8", 0, 255], ["i8", -128, 127], ["u16", 0, 65535], ["i16", -32768, 32767], ["u32", 0, 2 ** 32 - 1], ["i32", -(2 ** 31), 2 ** 31 - 1]] as const)(
  "narrow_f64 rounds to %s, half to even, saturates, and lists what is in doubt",
  (type, least, most) => {
    const ArrayType = holders[type];
    const random = new Random(1);
    const hard = [0.5, 1.5, 2.5, -0.5, -3, 254.5, 255.5, 1e9, -1e9, 1e300, NaN, Infinity, -Infinity, 3.499, 3.501, 7.25];
    for (const N of TAILS) {
      sandbox.reset();
      const values = Float64Array.from({ length: N }, (_, n) => hard[(n * 7 + N) % hard.length] + (n % 3 === 0 ? random.integer(0, 200) : 0));
      const x = sandbox.input(values);
      const y = sandbox.output(N * ArrayType.BYTES_PER_ELEMENT);
      const list = sandbox.output(N * 4);
      sandbox.run("narrow_f64", x, y, ArrayType.BYTES_PER_ELEMENT, N, least, most, 0.01, list);
      expect([...sandbox.read(ArrayType, y, N)]).toEqual(Array.from(values, (value) => (Number.isNaN(value) ? 0 : clamp(even(value), least, most))));
      const doubtful = [...values.keys()].filter((n) => Math.abs(values[n] - Math.floor(values[n]) - 0.5) <= 0.01);
      expect([...sandbox.read(Int32Array, list, doubtful.length)]).toEqual(doubtful);
    }
  },
);

describe.each(shorts)("pairs_%s", (type) => {
  test("lays two rows side by side, every tail", () => {
    const random = new Random(2);
    const ArrayType = holders[type];
    const lanes = 16 / ArrayType.BYTES_PER_ELEMENT;
    for (const N of TAILS) {
      const whole = Math.ceil(N / lanes) * lanes;
      const rows = [0, 1].map(() => ArrayType.from({ length: whole }, () => random.integer(ranges[type][0], ranges[type][1])));
      sandbox.reset();
      const [a, b] = rows.map((row) => sandbox.input(row));
      const y = sandbox.output(whole * 4);
      const bias = type === "u16" ? 32768 : 0;
      sandbox.run(type === "u8" ? "pairs_u8" : "pairs_i16", a, b, y, N, bias);
      expect([...sandbox.read(Int16Array, y, 2 * N)]).toEqual(Array.from({ length: 2 * N }, (_, n) => rows[n % 2][n >> 1] - bias));
    }
  });
});

describe("channels", () => {
  test("bytes become centred floats, at every tail and step", () => {
    const random = new Random(6);
    for (const N of TAILS) {
      for (const step of [1, 2, 3, 4, 5]) {
        const bytes = Uint8Array.from({ length: N * step + 16 }, () => random.integer(0, 255));
        sandbox.reset();
        const x = sandbox.input(bytes, step - 1);
        const y = sandbox.output(4 * N);
        sandbox.run("gather_u8", x, step, y, N, 128);
        expect([...sandbox.read(Float32Array, y, N)]).toEqual(Array.from({ length: N }, (_, n) => bytes[n * step] - 128));
      }
    }
  });

  test.each(["f32", "f64"] as const)("%s go out of a row and back into it", (type) => {
    const ArrayType = holders[type];
    for (const N of [0, 1, 2, 9]) {
      for (const step of [1, 3, 4]) {
        const size = ArrayType.BYTES_PER_ELEMENT;
        const row = ArrayType.from({ length: N * step }, (_, n) => (n === 0 ? -0 : n / 4));
        sandbox.reset();
        const x = sandbox.input(row);
        const y = sandbox.output(N * size);
        sandbox.run(`move_${type}`, x, step, y, 1, N, -0);
        const channel = Array.from({ length: N }, (_, n) => row[n * step]);
        expect([...sandbox.read(ArrayType, y, N)]).toEqual(channel);
        const back = sandbox.state(new ArrayType(N * step).fill(-1));
        sandbox.run(`move_${type}`, y, 1, back, step, N, 0.5);
        expect([...sandbox.read(ArrayType, back, N * step)]).toEqual(Array.from({ length: N * step }, (_, n) => (n % step === 0 ? row[n] + 0.5 : -1)));
      }
    }
  });
});
