import type { NdArray } from "../array/ndarray.js";
import type { FloatNdArray, ResultOf } from "../array/result.js";
import { readReal, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { optionsOf, wrongValue } from "../check.js";
import { gradientOfBias } from "../plan/nn/gradients.js";
import { asMatrix, asMatrixTarget, multiplyMatrices, transposed } from "../plan/nn/linear.js";
import { sameShape, sizeOf } from "../shape/strides.js";
import type { In, Out } from "../types.js";
import type { TensorOf } from "./conv.js";
import type { ConvGradients } from "./convBackward.js";
import { readRank, tensorPrecision } from "./tensor.js";

/** @inline */
export interface LinearOptions {
  /** A number for each output that is added to it. */
  bias?: In;
  /** Takes the result; its elements follow one another. */
  out?: Out;
}

/**
 * A fully connected layer: every output from every input.
 *
 *     y[…, o] = bias[o] + Σ_i x[…, i] · weight[o, i]
 *
 * A product of matrices, on the kernels of the convolutions. Each output errs by at most about 1.5·ε·Σ|x·w|; NaN and infinity reach the outputs that the sum gives them to.
 *
 * @param x - [..., inputs]. Integers count as float64.
 * @param weight - [outputs, inputs].
 * @returns An array [..., outputs]: float32 if every typed input is, else float64; or `out`.
 * @throws TypeError for a wrong kind, or if float32 and float64 come together; RangeError if shapes do not fit.
 *
 * @example
 * ```ts
 * nn.linear([[1, 2]], [[1, 1], [0, 3], [5, 0]], { bias: [0, 0, 10] }).toNested(); // [[3, 6, 15]]
 * ```
 * @see torch.nn.functional.linear
 */
export function linear<A extends In, B extends In, O extends Out>(x: A, weight: B, options: LinearOptions & { out: O }): O;
export function linear<X extends In, W extends In>(x: X, weight: W, options?: LinearOptions): ResultOf<X | W>;
export function linear(input: In, weight: In, options?: LinearOptions): unknown {
  const { x, w } = readLinear(input, weight);
  const { bias, out } = optionsOf(options);
  const biased = bias === undefined ? null : readRank(bias, "options.bias", 1, "[outputs]");
  if (biased && biased.shape[0] !== w.shape[0]) wrongValue("options.bias", `${w.shape[0]} numbers, one for each output`, biased.shape[0]);
  const precision = tensorPrecision(x, w, ...(biased ? [biased] : []));
  const target = targetOf(out, [...x.shape.slice(0, -1), w.shape[0]], precision, false);
  const matrix = asMatrixTarget(target) ?? wrongValue("out", "elements that follow one another", "others between them");
  if (sizeOf(target.shape) > 0) multiplyMatrices(asMatrix(apart(x, target)), apart(w, target), biased && apart(biased, target), matrix, precision);
  return target.value;
}

/**
 * The gradients of {@link linear}:
 *
 *     gradInput[…, i]  = Σ_o gradOutput[…, o] · weight[o, i]
 *     gradWeight[o, i] = Σ gradOutput[…, o] · x[…, i]
 *     gradBias[o]      = Σ gradOutput[…, o]
 *
 * @param gradOutput - Of the shape of the result.
 * @param x - What the layer was given.
 * @param weight - With what.
 * @returns Three arrays; those of x and weight have their shapes.
 * @throws As {@link linear}, and RangeError if gradOutput has another shape than the result.
 *
 * @example
 * ```ts
 * const { gradInput, gradWeight, gradBias } = nn.linearBackward([[1, 10]], [[1, 2]], [[1, 1], [0, 3]]);
 * gradInput.toNested(); // [[1, 31]]
 * gradWeight.toNested(); // [[1, 2], [10, 20]]
 * gradBias; // Float64Array [1, 10]
 * ```
 */
export function linearBackward<G extends In, X extends In, W extends In>(gradOutput: G, x: X, weight: W): ConvGradients<TensorOf<G | X | W>>;
export function linearBackward(gradOutput: In, input: In, weight: In): ConvGradients {
  const g = readReal(gradOutput, "gradOutput");
  const { x, w } = readLinear(input, weight);
  const shape = [...x.shape.slice(0, -1), w.shape[0]];
  if (!sameShape(g.shape, shape)) wrongValue("gradOutput", `shape [${shape.join(", ")}]`, `[${g.shape.join(", ")}]`);
  const precision = tensorPrecision(x, w, g);
  const gradInput = targetOf(undefined, x.shape, precision, false);
  const gradWeight = targetOf(undefined, w.shape, precision, false);
  const [G, X] = [asMatrix(g), asMatrix(x)];
  if (sizeOf(x.shape) > 0) multiplyMatrices(G, transposed(w), null, asMatrixTarget(gradInput)!, precision);
  multiplyMatrices(transposed(X), transposed(G), null, transposed(gradWeight), precision);
  const gradBias = gradientOfBias({ ...G, shape: [...G.shape, 1], stride: [...G.stride, 1] }, precision);
  return { gradInput: gradInput.value as FloatNdArray, gradWeight: gradWeight.value as NdArray as FloatNdArray, gradBias };
}

function readLinear(input: unknown, weight: unknown): { x: Source; w: Source } {
  const x = readReal(input, "x");
  const w = readRank(weight, "weight", 2, "[outputs, inputs]");
  if (x.shape.length === 0) wrongValue("x", "at least one axis", "a single number");
  const inputs = x.shape[x.shape.length - 1];
  if (inputs !== w.shape[1]) wrongValue("weight", `${inputs} inputs on axis 1, as x has`, w.shape[1]);
  if (w.shape[0] < 1 || inputs < 1) wrongValue("weight", "at least one output and one input", `shape [${w.shape.join(", ")}]`);
  return { x, w };
}
