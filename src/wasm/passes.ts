import { closeArena, openArena, take } from "./arena.js";
import { type KernelTable, kernelModule } from "./engine.js";
import { relaxed, simd } from "./generated/passes.js";
import { f32, f64 } from "./memory.js";

/** The passes that transforms and convolutions share, called by their modules; assembly/fft/ states each sum. */
interface PassesKernels {
  first4(x: number, y: number, inner: number, xArm: number, yArm: number, exchanged: number): void;
}

/** @internal */
export const passesKernels = /* @__PURE__ */ kernelModule<KernelTable<PassesKernels>>("passes", { simd, relaxed }, knowsAnswers);

/** An impulse at 4 of 16 points: output j of the first butterfly is (−i)^j. */
function knowsAnswers(table: KernelTable<PassesKernels>): boolean {
  const mark = openArena();
  const at = take(1024);
  let right = true;
  for (const [type, view] of [["f32", f32], ["f64", f64]] as const) {
    const size = view.BYTES_PER_ELEMENT;
    const lanes = 16 / size;
    const [x, y] = [at / size, (at + 512) / size];
    view.fill(0, x, x + 32);
    view[x + 8] = 1;
    table[type].first4(at, at + 512, 8 * size, 8 * size, 8 * size, 0);
    for (let j = 0; j < 4; j++) right &&= view[y + 8 * j] === [1, 0, -1, 0][j] && view[y + 8 * j + lanes] === [0, -1, 0, 1][j];
  }
  closeArena(mark);
  return right;
}
