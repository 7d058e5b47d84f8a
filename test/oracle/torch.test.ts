import { describe, expect, test } from "vitest";
import { type Case, casesOf, difference } from "./cases";
import { ours } from "./scipy";
import { torchRows } from "./torch";

/** Ops whose function has not arrived. The list shortens as they do: one that is there must not stand in it. */
const later: readonly string[] = [
];

const cases = casesOf("torch");
const ops = [...new Set(cases.map(({ op }) => op))];

describe.each(ops.filter((op) => !later.includes(op)))("%s", (op) => {
  const { name, run } = torchRows[op];

  test.each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = run(ours(name)!, given);
    for (const expected of given.outputs) {
      expect(difference(actual[expected.name], expected, given), `${expected.name} of ${JSON.stringify(given.params)}`).toBeNull();
    }
  });
});

test("every case is replayed, or its op stands in the list of those to come", () => {
  expect(ops.filter((op) => (ours(torchRows[op].name) === undefined) !== later.includes(op))).toEqual([]);
  expect(later.filter((op) => !ops.includes(op))).toEqual([]);
  expect(cases.length).toBeGreaterThan(350);
});
