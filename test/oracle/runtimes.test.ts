/** The cases of ONNX and WebNN for layers, where the shared folder is; skipped where it is not. */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NdArray, nn } from "../../src/index";
import { type Case, casesOf, difference, input, type Outcome } from "./cases";

const root = new URL("../../../shared/conformance/", import.meta.url);

/** Operators that the library does not promise. */
const unpromised = ["CausalConvWithState", "ConvInteger", "QLinearConv", "STFT"];
/** Those that test/oracle/onnx.test.ts replays. */
const elsewhere = ["DFT", "HannWindow", "HammingWindow", "BlackmanWindow"];

type Call = (...given: unknown[]) => unknown;
const call = (name: string, ...given: unknown[]): unknown => (nn as unknown as Record<string, Call>)[name](...given);
type Params = Readonly<Record<string, never>>;

const arrays = (given: Case): NdArray[] => given.inputs.map((entry) => input(entry) as NdArray);
const rankOf = ({ shape }: NdArray): number => shape.length - 2;
const spaceOf = ({ shape }: NdArray, layout = "nchw"): number[] => [...(layout === "nchw" ? shape.slice(2) : shape.slice(1, -1))];
const ones = (rank: number): number[] => new Array<number>(rank).fill(1);
const pairs = (pads: readonly number[] | undefined, rank: number): [number, number][] => Array.from({ length: rank }, (_, axis) => [pads?.[axis] ?? 0, pads?.[axis + rank] ?? 0]);

