/** Fails unless the package holds what it should and nothing else. */
import { execFileSync } from "node:child_process";

const [{ files, size }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
const paths = files.map(({ path }) => path);
const documents = ["package.json", "README.md", "CHANGELOG.md", "LICENSE"];

const missing = [...documents, "dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts", "dist/code/direct.js", "dist/workerd/index.js", "dist/wasm/direct.simd.wasm"].filter(
  (path) => !paths.includes(path),
);
const strange = paths.filter((path) => !documents.includes(path) && !/^dist\/(code\/|workerd\/|wasm\/)?[\w.-]+\.(js|cjs|d\.ts|d\.cts|wasm)$/.test(path));
if (missing.length > 0) throw new Error(`the package lacks ${missing.join(", ")}`);
if (strange.length > 0) throw new Error(`the package holds ${strange.join(", ")}`);
console.log(`${paths.length} files, ${(size / 1000).toFixed(0)} kB packed`);
