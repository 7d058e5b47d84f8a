import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { dot, eachRow } from "../../shape/strides.js";
import { u8 } from "../../wasm/memory.js";
import { making } from "../convolve/transforms.js";
import { type ConvolutionTransform, convolutionTransform } from "../fft/convolution.js";
import type { PlanMemory } from "../memory.js";
import { type Blur, type Blurs, borders } from "./blur.js";
import { fillBorder, type Frame } from "./frame.js";
import { type BlurRecipe, type Spread, transforms } from "./recipe.js";

/** A psf and how many samples later than its middle its result is wanted. */
interface Shifted {
  readonly psf: Spread;
  readonly late: readonly number[];
}

/**
 * Convolutions by transforms of the arrays as they lie: as one long signal whose rows are a frame's pitch apart. Blocks follow one another
 * from the end, so that the points that wrap round, at a block's beginning, are overwritten by the block before.
 */
export function* transformBlurs(recipe: BlurRecipe, frame: Frame, forward: Shifted, adjoint: Shifted, memory: PlanMemory): Generator<void, Blurs> {
  const { precision } = frame;
  const { length, taps, blocks } = transforms({ shape: recipe.psfShape }, recipe.shape, precision);
  const size = bytesOf(precision);
  const step = length - taps + 1;
  const transform = memory.keep(making(() => convolutionTransform(length, realOf(precision), "real")));
  const work = memory.allocate(transform.spectrumBytes);
  yield;
  const through = function* ({ psf, late }: Shifted): Generator<void, Blur> {
    const spectrum = spectrumOf(psf, frame, transform, memory);
    yield;
    return {
      result: dot(psf.shape.map((K, axis) => K - 1 + late[axis]), frame.pitch) * size,
      *run(x, y) {
        for (let axis = frame.shape.length - 1; axis >= 0; axis--) fillBorder(frame, x, axis, borders[recipe.boundary]);
        for (let block = blocks - 1; block >= 0; block--) {
          const at = block * step * size;
          transform.forward(x + at, work);
          yield;
          transform.multiply(work, spectrum, work);
          transform.inverse(work, y + at);
          yield;
        }
      },
    };
  };
  return { frame, bytes: ((blocks - 1) * step + length) * size, rounding: "largest output", forward: yield* through(forward), adjoint: yield* through(adjoint) };
}

/** The spectrum of a psf whose rows lie as the frame's. */
function spectrumOf({ data, shape }: Spread, { pitch, precision }: Frame, transform: ConvolutionTransform, memory: PlanMemory): number {
  const size = bytesOf(precision);
  const spectrum = memory.allocate(transform.spectrumBytes);
  const points = memory.allocate(transform.n * size);
  u8.fill(0, points, points + transform.n * size);
  const last = shape.length - 1;
  let at = 0;
  eachRow(shape, (index) => {
    viewOf(precision).set(data.subarray(at, at + shape[last]), points / size + dot(index, pitch));
    at += shape[last];
  });
  transform.kernel(points, spectrum);
  memory.giveBack(points);
  return spectrum;
}
