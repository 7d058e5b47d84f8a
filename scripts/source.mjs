/** Modules of src/ that import nothing, for scripts to import. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { root } from "./tree.mjs";

/** @param {string} file - Below src/. */
export function source(file) {
  const { code } = transformSync(readFileSync(`${root}src/${file}`, "utf8"), { loader: "ts" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
