import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import { nnKernels } from "../../wasm/nn.js";
import type { WindowSizes } from "./direct.js";
import { PANEL } from "./panels.js";
import type { Weight } from "./sizes.js";
import type { Rows } from "./staging.js";
import { type Clamp, type Delivery, prepareSums, type Sums } from "./sums.js";
import { type LoadedWeight, loadWeight } from "./weights.js";

/** Sums over channels alone, from planes to planes: panels are of neighbouring pixels, and places of outputs, so that nothing is turned round. */
export interface Pointwise {
  readonly sizes: WindowSizes;
  readonly weight: LoadedWeight;
  readonly sums: Sums;
  /** Of each output's weights, and how many: a multiple of the kernel's four. */
  readonly places: number;
  readonly rounded: number;
  /** Panels of some pixels, [panel][c][pixel], and their sums, [panel][o][pixel]. */
  readonly packed: number;
  readonly results: number;
}

/** Panels that are summed at a time: while some outputs' weights are in the first cache, these stay in the second. */
const PANELS = 8;
/** Outputs that are summed at a time. */
const OUTPUTS = 32;

/** Whether every output is a sum over the channels of one pixel, and there are enough pixels to fill panels. */
export function fitsPointwise({ groups, input, output, parts: [part, ...others], precision }: WindowSizes): boolean {
  const plain = part.every(({ origin, taps, stride, step }) => origin === 0 && taps === 1 && stride === 1 && step === 1);
  return groups === 1 && others.length === 0 && plain && input.every((N, axis) => N === output[axis]) && sizeOf(output) * bytesOf(precision) >= PANEL;
}

export function preparePointwise(sizes: WindowSizes, weight: Weight, allocate: (bytes: number) => number): Pointwise {
  const { channels, outputs, input, precision } = sizes;
  const loaded = loadWeight(weight, { ...sizes, kernel: input.map(() => 1) }, allocate);
  const rounded = (outputs + 3) & -4;
  const places = allocate(4 * rounded);
  for (let o = 0; o < rounded; o++) i32[places / 4 + o] = Math.min(o, outputs - 1) * loaded.output;
  return {
    sizes, weight: loaded, places, rounded,
    sums: prepareSums({ precision, outputs: 0, runs: [{ offset: 0, count: channels }], step: loaded.depth }, allocate),
    packed: allocate(PANELS * channels * PANEL),
    results: allocate(PANELS * rounded * PANEL),
  };
}

/** Sums `turns` rows of the first axis from the row `first` on; `to` is where the first of them goes. */
export function runPointwise({ sizes, weight, sums, places, rounded, packed, results }: Pointwise, bias: number, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { channels, outputs, input, precision } = sizes;
  const kernels = nnKernels()[precision === "float32" ? "f32" : "f64"];
  const size = bytesOf(precision);
  const width = PANEL / size;
  const inner = sizeOf(input.slice(1));
  const pixels = turns * inner;
  const x = rows.pointer + (first - rows.first) * inner * size;
  const plane = rows.count * inner * size;
  for (let start = 0; start < pixels; start += PANELS * width) {
    const panels = Math.min(PANELS, Math.ceil((pixels - start) / width));
    const columns = (panel: number): number => Math.min(width, pixels - start - panel * width);
    for (let panel = 0; panel < panels; panel++) kernels.copy(x + (start + panel * width) * size, plane, packed + panel * channels * PANEL, PANEL, channels, columns(panel));
    for (let o = 0; o < rounded; o += OUTPUTS) {
      for (let panel = 0; panel < panels; panel++) {
        for (const { run, runs, product } of sums.blocks) {
          kernels.gather(
            weight.pointer, places + 4 * o, sums.runs + 8 * run, runs, weight.depth, packed + (panel * channels + product) * PANEL,
            results + (panel * rounded + o) * PANEL, Math.min(OUTPUTS, rounded - o), product === 0 ? 0 : 1,
          );
        }
      }
    }
    for (let panel = 0; panel < panels; panel++) {
      const out = to.pointer + (start + panel * width) * size;
      kernels.finish_rows(results + panel * rounded * PANEL, PANEL, size, out, to.pitch, size, outputs, columns(panel), bias, size, low, high);
    }
  }
}
