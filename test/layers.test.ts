import { readdirSync, readFileSync } from "node:fs";
import { posix as path } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../src/", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.startsWith("wasm/generated/"));

/** The layers, lowest first. A file imports from lower ones and from its own folder of this list; façades are all that is not named here. */
const LAYERS = [["types.ts", "version.ts"], ["check.ts"], ["shape", "math", "wasm"], ["array"], ["plan"], ["façade"], ["index.ts"]];

/** The part of src/ that a file belongs to: a file at its root is one of its own. */
const partOf = (file: string): string => file.split("/")[0];

function rank(file: string): number {
  const at = LAYERS.findIndex((parts) => parts.includes(partOf(file)));
  return at >= 0 ? at : LAYERS.findIndex((parts) => parts.includes("façade"));
}

/** What a file imports, as files of src/. */
function importsOf(file: string): string[] {
  return [...readFileSync(new URL(file, root), "utf8").matchAll(/(?:from|import)\s*\(?"([^"]+)"/g)].map(([, specifier]) =>
    specifier.startsWith(".") ? path.join(path.dirname(file), specifier).replace(/\.js$/, ".ts") : specifier,
  );
}

test("imports point down: index → façades → plan → array → shape, math, wasm → check → types; façades do not know each other", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !(rank(target) < rank(file) || partOf(target) === partOf(file)))
      .map((target) => `${file} must not import ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("nothing comes from outside: no dependency, no module of Node", () => {
  const outside = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !files.includes(target) && !target.startsWith("wasm/generated/"))
      .map((target) => `${file} imports ${target}`),
  );
  expect(outside).toEqual([]);
});

test("kernels are imported by the wasm layer alone", () => {
  for (const file of files.filter((name) => !name.startsWith("wasm/"))) {
    expect(importsOf(file).filter((target) => target.includes("generated/")), file).toEqual([]);
  }
});

test("no source needs a module system of its own: no top-level await, import.meta or require", () => {
  for (const file of files) {
    const code = readFileSync(new URL(file, root), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"/g, "");
    expect(code, file).not.toMatch(/import\.meta|\brequire\(|^await /m);
  }
});
