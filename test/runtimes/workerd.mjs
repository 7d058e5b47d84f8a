/**
 * Bundles smoke.mjs for workerd, which compiles no bytes but imports .wasm files, and writes its configuration:
 * `node workerd.mjs <project>`, then `workerd test <project>/workerd/config.capnp`. The project has
 * simdvolve installed, and test/runtimes/ and test/golden/ copied.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const project = resolve(process.argv[2]);
const folder = `${project}/workerd`;

await build({
  stdin: {
    contents: 'import { smoke } from "./smoke.mjs"; export default { test() { console.log(smoke()); } };',
    resolveDir: `${project}/test/runtimes`,
  },
  bundle: true,
  format: "esm",
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
  outfile: `${folder}/worker.js`,
});

const modules = readdirSync(folder)
  .filter((file) => file.endsWith(".wasm"))
  .map((file) => `(name = "${file}", wasm = embed "${file}")`);
if (modules.length === 0) throw new Error("the workerd entry imports no .wasm file");

writeFileSync(
  `${folder}/config.capnp`,
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(
    name = "smoke",
    worker = (modules = [(name = "worker.js", esModule = embed "worker.js"), ${modules.join(", ")}], compatibilityDate = "2025-01-01"),
  )],
);
`,
);
