import { describe, expect, test } from "vitest";
import { features, NdArray, restoration } from "../../src/index";
import { type Choice, type Grid, richardsonLucy as definition } from "../definition/restoration";
import { Random } from "../support/random";

const { richardsonLucy, planRichardsonLucy, psf: psfs } = restoration;

/** Bright numbers, between 0.1 and 1, in an array of a shape. */
function picture(shape: readonly number[], seed: number): Grid {
  const dice = new Random(seed);
  return { shape, data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.1 + 0.9 * dice.next()) };
}
const nd = ({ data, shape }: Grid) => new NdArray(data.slice(), shape);
const asF32 = ({ data, shape }: Grid) => new NdArray(Float32Array.from(data), shape);
const worst = (actual: ArrayLike<number>, expected: ArrayLike<number>) => {
  let error = 0;
  let largest = 0;
  for (let n = 0; n < expected.length; n++) {
    const gap = Math.abs(actual[n] - expected[n]);
    if (!(gap <= error)) error = Number.isNaN(gap) ? Infinity : gap;
    largest = Math.max(largest, Math.abs(expected[n]));
  }
  return largest === 0 ? error : error / largest;
};
/** A psf that is no product of factors. */
function crooked(shape: readonly number[], seed: number): Grid {
  const { data } = picture(shape, seed);
  const sum = data.reduce((total, value) => total + value, 0);
  return { shape, data: data.map((value) => value / sum) };
}
const product = (shape: readonly number[]): Grid => {
  const { data } = psfs.gaussian(shape, 1.2);
  return { data, shape };
};

const choices: readonly (readonly [string, Omit<Choice, "numIter" | "weights"> & { weighted?: true }])[] = [
  ["zeros outside", {}],
  ["the picture mirrored outside", { boundary: "reflect" }],
  ["the picture again outside", { boundary: "wrap" }],
  ["weights", { weighted: true }],
  ["weights and the picture again outside", { weighted: true, boundary: "wrap" }],
  ["total variation", { totalVariation: 0.01 }],
  ["acceleration", { acceleration: "biggs-andrews" }],
  ["acceleration, weights and total variation", { acceleration: "biggs-andrews", weighted: true, totalVariation: 0.002, boundary: "reflect" }],
  ["a bound under the divisor", { filterEpsilon: 0.2 }],
];

describe.each([
  [[23], [5]], [[24], [4]], [[1], [1]], [[7], [7]],
  [[13, 17], [5, 3]], [[12, 19], [4, 6]], [[9, 40], [1, 9]], [[40, 9], [9, 1]], [[2, 2], [2, 2]],
  [[6, 7, 9], [3, 3, 5]], [[5, 8, 6], [2, 4, 3]], [[4, 4, 21], [1, 1, 7]],
])("a picture of %j with a psf of %j", (shape, psfShape) => {
  test.each(choices)("with %s is the formula in float64, whether the psf is a product or not", (_, { weighted, ...choice }) => {
    const image = picture(shape, 1);
    const weights = weighted && picture(shape, 2);
    if (weights && weights.data.length > 1) weights.data[0] = 0;
    for (const psf of [crooked(psfShape, 3), product(psfShape)]) {
      const expected = definition(image, psf, { numIter: 5, ...choice, weights: weights && weights.data });
      const actual = richardsonLucy(nd(image), nd(psf), { numIter: 5, clip: false, ...choice, weights: weights && nd(weights) });
      expect(worst(actual.data, expected)).toBeLessThan(1e-11);
    }
  });
});

