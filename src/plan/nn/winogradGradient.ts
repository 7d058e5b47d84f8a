import { realOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32 } from "../../wasm/memory.js";
import { type NnKernels, nnKernels } from "../../wasm/nn.js";
import { eachGradientBand } from "./gradientBands.js";
import { PANEL, panelsOf } from "./panels.js";
import { type ConvolutionSizes, outputSpace } from "./sizes.js";
import { prepareStaging, stage, type Staging } from "./staging.js";
import { unpackTaps } from "./weights.js";
import { FREQUENCIES, LINE } from "./winograd.js";

/** Bytes of a block's transforms, of the input and of the gradient. Fewer and larger blocks add to the sums less often, and leave the second cache. */
const BLOCK = 1 << 20;

interface Transforms {
  readonly sizes: ConvolutionSizes;
  readonly kernels: NnKernels;
  readonly across: number;
  readonly panels: number;
  readonly depth: number;
  readonly input: Staging;
  readonly gradient: Staging;
  /** v[f, tile, c], m[f, panel, tile, o], and their sums u[group, f, panel, c, o]. */
  readonly v: number;
  readonly m: number;
  readonly u: number;
  readonly places: number;
  readonly run: number;
  readonly scratch: number;
}

/**
 * What a weight of 3×3 taps gets, by the adjoint of Winograd's algorithm: with v the transforms of the input and m those of the outputs' gradient, both
 * of tiles of 4×4 outputs,
 *
 *     gradWeight = Gᵀ [Σ_tiles v ⊙ m] G
 *
 * which takes a quarter of the sum's multiplications, as the convolution does.
 *
 * @param to - Takes gradWeight, [o, c, 3, 3].
 * @returns Whether all of it is finite; the sum may be where this is not.
 */
export function winogradWeightGradient(sizes: ConvolutionSizes, x: Source, gradOutput: Source, to: FloatArray): boolean {
  const { channels, outputs, groups, input, border, precision, pads } = sizes;
  const size = bytesOf(precision);
  const space = outputSpace(sizes);
  const across = Math.ceil(space[1] / 4);
  const depth = Math.ceil(channels / groups / 4) * 4;
  const panels = panelsOf(outputs / groups, precision);
  const row = FREQUENCIES * across * (depth * size + panels * PANEL);
  const band = Math.max(1, Math.min(Math.ceil(space[0] / 4), Math.floor(BLOCK / row)));
  const width = Math.max(4 * across + 2, border === "constant" ? 0 : input[1] + pads[1][0]);
  const mark = openArena();
  try {
    const transforms: Transforms = {
      sizes, across, panels, depth,
      kernels: nnKernels()[realOf(precision)],
      input: prepareStaging({ channels, input, border, precision, blocks: groups, depth, start: [-pads[0][0], -pads[1][0]], extent: [4 * band + 2, width] }, take),
      gradient: prepareStaging({ channels: outputs, input: space, border: "constant", precision, blocks: groups, depth: (panels * PANEL) / size, start: [0, 0], extent: [4 * band, 4 * across] }, take),
      v: take(FREQUENCIES * across * band * depth * size),
      m: take(FREQUENCIES * across * band * panels * PANEL),
      u: take(groups * FREQUENCIES * panels * depth * PANEL),
      places: take(4 * depth),
      run: take(8),
      scratch: take(FREQUENCIES * 16),
    };
    for (let c = 0; c < depth; c++) i32[transforms.places / 4 + c] = c * size;
    let turn: "first" | "more" = "first";
    eachGradientBand(sizes, transforms.input, { band: 4 * band, total: 4 * Math.ceil(space[0] / 4) }, x, gradOutput, (rows, count) => {
      stage(transforms.gradient, rows, rows.first, count);
      for (let group = 0; group < groups; group++) addTiles(transforms, group, count / 4, turn);
      turn = "more";
    });
    return deliver(transforms, to);
  } finally {
    closeArena(mark);
  }
}

/** u[f, c, o] += Σ_tiles v[f, tile, c] · m[f, tile, o] over rows of tiles. */
function addTiles({ kernels, sizes, across, panels, depth, input, gradient, v, m, u, places, run, scratch }: Transforms, group: number, rows: number, turn: "first" | "more"): void {
  const size = bytesOf(sizes.precision);
  const tiles = across * rows;
  const [pixel, point] = [depth * size, panels * PANEL];
  const [line, gradientLine] = [input.sizes.extent[1] * pixel, gradient.sizes.extent[1] * point];
  for (let row = 0; row < rows; row++) {
    kernels.winograd_input(input.pointer + group * input.blockPitch + 4 * row * line, line, v + row * across * pixel, tiles * pixel, scratch, across, depth);
    for (let panel = 0; panel < panels; panel++) {
      const g = gradient.pointer + group * gradient.blockPitch + 4 * row * gradientLine + panel * PANEL;
      kernels.winograd_gradient(g, gradientLine, point, m + (panel * tiles + row * across) * PANEL, panels * tiles * PANEL, scratch, across);
    }
  }
  i32[run / 4] = 0;
  i32[run / 4 + 1] = tiles;
  for (let f = 0; f < FREQUENCIES; f++) {
    for (let panel = 0; panel < panels; panel++) {
      const to = u + ((group * FREQUENCIES + f) * panels + panel) * depth * PANEL;
      kernels.gather(v + f * tiles * pixel, places, run, 1, pixel, m + (f * panels + panel) * tiles * PANEL, to, depth, turn === "first" ? 0 : 1);
    }
  }
}

/** Transforms the sums back; false if one is not finite, and then nothing is delivered. */
function deliver({ kernels, sizes, panels, depth, u, scratch }: Transforms, to: FloatArray): boolean {
  const { groups, precision } = sizes;
  const size = bytesOf(precision);
  const numbers = (depth * PANEL) / size;
  // as the weights' transforms, which see why
  const apart = depth * PANEL + LINE;
  const [sums, taps, result] = [take(FREQUENCIES * apart), take(9 * depth * PANEL), take(to.length * size)];
  for (let group = 0; group < groups; group++) {
    for (let panel = 0; panel < panels; panel++) {
      kernels.copy(u + (group * FREQUENCIES * panels + panel) * depth * PANEL, panels * depth * PANEL, sums, apart, FREQUENCIES, depth * PANEL);
      kernels.winograd_weights_back(sums, apart, taps, depth * PANEL, scratch, numbers);
      unpackTaps(taps, depth * PANEL, sizes, group, panel, result);
    }
  }
  if (!Number.isFinite(kernels.total(result, to.length))) return false;
  to.set(viewOf(precision).subarray(result / size, result / size + to.length));
  return true;
}
