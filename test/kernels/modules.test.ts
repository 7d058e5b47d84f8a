import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readModule } from "../support/module";

const folder = new URL("../../build/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
const files = readdirSync(folder).filter((file) => file.endsWith(".wasm"));
const bytesOf = (file: string) => readFileSync(new URL(file, folder));

describe.each(files)("%s", (file) => {
  const { sections, imports, exports, custom } = readModule(bytesOf(file));

  test("holds code alone: no memory of its own, no globals, tables, data or start function", () => {
    expect([...new Set(sections)].sort()).toEqual(["code", "custom", "export", "function", "import", "type"]);
  });

  test("imports the memory, and where two modules share passes, these, and nothing else", () => {
    const [shared, own] = [imports.filter(({ kind }) => kind === "function"), imports.filter(({ kind }) => kind !== "function")];
    expect(own).toEqual([{ module: "env", name: "memory", kind: "memory" }]);
    expect([...new Set(shared.map(({ module }) => module))]).toEqual(/^(fft|convolution)\./.test(file) ? ["passes"] : []);
  });

  test("exports kernels whose names end with their type", () => {
    expect(exports.length).toBeGreaterThan(0);
    for (const { name, kind } of exports) {
      expect(kind).toBe("function");
      expect(name).toMatch(/^[a-z][A-Za-z0-9_]*_(f32|f64|u8|u16|i16|i32)$/);
    }
  });

  test("says which module it is, and nothing more", () => {
    expect([...custom]).toEqual([["simdvolve", `${file.replace(/\.wasm$/, "")} ${version}`]]);
  });
});

test.each([["simd", 110], ["relaxed", 50]] as const)("the modules of the %s build take at most %d KB together", (variant, most) => {
  const sizes = files.filter((file) => file.endsWith(`.${variant}.wasm`)).map((file) => bytesOf(file).length);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(most * 1000);
});

test("what the relaxed build exports, the plain one does too", () => {
  const names = (file: string) => readModule(bytesOf(file)).exports.map(({ name }) => name);
  for (const file of files.filter((name) => name.endsWith(".relaxed.wasm"))) {
    expect(names(file.replace(".relaxed", ".simd"))).toEqual(expect.arrayContaining(names(file)));
  }
});
