import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

describe.each(reals)("depthwise sums of 3×3 taps in $name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("nn");
  const size = ArrayType.BYTES_PER_ELEMENT;

  test.each([["triples", 1], ["triples_halves", 2]] as const)("%s equals the sum, bit for bit, for rows of a vector to 70 outputs, any border and alignment", (kernel, stride) => {
    const dice = new Random(stride);
    const numbers = (length: number) => ArrayType.from(dice.numbers(length).map(round));
    for (let M = 16 / size; M <= 70; M++) {
      const R = 1 + (M % 5);
      const [H, N] = [(R - 1) * stride + 3, (M - 1) * stride + 3];
      // the plane lies within its border, of which any side may be missing, and so may the plane
      const [above, before] = [dice.integer(0, 1), dice.integer(0, 2)];
      const rows = Math.max(0, H - above - dice.integer(0, 2));
      const columns = Math.max(0, N - before - dice.integer(0, 2));
      const [planes, each] = [dice.integer(1, 3), dice.integer(1, 3)];
      const O = planes * each;
      const xRow = columns + dice.integer(0, 2);
      const [x, w, bias] = [numbers(planes * rows * xRow), numbers(9 * O), numbers(O)];
      const [low, high] = dice.pick([[-Infinity, Infinity], [0, 0.5]] as const);
      for (const skew of [0, size]) {
        sandbox.reset();
        const [at, weights, biases] = [sandbox.input(x, skew), sandbox.input(w, skew), sandbox.input(bias, skew)];
        const padded = sandbox.state(new ArrayType(H * N), skew);
        const to = sandbox.output(O * R * M * size, skew);
        const inside = padded + (above * N + before) * size;
        sandbox.run(`${kernel}_${name}`, at, rows * xRow * size, xRow * size, rows, columns, inside, padded, N * size, weights, biases, to, R * M * size, O, each, R, M, low, high);
        const expected: number[] = [];
        for (let o = 0; o < O; o++) {
          for (let n = 0; n < R; n++) {
            for (let m = 0; m < M; m++) {
              let sum = 0;
              for (let u = 0; u < 3; u++) {
                let row = 0;
                for (let v = 0; v < 3; v++) {
                  const [i, j] = [n * stride + u - above, m * stride + v - before];
                  const sample = i >= 0 && i < rows && j >= 0 && j < columns ? x[(Math.floor(o / each) * rows + i) * xRow + j] : 0;
                  row = round(row + round(w[9 * o + 3 * u + v] * sample));
                }
                sum = round(sum + row);
              }
              expected.push(Math.min(high, Math.max(low, round(sum + bias[o]))));
            }
          }
        }
        const actual = (sandbox.read(ArrayType as never, to, expected.length) as Float64Array).map((value) => value + 0);
        expect(differingBits(actual, expected.map((value) => value + 0)), `${R} × ${M}, ${rows} × ${columns} at ${above}, ${before}`).toBeNull();
      }
    }
  });
});
