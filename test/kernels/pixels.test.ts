import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

describe.each(reals)("sums over channels of neighbouring pixels in $name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const width = 32 / size;
  const dice = new Random(71);
  const numbers = (length: number) => ArrayType.from(dice.numbers(length).map(round));

  test("equal the sum, bit for bit, for 1 to 18 outputs, 0 to 9 channels and up to 3 panels, at any place", () => {
    for (let O = 1; O <= 18; O++) {
      for (let K = 0; K < 10; K++) {
        const P = 1 + ((O + K) % 3);
        const panels = Math.ceil(O / width);
        // panels beside one another in rows, or one after another
        const beside = dice.next() < 0.5;
        const [xPanel, xRow] = beside ? [width, P * width + dice.integer(0, 3)] : [K * width, width];
        const yRow = P * width + dice.integer(0, 3);
        const wPanel = K * width + dice.integer(0, 1) * width;
        const [x, w, bias, y] = [numbers(Math.max(1, xPanel * (P - 1) + xRow * K)), numbers(Math.max(1, panels * wPanel)), numbers((O + 3) & -4), numbers(O * yRow)];
        const [low, high] = dice.pick([[-Infinity, Infinity], [0, 0.5]] as const);
        for (const [skew, add] of [[0, 0], [size, 1]] as const) {
          sandbox.reset();
          const [at, weights, biases] = [sandbox.input(x, skew), sandbox.input(w, skew), sandbox.input(bias, skew)];
          const to = sandbox.state(y, skew);
          sandbox.run(`mix_pixels_${name}`, at, xPanel * size, xRow * size, K, weights, wPanel * size, biases, to, yRow * size, O, P, add, low, high);
          const expected = [...y];
          for (let o = 0; o < O; o++) {
            for (let p = 0; p < P * width; p++) {
              let sum = 0;
              for (let k = 0; k < K; k++) sum = round(sum + round(w[Math.floor(o / width) * wPanel + k * width + (o % width)] * x[Math.floor(p / width) * xPanel + k * xRow + (p % width)]));
              if (add) sum = round(y[o * yRow + p] + sum);
              expected[o * yRow + p] = Math.min(high, Math.max(low, round(sum + bias[o])));
            }
          }
          const actual = (sandbox.read(ArrayType as never, to, expected.length) as Float64Array).map((value) => value + 0);
          expect(differingBits(actual, expected.map((value) => value + 0)), `${O} outputs, ${K} channels, ${P} panels`).toBeNull();
        }
      }
    }
  });
});