describe("the recipe", () => {
  const recipeOf = (psf: Grid, shape: readonly number[], dtype: "float32" | "float64" = "float64") => {
    const plan = planRichardsonLucy({ psf: nd(psf), shape, dtype });
    try {
      return plan.recipe.algorithm;
    } finally {
      plan.dispose();
    }
  };
  test("passes along the axes for a product, sums for a small psf, transforms for a large one", () => {
    expect(recipeOf(product([15, 15]), [512, 512])).toBe("separable");
    expect(recipeOf({ data: Float64Array.from(psfs.gaussian([15, 15], 2.5, { dtype: "float32" }).data), shape: [15, 15] }, [512, 512], "float32")).toBe("separable");
    expect(recipeOf(crooked([3, 3], 1), [64, 64])).toBe("direct");
    expect(recipeOf(crooked([15, 15], 1), [512, 512], "float32")).toBe("fft");
  });

  test("a psf that misses being a product by more than rounding is none", () => {
    const psf = product([9, 9]);
    psf.data[3] *= 1 + 1e-9;
    expect(recipeOf(psf, [256, 256], "float32")).toBe("separable");
    expect(recipeOf(psf, [256, 256])).not.toBe("separable");
  });

  // Large enough for transforms, in one block and in several, on one, two and three axes.
  test.each([
    [[3000], [801]], [[2_500_000], [5001]], [[90, 100], [31, 30]], [[20, 30, 40], [9, 8, 9]],
  ])("by transforms a picture of %j with a psf of %j is what passes or sums give", (shape, psfShape) => {
    const image = picture(shape, 4);
    const psf = crooked(psfShape, 5);
    for (const boundary of ["zero", "reflect", "wrap"] as const) {
      const plan = planRichardsonLucy({ psf: nd(psf), shape, numIter: 1, clip: false, boundary });
      expect(plan.recipe.algorithm).toBe("fft");
      const { data } = plan.execute(nd(image)) as NdArray;
      plan.dispose();
      // One iteration from ½ is psfᵀ ∗ (image / (psf ∗ ½)) / 2; looked at in a few places.
      const size = data.length;
      const spots = [0, 1, size - 1, size >> 1, (size / 3) | 0];
      const expected = spots.map((n) => once(image, psf, n, boundary));
      spots.forEach((n, i) => expect(Math.abs(data[n] - expected[i])).toBeLessThan(1e-10 * Math.abs(expected[i]) + 1e-12));
    }
  }, 60_000);
});

