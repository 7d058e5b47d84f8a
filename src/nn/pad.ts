import type { Border } from "../array/padded.js";
import type { ResultOf } from "../array/result.js";
import { precisionOf, readReal, type Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { integer, neededOptions, number, oneOf, optionsOf, wrongKind, wrongValue } from "../check.js";
import { padArrays, padBackward as backward, repeated } from "../plan/nn/pad.js";
import type { BorderKind } from "../shape/border.js";
import { sameShape } from "../shape/strides.js";
import type { Pads } from "../shape/windows.js";
import type { In, Out } from "../types.js";
import { tensorPrecision } from "./tensor.js";

/** What padding holds. */
export type PadMode = "constant" | "reflect" | "replicate" | "circular";

/** @inline */
export interface PadOptions {
  /** "constant", "reflect" (without repeating the edge), "replicate" (the edge) or "circular": "constant". */
  mode?: PadMode;
  /** The value for "constant": 0. */
  value?: number;
  /** Takes the result. */
  out?: Out;
}

/** @inline */
export interface PadBackwardOptions extends PadOptions {
  /** The padding. */
  pad: readonly number[];
}

/** Padding in numbers, by axis, and what it holds. */
interface Padded {
  readonly pads: readonly Pads[];
  readonly shape: readonly number[];
  readonly border: Border;
}

const KINDS: Record<PadMode, BorderKind> = { constant: "constant", reflect: "mirror", replicate: "replicate", circular: "wrap" };

/**
 * Adds to an array on every side; numbers below 0 take away.
 *
 * | mode          | around a b c d        |
 * | :------------ | :-------------------- |
 * | `"constant"`  | v v v│a b c d│v v v   |
 * | `"reflect"`   | d c b│a b c d│c b a   |
 * | `"replicate"` | a a a│a b c d│d d d   |
 * | `"circular"`  | b c d│a b c d│a b c   |
 *
 * With "circular" what is taken away is taken before the rest is repeated. Nothing is computed or rounded; NaN and infinity are copied as other numbers.
 *
 * @param x - An array of at least one axis.
 * @param pad - Before and after, the last axis first, as PyTorch has it: `[left, right, top, bottom, …]`, for as many axes as are given.
 * @returns An array, a plain one for a plain input: float32 if x is, else float64; or `out`.
 * @throws TypeError for a wrong kind; RangeError if pad has an odd length or too many numbers, more is taken away than there is, "reflect" is asked for as many samples as
 *   an axis has or more, or "circular" for more.
 *
 * @example
 * ```ts
 * nn.pad([1, 2, 3], [1, 2]); // Float64Array [0, 1, 2, 3, 0, 0]
 * nn.pad([1, 2, 3], [2, -1], { mode: "reflect" }); // Float64Array [3, 2, 1, 2]
 * nn.pad([[1, 2]], [0, 0, 1, 0], { value: 9 }).toNested(); // [[9, 9], [1, 2]]
 * ```
 * @see torch.nn.functional.pad
 */
export function pad<A extends In, O extends Out>(x: A, pad: readonly number[], options: PadOptions & { out: O }): O;
export function pad<X extends In>(x: X, pad: readonly number[], options?: PadOptions): ResultOf<X>;
export function pad(input: In, sides: readonly number[], options?: PadOptions): unknown {
  const x = readReal(input, "x");
  const given = optionsOf(options);
  const { pads, shape, border } = readPad(x, sides, "pad", given);
  const target = targetOf(given.out, shape, precisionOf(x), x.plain);
  padArrays(apart(x, target), pads, border, target);
  return target.value;
}

/**
 * The gradient of {@link pad}: each sample takes the sum over the places where it stood, and one that was taken away 0.
 *
 * @param gradOutput - Of the shape of the result.
 * @param x - What was padded, of which the shape and type count.
 * @param options - Those of the call, and its `pad`.
 * @returns An array of x's shape, a plain one for plain inputs: float32 if both are, else float64; or `out`.
 * @throws As {@link pad}, and RangeError if gradOutput has another shape than the result; TypeError if one is float32 and the other float64.
 *
 * @example
 * ```ts
 * nn.padBackward([1, 2, 4, 8], [0, 0], { pad: [1, 1], mode: "replicate" }); // Float64Array [3, 12]
 * ```
 */
export function padBackward<A extends In, B extends In, O extends Out>(gradOutput: A, x: B, options: PadBackwardOptions & { out: O }): O;
export function padBackward<G extends In, X extends In>(gradOutput: G, x: X, options: PadBackwardOptions): ResultOf<G | X>;
export function padBackward(gradOutput: In, input: In, options: PadBackwardOptions): unknown {
  const given = neededOptions(options, "pad");
  const g = readReal(gradOutput, "gradOutput");
  const x = readReal(input, "x");
  const { pads, shape, border } = readPad(x, given.pad, "options.pad", given);
  if (!sameShape(g.shape, shape)) wrongValue("gradOutput", `shape [${shape.join(", ")}]`, `[${g.shape.join(", ")}]`);
  const precision = tensorPrecision(x, g);
  const target = targetOf(given.out, x.shape, precision, x.plain && g.plain);
  backward(apart(g, target), pads, border, target, precision);
  return target.value;
}

function readPad(x: Source, sides: unknown, name: string, { mode = "constant", value = 0 }: PadOptions): Padded {
  const rank = x.shape.length;
  if (rank === 0) wrongValue("x", "at least one axis", "a single number");
  if (!Array.isArray(sides)) wrongKind(name, "a list of numbers, before and after, the last axis first", sides);
  const counts = Array.from(sides, (side: unknown, i) => integer(side, `${name}[${i}]`));
  if (counts.length % 2 !== 0 || counts.length > 2 * rank) wrongValue(name, `an even number of sides, at most ${2 * rank}`, counts.length);
  const kind = KINDS[oneOf(mode, ["constant", "reflect", "replicate", "circular"], "options.mode")];
  const pads = x.shape.map((_, axis): Pads => [counts[2 * (rank - 1 - axis)] ?? 0, counts[2 * (rank - 1 - axis) + 1] ?? 0]);
  const shape = x.shape.map((N, axis) => {
    const [before, after] = pads[axis];
    const length = N + before + after;
    if (length < 0 || -before > N || -after > N) wrongValue(name, `at most ${N} samples taken away on axis ${axis}`, `${before} and ${after}, which leaves ${length}`);
    const { count } = repeated(N, pads[axis], kind);
    const most = kind === "mirror" ? Math.max(0, N - 1) : kind === "wrap" ? count : kind === "replicate" && N === 0 ? 0 : Infinity;
    if (Math.max(before, after) > most) wrongValue(name, `at most ${most} on axis ${axis}, whose ${count} samples "${mode}" repeats`, Math.max(before, after));
    return length;
  });
  return { pads, shape, border: { kind, value: number(value, "options.value") } };
}
