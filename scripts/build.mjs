/** Builds what is missing or older than its source: wasm, then dist/. `--force` builds everything. */
import { cpSync, readdirSync, rmSync, statSync } from "node:fs";
import { build } from "tsup";
import { root, newest } from "./tree.mjs";
import { buildWasm } from "./wasm.mjs";

const sources = newest("assembly", "asconfig.json", "src", "scripts", "tsup.config.ts", "tsconfig.json", "package.json");
const built = statSync(`${root}dist/index.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (process.argv.includes("--force") || built < sources) {
  if (process.argv.includes("--force")) rmSync(`${root}build`, { recursive: true, force: true });
  // What earlier builds left (chunks carry their hash in their name) would stay, and be published.
  rmSync(`${root}dist`, { recursive: true, force: true });
  buildWasm();
  await build({ config: `${root}tsup.config.ts`, silent: true });
  for (const file of readdirSync(`${root}build`)) cpSync(`${root}build/${file}`, `${root}dist/wasm/${file}`);
}