/** One output of the first iteration, by the definition on what its windows see. */
function once(image: Grid, psf: Grid, n: number, boundary: "zero" | "reflect" | "wrap"): number {
  const { shape } = image;
  const inside = (i: number, N: number): number => {
    if (i >= 0 && i < N) return i;
    if (boundary === "zero") return -1;
    if (boundary === "wrap") return ((i % N) + N) % N;
    return i < 0 ? -i - 1 : 2 * N - 1 - i;
  };
  const indexOf = (at: number): number[] => shape.map((_, axis) => Math.floor(at / shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % shape[axis]);
  const placeOf = (index: readonly number[]): number => index.reduce((at, i, axis) => at * shape[axis] + i, 0);
  const taps: { tap: number[]; weight: number }[] = [];
  psf.data.forEach((weight, k) => taps.push({ tap: psf.shape.map((_, axis) => Math.floor(k / psf.shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % psf.shape[axis]), weight }));
  const around = (index: readonly number[], first: (K: number) => number, sign: number, visit: (at: number[], weight: number) => void): void => {
    for (const { tap, weight } of taps) {
      const at = index.map((i, axis) => inside(i + first(psf.shape[axis]) + sign * tap[axis], shape[axis]));
      if (!at.includes(-1)) visit(at, weight);
    }
  };
  // With borders other than zeros the blurred ½ is ½ · Σ psf everywhere.
  const blurredHalf = (index: readonly number[]): number => {
    if (boundary !== "zero") return 0.5;
    if (index.every((i, axis) => i >= psf.shape[axis] && i < shape[axis] - psf.shape[axis])) return 0.5;
    let sum = 0;
    around(index, (K) => (K - 1) >> 1, -1, (_, weight) => (sum += 0.5 * weight));
    return sum;
  };
  let sum = 0;
  const first = (K: number): number => (boundary === "zero" ? ((K - 1) >> 1) - (K - 1) : -((K - 1) >> 1));
  around(indexOf(n), first, 1, (at, weight) => (sum += (weight * image.data[placeOf(at)]) / (blurredHalf(at) + 1e-12)));
  return 0.5 * sum;
}

describe("a call", () => {
  const image = picture([40, 50], 6);
  const psf = product([5, 7]);

  test("in float32 is the one in float64, rounded on the way", () => {
    const expected = definition(image, psf, { numIter: 10 });
    const actual = richardsonLucy(asF32(image), asF32(psf), { numIter: 10, clip: false });
    expect(actual.dtype).toBe("float32");
    expect(worst(actual.data, expected)).toBeLessThan(2e-5);
  });

  test("holds results between −1 and 1 unless told not to", () => {
    const bright = nd({ ...image, data: image.data.map((value) => 3 * value) });
    expect(Math.max(...richardsonLucy(bright, nd(psf)).data)).toBe(1);
    expect(Math.max(...richardsonLucy(bright, nd(psf), { clip: false }).data)).toBeGreaterThan(2);
  });

  test("of no iterations gives the start, one half", () => {
    expect(new Set(richardsonLucy(nd(image), nd(psf), { numIter: 0 }).data)).toEqual(new Set([0.5]));
  });

  test("stops when its progress is answered by false, and tells of each iteration before", () => {
    const heard: [number, number][] = [];
    const stopped = richardsonLucy(nd(image), nd(psf), { numIter: 20, clip: false, onProgress: (done, total) => (heard.push([done, total]), done < 3) });
    expect(heard).toEqual([[1, 20], [2, 20], [3, 20]]);
    expect([...stopped.data]).toEqual([...richardsonLucy(nd(image), nd(psf), { numIter: 3, clip: false }).data]);
  });

  test.each(["none", "biggs-andrews"] as const)("stops when a step is shorter than the tolerance, with acceleration %s", (acceleration) => {
    let iterations = 0;
    const options = { numIter: 500, clip: false, acceleration, tolerance: 0.01, onProgress: (done: number) => void (iterations = done) };
    const result = richardsonLucy(nd(image), nd(psf), options);
    expect(iterations).toBeGreaterThan(2);
    expect(iterations).toBeLessThan(100);
    const length = (numIter: number) => {
      const [a, b] = [numIter - 1, numIter].map((count) => richardsonLucy(nd(image), nd(psf), { numIter: count, clip: false }).data);
      return Math.sqrt(b.reduce((sum, value, n) => sum + (value - a[n]) ** 2, 0) / b.reduce((sum, value) => sum + value * value, 0));
    };
    if (acceleration === "none") {
      expect(length(iterations)).toBeLessThan(0.01);
      expect(length(iterations - 1)).toBeGreaterThanOrEqual(0.01);
    }
    expect([...result.data]).toEqual([...richardsonLucy(nd(image), nd(psf), { numIter: iterations, clip: false, acceleration }).data]);
  });

  test("writes into out, which may be the image", () => {
    const expected = [...richardsonLucy(nd(image), nd(psf)).data];
    const own = nd(image);
    expect(richardsonLucy(own, nd(psf), { out: own })).toBe(own);
    expect([...own.data]).toEqual(expected);
  });

  test("masks NaN by a weight of 0, in sums and in transforms", () => {
    for (const spread of [psf, crooked([29, 31], 7)]) {
      const [holed, weights] = [nd(image), nd({ ...image, data: new Float64Array(2000).fill(1) })];
      holed.data[777] = NaN;
      weights.data[777] = 0;
      expect(richardsonLucy(holed, nd(spread), { weights, numIter: 5 }).data.every(Number.isFinite)).toBe(true);
    }
  });

  test("weights of ones undo the fall of brightness at a border of zeros", () => {
    const flat = { shape: [30, 30], data: new Float64Array(900).fill(0.4) };
    const blurred = definition(flat, psf, { numIter: 0 });
    expect(blurred.length).toBe(900);
    const ones = new NdArray(new Float64Array(900).fill(1), [30, 30]);
    // What zeros outside leave of a flat picture is restored to a flat one.
    const seen = richardsonLucy(ones, nd(psf), { numIter: 1, clip: false });
    expect(Math.min(...seen.data)).toBeLessThan(0.9);
    const dim = restorationOfFlat(ones);
    expect(Math.max(...dim) - Math.min(...dim)).toBeLessThan(0.02);
  });

  function restorationOfFlat(ones: NdArray): number[] {
    const taps = nd(psf).data as Float64Array;
    const dim = new Float64Array(900);
    for (let i = 0; i < 30; i++) {
      for (let j = 0; j < 30; j++) {
        for (let a = -2; a <= 2; a++) for (let b = -3; b <= 3; b++) if (i + a >= 0 && i + a < 30 && j + b >= 0 && j + b < 30) dim[30 * i + j] += 0.4 * taps[7 * (a + 2) + b + 3];
      }
    }
    return [...richardsonLucy(new NdArray(dim, [30, 30]), nd(psf), { numIter: 100, weights: ones }).data];
  }

  test("keeps the picture's sum with the picture again outside, within 1e-5 in float32", () => {
    for (const [shape, spread] of [[[200, 170], product([9, 9])], [[200, 170], crooked([21, 22], 8)], [[5000], crooked([40], 9)], [[20, 24, 30], product([5, 4, 3])]] as const) {
      const given = asF32(picture(shape, 10));
      const sum = (data: ArrayLike<number>) => Array.from(data).reduce((total, value) => total + value, 0);
      const result = richardsonLucy(given, asF32(spread), { boundary: "wrap", numIter: 30, clip: false });
      expect(Math.abs(sum(result.data) / sum(given.data) - 1)).toBeLessThan(1e-5);
    }
  });

  test("is as fast where it is dark: nothing becomes subnormal", () => {
    const dark = new Float32Array(256 * 256);
    for (let n = 0; n < 40; n++) dark[(n * 7919) % dark.length] = 1;
    const spot = psfs.gaussian([15, 15], 1, { dtype: "float32" });
    const data = richardsonLucy(new NdArray(dark, [256, 256]), spot, { numIter: 300, clip: false }).data;
    expect(data.some((value) => value !== 0)).toBe(true);
    expect(data.every((value) => value === 0 || Math.abs(value) >= 2 ** -64)).toBe(true);
  });
});

describe("a plan", () => {
  const image = picture([30, 20], 11);
  const psf = product([5, 3]);

  test("restores many pictures, in place too, and gives its memory back", () => {
    const { planBytes } = features();
    const plan = planRichardsonLucy({ psf: asF32(psf), shape: [30, 20], numIter: 7, acceleration: "biggs-andrews" });
    for (const seed of [12, 13]) {
      const other = asF32(picture([30, 20], seed));
      const expected = [...richardsonLucy(other, asF32(psf), { numIter: 7, acceleration: "biggs-andrews" }).data];
      expect([...plan.execute(other).data]).toEqual(expected);
      plan.input.set(other.data);
      expect([...plan.execute()]).toEqual(expected);
      expect([...plan.output]).toEqual(expected);
    }
    plan.dispose();
    plan.dispose();
    expect(() => plan.execute()).toThrow(/^plan: expected one that is in use/);
    expect(() => plan.input).toThrow(TypeError);
    expect(features().planBytes).toBe(planBytes);
  });

  test("refuses pictures of another shape or kind", () => {
    const plan = planRichardsonLucy({ psf: nd(psf), shape: [30, 20] });
    expect(() => plan.execute([1, 2, 3])).toThrow(/^x: expected shape \[30, 20\], the plan's, got shape \[3\]/);
    expect(() => plan.execute({ re: [1], im: [1] })).toThrow(TypeError);
    plan.dispose();
  });

  test("is not run, nor disposed, by what hears of its progress; other plans are", () => {
    const said: string[] = [];
    const trying = (call: () => unknown): void => {
      try {
        call();
        said.push("went");
      } catch (error) {
        said.push((error as Error).message);
      }
    };
    const plan = planRichardsonLucy({
      psf: nd(psf),
      shape: [30, 20],
      numIter: 1,
      onProgress: () => {
        trying(() => plan.execute(nd(image)));
        trying(() => plan.dispose());
        trying(() => richardsonLucy(nd(image), nd(psf), { numIter: 1 }));
      },
    });
    const result = plan.execute(nd(image));
    expect(said).toEqual(["plan: expected one that is idle, got one that is running", "plan: expected one that is idle, got one that is running", "went"]);
    expect([...result.data]).toEqual([...richardsonLucy(nd(image), nd(psf), { numIter: 1 }).data]);
    plan.dispose();
  });

  test("works on after its progress has thrown", () => {
    let angry = true;
    const plan = planRichardsonLucy({ psf: nd(psf), shape: [30, 20], numIter: 2, onProgress: () => { if (angry) throw new Error("no more"); } });
    expect(() => plan.execute(nd(image))).toThrow("no more");
    angry = false;
    expect([...plan.execute(nd(image)).data]).toEqual([...richardsonLucy(nd(image), nd(psf), { numIter: 2 }).data]);
    plan.dispose();
  });
});
