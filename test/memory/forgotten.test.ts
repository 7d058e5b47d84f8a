import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("plans that are forgotten give their memory back when they are collected", () => {
  const program = `
    const { features, fft, signal } = await import("./dist/index.js");
    const make = () => {
      for (let n = 0; n < 50; n++) {
        signal.planConvolve({ kernel: new Float64Array(1000), shape: [20000 + n], method: n % 2 ? "direct" : "fft" }).execute();
        fft.planFft(5000 + n);
      }
    };
    make();
    const held = features().planBytes;
    for (let turn = 0; turn < 50 && features().planBytes > 8e6; turn++) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    console.log(JSON.stringify({ held, left: features().planBytes }));`;
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  const { held, left } = JSON.parse(execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", program], { cwd, encoding: "utf8" })) as { held: number; left: number };
  expect(held).toBeGreaterThan(12e6);
  expect(left).toBeLessThan(8e6);
});
