import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Functions and their slopes, and what the parameter is. GELU, which has no definition in JavaScript, is judged by test/nn. */
const functions = [
  { word: "rectify", p: 0.7, of: (x: number) => Math.min(0.7, Math.max(0, x)), slope: (x: number) => (x > 0 && x < 0.7 ? 1 : 0) },
  { word: "leak", p: 0.25, of: (x: number) => (x < 0 ? 0.25 * x : x), slope: (x: number) => (x > 0 ? 1 : 0.25) },
  { word: "sigmoid", p: 0, of: sigmoid, slope: (x: number) => sigmoid(x) * sigmoid(-x) },
  { word: "tanh", p: 0, of: Math.tanh, slope: (x: number) => 1 - Math.tanh(x) ** 2 },
  { word: "silu", p: 0, of: (x: number) => x * sigmoid(x), slope: (x: number) => sigmoid(x) * (1 + x * sigmoid(-x)) },
];

describe.each(reals)("activations in $name", ({ name, ArrayType, round, epsilon }) => {
  const sandbox = new Sandbox("activation");
  const size = ArrayType.BYTES_PER_ELEMENT;
  const dice = new Random(91);

  test.each(functions)("$word and its slope equal the definition for 0 to 21 numbers, anywhere and in place", ({ word, p, of, slope }) => {
    for (let N = 0; N <= 21; N++) {
      // the last vector is filled up
      const filled = Math.ceil((N * size) / 16) * (16 / size);
      const [x, g] = [ArrayType.from(dice.numbers(filled).map((value) => round(4 * value))), ArrayType.from(dice.numbers(filled).map(round))];
      for (const skew of [0, size]) {
        for (const [kernel, inputs, expected] of [[word, [x], [...x].map(of)], [`${word}_slope`, [g, x], [...x].map((value, n) => g[n] * slope(value))]] as const) {
          for (const place of ["apart", "in place"] as const) {
            sandbox.reset();
            const given = inputs.map((numbers, i) => (place === "in place" && i === 0 ? sandbox.state(numbers, skew) : sandbox.input(numbers, skew)));
            const to = place === "in place" ? given[0] : sandbox.output(filled * size, skew);
            sandbox.run(`${kernel}_${name}`, ...given, to, N, p);
            const actual = sandbox.read(ArrayType as never, to, N) as Float64Array;
            expected.slice(0, N).forEach((value, n) => expect(Math.abs(actual[n] - value), `${kernel} of number ${n} of ${N}, ${place}`).toBeLessThanOrEqual(16 * epsilon * Math.max(Math.abs(value), 2 ** -4)));
          }
        }
      }
    }
  });

  test("gelu gives every number of a row what it gives it alone", () => {
    const x = ArrayType.from(dice.numbers(21).map((value) => round(4 * value)));
    const of = (numbers: typeof x, skew: number): Float64Array => {
      sandbox.reset();
      const filled = Math.ceil(numbers.byteLength / 16) * 16;
      const at = sandbox.input(numbers, skew);
      const to = sandbox.output(filled, skew);
      sandbox.run(`gelu_${name}`, at, to, numbers.length, 0);
      return (sandbox.read(ArrayType as never, to, numbers.length) as Float64Array).slice();
    };
    const alone = [...x].map((_, n) => of(x.slice(n, n + 1), 0)[0]);
    for (let N = 0; N <= 21; N++) for (const skew of [0, size]) expect(differingBits(of(x.slice(0, N), skew), alone.slice(0, N)), `${N} numbers`).toBeNull();
  });
});
