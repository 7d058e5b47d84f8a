import { realOf } from "../../array/dtype.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import type { WindowSizes } from "./direct.js";
import { PANEL } from "./panels.js";
import type { Rows } from "./staging.js";
import { BLOCK, type Clamp, type Delivery, runSums, type Sums } from "./sums.js";

/** Sums over channels alone, from planes to planes: vectors are of neighbouring pixels, so that nothing is turned round. */
export interface Pointwise {
  readonly sizes: WindowSizes;
  /** The same sums with the channels of a pixel together, for pixels that fill no strip. */
  readonly sums: Sums;
  readonly weights: number;
  readonly bias: number;
  /** Whether anything is added to sums. */
  readonly biased: "biased" | "unbiased";
  /** Some pixels of every channel: a chunk's by channels, or those that fill no strip by pixels. */
  readonly packed: number;
}

/** Bytes of neighbouring pixels that are summed at once, */
const STRIP = 64;
/** and that a block of channels is taken through before the next one: with a quarter of a kilobyte, rows began before the prefetcher knew them, and 256→64 at 56×56 took a tenth longer. */
const CHUNK = 2048;
/** The same where they are laid out closer together first. */
const PACKED = 256;

/** Whether every output is a sum over the channels of one pixel, and there are enough pixels to fill a strip. */
export function fitsPointwise({ groups, input, output, parts: [part, ...others], precision }: WindowSizes): boolean {
  const plain = part.every(({ origin, taps, stride, step }) => origin === 0 && taps === 1 && stride === 1 && step === 1);
  return groups === 1 && others.length === 0 && plain && input.every((N, axis) => N === output[axis]) && sizeOf(output) * bytesOf(precision) >= STRIP;
}

export function preparePointwise(sizes: WindowSizes, sums: Sums, weights: number, bias: number, biased: "biased" | "unbiased", allocate: Allocate): Pointwise {
  return { sizes, sums, weights, bias, biased, packed: allocate(sizes.channels * PACKED) };
}

/** Sums `turns` rows of the first axis from the row `first` on; `to` is where the first of them goes. */
export function runPointwise({ sizes, sums, weights, bias, biased, packed }: Pointwise, rows: Rows, first: number, turns: number, to: Delivery, clamp: Clamp): void {
  const { channels, outputs, input, precision } = sizes;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const inner = sizeOf(input.slice(1));
  const bytes = turns * inner * size;
  const x = rows.pointer + (first - rows.first) * inner * size;
  const plane = rows.count * inner * size;
  // Planes that are a power of two apart meet in few lines of the cache; some of their pixels are laid out closer together.
  const crowded = plane % CROWDED === 0;
  const whole = bytes - (bytes % STRIP);
  const chunk = crowded ? PACKED : CHUNK;
  const ends = biased === "biased" || clamp.low > -Infinity || clamp.high < Infinity ? bias : 0;
  for (let at = 0; at < whole; at += chunk) {
    const part = Math.min(chunk, whole - at);
    if (crowded) kernels.copy(x + at, plane, packed, PACKED, channels, part);
    const [from, row] = crowded ? [packed, PACKED] : [x + at, plane];
    for (let c = 0; c === 0 || c < channels; c += BLOCK) {
      kernels.mix_pixels(
        from + c * row, row, Math.min(BLOCK, channels - c), weights + c * PANEL, channels * PANEL, c + BLOCK < channels ? 0 : ends, to.pointer + at, to.pitch, outputs, part / STRIP, c,
        clamp.low, clamp.high,
      );
    }
  }
  if (whole === bytes) return;
  const rest = (bytes - whole) / size;
  kernels.transpose(x + whole, plane, packed, channels * size, channels, rest);
  runSums(sums, packed, { shape: [rest], step: [channels * size] }, weights, bias, { ...to, pointer: to.pointer + whole }, clamp);
}

/** Bytes between planes that are too many, and a multiple of this. */
const CROWDED = 1024;
