import { describe, expect, test } from "vitest";
import { type Case, casesOf, difference, type Outcome } from "./cases";
import { rows as pictures } from "./opencv";
import { ours, rows } from "./scipy";
import { cells } from "./tutorial";

function replayOf(op: string): (given: Case) => Outcome[] {
  if (op in cells) return cells[op];
  const { name, run } = rows[op] ?? pictures[op];
  return (given) => run(ours(name)!, given);
}

const cases = casesOf("tutorial");
const ops = [...new Set(cases.map(({ op }) => op))];

describe.each(ops)("%s", (op) => {
  const replay = replayOf(op);
  test.each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = replay(given);
    actual.forEach((outcome, i) => {
      expect(difference(outcome, given.outputs[i], given), `${given.outputs[i].name}: ${given.note}`).toBeNull();
    });
    expect(actual.length).toBeGreaterThan(0);
  });
});
