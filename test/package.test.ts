import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

interface Conditions {
  readonly workerd: { types: string; default: string };
  readonly import: { types: string; default: string };
  readonly require: { types: string; default: string };
}
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { exports: Record<string, Conditions | string>; version: string; files: string[] };
const entries = Object.entries(manifest.exports).filter((entry): entry is [string, Conditions] => typeof entry[1] === "object");
const subpaths = entries.map(([subpath]) => `simdvolve${subpath.slice(1)}`);
/** The root's namespace for each subpath; the root itself for its own. */
const namespaces = JSON.stringify(entries.map(([subpath]) => subpath.slice(2)));

/** Runs a program of its own in the package, and returns what it prints, read as JSON. */
function node(type: "module" | "commonjs", program: string, ...flags: string[]): unknown {
  return JSON.parse(execFileSync(process.execPath, [...flags, `--input-type=${type}`, "--eval", program], { cwd: root, encoding: "utf8" }));
}

const load = { module: (path: string) => `await import("${path}")`, commonjs: (path: string) => `require("${path}")` };

describe("package.json", () => {
  test("names files that the build writes, types for every condition", () => {
    for (const [subpath, conditions] of entries) {
      for (const { types, default: code } of [conditions.workerd, conditions.import, conditions.require]) {
        expect(existsSync(root + types), `${subpath}: ${types}`).toBe(true);
        expect(existsSync(root + code), `${subpath}: ${code}`).toBe(true);
      }
      expect(conditions.require.types, "CommonJS has types of its own").toMatch(/\.d\.cts$/);
    }
  });

  test("has no runtime dependency", () => {
    expect(manifest).not.toHaveProperty("dependencies");
  });
});

describe.each(["module", "commonjs"] as const)("as a %s, the built package", (type) => {
  test("has lines so short that an error which nobody catches does not fill a screen with them", () => {
    const program = `(${load[type]("simdvolve")}).convolve(true, [1]);`;
    const { stderr } = spawnSync(process.execPath, [`--input-type=${type}`, "--eval", program], { cwd: root, encoding: "utf8" });
    expect(stderr).toMatch(/TypeError: .*expected/);
    expect(stderr.length).toBeLessThan(2000);
  });

  test.each(subpaths)("loads at %s, and its functions work", (subpath) => {
    const program = `const it = ${load[type](subpath)}; console.log(JSON.stringify({ names: Object.keys(it).filter((n) => n !== "default"), sum: it.convolve ? [...it.convolve([1, 2], [1, 1])] : null }))`;
    const { names, sum } = node(type, program) as { names: string[]; sum: number[] | null };
    expect(names.length).toBeGreaterThan(0);
    // in SciPy's ndimage the result has the signal's length, its edges repeated
    if (names.includes("convolve")) expect(sum).toEqual(subpath.endsWith("ndimage") ? [3, 4] : [1, 3, 2]);
  });

  test("has one engine and one memory over all subpaths", () => {
    const program = `
      let memories = 0;
      const { Memory } = WebAssembly;
      WebAssembly.Memory = function (descriptor) { memories++; return new Memory(descriptor); };
      const modules = [${subpaths.map((subpath) => load[type](subpath)).join(", ")}];
      const { features } = modules[0];
      const sizes = [features().memoryBytes];
      for (const it of modules) {
        if (it.convolve) it.convolve([1], [1]);
        else if (it.fft) it.fft([1]);
      }
      const before = features().planBytes;
      const plans = modules.filter((it) => it.planConvolve).map((it) => it.planConvolve({ kernel: new Float64Array(500000), shape: [1000000], method: "direct" }));
      sizes.push(features().memoryBytes, features().planBytes);
      plans.forEach((plan) => plan.dispose());
      console.log(JSON.stringify({ memories, sizes, left: features().planBytes - before, same: modules.every((it, i) => i === 0 || Object.keys(it).every((word) => word === "default" || it[word] === modules[0][${namespaces}[i]][word])) }));`;
    const { memories, sizes, left, same } = node(type, program) as { memories: number; sizes: number[]; left: number; same: boolean };
    expect(memories).toBe(1);
    expect(sizes[0], "nothing before the first call").toBe(0);
    expect(sizes[1]).toBeGreaterThan(4_000_000);
    expect(sizes[2]).toBeGreaterThan(4_000_000);
    expect(left).toBe(0);
    expect(same).toBe(true);
  });

  test("knows NdArrays of the other module system by their brand", () => {
    const other = type === "module" ? "commonjs" : "module";
    const loadOther = other === "commonjs" ? `(await import("node:module")).createRequire(process.cwd() + "/")("simdvolve")` : `await import("simdvolve")`;
    const program = `(async () => {
      const mine = ${type === "module" ? load.module("simdvolve") : load.commonjs("simdvolve")};
      const theirs = ${loadOther};
      const x = theirs.array([[1, 2], [3, 4]]);
      console.log(JSON.stringify({ known: mine.NdArray.isNdArray(x), foreign: !(x instanceof mine.NdArray), y: mine.signal.convolve(x, x).toNested() }));
    })();`;
    expect(node(type, program)).toEqual({ known: true, foreign: true, y: [[1, 4, 4], [6, 20, 16], [9, 24, 16]] });
  });
});

test.each(entries)("%s imports all code of its kernels, before anything else", (_, conditions) => {
  const folder = `${root}dist/`;
  const imported = (file: string) => [...readFileSync(folder + file, "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, path]) => path);
  const reached = new Set<string>([conditions.import.default.replace("./dist/", "")]);
  for (const file of reached) for (const path of imported(file)) reached.add(path);
  const code = [...reached].filter((file) => file.startsWith("code/"));
  expect(code.length).toBeGreaterThan(1);
  expect(imported([...reached][0]).slice(0, code.length).toSorted()).toEqual(code.toSorted());
});

test("the workerd build imports its wasm as files, which are there", () => {
  const folder = `${root}dist/workerd/`;
  const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
  const imported = files.flatMap((file) => [...readFileSync(folder + file, "utf8").matchAll(/from\s*["'](\.\.\/wasm\/[^"']+)["']/g)].map(([, path]) => path));
  expect(imported.length).toBeGreaterThan(0);
  for (const path of imported) expect(existsSync(folder + path), path).toBe(true);
  for (const file of files) expect(readFileSync(folder + file, "utf8"), "no code in it").not.toContain("0061736d");
});

test("without SIMD, the error of the first call names the versions that have it; importing is harmless", () => {
  const program = `
    WebAssembly.validate = () => false;
    WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("no"); } };
    const { convolve } = await import("simdvolve");
    try { convolve([1], [1]); } catch ({ name, code, message }) { console.log(JSON.stringify({ name, code, message })); }`;
  expect(node("module", program)).toMatchObject({ name: "EngineError", code: "unsupported", message: expect.stringMatching(/Node 16\.6/) as string });
});

test("where compiling from bytes is forbidden, the error names 'wasm-unsafe-eval'", () => {
  const program = `
    WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("disallowed"); } };
    const { convolve } = await import("simdvolve");
    try { convolve([1], [1]); } catch ({ name, code, message }) { console.log(JSON.stringify({ name, code, message })); }`;
  expect(node("module", program)).toMatchObject({ name: "EngineError", code: "forbidden", message: expect.stringMatching(/'wasm-unsafe-eval'/) as string });
});
