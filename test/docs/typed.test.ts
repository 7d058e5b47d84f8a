import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { blocksOf, documented, readme } from "./examples";

const place = fileURLToPath(new URL("pasted.ts", import.meta.url));
const NAMES = ["array", "configure", "convolve", "correlate", "features", "fft", "image", "init", "initAsync", "NdArray", "ndimage", "nn", "restoration", "signal", "version"];

/** All examples as one file, each a function of its own that needs what its own imports do not say. */
function pasted(blocks: readonly string[]): string {
  const examples = blocks.map((code, n) => `export async function example${n}() {\n${code.replace(/^import .*;\n/gm, "")}}`);
  return [`import { ${NAMES.join(", ")} } from "../../dist/index.js";`, "const { windows } = signal;", ...examples].join("\n");
}

/** What TypeScript, as strict as it can be asked to be, says about a file that lies in this folder. */
function complaints(text: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"], types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === place || fileExists(name);
  host.getSourceFile = (name, version) => (name === place ? ts.createSourceFile(name, text, version) : getSourceFile(name, version));
  const lines = text.split("\n");
  return ts.getPreEmitDiagnostics(ts.createProgram([place], options, host)).map(({ file, start = 0, messageText }) => {
    const line = file?.fileName === place ? lines[file.getLineAndCharacterOfPosition(start).line] : file?.fileName;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

test("every example is right TypeScript, pasted as it stands", () => {
  const blocks = [...documented().flatMap(({ doc }) => blocksOf(doc)), ...blocksOf(readme())];
  expect(blocks.length).toBeGreaterThan(150);
  expect(complaints(pasted(blocks))).toEqual([]);
  expect(complaints(pasted(["convolve([1], [1]).mpa(Math.round);\n"]))).toEqual([expect.stringMatching(/^convolve\(\[1\], \[1\]\)\.mpa.*'mpa' does not exist/)]);
}, 60_000);
