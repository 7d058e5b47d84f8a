/** Compiles ceiling.ts to out/ceiling/, apart from the package's own modules, where it is missing or older. */
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { newest, root } from "../../scripts/tree.mjs";

export function ceilingModule(variant) {
  const output = `out/ceiling/${variant}.wasm`;
  const sources = newest("bench/ceiling/ceiling.ts", "assembly/simd.ts", "asconfig.json");
  if (age(output) < sources) {
    mkdirSync(`${root}out/ceiling`, { recursive: true });
    const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
    execFileSync(process.execPath, [asc, "bench/ceiling/ceiling.ts", "--target", variant, "--outFile", output], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    // asc can print its help and exit with 0: only a fresh output counts.
    if (age(output) < sources) throw new Error(`${output} is older than its source`);
  }
  return root + output;
}

function age(output) {
  return statSync(root + output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
