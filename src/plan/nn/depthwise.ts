import { realOf } from "../../array/dtype.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { eachIndex, rowMajor, sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import { directKernels } from "../../wasm/direct.js";
import { nnKernels } from "../../wasm/nn.js";
import type { Allocate } from "../memory.js";
import { directStaging, type WindowSizes } from "./direct.js";
import type { Method } from "./method.js";
import { type ConvolutionSizes, reachOf, type Weight } from "./sizes.js";
import { prepareStaging, type Rows, stage, type Staging } from "./staging.js";
import type { Clamp, Delivery } from "./sums.js";

interface Depthwise {
  readonly sizes: WindowSizes;
  readonly convolution: ConvolutionSizes;
  readonly staging: Staging;
  readonly taps: number;
  readonly offsets: number;
  readonly weights: number;
  /** A number for each output. */
  readonly bias: number;
  /** A plane with its border. */
  readonly padded: number;
  readonly results: number;
}

/** Whether each channel is convolved by itself: vectors then hold neighbouring pixels, not channels. */
export function fitsDepthwise({ channels, groups }: ConvolutionSizes): boolean {
  return channels === groups;
}

/** The kernel for 3×3 taps goes down columns, a strip of rows at a time: what it meets, so many bytes of the image, stays near until it comes to the columns beside. */
const NEAR = 13 << 10;

/** The rows of outputs of a strip, so that strips are about equally high. */
function stripOf({ input, stride, precision }: ConvolutionSizes, turns: number): number {
  const most = Math.max(4, Math.floor(NEAR / (input[1] * stride[0] * bytesOf(precision))));
  return Math.ceil(turns / Math.ceil(turns / most));
}

/** Whether a kernel for 3×3 taps does it, from planes to planes as they lie: rows of outputs are then a vector long at least. */
function fitsTriples({ kernel, stride, dilation, border, precision }: ConvolutionSizes, output: readonly number[]): boolean {
  const size = bytesOf(precision);
  const plain = kernel.every((K) => K === 3) && dilation.every((step) => step === 1) && border === "constant";
  const strided = stride[0] === stride[1] && stride[0] <= 2;
  return kernel.length === 2 && plain && strided && output[1] * size >= 16;
}

/**
 * Makes a convolution of single channels ready. A turn is a row of outputs.
 *
 * Where no kernel does it at once, a plane is one row to the kernel, border and all, so that a row of outputs shorter than its block costs
 * nothing; what falls on the border is left behind. With a stride a row of outputs is one to the kernel, and the others of them are left behind.
 */
export function depthwiseMethod(convolution: ConvolutionSizes, sizes: WindowSizes, weight: Weight, bias: Source | null, band: number, allocate: Allocate): Method {
  const { channels, outputs, groups, input, output, precision } = sizes;
  const { kernel, dilation } = convolution;
  const size = bytesOf(precision);
  const staging = prepareStaging(directStaging(sizes, band), allocate);
  const taps = sizeOf(kernel);
  const pixel = rowMajor(staging.sizes.extent);
  const [offsets, weights] = [allocate(4 * taps), allocate(outputs * taps * size)];
  const made = outputs / groups;
  const view = viewOf(precision);
  let tap = 0;
  eachIndex(kernel, (index) => {
    i32[offsets / 4 + tap] = index.reduce((at, k, axis) => at + k * dilation[axis] * pixel[axis], 0) * size;
    const place = index.reduce((at, k, axis) => at + k * weight.taps[axis], weight.offset);
    for (let o = 0; o < outputs; o++) view[weights / size + o * taps + tap] = weight.data[place + Math.floor(o / made) * weight.group + (o % made) * weight.output];
    tap++;
  });
  const triples = fitsTriples(convolution, output);
  const depthwise: Depthwise = {
    sizes, convolution, staging, taps, offsets, weights,
    bias: allocate(outputs * size),
    padded: allocate(triples ? reachOf(convolution, 0, stripOf(convolution, band)) * reachOf(convolution, 1, output[1]) * size : 0),
    results: allocate(sizeOf(staging.sizes.extent) * size),
  };
  for (let o = 0; o < outputs; o++) viewOf(precision)[depthwise.bias / size + o] = bias ? bias.data[bias.offset + o * bias.stride[0]] : 0;
  return {
    channels, outputs, input, output, precision, staging, turns: output[0], turn: 1, band,
    needs: (first, turns) => ({ first: first * convolution.stride[0], count: reachOf(convolution, 0, turns) }),
    run(rows, first, turns, to, clamp) {
      if (!triples || rows.order !== "planes" || to.order !== "planes") return run(depthwise, rows, first, turns, to, clamp);
      const strip = stripOf(convolution, turns);
      for (let done = 0; done < turns; done += strip) {
        runTriples(depthwise, rows, first + done, Math.min(strip, turns - done), { ...to, pointer: to.pointer + done * output[1] * size }, clamp);
      }
    },
  };
}

