import { NdArray, nn } from "../../src/index";
import { type ConvCase, convProducts, outputSpace } from "../definition/conv";
import { errorOf } from "../definition/exact";
import { sizeOf } from "../definition/tensor";
import type { Random } from "../support/random";
import { reals } from "../support/real";

/**
 * Largest errors in units of ε·Σ|x·w|: sums of products, and Winograd's algorithm. Of a million sums twenty are off by more than 1.5, the
 * shortest of six products, as those of a plain loop are: so many may be.
 */
const BOUND = { high: 2.5, auto: 25 } as const;
const USUAL = 1.5;

/** How many outputs were compared, and how many were off by more than is usual for sums. */
export interface Tally {
  outputs: number;
  unusual: number;
}

const convolutions = [nn.conv1d, nn.conv2d, nn.conv3d] as unknown as ((x: NdArray, w: NdArray, options: object) => NdArray)[];

/** Convolves random numbers of these sizes and compares with the definition; null if every output is right. */
export function mismatchOf(given: ConvCase, dice: Random, accuracy: "auto" | "high", tally: Tally, samples: "finite" | "with non-finite samples" = "finite"): string | null {
  const { batch, channels, outputs, groups, input, kernel, stride, dilation, pads, paddingMode } = given;
  const { ArrayType, epsilon } = dice.pick(reals);
  const layout = dice.pick(["nchw", "nchw", "nhwc"] as const);
  const x = ArrayType.from(dice.numbers(batch * channels * sizeOf(input)));
  const w = ArrayType.from(dice.numbers((outputs * channels * sizeOf(kernel)) / groups));
  if (samples !== "finite") for (const list of [x, ...(dice.next() < 0.2 ? [w] : [])]) for (let n = dice.integer(1, 3); n > 0 && list.length > 0; n--) list[dice.integer(0, list.length - 1)] = dice.pick([NaN, Infinity, -Infinity]);
  const bias = dice.next() < 0.3 ? ArrayType.from(dice.numbers(outputs)) : undefined;
  const space = outputSpace(given);
  const dense = new NdArray(x as never, [batch, channels, ...input]);
  const result = convolutions[input.length - 1](layout === "nchw" ? dense : channelsLast(dense), new NdArray(w as never, [outputs, channels / groups, ...kernel]), {
    bias, stride, dilation, padding: pads, paddingMode, groups, accuracy, layout,
  });
  const y = layout === "nchw" ? result : channelsFirst(result);
  const shape = [batch, outputs, ...space];
  if (String(y.shape) !== String(shape)) return `shape [${y.shape}], want [${shape}]`;
  const flat = (y.toNested() as unknown as number[][]).flat(Infinity) as number[];
  const plane = sizeOf(space);
  let wrong: string | null = null;
  convProducts(given).forEach((products, n) => {
    if (wrong) return;
    const pairs = products.map(({ x: at, w: tap }) => [w[tap], at < 0 ? 0 : x[at]] as const);
    if (bias) pairs.push([1, bias[Math.floor(n / plane) % outputs]]);
    const magnitude = pairs.reduce((sum, [a, b]) => sum + Math.abs(a * b), 0);
    const actual = flat[n];
    if (Number.isFinite(magnitude)) {
      const error = errorOf(actual, pairs);
      tally.outputs++;
      if (error > USUAL * epsilon * magnitude) tally.unusual++;
      if (!(error <= BOUND[accuracy] * epsilon * magnitude)) wrong = `output ${n}: off by ${error / (epsilon * magnitude)}·ε·Σ|x·w| (${layout}, ${ArrayType.name})`;
    } else {
      const sum = pairs.reduce((total, [a, b]) => total + a * b, 0);
      if (!Object.is(actual, sum)) wrong = `output ${n}: ${actual}, want ${sum} (${layout}, ${ArrayType.name})`;
    }
  });
  return wrong;
}

/** The same elements with channels last in memory. */
function channelsLast(array: NdArray): NdArray {
  const { data, shape } = array;
  const plane = sizeOf(shape.slice(2));
  const moved = data.slice();
  for (let b = 0; b < shape[0]; b++) {
    for (let c = 0; c < shape[1]; c++) for (let n = 0; n < plane; n++) moved[(b * plane + n) * shape[1] + c] = data[(b * shape[1] + c) * plane + n];
  }
  return new NdArray(moved, [shape[0], ...shape.slice(2), shape[1]]);
}

function channelsFirst({ data, shape, stride, dtype }: NdArray): NdArray {
  const moved = (list: readonly number[]): number[] => [list[0], list[list.length - 1], ...list.slice(1, -1)];
  return new NdArray(data, moved(shape), moved(stride), 0, dtype);
}
