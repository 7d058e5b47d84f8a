import { readdirSync, readFileSync } from "node:fs";

/** A line of an example, and what its comment says that it gives. */
export interface Step {
  readonly code: string;
  readonly result: string | null;
}

export interface Example {
  readonly file: string;
  /** The exported name it stands above; the heading in a document. */
  readonly name: string;
  readonly code: string;
}

const repository = new URL("../../", import.meta.url);

/** Exported functions and classes of src/, with the docstring above each (its first overload's). */
export function documented(): { file: string; name: string; doc: string }[] {
  const src = new URL("src/", repository);
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, src), "utf8");
      const found = [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:async )?(?:function|class|const) (\w+)/g)];
      return [...new Set(found.map(([, , name]) => name))].map((name) => {
        const doc = found.find(([, above, itsName]) => itsName === name && above)?.[1] ?? "";
        return { file: `src/${file}`, name, doc: doc.replace(/^ *\*( |$)/gm, "") };
      });
    });
}

/** The ```ts blocks of a text. */
export function blocksOf(text: string): string[] {
  return [...text.matchAll(/```(?:ts|js|javascript|typescript)\n([\s\S]*?)```/g)].map(([, code]) => code);
}

export function readme(): string {
  try {
    return readFileSync(new URL("README.md", repository), "utf8");
  } catch {
    return "";
  }
}

/**
 * Cuts an example into statements, each with the result that a comment after it states: at the end of its line, or on lines below that
 * hold nothing else.
 */
export function stepsOf(code: string): Step[] {
  const steps: { code: string; result: string | null }[] = [];
  let statement = "";
  for (const line of code.split("\n")) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (comment && statement.trim() === "") {
      const last = steps[steps.length - 1];
      if (last) last.result = last.result === null ? comment[1] : `${last.result} ${comment[1]}`;
      continue;
    }
    const [, body, result] = /^(.*?;)\s*\/\/ (.*)$/.exec(line) ?? [line, line, null];
    statement += `${body}\n`;
    if (/;\s*$/.test(body!) && balanced(statement)) {
      steps.push({ code: statement.trim(), result: result ?? null });
      statement = "";
    }
  }
  if (statement.trim() !== "") steps.push({ code: statement.trim(), result: null });
  return steps;
}

function balanced(code: string): boolean {
  const count = (letters: RegExp) => code.match(letters)?.length ?? 0;
  return count(/[([{]/g) === count(/[)\]}]/g);
}
