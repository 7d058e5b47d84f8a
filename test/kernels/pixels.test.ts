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

  test("equal the sum, bit for bit, for 0 to 18 outputs, 0 to 9 channels and up to 3 strips, at any place", () => {
    for (let O = 0; O <= 18; O++) {
      for (let K = 0; K < 10; K++) {
        const P = (O + K) % 4;
        const pixels = 2 * P * width;
        const panels = Math.ceil(O / width);
        const [xRow, yRow] = [pixels + dice.integer(0, 3), pixels + dice.integer(0, 3)];
        const wPanel = K * width + dice.integer(0, 1) * width;
        const [x, w, bias, y] = [numbers(Math.max(1, xRow * K)), numbers(Math.max(1, panels * wPanel)), numbers((O + 1) & -2), numbers(O * yRow)];
        const [low, high] = dice.pick([[-Infinity, Infinity], [0, 0.5]] as const);
        for (const [skew, add, ends] of [[0, 0, "biased"], [size, 1, "biased"], [0, 1, "sums"], [size, 0, "sums"]] as const) {
          sandbox.reset();
          const [at, weights, biases] = [sandbox.input(x, skew), sandbox.input(w, skew), sandbox.input(bias, skew)];
          const to = sandbox.state(y, skew);
          sandbox.run(`mix_pixels_${name}`, at, xRow * size, K, weights, wPanel * size, ends === "biased" ? biases : 0, to, yRow * size, O, P, add, low, high);
          const expected = [...y];
          for (let o = 0; o < O; o++) {
            for (let p = 0; p < pixels; p++) {
              let sum = 0;
              for (let k = 0; k < K; k++) sum = round(sum + round(w[Math.floor(o / width) * wPanel + k * width + (o % width)] * x[k * xRow + p]));
              if (add) sum = round(y[o * yRow + p] + sum);
              expected[o * yRow + p] = ends === "biased" ? Math.min(high, Math.max(low, round(sum + bias[o]))) : sum;
            }
          }
          const actual = (sandbox.read(ArrayType as never, to, expected.length) as Float64Array).map((value) => value + 0);
          expect(differingBits(actual, expected.map((value) => value + 0)), `${O} outputs, ${K} channels, ${P} strips, ${ends}`).toBeNull();
        }
      }
    }
  });
});
