import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

test("calls have the exact types of their results, and wrong ones none", () => {
  const config = fileURLToPath(new URL("../tsconfig.json", import.meta.url));
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config, ts.sys, fileURLToPath(new URL("..", import.meta.url)));
  const program = ts.createProgram([fileURLToPath(new URL("results.ts", import.meta.url))], { ...options, noEmit: true });
  const faults = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const { line } = file ? file.getLineAndCharacterOfPosition(start!) : { line: -1 };
    return `${file?.fileName.split("/").pop()}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  expect(faults).toEqual([]);
}, 120_000);
