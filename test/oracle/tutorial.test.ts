import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Case, casesOf, difference, type Outcome } from "./cases";
import { ours, rows } from "./scipy";
import { cells } from "./tutorial";

/** Ops that are not replayed yet, and why. */
const left: Record<string, string> = {
  filter2D: "comes with the façade image",
  "ndimage.gaussian_filter": "comes with the façade ndimage",
};

const kernelFile = new URL("../../examples/report/tutorial-kernel.mjs", import.meta.url);
const gaussianKernel1D = existsSync(kernelFile)
  ? ((await import(/* @vite-ignore */ kernelFile.href)) as { gaussianKernel1D: (n: number, sigma: number) => Float64Array }).gaussianKernel1D
  : undefined;

function replayOf(op: string): ((given: Case) => Outcome[]) | undefined {
  if (op === "tutorial.gaussian_kernel_1D") {
    return gaussianKernel1D && (({ params }) => [Float64Array.from(gaussianKernel1D(params.n as number, params.sigma as number))]);
  }
  if (op in cells) return /fft|deconvolution/.test(op) && !ours("fft.fft2") ? undefined : cells[op];
  const call = op in rows ? ours(rows[op].name) : undefined;
  return call && ((given) => rows[op].run(call, given));
}

const cases = casesOf("tutorial");
const ops = [...new Set(cases.map(({ op }) => op))];

describe.each(ops.filter((op) => !(op in left)))("%s", (op) => {
  const replay = replayOf(op)!;
  test.skipIf(!replay).each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = replay(given);
    actual.forEach((outcome, i) => {
      expect(difference(outcome, given.outputs[i], given), `${given.outputs[i].name}: ${given.note}`).toBeNull();
    });
    expect(actual.length).toBeGreaterThan(0);
  });
});