/** What "same" adds in all for windows with a stride, the odd one after or before. */
function samePads(space: readonly number[], kernel: readonly number[], stride: readonly number[], dilation: readonly number[], word: string): [number, number][] {
  return space.map((N, axis) => {
    const total = Math.max(0, (Math.ceil(N / stride[axis]) - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - N);
    const half = total >> 1;
    return /upper/i.test(word) ? [half, total - half] : [total - half, half];
  });
}

/** Pads before the pool where it refuses more than half a window. */
function pooled(name: string, x: NdArray, kernelSize: number[], options: { padding: [number, number][]; dilation: number[] } & Record<string, unknown>): unknown {
  const full = options.padding.every(([before, after], axis) => before === after && before === (kernelSize[axis] - 1) * options.dilation[axis] && before > 0);
  return call(name, x, { kernelSize, ...options, padding: full ? "full" : options.padding });
}

function onnxPool(name: string, given: Case, more: Record<string, unknown> = {}, x = arrays(given)[0]): unknown {
  const p = given.params as Params & { kernel_shape: number[]; strides?: number[]; pads?: number[]; dilations?: number[]; auto_pad?: string; ceil_mode?: number };
  const rank = rankOf(x);
  const [stride, dilation] = [p.strides ?? ones(rank), p.dilations ?? ones(rank)];
  const padding = p.auto_pad?.startsWith("SAME") ? samePads(spaceOf(x), p.kernel_shape, stride, dilation, p.auto_pad) : pairs(p.pads, rank);
  return pooled(`${name}${rank}d`, x, p.kernel_shape, { stride, dilation, padding, ceilMode: p.ceil_mode === 1, ...more });
}

function absolute({ data, shape }: NdArray): NdArray {
  return new NdArray(data.map(Math.abs) as Float32Array, shape);
}

const onnx: Record<string, (given: Case) => Outcome[]> = {
  Conv: (given) => {
    const [x, w, bias] = arrays(given);
    const p = given.params as Params & { strides?: number[]; pads?: number[]; dilations?: number[]; group?: number };
    const rank = rankOf(x);
    return [call(`conv${rank}d`, x, w, { bias, stride: p.strides ?? 1, dilation: p.dilations ?? 1, groups: p.group ?? 1, padding: pairs(p.pads, rank) }) as Outcome];
  },
  ConvTranspose: (given) => {
    const [x, w, bias] = arrays(given);
    const p = given.params as Params & { strides?: number[]; pads?: number[]; dilations?: number[]; group?: number; output_padding?: number[]; output_shape?: number[] };
    const rank = rankOf(x);
    return [call(`convTranspose${rank}d`, x, w, { bias, stride: p.strides ?? 1, dilation: p.dilations ?? 1, groups: p.group ?? 1, padding: pairs(p.pads, rank), outputPadding: p.output_padding, outputSize: p.output_shape }) as Outcome];
  },
  MaxPool: (given) => {
    if (given.outputs.length === 1) return [onnxPool("maxPool", given) as Outcome];
    const { output, indices } = onnxPool("maxPool", given, { returnIndices: true }) as { output: Outcome; indices: Outcome };
    return [output, indices];
  },
  AveragePool: (given) => [onnxPool("avgPool", given, { countIncludePad: (given.params as Params & { count_include_pad?: number }).count_include_pad === 1 }) as Outcome],
  LpPool: (given) => [onnxPool("lpPool", given, { normType: (given.params as Params & { p?: number }).p ?? 2 }, absolute(arrays(given)[0])) as Outcome],
  GlobalAveragePool: (given) => [call("globalAvgPool", arrays(given)[0]) as Outcome],
  GlobalMaxPool: (given) => [call("globalMaxPool", arrays(given)[0]) as Outcome],
  MaxUnpool: (given) => {
    const [x, indices] = arrays(given);
    const p = given.params as Params & { kernel_shape: number[]; strides?: number[] };
    return [call(`maxUnpool${rankOf(x)}d`, x, indices, { kernelSize: p.kernel_shape, stride: p.strides ?? 1 }) as Outcome];
  },
  Col2Im: (given) => {
    const [x, size, block] = given.inputs;
    const p = given.params as Params & { strides?: number[]; pads?: number[]; dilations?: number[] };
    const outputSize = [...size.data];
    return [call("fold", input(x), { outputSize, kernelSize: [...block.data], stride: p.strides ?? 1, dilation: p.dilations ?? 1, padding: pairs(p.pads, outputSize.length) }) as Outcome];
  },
};

interface WebPool { windowDimensions?: number[]; padding?: number[]; strides?: number[]; dilations?: number[]; layout?: string; autoPad?: string; roundingType?: string; outputSizes?: number[] }

function webPool(name: string, given: Case, more: Record<string, unknown> = {}): Outcome[] {
  const [x] = arrays(given);
  const p = given.params as WebPool;
  const layout = p.layout ?? "nchw";
  const space = spaceOf(x, layout);
  const kernel = p.windowDimensions ?? space;
  const [stride, dilation] = [p.strides ?? [1, 1], p.dilations ?? [1, 1]];
  const [top, bottom, left, right] = p.padding ?? [0, 0, 0, 0];
  const explicit = p.autoPad === undefined || p.autoPad === "explicit";
  const padding: [number, number][] = explicit ? [[top, bottom], [left, right]] : samePads(space, kernel, stride, dilation, p.autoPad!);
  const counts = (rounding: "floor" | "ceil"): number[] => space.map((N, axis) => Math[rounding]((N + padding[axis][0] + padding[axis][1] - (kernel[axis] - 1) * dilation[axis] - 1) / stride[axis]) + 1);
  const ceilMode = p.outputSizes ? String(counts("floor")) !== String(p.outputSizes) : p.roundingType === "ceil";
  const options = { kernelSize: kernel, stride, dilation, layout, ...more };
  if (name !== "lpPool" || !ceilMode) return [call(`${name}2d`, x, { ...options, padding, ceilMode }) as Outcome];
  // A norm is not scaled up where a window overhangs: zeros stand there instead.
  const after = counts("ceil").map((count, axis) => (count - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - space[axis] - padding[axis][0]);
  return [call(`${name}2d`, call("pad", x, [padding[1][0], after[1], padding[0][0], after[0]]), options) as Outcome];
}

/** A filter with its axes in the order of ours. */
function ordered(filter: NdArray, layout: string, ours: string): NdArray {
  const order = [...ours].map((axis) => layout.indexOf(axis));
  return new NdArray(filter.data, order.map((axis) => filter.shape[axis]), order.map((axis) => filter.stride[axis]));
}

interface WebConv { padding?: number[]; strides?: number[]; dilations?: number[]; groups?: number; inputLayout?: string; filterLayout?: string; autoPad?: string; outputSizes?: number[]; outputPadding?: number[] }

const webnn: Record<string, (given: Case) => Outcome[]> = {
  maxPool2d: (given) => webPool("maxPool", given),
  averagePool2d: (given) => webPool("avgPool", given, { countIncludePad: false }),
  l2Pool2d: (given) => webPool("lpPool", given, { normType: 2 }),
  conv2d: (given) => {
    const [x, filter, bias] = arrays(given);
    const p = given.params as WebConv;
    const layout = p.inputLayout ?? "nchw";
    const weight = ordered(filter, p.filterLayout ?? "oihw", "oihw");
    const [stride, dilation] = [p.strides ?? [1, 1], p.dilations ?? [1, 1]];
    const [top, bottom, left, right] = p.padding ?? [0, 0, 0, 0];
    const explicit = p.autoPad === undefined || p.autoPad === "explicit";
    const padding = explicit ? [[top, bottom], [left, right]] : samePads(spaceOf(x, layout), weight.shape.slice(2), stride, dilation, p.autoPad!);
    return [call("conv2d", x, weight, { bias, stride, dilation, groups: p.groups ?? 1, padding, layout }) as Outcome];
  },
  convTranspose2d: (given) => {
    const [x, filter, bias] = arrays(given);
    const p = given.params as WebConv;
    const [top, bottom, left, right] = p.padding ?? [0, 0, 0, 0];
    return [call("convTranspose2d", x, ordered(filter, p.filterLayout ?? "iohw", "iohw"), {
      bias, stride: p.strides ?? 1, dilation: p.dilations ?? 1, groups: p.groups ?? 1, padding: [[top, bottom], [left, right]], layout: p.inputLayout ?? "nchw",
      ...(p.outputSizes ? { outputSize: p.outputSizes } : { outputPadding: p.outputPadding ?? 0 }),
    }) as Outcome];
  },
};

describe.skipIf(!existsSync(root)).each([["onnx", onnx], ["webnn", webnn]] as const)("%s", (suite, calls) => {
  const cases = existsSync(root) ? casesOf(suite, root).filter(({ op }) => !unpromised.includes(op) && !elsewhere.includes(op)) : [];
  test.each(cases.map((given) => [given.id, given] as const))("%s", (_, given) => {
    const actual = calls[given.op](given);
    given.outputs.forEach((expected, i) => expect(difference(actual[i], expected, given), `${given.op} ${JSON.stringify(given.params)}`).toBeNull());
  });
});
