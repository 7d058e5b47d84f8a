import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as simdvolve from "../../src/index";
import { blocksOf, documented, readme, stepsOf } from "./examples";

/** What an example can name: the root's exports, and the windows, which are most often imported by themselves. */
const library: Record<string, unknown> = { ...simdvolve, windows: simdvolve.signal.windows };

/** Every exported function by identity, with the names that reach it: `signal.convolve` is none of `convolve`. */
const reached = new Map<unknown, string[]>();
for (const [name, value] of Object.entries(simdvolve)) {
  reached.set(value, [...(reached.get(value) ?? []), name]);
  if (typeof value !== "object" || value === null) continue;
  for (const [inner, member] of Object.entries(value)) {
    reached.set(member, [...(reached.get(member) ?? []), `${name}.${inner}`]);
    if (typeof member === "object") for (const [word, one] of Object.entries(member as object)) reached.set(one, [`${name}.${inner}.${word}`]);
  }
}
/** All of them but the error class, which a caller only catches. */
const publicFunctions = [...reached].filter(([value]) => typeof value === "function" && !((value as { prototype?: unknown }).prototype instanceof Error)).map(([, names]) => names[0]);

/** Reads what a comment says: `Float64Array [6, 7]` is the array, 0.3333… any number that begins so. */
function expectation(text: string): unknown {
  const source = text
    .replace(/(?<![\w"'])(\w+Array)(?:\(\d+\))? ?\[([^\]]*)\]/g, "Object.assign($1.of($2))")
    .replace(/−/g, "-");
  return evaluate(`(${source})`);
}

function evaluate(expression: string): unknown {
  return new Function(...Object.keys(library), `return ${expression}`)(...Object.values(library));
}

/** Compares to nine digits, or to as many as the comment has, class by class. */
function same(actual: unknown, expected: unknown): boolean {
  if (typeof expected === "number" && typeof actual === "number") return Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + 1e-12;
  if (typeof expected !== "object" || expected === null || typeof actual !== "object" || actual === null) return Object.is(actual, expected);
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected) && !(Object.getPrototypeOf(expected) === Object.prototype)) return false;
  const keys = Object.keys(expected);
  return keys.length === Object.keys(actual).length && keys.every((key) => same((actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key]));
}

/** Runs an example, and says of each line with a result whether it gives that. */
async function run(code: string): Promise<void> {
  const steps = stepsOf(code.replace(/^import .*;\n/gm, ""));
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...words: string[]) => (...values: unknown[]) => Promise<void>;
  const lines = steps.map(({ code: step, result }) => {
    if (result === null || /^(const|let|for|if|function|class) /.test(step)) return step;
    return `$check(${step.replace(/;$/, "")}, ${JSON.stringify(result)}, ${JSON.stringify(step)});`;
  });
  const check = (value: unknown, result: string, step: string): void => {
    let expected: unknown;
    try {
      expected = expectation(result);
    } catch {
      expect.fail(`${step}: the result "${result}" is not a value`);
    }
    if (!same(value, expected)) expect.fail(`${step} gives ${inspect(value)}, not ${result}`);
  };
  const names = Object.keys(library).filter((name) => !new RegExp(`\\b(const|let|function) (\\{[^}]*\\b)?${name}\\b`).test(code));
  await new AsyncFunction("$check", ...names, lines.join("\n"))(check, ...names.map((name) => library[name]));
}

const docs = documented();
/** Folders whose functions the root does not offer under their own names. */
const elsewhere = [...Object.keys(simdvolve).filter((name) => typeof library[name] === "object"), "plan"];

describe("the example of", () => {
  test.each(publicFunctions)("%s runs and gives what it says", async (name) => {
    const value = name.split(".").reduce<unknown>((at, word) => (at as Record<string, unknown>)[word], library);
    const word = name.split(".").pop()!;
    const [namespace] = name.split(".");
    const folder = namespace === name ? "src/" : `src/${namespace}/`;
    const candidates = docs.filter(({ name: its, file }) => its === word && file.startsWith(folder) && (folder !== "src/" || !elsewhere.some((other) => file.startsWith(`src/${other}/`))));
    expect(candidates.length, `${name} is documented in one place`).toBe(1);
    const blocks = blocksOf(candidates[0].doc);
    expect(typeof value).toBe("function");
    expect(blocks.length, `${name} has an example`).toBeGreaterThan(0);
    for (const code of blocks) {
      expect(stepsOf(code).some(({ result }) => result !== null) || word.startsWith("init"), `an example of ${name} states a result`).toBe(true);
      await run(code);
    }
  });
});

test.skipIf(readme() === "")("the examples of the README run and give what they say", async () => {
  const blocks = blocksOf(readme());
  expect(blocks.length).toBeGreaterThan(0);
  for (const code of blocks) await run(code);
});

