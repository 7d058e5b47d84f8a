import type { ResultOf } from "../array/result.js";
import type { Source } from "../array/source.js";
import { precisionOf } from "../array/source.js";
import { apart } from "../array/target.js";
import { neededOptions, optionsOf, wrongValue } from "../check.js";
import { unpoolArrays } from "../plan/nn/pool/unpool.js";
import type { Layout } from "../shape/layout.js";
import { transposedLength } from "../shape/windows.js";
import type { In, Out } from "../types.js";
import { readPads } from "./padding.js";
import { type PerAxis, perAxis } from "./perAxis.js";
import { readGradient, readLayout, readTensor, sameTensor, tensorTarget } from "./tensor.js";

/** @inline */
export interface MaxUnpoolOptions {
  /** The pool's. */
  kernelSize: PerAxis;
  /** The pool's: kernelSize. */
  stride?: PerAxis;
  /** The pool's, in numbers: 0. */
  padding?: PerAxis | readonly (readonly [number, number])[];
  /** The size of the space that was pooled; by default (N − 1)·stride + kernelSize − before − after, of which the pool may have left a rest out. */
  outputSize?: PerAxis;
  /** Where channels stand: "nchw". */
  layout?: Layout;
}

/** The inverse of a max pool over as many axes as its name says. */
export interface MaxUnpool {
  <A extends In, B extends In, O extends Out>(x: A, indices: B, options: MaxUnpoolOptions & { out: O }): O;
  <X extends In>(x: X, indices: In, options: MaxUnpoolOptions): ResultOf<X>;
}

/** The gradient of such an inverse. */
export interface MaxUnpoolBackward {
  <O extends Out>(gradOutput: In, x: In, options: MaxUnpoolOptions & { indices: In; out: O }): O;
  <G extends In, X extends In>(gradOutput: G, x: X, options: MaxUnpoolOptions & { indices: In }): ResultOf<G | X>;
}

/**
 * Puts the maxima of a line back to where they stood, as {@link maxUnpool2d} those of a plane.
 *
 * @example
 * ```ts
 * nn.maxUnpool1d([[[5, 4]]], [[[1, 3]]], { kernelSize: 2 }).toNested(); // [[[0, 5, 0, 4]]]
 * ```
 * @see torch.nn.functional.max_unpool1d
 */
export const maxUnpool1d: MaxUnpool = /* @__PURE__ */ maxUnpool(1);

/**
 * Puts maxima back to where they stood, zeros around them:
 *
 *     y[b, c, indices[b, c, n]] = x[b, c, n],   0 elsewhere; of several at one place the last
 *
 * Nothing is computed or rounded; NaN and infinity stay where they are put.
 *
 * @param x - [N, C, height, width], the pool's maxima; [N, height, width, C] with layout "nhwc".
 * @param indices - Of x's shape, as {@link maxPool2d} gives them: flat within a channel's plane of the result.
 * @returns An NdArray of the shape that was pooled: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if shapes differ, an option is below 1, or an index lies outside the plane.
 *
 * @example
 * ```ts
 * nn.maxUnpool2d([[[[9]]]], [[[[3]]]], { kernelSize: 2 }).toNested(); // [[[[0, 0], [0, 9]]]]
 * nn.maxUnpool2d([[[[9]]]], [[[[3]]]], { kernelSize: 2, outputSize: [2, 3] }).toNested(); // [[[[0, 0, 0], [9, 0, 0]]]]
 * ```
 * @see torch.nn.functional.max_unpool2d, but outputSize has the axes of space alone.
 */
export const maxUnpool2d: MaxUnpool = /* @__PURE__ */ maxUnpool(2);

/**
 * Puts the maxima of a volume back to where they stood, as {@link maxUnpool2d} those of a plane.
 *
 * @example
 * ```ts
 * nn.maxUnpool3d([[[[[8]]]]], [[[[[1]]]]], { kernelSize: [1, 1, 2] }).toNested(); // [[[[[0, 8]]]]]
 * ```
 * @see torch.nn.functional.max_unpool3d
 */
export const maxUnpool3d: MaxUnpool = /* @__PURE__ */ maxUnpool(3);

