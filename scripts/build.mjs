/** Builds what is missing or older than its source: wasm, then dist/. `--force` builds everything. */
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { build } from "tsup";
import { root, newest } from "./tree.mjs";
import { buildWasm, modules } from "./wasm.mjs";

const sources = newest("assembly", "asconfig.json", "src", "scripts", "tsup.config.ts", "tsconfig.json", "package.json");
const built = statSync(`${root}dist/index.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (process.argv.includes("--force") || built < sources) {
  if (process.argv.includes("--force")) rmSync(`${root}build`, { recursive: true, force: true });
  // What earlier builds left (chunks carry their hash in their name) would stay, and be published.
  rmSync(`${root}dist`, { recursive: true, force: true });
  buildWasm();
  await build({ config: `${root}tsup.config.ts`, silent: true });
  for (const file of readdirSync(`${root}build`)) cpSync(`${root}build/${file}`, `${root}dist/wasm/${file}`);
  for (const name of modules) cpSync(`${root}src/wasm/generated/code/${name}.ts`, `${root}dist/code/${name}.js`);
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  for (const { import: conditions } of Object.values(exports)) if (conditions) importCode(root + conditions.default);
}

/**
 * Lets an entry import all code of the kernels that it reaches before anything else. Bundlers keep the order and leave out what is not called, and
 * code that lies together is packed by gzip to 1 to 2 % less of the whole than code among JavaScript.
 */
function importCode(entry) {
  const files = reached(entry);
  const code = modules.filter((name) => files.has(`${root}dist/code/${name}.js`));
  writeFileSync(entry, code.map((name) => `import"./code/${name}.js";\n`).join("") + readFileSync(entry, "utf8"));
}

/** A file and all that it imports. */
function reached(file, files = new Set()) {
  if (files.has(file)) return files;
  files.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) reached(`${root}dist/${path}`, files);
  return files;
}
