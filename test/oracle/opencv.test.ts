import { describe, expect, test } from "vitest";
import { type Case, casesOf, difference } from "./cases";
import { rows } from "./opencv";
import { ours } from "./scipy";

const cases = casesOf("opencv");
const ops = [...new Set(cases.map(({ op }) => op))];

describe.each(Object.keys(rows))("%s", (op) => {
  const { name, run } = rows[op];
  const call = ours(name)!;

  test.each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = run(call, given);
    expect(actual.length).toBe(given.outputs.length);
    given.outputs.forEach((expected, i) => {
      expect(difference(actual[i], expected, given), `${expected.name} of ${JSON.stringify(given.params)}`).toBeNull();
    });
  });
});

test("every case is replayed", () => {
  for (const op of ops) expect(op in rows, op).toBe(true);
  expect(cases.length).toBeGreaterThan(600);
});
