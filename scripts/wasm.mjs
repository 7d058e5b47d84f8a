/**
 * Compiles assembly/ to build/*.wasm, each module in its variants, and writes the
 * bytes as base64 into src/wasm/generated/, where the library imports them.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { root, newest } from "./tree.mjs";

const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");

/** Module → its entry per variant; a relaxed entry holds only the kernels whose code differs. */
const modules = {
  array: { simd: "assembly/array.ts" },
  direct: { simd: "assembly/direct.ts", relaxed: "assembly/direct.ts" },
  fft: { simd: "assembly/fft.ts", relaxed: "assembly/fft.ts" },
};

export function buildWasm() {
  mkdirSync(`${root}build`, { recursive: true });
  mkdirSync(`${root}src/wasm/generated`, { recursive: true });
  const sources = newest("assembly", "asconfig.json", "scripts/wasm.mjs");
  for (const [name, entries] of Object.entries(modules)) {
    const variants = Object.entries(entries).map(([variant, entry]) => {
      const output = `build/${name}.${variant}.wasm`;
      compile(entry, variant, output);
      // asc can print its help and exit with 0: only a fresh output counts.
      if (statSync(root + output).mtimeMs < sources) throw new Error(`${output} is older than its source`);
      return `export const ${variant} = "${readFileSync(root + output, "base64")}";\n`;
    });
    if (!entries.relaxed) variants.push("export const relaxed = null;\n");
    writeFileSync(`${root}src/wasm/generated/${name}.ts`, variants.join(""));
  }
}

function compile(entry, variant, output) {
  execFileSync(process.execPath, [asc, entry, "--target", variant, "--outFile", output], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
}

if (process.argv[1] === new URL(import.meta.url).pathname) buildWasm();
