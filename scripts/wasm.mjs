/**
 * Compiles assembly/ to build/*.wasm, each module in its variants, names it in a custom section, and
 * writes src/wasm/generated/, where the library imports the code from: bytes as text, and for platforms
 * that may not compile bytes, imports of the files.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { encode } from "./text.mjs";
import { root, newest } from "./tree.mjs";

const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");

/** Module → its entry per variant; a relaxed entry holds only the kernels whose code differs. */
const modules = {
  array: { simd: "assembly/array.ts" },
  direct: { simd: "assembly/direct.ts", relaxed: "assembly/direct.ts" },
  // Fused multiply-add gains transforms 3 to 10 %, less than a second copy of all their passes is worth.
  fft: { simd: "assembly/fft.ts" },
  image: { simd: "assembly/image.ts" },
  recursive: { simd: "assembly/recursive.ts" },
  separable: { simd: "assembly/separable.ts", relaxed: "assembly/separable.ts" },
};

export function buildWasm() {
  mkdirSync(`${root}build`, { recursive: true });
  mkdirSync(`${root}src/wasm/generated/workerd`, { recursive: true });
  const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const sources = newest("assembly", "asconfig.json", "scripts/wasm.mjs");
  for (const [name, entries] of Object.entries(modules)) {
    const inline = [];
    const files = [];
    for (const variant of ["simd", "relaxed"]) {
      if (!entries[variant]) {
        inline.push(`export const ${variant} = null;\n`);
        files.push(`export const ${variant} = null;\n`);
        continue;
      }
      const output = `build/${name}.${variant}.wasm`;
      compile(entries[variant], variant, output);
      // asc can print its help and exit with 0: only a fresh output counts.
      if (statSync(root + output).mtimeMs < sources) throw new Error(`${output} is older than its source`);
      writeFileSync(root + output, Buffer.concat([readFileSync(root + output), nameSection(`${name}.${variant} ${version}`)]));
      inline.push(`export const ${variant} = "${encode(readFileSync(root + output))}";\n`);
      files.push(`// @ts-ignore: the platform makes a WebAssembly.Module of it.\nimport ${variant} from "${name}.${variant}.wasm";\nexport { ${variant} };\n`);
    }
    writeFileSync(`${root}src/wasm/generated/${name}.ts`, inline.join(""));
    writeFileSync(`${root}src/wasm/generated/workerd/${name}.ts`, files.join(""));
  }
}

function compile(entry, variant, output) {
  execFileSync(process.execPath, [asc, entry, "--target", variant, "--outFile", output], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
}

/** A custom section "simdvolve" that says which module this is, for init() to tell them apart. */
function nameSection(text) {
  const bytes = [..."simdvolve", ...text].map((letter) => letter.charCodeAt(0));
  return Buffer.from([0, bytes.length + 1, "simdvolve".length, ...bytes]);
}

if (process.argv[1] === new URL(import.meta.url).pathname) buildWasm();
