import { describe, expect, test } from "vitest";
import { type Case, casesOf, difference, type Entry, type Outcome, plain } from "./cases";
import { ours, rows } from "./scipy";

/** Ops that are not replayed, and why. */
const left: Record<string, string> = {
  "signal.choose_conv_method": "ours is the choice of our own cost model, not SciPy's; test/laws says what it must be",
};

/** Integer cases in which SciPy's sums wrapped around; ours are the true sums, of which these are the remainders. */
const wrapped: readonly string[] = [];

/** Integer cases of one pass whose sums are fractions: SciPy cuts them off, and this test does it to ours. */
const cutOff = /^scipy\/ndimage\.(correlate|convolve)\/07[2-5]$/;

/** Integer cases of several passes: SciPy cuts off after each, ours are cut off once, here; they may be one unit apart, as the cases' tolerance has it. */
const severalPasses = /^scipy\/ndimage\.uniform_filter\/04[5-8]$/;

const RANGES: Record<string, readonly [bits: number, signed: boolean]> = { uint8: [8, false], int8: [8, true], uint16: [16, false], int16: [16, true], int32: [32, true], uint32: [32, false] };

/** A sum as SciPy's integer type keeps it: the remainder of division by 2^bits. */
function wrap(value: number, dtype: string): number {
  const [bits, signed] = RANGES[dtype];
  const period = 2 ** bits;
  const rest = ((value % period) + period) % period;
  return signed && rest >= period / 2 ? rest - period : rest;
}

/**
 * A sum of fractions without what follows the point. One that rounding alone keeps from a whole number, or brought to it, may be cut off on either side of it: SciPy's rounding is not that
 * of a fused multiply-add.
 */
function cut(sum: number, wanted: number): number {
  const nearest = Math.round(sum);
  const isUnsure = Math.abs(sum - nearest) <= 4 * Number.EPSILON * Math.abs(sum);
  return isUnsure && wanted === nearest - Math.sign(nearest) ? wanted : Math.trunc(sum);
}

/** Our sums as an integer type keeps them, and whether any was a fraction, cut off, or left the type's range, and wrapped around. */
function keptAs(actual: Outcome, { dtype, data }: Entry, kind: "whole" | "fractions"): { value: Outcome; fractions: boolean; wraps: boolean } {
  if (!(dtype in RANGES) || typeof actual === "number") return { value: actual, fractions: false, wraps: false };
  const sums = Array.from(plain(actual).data);
  const whole = sums.map((sum, n) => (kind === "whole" ? Math.trunc(sum) : cut(sum, data[n])));
  const kept = Float64Array.from(whole, (sum) => wrap(sum, dtype));
  const value = ArrayBuffer.isView(actual) ? kept : Object.assign(Object.create(Object.getPrototypeOf(actual) as object) as object, actual, { data: kept });
  return { value: value as Outcome, fractions: whole.some((sum, n) => sum !== sums[n]), wraps: kept.some((sum, n) => sum !== whole[n]) };
}

const cases = casesOf("scipy");
const ops = [...new Set(cases.map(({ op }) => op))];

describe.each(ops.filter((op) => !(op in left)))("%s", (op) => {
  const { name, run } = rows[op];
  const call = ours(name)!;

  test.each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = run(call, given);
    expect(actual.length).toBe(given.outputs.length);
    given.outputs.forEach((expected, i) => {
      const { value, fractions, wraps } = keptAs(actual[i], expected, cutOff.test(given.id) ? "fractions" : "whole");
      expect(fractions, "is in one of the lists of cut off cases").toBe(cutOff.test(given.id) || severalPasses.test(given.id));
      expect(wraps, "is in the list of wrapped cases").toBe(wrapped.includes(given.id));
      expect(difference(value, expected, given), `${expected.name} of ${JSON.stringify(given.params)}`).toBeNull();
    });
  });
});

test("every case is replayed, or its op stands in the list above", () => {
  for (const op of ops) expect((op in rows && ours(rows[op].name) !== undefined) || op in left, op).toBe(true);
  expect(cases.length).toBe(2260);
});
