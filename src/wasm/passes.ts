import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/passes.js";

/** The passes that transforms and convolutions share, called by their modules; assembly/fft/ states each sum. */
interface PassesKernels {
  first4(x: number, y: number, inner: number, xArm: number, yArm: number, exchanged: number): void;
}

/** @internal */
export const passesKernels = /* @__PURE__ */ floatModule<KernelTable<PassesKernels>>("passes", { simd, relaxed }, knowsAnswers);

/** An impulse at 4 of 16 points: output j of the first butterfly is (−i)^j. */
function knowsAnswers({ first4 }: PassesKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const lanes = 16 / size;
  const [x, y] = [at / size, (at + 512) / size];
  view.fill(0, x, x + 32);
  view[x + 8] = 1;
  first4(at, at + 512, 8 * size, 8 * size, 8 * size, 0);
  let right = true;
  for (let j = 0; j < 4; j++) right &&= view[y + 8 * j] === [1, 0, -1, 0][j] && view[y + 8 * j + lanes] === [0, -1, 0, 1][j];
  return right;
}
