import { describe, expect, test } from "vitest";
import * as simdvolve from "../../src/index";
import { heapBytes } from "../../src/wasm/heap";
import type { Row } from "./row";
import { rows } from "./rows";
import { arrays, type Hostile, kinds } from "./values";

type Call = (...given: unknown[]) => unknown;

/** Every exported function by its public name. */
const functions = new Map<string, Call>();
function collect(value: unknown, name: string): void {
  if (typeof value === "function") functions.set(name, value as Call);
  else if (typeof value === "object" && value !== null) for (const [word, member] of Object.entries(value)) collect(member, name ? `${name}.${word}` : word);
}
collect({ ...simdvolve }, "");
functions.delete("EngineError");
const isClass = (name: string) => name === "NdArray";
const invoke = (name: string, args: unknown[]): unknown => {
  const call = functions.get(name)!;
  const result: unknown = isClass(name) ? Reflect.construct(call, args) : call(...args);
  // A plan that came about after all is given back.
  if (typeof result === "object" && result !== null && "dispose" in result) (result as { dispose(): void }).dispose();
  return result;
};

/** Calls wrongly, and says what is not as it should be: another error, other words, memory that stays taken. */
async function misuse(name: string, args: unknown[], { error, says }: { error: typeof TypeError | typeof RangeError; says: RegExp }): Promise<string | null> {
  const used = heapBytes();
  let thrown: unknown;
  try {
    await invoke(name, args);
    return "was accepted";
  } catch (cause) {
    thrown = cause;
  }
  if (!(thrown instanceof error)) return `threw ${String(thrown)}, which is no ${error.name}`;
  if (!says.test(thrown.message)) return `said "${thrown.message}", not ${says}`;
  return heapBytes() === used ? null : `left ${heapBytes() - used} bytes taken`;
}

/** "in1: expected …, got …", or of a part of it: "in1[1][0]", "in1.stride". */
const naming = (name: string) => new RegExp(`^${name.replace(/[.[\]]/g, "\\$&")}(\\[\\d+\\]|\\.\\w+)*: expected [^]+, got [^]+`);

async function eachWrong(name: string, values: readonly Hostile[], says: RegExp, argsWith: (value: unknown) => unknown[]): Promise<string[]> {
  const faults = [];
  for (const { what, value, error } of values) {
    const fault = await misuse(name, argsWith(value), { error, says });
    if (fault) faults.push(`${what} ${fault}`);
  }
  return faults;
}

const replaced = (row: Row, at: number, value: unknown): unknown[] => {
  const args = row.args();
  args[at] = value;
  return args;
};

test("every exported function has a row", () => {
  expect([...functions.keys()].filter((name) => !(name in rows))).toEqual([]);
});

describe.each(Object.keys(rows).filter((name) => functions.has(name)))("%s", (name) => {
  const row = rows[name];

  test.each(row.arrays ?? [])("refuses what is no array of numbers at %i, naming %s", async (at, argument) => {
    expect(await eachWrong(name, arrays, naming(argument), (value) => replaced(row, at, value))).toEqual([]);
  });

  test.each(row.plain ?? [])("refuses at %i, naming %s, what is no %s", async (at, argument, kind) => {
    expect(await eachWrong(name, kinds[kind], naming(argument), (value) => replaced(row, at, value))).toEqual([]);
  });

  test.each(Object.entries(row.options?.of ?? {}))("refuses as option %s what is no %s", async (option, kind) => {
    const { at } = row.options!;
    const given = (value: unknown) => replaced(row, at, { ...(row.args()[at] as object), [option]: value });
    expect(await eachWrong(name, kinds[kind], naming(option === "out" ? "out" : `options.${option}`), given)).toEqual([]);
  });

  test.each(row.options ? [row.options] : [])("refuses options that are no object, such as a word in their place", async ({ at }) => {
    const values = [null, "same", 5, true, [], new Float64Array(2), () => {}].map((value) => ({ what: String(value), value, error: TypeError }));
    expect(await eachWrong(name, values, naming("options"), (value) => replaced(row, at, value))).toEqual([]);
  });

  test.each(row.rules ?? [])("refuses %s", async (_, args, error, says) => {
    expect(await misuse(name, args(), { error, says })).toBeNull();
  });

  test.each(row.options && "out" in row.options.of ? [row.options] : [])("leaves `out` alone when another argument is wrong", async ({ at, of }) => {
    const out = new Float64Array(64).fill(-7);
    for (let length = 1; length <= 64; length++) {
      const room = out.subarray(0, length);
      for (const [place] of row.arrays ?? row.plain ?? []) {
        const args = replaced(row, at, { ...(row.args()[at] as object), out: room });
        args[place] = "wrong";
        await expect(async () => invoke(name, args)).rejects.toThrow(TypeError);
      }
      const others = Object.keys(of).filter((word) => word !== "out");
      if (others.length === 0) continue;
      const args = replaced(row, at, { ...(row.args()[at] as object), out: room, ...Object.fromEntries(others.map((word) => [word, {}])) });
      await expect(async () => invoke(name, args)).rejects.toThrow(TypeError);
    }
    expect(out.every((value) => value === -7)).toBe(true);
  });

  test("still gives the right answer afterwards", async () => {
    const picture = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (ArrayBuffer.isView(part) ? [...(part as Float64Array)] : part));
    if (name === "features" || name.startsWith("init")) return;
    const [one, two] = [await invoke(name, row.args()), await invoke(name, row.args())];
    if (row.arrays) expect(picture(one)).toBe(picture(two));
    expect([...simdvolve.convolve([1, 2], [1, 1])]).toEqual([1, 3, 2]);
  });
});
