import { activationKernels } from "./activation.js";
import { arrayKernels } from "./array.js";
import { convolutionKernels } from "./convolution.js";
import { directKernels } from "./direct.js";
import type { KernelModule } from "./engine.js";
import { fftKernels } from "./fft.js";
import { imageKernels } from "./image.js";
import { measureKernels } from "./measure.js";
import { nnKernels } from "./nn.js";
import { passesKernels } from "./passes.js";
import { poolKernels } from "./pool.js";
import { recursiveKernels } from "./recursive.js";
import { restorationKernels } from "./restoration.js";
import { separableKernels } from "./separable.js";

/** Every module of kernels, by name: those of the list in scripts/wasm.mjs. */
export const modules: readonly KernelModule<unknown>[] = [
  activationKernels, arrayKernels, convolutionKernels, directKernels, fftKernels, imageKernels, measureKernels, nnKernels, passesKernels, poolKernels, recursiveKernels,
  restorationKernels, separableKernels,
];
