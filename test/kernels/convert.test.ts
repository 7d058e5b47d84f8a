import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { Sandbox } from "../support/sandbox";

const integers = [
  { name: "i8", ArrayType: Int8Array, extremes: [-128, 127, 0, -1, 1] },
  { name: "u8", ArrayType: Uint8Array, extremes: [0, 255, 1, 128, 127] },
  { name: "i16", ArrayType: Int16Array, extremes: [-32768, 32767, 0, -1, 1] },
  { name: "u16", ArrayType: Uint16Array, extremes: [0, 65535, 1, 32768, 32767] },
  { name: "i32", ArrayType: Int32Array, extremes: [-2147483648, 2147483647, 0, -1, 16777217] },
  { name: "u32", ArrayType: Uint32Array, extremes: [0, 4294967295, 1, 2147483648, 2147483647] },
] as const;

const TINY = 2 ** -149;
const singles = [0, -0, 1, -1.5, TINY, -TINY, 2 ** -126, 3.4028234663852886e38, Infinity, -Infinity, NaN];

/** Doubles on both sides of what a single can hold: ties go to the even neighbour, overflow to infinity, underflow to zero. */
const doubles = [
  ...singles,
  0.1,
  1 + 2 ** -24,
  1 + 3 * 2 ** -24,
  1 + 2 ** -24 + 2 ** -52,
  16777217,
  16777219,
  TINY / 2,
  (TINY / 2) * (1 + 2 ** -52),
  1.5 * TINY,
  2.5 * TINY,
  Number.MIN_VALUE,
  3.4028235677973366e38,
  3.4028235677973362e38,
  Number.MAX_VALUE,
  -1e300,
];

const sandbox = new Sandbox("array");

/** Converts with every length from 0 to a few vectors, at every alignment. */
function check(kernel: string, values: readonly number[], From: typeof Float64Array | typeof Float32Array | (typeof integers)[number]["ArrayType"], To: typeof Float32Array | typeof Float64Array): void {
  for (let skew = 0; skew < 16; skew++) {
    for (const N of [...Array(20).keys(), values.length]) {
      const x = From.from(Array.from({ length: N }, (_, n) => values[(n + skew) % values.length]));
      sandbox.reset();
      const at = sandbox.input(x, skew);
      const to = sandbox.output(N * To.BYTES_PER_ELEMENT, (skew * 7) % 16);
      sandbox.run(kernel, at, to, N);
      const actual = sandbox.read(To as never, to, N) as Float64Array;
      expect(differingBits(actual, To.from(x)), `${kernel}, N = ${N}, skew ${skew}`).toBeNull();
    }
  }
}

describe("conversion", () => {
  test.each(integers)("of $name to f64 is exact", ({ name, ArrayType, extremes }) => {
    const dice = new Random(1);
    const random = Array.from({ length: 100 }, () => new ArrayType(Uint32Array.of(dice.integer(0, 4294967295)).buffer)[0]);
    check(`from_${name}_f64`, [...extremes, ...random], ArrayType, Float64Array);
  });

  test("of f32 to f64 is exact, subnormals and infinities too", () => {
    check("from_f32_f64", singles, Float32Array, Float64Array);
  });

  test("of f64 to f32 rounds to nearest, ties to even", () => {
    check("from_f64_f32", [...doubles, ...doubles.map((value) => -value), ...new Random(2).numbers(200)], Float64Array, Float32Array);
  });
});
