import { type ConvolutionSizes, outputSpace, reachOfWindows } from "./sizes.js";
import type { StagingSizes } from "./staging.js";

/** How the windows of `rows` output rows are staged, in blocks of channels that take `depth` numbers a pixel. */
export function stageable(sizes: ConvolutionSizes, rows: number, blocks: number, depth: number): StagingSizes {
  const { channels, input, border, precision, pads } = sizes;
  const space = outputSpace(sizes);
  const start = pads.map(([before]) => -before);
  const extent = space.map((outputs, axis) => {
    const reach = reachOfWindows(sizes, axis, axis === 0 ? rows : outputs);
    // a border is copied from the samples themselves, so they must all be there
    return axis > 0 && border !== "constant" ? Math.max(reach, input[axis] - start[axis]) : reach;
  });
  return { channels, input, border, precision, blocks, depth, start, extent };
}
