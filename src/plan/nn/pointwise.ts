import { bytesOf, viewOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { nnKernels } from "../../wasm/nn.js";
import type { WindowSizes } from "./direct.js";
import { PANEL } from "./panels.js";
import type { Rows } from "./staging.js";
import { BLOCK, type Clamp, type Delivery } from "./sums.js";

/** Sums over channels alone, from planes to planes: vectors are of neighbouring pixels, so that nothing is turned round. */
export interface Pointwise {
  readonly sizes: WindowSizes;
  /** Packed by panels of outputs, as the other sums have them. */
  readonly weights: number;
  readonly bias: number;
  /** A bias of nothing, for sums that others are added to. */
  readonly none: number;
  /** Some pixels of every channel, [channel][pixel], and of every output. */
  readonly packed: number;
  readonly results: number;
}

/** Panels of pixels that are summed at a time: a block of their channels stays in the first cache. */
const PANELS = 8;

/** Whether every output is a sum over the channels of one pixel, and there are enough pixels to fill a panel. */
export function fitsPointwise({ groups, input, output, parts: [part, ...others], precision }: WindowSizes): boolean {
  const plain = part.every(({ origin, taps, stride, step }) => origin === 0 && taps === 1 && stride === 1 && step === 1);
  return groups === 1 && others.length === 0 && plain && input.every((N, axis) => N === output[axis]) && sizeOf(output) * bytesOf(precision) >= PANEL;
}

export function preparePointwise(sizes: WindowSizes, weights: number, bias: number, allocate: (bytes: number) => number): Pointwise {
  const { channels, outputs, precision } = sizes;
  const size = bytesOf(precision);
  const none = allocate((outputs + 3) * size);
  viewOf(precision).fill(0, none / size, none / size + outputs + 3);
  const packed = allocate(channels * PANELS * PANEL);
  viewOf(precision).fill(0, packed / size, (packed + channels * PANELS * PANEL) / size);
  return { sizes, weights, bias, none, packed, results: allocate(outputs * PANEL) };
}

/** Sums `turns` rows of the first axis from the row `first` on; `to` is where the first of them goes. */
export function runPointwise({ sizes, weights, bias, none, packed, results }: Pointwise, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { channels, outputs, input, precision } = sizes;
  const kernels = nnKernels()[precision === "float32" ? "f32" : "f64"];
  const size = bytesOf(precision);
  const inner = sizeOf(input.slice(1));
  const bytes = turns * inner * size;
  const x = rows.pointer + (first - rows.first) * inner * size;
  const plane = rows.count * inner * size;
  const sum = (from: number, row: number, y: number, pitch: number, panels: number): void => {
    for (let c = 0; c === 0 || c < channels; c += BLOCK) {
      const last = c + BLOCK >= channels;
      kernels.mix_pixels(
        from + c * row, PANEL, row, Math.min(BLOCK, channels - c), weights + c * PANEL, channels * PANEL, last ? bias : none, y, pitch, outputs, panels, c,
        last ? low : -Infinity, last ? high : Infinity,
      );
    }
  };
  // Planes that are a power of two apart meet in few lines of the cache; some of their pixels are laid out closer together.
  const crowded = plane % CROWDED === 0;
  const whole = bytes - (bytes % PANEL);
  for (let at = 0; at < whole; at += PANELS * PANEL) {
    const part = Math.min(PANELS * PANEL, whole - at);
    if (crowded) kernels.copy(x + at, plane, packed, PANELS * PANEL, channels, part / size);
    sum(crowded ? packed : x + at, crowded ? PANELS * PANEL : plane, to.pointer + at, to.pitch, part / PANEL);
  }
  if (whole === bytes) return;
  const rest = (bytes - whole) / size;
  kernels.copy(x + whole, plane, packed, PANEL, channels, rest);
  sum(packed, PANEL, results, PANEL, 1);
  kernels.copy(results, PANEL, to.pointer + whole, to.pitch, outputs, rest);
}

/** Bytes between planes that are too many, and a multiple of this. */
const CROWDED = 1024;
