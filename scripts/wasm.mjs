/**
 * Compiles assembly/ to build/*.wasm, each module in its variants, names it in a custom section, and
 * writes src/wasm/generated/, where the library imports the code from: bytes as text, and for platforms
 * that may not compile bytes, imports of the files.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix } from "node:path";
import { withSplats } from "./constants.mjs";
import { encode } from "./text.mjs";
import { root, newest } from "./tree.mjs";

const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");

/** Module → its entry per variant; a relaxed entry holds only the kernels whose code differs. */
const modules = {
  activation: { simd: "assembly/activation.ts" },
  array: { simd: "assembly/array.ts" },
  convolution: { simd: "assembly/convolution.ts" },
  direct: { simd: "assembly/direct.ts", relaxed: "assembly/direct.ts" },
  // Fused multiply-add gains transforms 3 to 10 %, less than a second copy of all their passes is worth.
  fft: { simd: "assembly/fft.ts" },
  image: { simd: "assembly/image.ts" },
  measure: { simd: "assembly/measure.ts" },
  nn: { simd: "assembly/nn.ts", relaxed: "assembly/nn/relaxed.ts" },
  passes: { simd: "assembly/passes.ts" },
  pool: { simd: "assembly/pool.ts" },
  recursive: { simd: "assembly/recursive.ts" },
  restoration: { simd: "assembly/restoration.ts" },
  separable: { simd: "assembly/separable.ts", relaxed: "assembly/separable/relaxed.ts" },
};

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
  mkdirSync(`${root}src/wasm/generated/workerd`, { recursive: true });
  const tools = newest("asconfig.json", "package.json", "scripts/wasm.mjs", "scripts/constants.mjs", "scripts/text.mjs", "src/wasm/text.ts");
  const known = new Set();
  for (const [name, entries] of Object.entries(modules)) {
    const outputs = Object.keys(entries).map((variant) => `build/${name}.${variant}.wasm`);
    outputs.forEach((output) => known.add(output));
    const sources = Math.max(tools, newest(...new Set(Object.values(entries).flatMap((entry) => [...importedBy(entry)]))));
    const oldest = Math.min(...[...outputs, `src/wasm/generated/${name}.ts`, `src/wasm/generated/workerd/${name}.ts`].map((file) => newest(file)));
    if (oldest < sources) buildModule(name, entries);
  }
  for (const file of readdirSync(`${root}build`)) if (!known.has(`build/${file}`)) rmSync(`${root}build/${file}`);
}

function buildModule(name, entries) {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const inline = [];
  const files = [];
  for (const variant of ["simd", "relaxed"]) {
    if (!entries[variant]) {
      inline.push(`export const ${variant} = null;\n`);
      files.push(`export const ${variant} = null;\n`);
      continue;
    }
    const output = `build/${name}.${variant}.wasm`;
    rmSync(root + output, { force: true });
    compile(entries[variant], variant, output);
    // asc can print its help and exit with 0: only an output that it wrote counts.
    if (!existsSync(root + output)) throw new Error(`${output} was not written`);
    const code = withoutExports(withSplats(readFileSync(root + output)), within[name]);
    writeFileSync(root + output, Buffer.concat([code, nameSection(`${name}.${variant} ${version}`)]));
    inline.push(`export const ${variant} = "${encode(readFileSync(root + output))}";\n`);
    files.push(`// @ts-ignore: the platform makes a WebAssembly.Module of it.\nimport ${variant} from "${name}.${variant}.wasm";\nexport { ${variant} };\n`);
  }
  writeFileSync(`${root}src/wasm/generated/${name}.ts`, inline.join(""));
  writeFileSync(`${root}src/wasm/generated/workerd/${name}.ts`, files.join(""));
}

/** A source of assembly/ and all that it imports. */
function importedBy(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, specifier] of readFileSync(root + file, "utf8").matchAll(/from "(\.[^"]+)"/g)) importedBy(`${posix.join(posix.dirname(file), specifier)}.ts`, found);
  return found;
}

function compile(entry, variant, output) {
  execFileSync(process.execPath, [asc, entry, "--target", variant, "--outFile", output], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
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
