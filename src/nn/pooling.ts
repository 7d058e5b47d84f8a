import { precisionOf, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { boolean, MOST_SAMPLES, neededOptions, optionsOf } from "../check.js";
import { type PoolAxis, sharedAxis } from "../plan/nn/pool/axis.js";
import { maximaArrays, maximaBackward } from "../plan/nn/pool/maxima.js";
import { poolArrays } from "../plan/nn/pool/run.js";
import { sumsBackward } from "../plan/nn/pool/sums.js";
import type { Layout } from "../shape/layout.js";
import { perAxis } from "./perAxis.js";
import { type PoolWindowOptions, readPoolAxes, refuseEmpty } from "./poolWindows.js";
import { channelsFirst, inLayout, readGradient, readLayout, readTensor, tensorTarget } from "./tensor.js";

/** A pool whose arguments are read. */
export interface Pooling {
  readonly x: Source;
  readonly axes: readonly PoolAxis[];
  /** Of the result, [N, C, …]. */
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly returnIndices: unknown;
  readonly out: unknown;
}

interface PoolingOptions {
  readonly layout?: unknown;
  readonly returnIndices?: unknown;
  readonly out?: unknown;
}

/** Reads a pool of windows that slide. */
export function readSliding(input: unknown, options: object | undefined, spatial: number): Pooling {
  const given = neededOptions(options as PoolWindowOptions | undefined, "kernelSize");
  return read(input, given, spatial, (x) => readPoolAxes(x, given));
}

/** Reads a pool of as many windows as are asked for. */
export function readShared(input: unknown, outputSize: unknown, name: string, options: object | undefined, spatial: number): Pooling {
  const kept = Array.isArray(outputSize) ? outputSize.map((O: unknown) => O === null) : [];
  const sizes = perAxis(Array.isArray(outputSize) ? outputSize.map((O: unknown) => (O === null ? 1 : O)) : outputSize, name, spatial, 1, MOST_SAMPLES);
  return read(input, options, spatial, (x) => sizes.map((O, axis) => {
    refuseEmpty(x, axis);
    const N = x.shape[axis + 2];
    return sharedAxis(N, kept[axis] ? N : O);
  }));
}

function read(input: unknown, options: object | undefined, spatial: number, axesOf: (x: Source) => PoolAxis[]): Pooling {
  const given = optionsOf(options as PoolingOptions | undefined);
  const { returnIndices = false, out } = given;
  const layout = readLayout(given.layout);
  const x = readTensor(input, "x", spatial, layout);
  const axes = axesOf(x);
  return { x, axes, shape: [...x.shape.slice(0, 2), ...axes.map(({ reaches }) => reaches.length)], layout, returnIndices, out };
}

/** The maxima, with their indices if those are asked for. */
export function maxima({ x, axes, shape, layout, returnIndices, out }: Pooling): unknown {
  const precision = precisionOf(x);
  if (!boolean(returnIndices, "options.returnIndices")) {
    const target = tensorTarget(out, shape, precision, layout);
    poolArrays({ way: "max", axes, layout, precision }, apart(x, target), target);
    return target.value;
  }
  const outs = optionsOf(out as { output?: unknown; indices?: unknown } | undefined, "options.out");
  const values = tensorTarget(outs.output, shape, precision, layout);
  const indices = channelsFirst(targetOf(outs.indices, inLayout(shape, layout), "int32", false), layout);
  maximaArrays({ axes, layout, precision }, apart(apart(x, values), indices), values, indices);
  return { output: values.value, indices: indices.value };
}

/** Sums, divided by a product of one factor for each axis, and with a power the root of sums of powers. */
export function sums({ x, axes, shape, layout, out }: Pooling, divisors: readonly (readonly number[])[], power?: number): unknown {
  const precision = precisionOf(x);
  const target = tensorTarget(out, shape, precision, layout);
  poolArrays({ way: "sum", axes, layout, precision, divisors, power }, apart(x, target), target);
  return target.value;
}

/** What {@link maxima} gives back. */
export function maximaGradient(gradOutput: unknown, pooling: Pooling): unknown {
  const { x, axes, layout } = pooling;
  const { g, target, precision } = readGradient(gradOutput, pooling);
  maximaBackward({ axes, layout, precision }, g, apart(x, target), target);
  return target.value;
}

/** What {@link sums} without a power gives back. */
export function sumsGradient(gradOutput: unknown, pooling: Pooling, divisors: readonly (readonly number[])[]): unknown {
  const { axes, layout } = pooling;
  const { g, target, precision } = readGradient(gradOutput, pooling);
  sumsBackward({ axes, layout, precision, divisors }, g, target);
  return target.value;
}

/** How many taps of each window count: those on samples, or those on padding too; 1 where there are none, whose sum is 0. */
export function tapCounts({ reaches, sliding }: PoolAxis, counted: "samples" | "padding"): number[] {
  if (counted === "samples" || !sliding) return reaches.map(({ count }) => Math.max(1, count));
  const { N, K, stride, dilation, pads } = sliding;
  return reaches.map((_, n) => Math.max(1, Math.min(K, Math.ceil((N + pads[0] + pads[1] - n * stride) / dilation))));
}
