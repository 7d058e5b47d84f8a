/**
 * Compiles assembly/ to build/*.wasm, makes relaxed variants of some, names each in a custom section, and
 * writes src/wasm/generated/, where the library imports the code from: bytes as text, and for platforms
 * that may not compile bytes, imports of the files.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix } from "node:path";
import { withSplats } from "./constants.mjs";
import { source } from "./source.mjs";
import { encode } from "./text.mjs";
import { root, newest } from "./tree.mjs";

const { fused } = await source("wasm/fused.ts");
const generated = `${root}src/wasm/generated/`;
const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");

/** In the order in which entries import them: gzip packs code behind code that is like it. */
export const modules = ["direct", "nn", "passes", "pool", "convolution", "fft", "image", "array", "separable", "restoration", "measure", "recursive", "activation"];

/** Those that have a relaxed build. The kernels of transforms are not written so that `fused` finds their products. */
const relaxable = ["direct", "nn", "separable"];

/**
 * Kernels of a module that only its other kernels call. asc has to export them, or would lay them out in an order that gzip packs worse,
 * but nobody else needs their names.
 */
const within = {
  convolution: /^(un)?pass/,
  fft: /^pass|^first|^real|^load_columns|^turn|^separate/,
};

/** Compiles the modules that are older than what they are made of, and removes files of modules that are no more. */
export function buildWasm() {
  mkdirSync(`${root}build`, { recursive: true });
  for (const folder of ["code", "workerd"]) mkdirSync(generated + folder, { recursive: true });
  const tools = newest("asconfig.json", "package.json", "scripts/wasm.mjs", "scripts/constants.mjs", "scripts/source.mjs", "scripts/text.mjs", "src/wasm/text.ts", "src/wasm/fused.ts");
  const known = new Set();
  for (const name of modules) {
    const outputs = variantsOf(name).map((variant) => `build/${name}.${variant}.wasm`);
    outputs.forEach((output) => known.add(output));
    const sources = Math.max(tools, newest(...importedBy(`assembly/${name}.ts`)));
    const written = ["", "code/", "workerd/"].map((folder) => `src/wasm/generated/${folder}${name}.ts`);
    const oldest = Math.min(...[...outputs, ...written].map((file) => newest(file)));
    if (oldest < sources) buildModule(name);
  }
  for (const file of readdirSync(`${root}build`)) if (!known.has(`build/${file}`)) rmSync(`${root}build/${file}`);
}

function variantsOf(name) {
  return relaxable.includes(name) ? ["simd", "relaxed"] : ["simd"];
}

function buildModule(name) {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const code = compile(name);
  const files = [];
  for (const variant of variantsOf(name)) {
    const bytes = Buffer.concat([variant === "relaxed" ? fused(code.slice()) : code, nameSection(`${name}.${variant} ${version}`)]);
    writeFileSync(`${root}build/${name}.${variant}.wasm`, bytes);
    if (variant === "simd") writeFileSync(`${generated}code/${name}.ts`, `export const code = "${encode(bytes)}";\n`);
    files.push(`// @ts-ignore: the platform makes a WebAssembly.Module of it.\nexport { default as ${variant} } from "${name}.${variant}.wasm";\n`);
  }
  const none = "export const relaxed = null;\n";
  const isRelaxable = relaxable.includes(name);
  writeFileSync(`${generated}${name}.ts`, `export { code as simd } from "./code/${name}.js";\n${isRelaxable ? 'export { fused as relaxed } from "../fused.js";\n' : none}`);
  writeFileSync(`${generated}workerd/${name}.ts`, files.join("") + (isRelaxable ? "" : none));
}

/** A source of assembly/ and all that it imports. */
function importedBy(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, specifier] of readFileSync(root + file, "utf8").matchAll(/from "(\.[^"]+)"/g)) importedBy(`${posix.join(posix.dirname(file), specifier)}.ts`, found);
  return found;
}

/** What asc says is shown if it fails: otherwise it only tells how its optimiser fared. */
function compile(name) {
  const output = `build/${name}.simd.wasm`;
  rmSync(root + output, { force: true });
  execFileSync(process.execPath, [asc, `assembly/${name}.ts`, "--outFile", output], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  // asc can print its help and exit with 0: only an output that it wrote counts.
  if (!existsSync(root + output)) throw new Error(`${output} was not written`);
  return withoutExports(withSplats(readFileSync(root + output)), within[name]);
}

/** A module without the exports of some names. */
function withoutExports(module, names) {
  const EXPORTS = 7;
  for (let at = 8; at < module.length; ) {
    const [size, start] = number(module, at + 1);
    if (module[at] !== EXPORTS || !names) {
      at = start + size;
      continue;
    }
    const [count, first] = number(module, start);
    const kept = [];
    for (let i = 0, from = first; i < count; i++) {
      const [length, letters] = number(module, from);
      const [, end] = number(module, letters + length + 1);
      if (!names.test(module.toString("latin1", letters, letters + length))) kept.push(module.subarray(from, end));
      from = end;
    }
    const content = Buffer.concat([bytesOf(kept.length), ...kept]);
    return Buffer.concat([module.subarray(0, at + 1), bytesOf(content.length), content, module.subarray(start + size)]);
  }
  return module;
}

/** A number of seven bits a byte, the lowest first, and where the next begins. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

function bytesOf(value) {
  const bytes = [];
  for (; value > 127; value >>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

/** A custom section "simdvolve" that says which module this is, for init() to tell them apart. */
function nameSection(text) {
  const bytes = [..."simdvolve", ...text].map((letter) => letter.charCodeAt(0));
  return Buffer.from([0, bytes.length + 1, "simdvolve".length, ...bytes]);
}

if (process.argv[1] === new URL(import.meta.url).pathname) buildWasm();
