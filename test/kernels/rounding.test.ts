import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { Sandbox } from "../support/sandbox";

const types = [
  { name: "u8", ArrayType: Uint8Array, least: 0, most: 255 },
  { name: "u16", ArrayType: Uint16Array, least: 0, most: 65535 },
  { name: "i16", ArrayType: Int16Array, least: -32768, most: 32767 },
] as const;

function halfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (((floor % 2) + 2) % 2) : Math.round(value);
}

describe.each(types)("integers of $name", ({ name, ArrayType, least, most }) => {
  const sandbox = new Sandbox("separable");

  test("widen takes them less the centre, at every length and alignment", () => {
    const dice = new Random(1);
    for (let N = 0; N <= 70; N++) {
      sandbox.reset();
      const x = new ArrayType(N).map(() => dice.integer(least, most));
      const at = sandbox.input(x, N % 16);
      const y = sandbox.output(4 * N, (3 * N) % 16);
      sandbox.run(`widen_${name}`, at, y, N, 100);
      expect([...sandbox.read(Float32Array, y, N)]).toEqual(Array.from(x, (value) => value - 100));
    }
  });

  test("round_f32 rounds half to even, saturates and lists what is in doubt once, at every length", () => {
    const dice = new Random(2);
    for (let N = 0; N <= 70; N++) {
      for (const doubt of [-1, 0, 0.125]) {
        const [R, width, delta] = [dice.integer(1, 3), N + 5, dice.pick([0, 0.25, -3])];
        sandbox.reset();
        const values = Float32Array.from({ length: R * (N + 3) }, () => dice.pick([dice.integer(least, most), dice.integer(0, 9), least - 3, most + 2.5, -0.5]) + dice.integer(0, 8) / 8);
        const x = sandbox.input(values, 4 * dice.integer(0, 3));
        const size = ArrayType.BYTES_PER_ELEMENT;
        const rows = Array.from({ length: R }, () => sandbox.output(N * size, dice.pick([0, size])));
        const yPitch = R > 1 ? rows[1] - rows[0] : 0;
        if (rows.some((at, r) => at !== rows[0] + r * yPitch)) continue;
        const list = sandbox.output(4 * R * N);
        const end = sandbox.run(`round_f32_${name}`, x, (N + 3) * 4, rows[0], yPitch, R, N, delta, least, most, doubt, list, 1000, width);
        const doubtful: number[] = [];
        rows.forEach((at, r) => {
          const sums = Array.from({ length: N }, (_, n) => values[r * (N + 3) + n] + delta);
          expect([...sandbox.read(ArrayType as never, at, N) as Uint8Array]).toEqual(sums.map((sum) => Math.min(Math.max(halfEven(sum), least), most) + 0));
          sums.forEach((sum, n) => {
            const inRange = sum > least - 1 && sum < most + 1;
            if (inRange && doubt >= 0 && Math.abs(sum - halfEven(sum)) >= 0.5 - doubt) doubtful.push(1000 + r * width + n);
          });
        });
        expect([...sandbox.read(Int32Array, list, (end - list) / 4)], `N = ${N}, doubt ${doubt}`).toEqual(doubtful);
      }
    }
  });
});

test("resum_u8 sums listed outputs by two digits, for every length of kernels, and lists again what is in doubt", () => {
  const sandbox = new Sandbox("separable");
  const dice = new Random(3);
  for (let turn = 0; turn < 200; turn++) {
    const [A, B, step, width, rows] = [dice.integer(1, 6), dice.integer(1, 20), dice.integer(1, 5), dice.integer(1, 20), dice.integer(1, 4)];
    const pitch = width + B * step + dice.integer(0, 3);
    // what lies behind the samples is met by weights that are 0
    const x = new Uint8Array((rows + A) * pitch + 64).map(() => dice.integer(0, 255));
    const column = Float64Array.from({ length: A }, () => dice.integer(-4, 4) / 8);
    const row = Float64Array.from({ length: B }, () => dice.integer(-(2 ** 24), 2 ** 24));
    const digits = new Int16Array(Math.ceil(B / 8) * 16);
    row.forEach((weight, b) => {
      const high = Math.round(weight / 2 ** 15);
      digits.set([high], (b >> 3) * 16 + (b & 7));
      digits.set([weight - high * 2 ** 15], (b >> 3) * 16 + (b & 7) + 8);
    });
    const outputs = Array.from({ length: rows * width }, (_, n) => n).filter(() => dice.next() < 0.5);
    sandbox.reset();
    const [xAt, columnAt, rowAt] = [sandbox.input(x), sandbox.input(column.map((weight) => weight * 2 ** -24)), sandbox.input(digits)];
    const y = sandbox.output(rows * width * 2);
    const list = sandbox.state(Int32Array.from(outputs));
    const left = sandbox.run("resum_u8", xAt, pitch, step, columnAt, A, rowAt, digits.length / 16, 0.25, y, width, 2, 0, 65535, 0.125, list, outputs.length);
    const result = sandbox.read(Uint16Array, y, rows * width);
    const doubtful: number[] = [];
    for (const n of outputs) {
      let sum = 0.25;
      for (let a = 0; a < A; a++) for (let b = 0; b < B; b++) sum += column[a] * row[b] * 2 ** -24 * x[(Math.floor(n / width) + a) * pitch + (n % width) + b * step];
      expect(result[n]).toBe(Math.min(Math.max(halfEven(sum), 0), 65535));
      if (Math.abs(sum - halfEven(sum)) >= 0.375) doubtful.push(n);
    }
    expect([...sandbox.read(Int32Array, list, left)]).toEqual(doubtful);
  }
});
