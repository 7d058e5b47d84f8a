import type { Precision } from "../array/dtype.js";
import { precisionOf, readReal, type Source } from "../array/source.js";
import { apart, type Target, targetOf } from "../array/target.js";
import { oneOf, wrongSort, wrongValue } from "../check.js";
import type { Layout } from "../shape/layout.js";
import { isRowMajor } from "../shape/strides.js";

export type { Layout };

export function readLayout(layout: unknown = "nchw"): Layout {
  return oneOf(layout, ["nchw", "nhwc"], "options.layout");
}

/**
 * Reads a batch of signals with channels, [N, C, …] or [N, …, C], of `spatial` axes of space.
 * @returns It with its axes in the order N, C, …, whatever the order in memory.
 */
export function readTensor(input: unknown, name: string, spatial: number, layout: Layout): Source {
  const source = readReal(input, name);
  if (source.shape.length !== spatial + 2) {
    wrongValue(name, `${spatial + 2} axes, ${axesText(spatial, layout)}`, `an array of shape [${source.shape.join(", ")}]`);
  }
  return { ...channelsFirst(source, layout), plain: false };
}

/** How many axes of space a batch of signals with channels has: one to three. */
export function spatialOf(input: unknown, name: string): number {
  const { shape } = readReal(input, name);
  if (shape.length < 3 || shape.length > 5) wrongValue(name, "three to five axes, batch, channels and space", `an array of shape [${shape.join(", ")}]`);
  return shape.length - 2;
}

/** Reads a weight, whose axes are [O, C / groups, …] in either layout, or any other array of real numbers of a given rank. */
export function readRank(input: unknown, name: string, rank: number, axes: string): Source {
  const source = readReal(input, name);
  if (source.shape.length !== rank) wrongValue(name, `${rank} axes, ${axes}`, `an array of shape [${source.shape.join(", ")}]`);
  return source;
}

/** The memory for a tensor of shape [N, C, …], its axes in that order, whatever the order in memory. */
export function tensorTarget(out: unknown, shape: readonly number[], precision: Precision, layout: Layout): Target {
  return channelsFirst(targetOf(out, inLayout(shape, layout), precision, false), layout);
}

/** A shape [N, C, …] as callers see it. */
export function inLayout(shape: readonly number[], layout: Layout): readonly number[] {
  return layout === "nchw" ? shape : [shape[0], ...shape.slice(2), shape[1]];
}

/**
 * float32 if every typed input is, else float64.
 * @throws TypeError if float32 and float64 come together, as PyTorch does: it is nearly always a mistake, and costs half the speed.
 */
export function tensorPrecision(...sources: readonly Source[]): Precision {
  const floats = sources.filter(({ dtype }) => dtype === "float32" || dtype === "float64");
  const other = floats.find(({ dtype }) => dtype !== floats[0].dtype);
  if (other) wrongSort(other.name, `${floats[0].dtype}, as ${floats[0].name}`, other.dtype!);
  return precisionOf(...sources);
}

/** Refuses a tensor of another shape than [N, C, …]. */
export function sameTensor({ name, shape }: Source, expected: readonly number[], layout: Layout): void {
  if (shape.every((extent, axis) => extent === expected[axis])) return;
  wrongValue(name, `shape [${inLayout(expected, layout).join(", ")}]`, `[${inLayout(shape, layout).join(", ")}]`);
}

/** What gives an input its gradient: the input, and of its results the shape [N, C, …] and the layout; and what takes the gradient. */
interface Backward {
  readonly x: Source;
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly out: unknown;
}

/** Reads the gradient of results, with the memory for the input's. */
export function readGradient(gradOutput: unknown, { x, shape, layout, out }: Backward): { g: Source; target: Target; precision: Precision } {
  const g = readTensor(gradOutput, "gradOutput", shape.length - 2, layout);
  sameTensor(g, shape, layout);
  const precision = tensorPrecision(x, g);
  const target = tensorTarget(out, x.shape, precision, layout);
  return { g: apart(g, target), target, precision };
}

/** An array with its axes in the order N, C, …, whatever the order in memory. */
export function channelsFirst<A extends Source | Target>(array: A, layout: Layout): A {
  if (layout === "nchw") return array;
  const moved = (list: readonly number[]): number[] => [list[0], list[list.length - 1], ...list.slice(1, -1)];
  const shape = moved(array.shape);
  const stride = moved(array.stride);
  return { ...array, shape, stride, contiguous: isRowMajor(shape, stride) };
}

function axesText(spatial: number, layout: Layout): string {
  const space = ["length", "height, width", "depth, height, width"][spatial - 1];
  return layout === "nchw" ? `[batch, channels, ${space}]` : `[batch, ${space}, channels]`;
}