function runTriples({ sizes, convolution, weights, bias, padded }: Depthwise, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { channels, outputs, input, output, precision } = sizes;
  const { stride, pads } = convolution;
  const kernels = nnKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const [top, left] = [first * stride[0] - pads[0][0], -pads[1][0]];
  const extent = [reachOf(convolution, 0, turns), reachOf(convolution, 1, output[1])];
  // the rows and columns of the image that the windows meet
  const [i, j] = [Math.max(0, top), Math.max(0, left)];
  const [count, columns] = [Math.max(0, Math.min(input[0], top + extent[0]) - i), Math.max(0, Math.min(input[1], left + extent[1]) - j)];
  viewOf(precision).fill(0, padded / size, padded / size + extent[0] * extent[1]);
  const kernel = stride[0] === 1 ? kernels.triples : kernels.triples_halves;
  kernel(
    rows.pointer + ((i - rows.first) * input[1] + j) * size, rows.count * input[1] * size, input[1] * size, count, columns,
    padded + ((i - top) * extent[1] + j - left) * size, padded, extent[1] * size,
    weights, bias, to.pointer, to.pitch, outputs, outputs / channels, turns, output[1], low, high,
  );
}

function run({ sizes, convolution, staging, taps, offsets, weights, bias, results }: Depthwise, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { outputs, groups, output, precision } = sizes;
  const { stride } = convolution;
  stage(staging, rows, first * stride[0], reachOf(convolution, 0, turns));
  const type = realOf(precision);
  const kernels = nnKernels()[type];
  const { correlate } = directKernels()[type];
  const size = bytesOf(precision);
  const last = output.length - 1;
  const pitch = rowMajor(staging.sizes.extent).map((step, axis) => step * size * stride[axis]);
  const [channel, step] = to.order === "planes" ? [to.pitch, size] : [size, to.pitch];
  // the rows of outputs: along the last axis, of which there are as many as the other axes have places
  const columns = last === 0 ? turns : output[last];
  const height = last === 0 ? 1 : last === 1 ? turns : output[1];
  const depth = last === 2 ? turns : 1;
  const line = last === 0 ? 0 : pitch[last - 1];
  const whole = stride.every((one) => one === 1);
  const count = (columns - 1) * stride[last] + 1 + (whole ? (depth - 1) * (pitch[0] / size) + (height - 1) * (line / size) : 0);
  for (let o = 0; o < outputs; o++) {
    const plane = staging.pointer + Math.floor((o * groups) / outputs) * staging.blockPitch;
    const shift = bias + o * size;
    const sum = (from: number, results: number): void => correlate(plane + from, offsets, weights + o * taps * size, results, count, taps);
    if (whole) sum(0, results);
    for (let slice = 0; slice < depth; slice++) {
      const out = to.pointer + o * channel + slice * height * columns * step;
      if (whole) kernels.finish_rows(results + slice * pitch[0], line, size, out, columns * step, step, height, columns, shift, 0, low, high);
      for (let i = 0; !whole && i < height; i++) {
        sum(slice * pitch[0] + i * line, results);
        kernels.finish_rows(results, 0, pitch[last], out + i * columns * step, 0, step, 1, columns, shift, 0, low, high);
      }
    }
  }
}
