import { realOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { nnKernels } from "../../wasm/nn.js";
import { windowSizes } from "./convolution.js";
import { eachGradientBand } from "./gradientBands.js";
import { eachPlane, preparePlanes, threeAxes, writeOffsets } from "./planes.js";
import { bandOf } from "./recipe.js";
import { type ConvolutionSizes, outputSpace } from "./sizes.js";
import { prepareStaging, stage } from "./staging.js";

/** Products of a lane that are added before their sum is added to the ones before. */
const BLOCK = 128;

/**
 * What the weight of a convolution of single channels gets: each tap the inner product of the outputs' gradient with the samples that it meets,
 * in vectors of neighbouring outputs, of which the last of a row is filled up with zeros.
 *
 * @param to - Takes gradWeight, [o, 1, k, …].
 * @returns Whether all of it is finite; the sum may be where this is not, since a zero may have met what is no number.
 */
export function depthwiseWeightGradient(sizes: ConvolutionSizes, x: Source, gradOutput: Source, to: FloatArray): boolean {
  const { channels, outputs, precision } = sizes;
  const size = bytesOf(precision);
  const lanes = 16 / size;
  const filledUp = (count: number): number => Math.ceil(count / lanes) * lanes;
  const space = outputSpace(sizes);
  const last = space.length - 1;
  const filled = space.map((count, axis) => (axis === last ? filledUp(count) : count));
  const windows = windowSizes(sizes);
  const [part] = windows.parts;
  const wide = { ...windows, parts: [part.map((axis, i) => ({ ...axis, count: filled[i] }))] };
  const most = bandOf(wide, "once");
  const band = last === 0 ? filledUp(most) : most;
  const made = outputs / channels;
  const mark = openArena();
  try {
    const planes = preparePlanes(wide, band, take);
    const { taps, offsets } = writeOffsets(planes, part, take);
    const [slice, line] = threeAxes(planes.pitch, planes.plane);
    const gradient = prepareStaging(
      { channels: outputs, input: space, border: "constant", precision, blocks: outputs, depth: 1, start: space.map(() => 0), extent: [band, ...filled.slice(1)] }, take,
    );
    const rounded = (taps + 3) & -4;
    const sums = take(outputs * rounded * 16);
    viewOf(precision).fill(0, sums / size, sums / size + outputs * rounded * lanes);
    const { inner_products } = nnKernels()[realOf(precision)];
    eachGradientBand(sizes, planes.staging, { band, total: filled[0] }, x, gradOutput, (rows, turns) => {
      stage(gradient, rows, rows.first, turns);
      const [slices, height, columns] = threeAxes([turns, ...filled.slice(1)], 1);
      const vectors = columns / lanes;
      const together = Math.max(1, Math.floor(BLOCK / vectors));
      eachPlane(planes, (plane, c) => {
        for (let o = c * made; o < (c + 1) * made; o++) {
          const y = sums + o * rounded * 16;
          let g = gradient.pointer + o * gradient.blockPitch;
          for (let from = plane; from < plane + slices * slice; from += slice) {
            for (let row = 0; row < height; row += together) {
              const count = Math.min(together, height - row);
              for (let done = 0; done < vectors; done += BLOCK) {
                const part = Math.min(BLOCK, vectors - done);
                inner_products(g, from + row * line + done * 16, line, count, part, offsets, y, rounded);
                g += count * part * 16;
              }
            }
          }
        }
      });
    });
    const view = viewOf(precision);
    let nothing = 0;
    for (let n = 0; n < to.length; n++) {
      const at = (sums + (Math.floor(n / taps) * rounded + (n % taps)) * 16) / size;
      let sum = 0;
      for (let lane = 0; lane < lanes; lane++) sum += view[at + lane];
      to[n] = sum;
      nothing += 0 * to[n];
    }
    return nothing === 0;
  } finally {
    closeArena(mark);
  }
}
