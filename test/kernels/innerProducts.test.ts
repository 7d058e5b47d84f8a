import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

describe.each(reals)("inner_products_$name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const lanes = 16 / size;

  test("equals the sums of each lane, bit for bit, for every count of rows and vectors, taps anywhere, any alignment", () => {
    const dice = new Random(17);
    for (let M = 0; M <= 9; M++) {
      for (let R = 0; R <= 4; R++) {
        const taps = 4 * dice.integer(1, 3);
        const xRow = M * lanes + dice.integer(1, 5);
        const places = Array.from({ length: taps }, () => dice.integer(0, 40));
        const numbers = (length: number) => ArrayType.from(dice.numbers(length).map(round));
        const [g, x, y] = [numbers(R * M * lanes), numbers(R * xRow + 40), numbers(taps * lanes)];
        for (const skew of [0, size]) {
          sandbox.reset();
          const [from, plane] = [sandbox.input(g, skew), sandbox.input(x, skew)];
          const offsets = sandbox.input(Int32Array.from(places, (place) => place * size));
          const to = sandbox.state(y, skew);
          sandbox.run(`inner_products_${name}`, from, plane, xRow * size, R, M, offsets, to, taps);
          const expected = y.map((before, n) => {
            const [tap, lane] = [Math.floor(n / lanes), n % lanes];
            let sum = 0;
            for (let i = 0; i < R; i++) {
              for (let j = lane; j < M * lanes; j += lanes) sum = round(sum + round(g[i * M * lanes + j] * x[places[tap] + i * xRow + j]));
            }
            return round(before + sum);
          });
          expect(differingBits(sandbox.read(ArrayType as never, to, y.length) as Float64Array, [...expected]), `${R} ${M} ${taps}`).toBeNull();
        }
      }
    }
  });
});
