import { bytesOf, viewOf } from "../../array/transfer.js";
import type { Source } from "../../array/source.js";
import { rowMajor, sizeOf } from "../../shape/strides.js";
import { i32 } from "../../wasm/memory.js";
import { nnKernels } from "../../wasm/nn.js";
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
  readonly bias: (o: number) => number;
  readonly results: number;
}

/** Whether each channel is convolved by itself, sample by sample: vectors then hold neighbouring pixels, not channels. */
export function fitsDepthwise({ channels, groups, stride }: ConvolutionSizes): boolean {
  return channels === groups && stride.every((step) => step === 1);
}

/**
 * Makes a convolution of single channels ready. A plane is one row to the kernel, border and all, so that a row of outputs shorter
 * than its block costs nothing; what falls on the border is left behind. A turn is a row of outputs.
 */
export function depthwiseMethod(convolution: ConvolutionSizes, sizes: WindowSizes, weight: Weight, bias: Source | null, band: number, allocate: (bytes: number) => number): Method {
  const { channels, outputs, groups, input, output, precision } = sizes;
  const { kernel, dilation } = convolution;
  const size = bytesOf(precision);
  const staging = prepareStaging(directStaging(sizes, band), allocate);
  const taps = sizeOf(kernel);
  const pixel = rowMajor(staging.sizes.extent);
  const unit = rowMajor(kernel);
  const [offsets, weights] = [allocate(4 * taps), allocate(outputs * taps * size)];
  const made = outputs / groups;
  const view = viewOf(precision);
  for (let tap = 0; tap < taps; tap++) {
    const index = kernel.map((K, axis) => Math.floor(tap / unit[axis]) % K);
    i32[offsets / 4 + tap] = index.reduce((at, k, axis) => at + k * dilation[axis] * pixel[axis], 0) * size;
    const place = index.reduce((at, k, axis) => at + k * weight.taps[axis], weight.offset);
    for (let o = 0; o < outputs; o++) view[weights / size + o * taps + tap] = weight.data[place + Math.floor(o / made) * weight.group + (o % made) * weight.output];
  }
  const depthwise: Depthwise = {
    sizes, convolution, staging, taps, offsets, weights,
    bias: (o) => (bias ? bias.data[bias.offset + o * bias.stride[0]] : 0),
    results: allocate(sizeOf(staging.sizes.extent) * size),
  };
  return {
    channels, outputs, input, output, precision, staging, turns: output[0], turn: 1, band,
    needs: (first, turns) => ({ first, count: reachOf(convolution, 0, turns) }),
    run: (rows, first, turns, to, clamp) => run(depthwise, rows, first, turns, to, clamp),
  };
}

function run({ sizes, convolution, staging, taps, offsets, weights, bias, results }: Depthwise, rows: Rows, first: number, turns: number, to: Delivery, { low, high }: Clamp): void {
  const { outputs, groups, output, precision } = sizes;
  stage(staging, rows, first, reachOf(convolution, 0, turns));
  const kernels = nnKernels()[precision === "float32" ? "f32" : "f64"];
  const size = bytesOf(precision);
  const last = output.length - 1;
  const pitch = rowMajor(staging.sizes.extent).map((step) => step * size);
  const [channel, step] = to.order === "planes" ? [to.pitch, size] : [size, to.pitch];
  // the rows of outputs: along the last axis, of which there are as many as the other axes have places
  const columns = last === 0 ? turns : output[last];
  const height = last === 0 ? 1 : last === 1 ? turns : output[1];
  const depth = last === 2 ? turns : 1;
  const count = (depth - 1) * (pitch[0] / size) + (height - 1) * (last === 0 ? 0 : pitch[last - 1] / size) + columns;
  for (let o = 0; o < outputs; o++) {
    const plane = staging.pointer + Math.floor((o * groups) / outputs) * staging.blockPitch;
    kernels.correlate(plane, offsets, weights + o * taps * size, results, count, taps);
    for (let slice = 0; slice < depth; slice++) {
      const out = to.pointer + o * channel + slice * height * columns * step;
      kernels.finish_rows(results + slice * pitch[0], last === 0 ? 0 : pitch[last - 1], out, columns * step, step, height, columns, bias(o), low, high);
    }
  }
}
