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
        const end = sandbox.run(`round_f32_${name === "u8" ? "u8" : "i16"}`, x, (N + 3) * 4, rows[0], yPitch, R, N, delta, least, most, doubt, list, 1000, width);
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
