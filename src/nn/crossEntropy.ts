import type { ResultOf } from "../array/result.js";
import { precisionOf, read, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { optionsOf, wrongValue } from "../check.js";
import { crossEntropyArrays } from "../plan/nn/elementwise/crossEntropy.js";
import type { In, Out } from "../types.js";
import { readRank } from "./tensor.js";

/** A loss, and how it changes with the logits. */
export interface CrossEntropy<G> {
  /** The mean over the batch. */
  loss: number;
  /** Its gradient, of the logits' shape. */
  gradLogits: G;
}

/** @inline */
export interface CrossEntropyOptions {
  /** Takes the gradient; it may be the logits. */
  out?: Out;
}

/**
 * The mean surprise at the right labels of a batch, and its gradient:
 *
 *     loss = mean_b (log Σ_c e^logits[b, c] − logits[b, labels[b]])
 *     gradLogits[b, c] = (softmax(logits[b])[c] − (1 if c is labels[b], else 0)) / B
 *
 * Computed with the largest logit taken off, so that nothing overflows. NaN and infinity make their sample's gradient and the loss NaN or infinite.
 *
 * @param logits - [batch, classes], at least one of each. Integers count as float64.
 * @param labels - The right class of each sample: integers from 0 to classes − 1.
 * @returns The loss, and an NdArray of the logits' shape: float32 if they are, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if shapes do not fit, or a label is no class.
 *
 * @example
 * ```ts
 * const { loss, gradLogits } = nn.crossEntropy([[0, 0]], [1]);
 * loss; // 0.6931471805599453
 * gradLogits.toNested(); // [[0.5, -0.5]]
 * ```
 * @see torch.nn.functional.cross_entropy
 */
export function crossEntropy<A extends In, B extends In, O extends Out>(logits: A, labels: B, options: CrossEntropyOptions & { out: O }): CrossEntropy<O>;
export function crossEntropy<X extends In>(logits: X, labels: In, options?: CrossEntropyOptions): CrossEntropy<ResultOf<X>>;
export function crossEntropy(logits: In, labels: In, options?: CrossEntropyOptions): CrossEntropy<unknown> {
  const x = readRank(logits, "logits", 2, "[batch, classes]");
  const [batch, classes] = x.shape;
  if (batch === 0 || classes === 0) wrongValue("logits", "at least one sample and one class", `shape [${x.shape.join(", ")}]`);
  const right = readLabels(read(labels, "labels"), batch, classes);
  const { out } = optionsOf(options);
  const precision = precisionOf(x);
  const target = targetOf(out, x.shape, precision, false);
  const loss = crossEntropyArrays(apart(x, target), right, target, precision);
  return { loss, gradLogits: target.value };
}

function readLabels({ name, shape, data, stride, offset }: Source, batch: number, classes: number): Int32Array {
  if (shape.length !== 1 || shape[0] !== batch) wrongValue(name, `${batch} labels, one for each sample`, `an array of shape [${shape.join(", ")}]`);
  return Int32Array.from({ length: batch }, (_, b) => {
    const label = data[offset + b * stride[0]];
    return Number.isInteger(label) && label >= 0 && label < classes ? label : wrongValue(`${name}[${b}]`, `an integer from 0 to ${classes - 1}`, label);
  });
}
