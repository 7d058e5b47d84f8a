import { describe, expect, test } from "vitest";
import { signal } from "../../src/index";
import { convolve, magnitudes, norm } from "../definition/convolve";
import { sizeOf, type Tensor } from "../definition/tensor";
import { differingBits } from "../support/bits";
import { Random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { asInput, asTensor, beyond, describePair, DIRECT, type Pair, randomPair, randomTensor, SPREAD, TURNS } from "./arrays";

type Method = "direct" | "fft" | "auto";
const ours = ({ x, h, mode, real }: Pair, method: Method): Tensor => asTensor(signal.convolve(asInput(x, real), asInput(h, real), { mode, method }));

/** What a transform of small arrays may err by, and what the float64 sum that it is compared with may. */
function spread({ x, h, mode, real }: Pair): number {
  return SPREAD * real.epsilon * norm(x) * norm(h) + DIRECT * 2 ** -52 * Math.max(...magnitudes(x, h, mode));
}

describe("the fft method", () => {
  test("errs in proportion to ‖x‖·‖h‖", () => {
    const dice = new Random(31);
    for (let turn = 0; turn < TURNS; turn++) {
      const pair = randomPair(dice);
      expect(beyond(ours(pair, "fft"), convolve(pair.x, pair.h, pair.mode), spread(pair)), describePair(pair)).toBeNull();
    }
  });

  test("does so for numbers of very different size in x and h", () => {
    const dice = new Random(32);
    for (let turn = 0; turn < TURNS; turn++) {
      const pair = randomPair(dice, { values: (d) => d.signed() * 10 ** d.integer(-9, 9) });
      expect(beyond(ours(pair, "fft"), convolve(pair.x, pair.h, pair.mode), spread(pair)), describePair(pair)).toBeNull();
    }
  });
});

describe("the auto method", () => {
  test("errs by no more than the two that it chooses from", () => {
    const dice = new Random(33);
    for (let turn = 0; turn < TURNS; turn++) {
      const pair = randomPair(dice);
      const { x, h, mode, real } = pair;
      const bounds = magnitudes(x, h, mode).map((value) => Math.max(DIRECT * real.epsilon * value, spread(pair)));
      expect(beyond(ours(pair, "auto"), convolve(x, h, mode), bounds), describePair(pair)).toBeNull();
    }
  });
});

describe.each<RealType>(reals)("rtol, on $name", (real) => {
  const dice = new Random(34);
  const x = real.ArrayType.from(dice.numbers(60_000));
  const h = real.ArrayType.from(dice.numbers(2000));
  x[100] = 1e6;
  const direct = signal.convolve(x, h, { mode: "same", method: "direct" });

  test("of 0 keeps to the sums: nothing is transformed", () => {
    for (const method of ["fft", "auto"] as const) expect(differingBits(signal.convolve(x, h, { mode: "same", method, rtol: 0 }), direct)).toBeNull();
  });

  test("bounds the error of every block by its largest sample, while a transform without it spreads the largest of all", () => {
    const rtol = 100 * real.epsilon;
    const limited = signal.convolve(x, h, { mode: "same", method: "fft", rtol });
    const most = 2 * rtol * Math.max(...x.map(Math.abs)) * Math.max(...h.map(Math.abs));
    limited.forEach((value, n) => expect(Math.abs(value - direct[n])).toBeLessThanOrEqual(most));
    // Far from the large sample, outputs are as exact as if it were not there.
    const calm = signal.convolve(x.map((value) => Math.min(value, 1)), h, { mode: "same", method: "direct" });
    for (let n = 50_000; n < 60_000; n += 7) expect(Math.abs(limited[n] - calm[n])).toBeLessThanOrEqual(2 * rtol);
  });
});

/** Shapes that need several tiles, runs and blocks of 256, and that a transform pays for. */
const large: [x: readonly number[], h: readonly number[]][] = [
  [[100_003], [17]],
  [[70_000], [300]],
  [[4097], [4096]],
  [[3], [70_001]],
  [[301, 403], [5, 7]],
  [[4, 5000], [3, 900]],
  [[5000, 4], [900, 3]],
  [[64, 64], [64, 64]],
  [[1, 9000], [1, 257]],
  [[40, 41, 43], [3, 5, 4]],
  [[9, 8, 7, 6], [2, 3, 2, 3]],
];

describe.each<RealType>(reals)("on larger arrays of $name", (real) => {
  test.each(large)("of shape %j by %j every method is right in every mode", (xShape, hShape) => {
    const dice = new Random(sizeOf(xShape));
    const x = randomTensor(dice, xShape, real, (d) => d.signed());
    const h = randomTensor(dice, hShape, real, (d) => d.signed());
    for (const mode of ["full", "same", "valid"] as const) {
      // A few outputs of each are computed by the definition: all of one result's corners, and random ones.
      const results = (["direct", "fft", "auto"] as const).map((method) => ours({ x, h, mode, real }, method));
      const { shape } = results[0];
      const bound = 0.5 * real.epsilon * norm64(x) * norm64(h);
      for (let turn = 0; turn < 60; turn++) {
        const index = shape.map((extent) => dice.pick([0, extent - 1, dice.integer(0, extent - 1), dice.integer(0, extent - 1)]));
        const { sum, magnitude } = outputAt(index, x, h, mode);
        const at = index.reduce((place, i, axis) => place * shape[axis] + i, 0);
        const places = `${mode} at [${index}]`;
        expect(Math.abs(results[0].re[at] - sum), `direct, ${places}`).toBeLessThanOrEqual(DIRECT * real.epsilon * magnitude);
        expect(Math.abs(results[1].re[at] - sum), `fft, ${places}`).toBeLessThanOrEqual(bound);
        expect(Math.abs(results[2].re[at] - sum), `auto, ${places}`).toBeLessThanOrEqual(Math.max(bound, DIRECT * real.epsilon * magnitude));
      }
      for (const { shape: other } of results) expect(other).toEqual(shape);
    }
  });
});

function norm64({ re }: Tensor): number {
  return Math.sqrt(re.reduce((sum, value) => sum + value * value, 0));
}

/** One output of the convolution of two real arrays. */
function outputAt(index: readonly number[], x: Tensor, h: Tensor, mode: Pair["mode"]): { sum: number; magnitude: number } {
  const n = index.map((i, axis) => {
    const [N, K] = [x.shape[axis], h.shape[axis]];
    return i + (mode === "full" ? 0 : mode === "same" ? (K - 1) >> 1 : Math.min(N, K) - 1);
  });
  // Compensated, as a plain sum of thousands of products errs as much as a transform may.
  let [sum, rest, magnitude] = [0, 0, 0];
  const visit = (axis: number, xAt: number, hAt: number): void => {
    if (axis === n.length) {
      const product = x.re[xAt] * h.re[hAt];
      const next = sum + product;
      const shadow = next - sum;
      rest += sum - (next - shadow) + (product - shadow);
      sum = next;
      magnitude += Math.abs(product);
      return;
    }
    for (let k = Math.max(0, n[axis] - x.shape[axis] + 1); k < Math.min(h.shape[axis], n[axis] + 1); k++) {
      visit(axis + 1, xAt * x.shape[axis] + n[axis] - k, hAt * h.shape[axis] + k);
    }
  };
  visit(0, 0, 0);
  return { sum: sum + rest, magnitude };
}
