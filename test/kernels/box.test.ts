import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("separable");

describe.each([["u8", Uint8Array, 0, 255], ["u16", Uint16Array, 0, 65535], ["i16", Int16Array, -32768, 32767]] as const)("running sums of %s", (name, ArrayType, least, most) => {
  test("rows turn sums at every length and alignment, and turn them back", () => {
    const dice = new Random(1);
    for (let N = 0; N <= 40; N++) {
      const x = new ArrayType(N).map(() => dice.integer(least, most));
      const sums = Int32Array.from({ length: N }, () => dice.integer(-1e9, 1e9));
      sandbox.reset();
      const [at, y] = [sandbox.input(x, N % 16), sandbox.state(sums, (4 * N) % 16)];
      sandbox.run(`turn_${name}`, at, y, N);
      expect([...sandbox.read(Int32Array, y, N)]).toEqual(Array.from(sums, (sum, n) => x[n] - sum));
      sandbox.run(`turn_${name}`, at, y, N);
      expect([...sandbox.read(Int32Array, y, N)]).toEqual([...sums]);
    }
  });
});

test("prefix_i32 sums from the beginning of each channel on, and comes back from overflow", () => {
  const dice = new Random(2);
  for (let C = 1; C <= 5; C++) {
    for (let pixels = 0; pixels <= 20; pixels++) {
      const x = Int32Array.from({ length: pixels * C }, () => dice.integer(-(2 ** 31), 2 ** 31 - 1));
      sandbox.reset();
      const [at, y] = [sandbox.input(x), sandbox.output(4 * (pixels + 1) * C)];
      sandbox.run("prefix_i32", at, y, pixels * C, C);
      const expected = new Int32Array((pixels + 1) * C);
      for (let n = C; n < expected.length; n++) expected[n] = expected[n - C] + x[n - C];
      expect([...sandbox.read(Int32Array, y, expected.length)]).toEqual([...expected]);
    }
  }
});

test("means of differences, at every length", () => {
  const dice = new Random(3);
  for (let N = 0; N <= 40; N++) {
    const lag = dice.integer(1, 9);
    const x = Int32Array.from({ length: N + lag }, () => dice.integer(0, 700));
    x.sort();
    sandbox.reset();
    const [at, bytes, floats] = [sandbox.input(x), sandbox.output(N, N % 16), sandbox.output(8 * N)];
    sandbox.run("means_u8", at, bytes, N, lag, 6);
    sandbox.run("means_f64", at, floats, N, lag, 6);
    const means = Array.from({ length: N }, (_, n) => (x[n + lag] - x[n]) / 6);
    expect([...sandbox.read(Float64Array, floats, N)]).toEqual(means);
    expect([...sandbox.read(Uint8Array, bytes, N)]).toEqual(means.map((mean) => (mean % 1 === 0.5 ? 2 * Math.round(mean / 2) : Math.round(mean))));
  }
});

test.each([
  ["u8", Uint8Array, 0, 255, [1, 2, 3, 6, 10, 4096, 10201, 65536, 1000001, 8421504]],
  ["u16", Uint16Array, 0, 65535, [1, 2, 3, 6, 10, 121, 4096, 10201, 32768]],
  ["u16", Int16Array, -32768, 32767, [1, 2, 3, 6, 10, 121, 4096, 10201, 32768]],
] as const)("means_%s rounds every quotient of small sums, and large ones about their halves, as the exact one: %o", (type, Samples, least, most, counts) => {
  const dice = new Random(5);
  for (const count of counts) {
    const about = (): number => Math.floor((dice.integer(least, most - 1) + 0.5) * count) + dice.integer(-1, 1);
    const sums = Array.from({ length: 603 }, (_, n) => Math.max(least * count, Math.min(most * count, count < 20 && n < 300 ? n : about())));
    const x = new Int32Array(1206);
    sums.forEach((sum, n) => (x[n + 603] = sum));
    sandbox.reset();
    const [at, y] = [sandbox.input(x), sandbox.output(603 * Samples.BYTES_PER_ELEMENT, Samples.BYTES_PER_ELEMENT)];
    sandbox.run(`means_${type}`, at, y, 603, 603, count);
    const expected = sums.map((sum) => {
      const whole = Math.floor(sum / count);
      const rest = 2 * (sum - whole * count);
      return rest > count || (rest === count && whole % 2 !== 0) ? whole + 1 : whole;
    });
    expect([...sandbox.read(Samples as typeof Uint16Array, y, 603)], `${count}`).toEqual(expected);
  }
});

test("sum_f64 and square_f64, at every length", () => {
  for (let N = 0; N <= 9; N++) {
    const [a, b] = [new Random(N).numbers(N), new Random(~N).numbers(N)];
    sandbox.reset();
    const [aAt, bAt, y] = [sandbox.state(Float64Array.from(a)), sandbox.input(Float64Array.from(b)), sandbox.output(8 * N)];
    sandbox.run("sum_f64", aAt, bAt, y, N);
    expect([...sandbox.read(Float64Array, y, N)]).toEqual(a.map((value, n) => value + b[n]));
    sandbox.run("square_f64", aAt, N);
    expect([...sandbox.read(Float64Array, aAt, N)]).toEqual(a.map((value) => value * value));
  }
});

test("box_f64 equals the means of windows, for every window, channel and length", () => {
  const dice = new Random(4);
  for (let C = 1; C <= 4; C++) {
    for (let K = 1; K <= 7; K++) {
      for (let pixels = 1; pixels <= 16; pixels++) {
        const N = pixels * C;
        const x = Float64Array.from({ length: N + (K - 1) * C }, () => dice.integer(-99, 99));
        sandbox.reset();
        const [at, y, ends] = [sandbox.input(x), sandbox.output(8 * N), sandbox.output(8 * x.length)];
        sandbox.run("box_f64", at, y, ends, N, K, C, 4);
        const expected = Array.from({ length: N }, (_, n) => Array.from({ length: K }, (__, k) => x[n + k * C]).reduce((sum, value) => sum + value, 0) / 4);
        expect([...sandbox.read(Float64Array, y, N)]).toEqual(expected);
      }
    }
  }
});