/**
 * The gradient of {@link maxUnpool1d}, as {@link maxUnpool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.maxUnpool1dBackward([[[1, 2, 3, 4]]], [[[5, 4]]], { indices: [[[1, 3]]], kernelSize: 2 }).toNested(); // [[[2, 4]]]
 * ```
 */
export const maxUnpool1dBackward: MaxUnpoolBackward = /* @__PURE__ */ maxUnpoolBackward(1);

/**
 * The gradient of {@link maxUnpool2d}: gradInput[b, c, n] = gradOutput[b, c, indices[b, c, n]].
 *
 * @param gradOutput - Of the shape of the result.
 * @param x - What was put back, of which the shape and type count.
 * @param options - Those of the call, and its indices.
 * @returns An NdArray of x's shape: float32 if both are, else float64; or `out`.
 * @throws As {@link maxUnpool2d}; TypeError if one of the two is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.maxUnpool2dBackward([[[[1, 2], [3, 4]]]], [[[[9]]]], { indices: [[[[3]]]], kernelSize: 2 }).toNested(); // [[[[4]]]]
 * ```
 */
export const maxUnpool2dBackward: MaxUnpoolBackward = /* @__PURE__ */ maxUnpoolBackward(2);

/**
 * The gradient of {@link maxUnpool3d}, as {@link maxUnpool2dBackward} of a plane.
 *
 * @example
 * ```ts
 * nn.maxUnpool3dBackward([[[[[1, 2]]]]], [[[[[8]]]]], { indices: [[[[[1]]]]], kernelSize: [1, 1, 2] }).toNested(); // [[[[[2]]]]]
 * ```
 */
export const maxUnpool3dBackward: MaxUnpoolBackward = /* @__PURE__ */ maxUnpoolBackward(3);

function maxUnpool(spatial: number): MaxUnpool {
  const unpool = (input: In, where: In, options: MaxUnpoolOptions & { out?: unknown }): unknown => {
    const { x, indices, shape, layout, out } = readUnpool(input, where, "indices", options, spatial);
    const precision = precisionOf(x);
    const target = tensorTarget(out, shape, precision, layout);
    unpoolArrays("into planes", apart(x, target), apart(indices, target), target, precision);
    return target.value;
  };
  return unpool as MaxUnpool;
}

function maxUnpoolBackward(spatial: number): MaxUnpoolBackward {
  const backward = (gradOutput: In, input: In, options: MaxUnpoolOptions & { indices: In; out?: unknown }): unknown => {
    const given = readUnpool(input, optionsOf(options).indices, "options.indices", options, spatial);
    const { g, target, precision } = readGradient(gradOutput, given);
    unpoolArrays("out of planes", g, apart(given.indices, target), target, precision);
    return target.value;
  };
  return backward as MaxUnpoolBackward;
}

function readUnpool(
  input: unknown, where: unknown, name: string, options: MaxUnpoolOptions & { out?: unknown }, spatial: number,
): { x: Source; indices: Source; shape: number[]; layout: Layout; out: unknown } {
  const given = neededOptions(options, "kernelSize");
  const { kernelSize, stride = kernelSize, padding = 0, outputSize, out } = given;
  const layout = readLayout(given.layout);
  const x = readTensor(input, "x", spatial, layout);
  const indices = readTensor(where, name, spatial, layout);
  sameTensor(indices, x.shape, layout);
  const kernel = perAxis(kernelSize, "options.kernelSize", spatial, 1);
  const steps = perAxis(stride, "options.stride", spatial, 1);
  const pads = readPads(padding, "options.padding", spatial, 0);
  const space = outputSize !== undefined
    ? perAxis(outputSize, "options.outputSize", spatial, 1)
    : x.shape.slice(2).map((N, axis) => {
        const length = transposedLength({ N, K: kernel[axis], stride: steps[axis], dilation: 1, pads: pads[axis] }, 0);
        return length >= 1 ? length : wrongValue("options.padding", `less on axis ${axis}, so that a sample is left`, `${pads[axis].join(" and ")}, which leaves ${length}`);
      });
  return { x, indices, shape: [...x.shape.slice(0, 2), ...space], layout, out };
}
