/**
 * Runs the README's first lines of code in a project that has the package installed, as an ES module and as CommonJS,
 * and checks their types as Node and as a bundler resolve them: `node readme.mjs <project>`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = resolve(process.argv[2]);
const root = fileURLToPath(new URL("../../", import.meta.url));
const [, code] = /```ts\n(import [^]*? from "simdvolve";[^]*?)```/.exec(readFileSync(`${root}README.md`, "utf8")) ?? [];
if (!code) throw new Error("README.md has no block of code that imports simdvolve");
const required = code.replace(/^import (\{.*\}) from ("simdvolve[^"]*");/gm, "const $1 = require($2);");

for (const [file, text] of Object.entries({ "readme.mjs": code, "readme.cjs": required, "readme.mts": code, "readme.cts": code })) {
  writeFileSync(`${project}/${file}`, text);
}
for (const file of ["readme.mjs", "readme.cjs"]) {
  execFileSync(process.execPath, [file], { cwd: project, stdio: "inherit" });
  console.log(`${file} runs`);
}

const tsc = `${root}node_modules/typescript/bin/tsc`;
const strict = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,esnext.disposable,dom"];
const resolutions = { node16: ["readme.mts", "readme.cts"], bundler: ["readme.mts"] };
for (const [resolution, files] of Object.entries(resolutions)) {
  const module = resolution === "node16" ? "node16" : "esnext";
  execFileSync(process.execPath, [tsc, ...strict, "--module", module, "--moduleResolution", resolution, ...files], { cwd: project, stdio: "inherit" });
  console.log(`${files.join(" and ")} type-check with moduleResolution ${resolution}`);
}
