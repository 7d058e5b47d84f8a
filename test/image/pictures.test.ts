import { describe, expect, test } from "vitest";
import { image, NdArray } from "../../src/index";
import type { RealDType, TypedArray } from "../../src/types";
import { Random } from "../support/random";

const holders = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array, float64: Float64Array };
const borders = ["constant", "replicate", "reflect", "reflect101", "wrap"] as const;
type Border = (typeof borders)[number];

function picture(dice: Random, dtype: keyof typeof holders, shape: readonly number[]): NdArray {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return new NdArray(new holders[dtype](size).map(() => (dtype.startsWith("float") ? dice.signed() : dice.integer(0, 255))), shape);
}

/** The index inside, found step by step; undefined for a constant's. */
function folded(i: number, N: number, border: Border): number | undefined {
  while (i < 0 || i >= N) {
    if (border === "constant") return undefined;
    if (border === "replicate") i = i < 0 ? 0 : N - 1;
    else if (border === "wrap") i += i < 0 ? N : -N;
    else if (border === "reflect") i = i < 0 ? -1 - i : 2 * N - 1 - i;
    else i = N === 1 ? 0 : i < 0 ? -i : 2 * N - 2 - i;
  }
  return i;
}

const at = ({ data, shape: [, W, C = 1] }: NdArray, i: number, j: number, c: number): number => data[(i * W + j) * C + c];

test("copyMakeBorder is its formula for every border, type and number of channels, frames wider than the picture included", () => {
  const dice = new Random(1);
  for (let turn = 0; turn < 300; turn++) {
    const dtype = dice.pick(Object.keys(holders) as (keyof typeof holders)[]);
    const [H, W, C] = [dice.integer(1, 5), dice.integer(1, 6), dice.pick([1, 2, 3, 4])];
    const x = picture(dice, dtype, C === 1 && dice.next() < 0.5 ? [H, W] : [H, W, C]);
    const [top, bottom, left, right] = [0, 0, 0, 0].map(() => dice.integer(0, 8));
    const border = dice.pick(borders);
    const value = Array.from({ length: C }, () => dice.integer(0, 9));
    const y = image.copyMakeBorder(x, { top, bottom, left, right, border, value });
    expect(y.shape).toEqual([top + H + bottom, left + W + right, ...x.shape.slice(2)]);
    for (let i = 0; i < y.shape[0]; i++) {
      for (let j = 0; j < y.shape[1]; j++) {
        const [row, column] = [folded(i - top, H, border), folded(j - left, W, border)];
        for (let c = 0; c < C; c++) expect(at(y, i, j, c)).toBe(row === undefined || column === undefined ? value[c] : at(x, row, column, c));
      }
    }
  }
});

test("copyMakeBorder takes any strides, gives ImageData's like for ImageData's like, and keeps values in the picture's range", () => {
  const data = Uint8ClampedArray.of(1, 2, 3, 4, 5, 6, 7, 8);
  const framed = image.copyMakeBorder({ data, width: 2, height: 1 }, { right: 1, border: "constant", value: [300, -5, 2.5, 3.5] });
  expect(framed).toEqual({ data: Uint8ClampedArray.of(1, 2, 3, 4, 5, 6, 7, 8, 255, 0, 2, 4), width: 3, height: 1 });
  const turned = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2], stride: [1, 3] };
  expect(image.copyMakeBorder(turned, { top: 1, border: "replicate" }).toNested()).toEqual([[1, 4], [1, 4], [2, 5], [3, 6]]);
  const out = new NdArray(new Float64Array(8), [4, 2], [1, 4]);
  image.copyMakeBorder(turned, { top: 1, border: "replicate", out });
  expect(out.toNested()).toEqual([[1, 4], [1, 4], [2, 5], [3, 6]]);
});

const BINOMIAL = [1, 4, 6, 4, 1];
const halfEven = (value: number): number => (value - Math.floor(value) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

/** Σ w·w·u / scale around a pixel, exact for bytes. */
function blurredAt(u: (i: number, j: number) => number, i: number, j: number, scale: number): number {
  let sum = 0;
  BINOMIAL.forEach((wi, a) => BINOMIAL.forEach((wj, b) => (sum += wi * wj * u(i + a - 2, j + b - 2))));
  return sum / scale;
}

describe.each(["uint8", "uint16", "float64"] as const)("of %s", (dtype) => {
  const round = (value: number) => (dtype === "float64" ? value : Math.min(halfEven(value), dtype === "uint8" ? 255 : 65535));

  test("pyrDown halves sizes up, and pyrUp doubles them, each pixel the exact sum", () => {
    const dice = new Random(2);
    for (const [H, W, C] of [[1, 1, 1], [1, 7, 1], [6, 1, 3], [5, 8, 4], [17, 22, 1], [4, 4, 2], [131, 5, 3]]) {
      const x = picture(dice, dtype, C === 1 ? [H, W] : [H, W, C]);
      const border = dice.pick(borders);
      const down = image.pyrDown(x, { border });
      const up = image.pyrUp(x);
      expect([down.shape.slice(0, 2), up.shape.slice(0, 2), down.dtype, up.dtype]).toEqual([[Math.ceil(H / 2), Math.ceil(W / 2)], [2 * H, 2 * W], dtype, dtype]);
      for (let c = 0; c < C; c++) {
        const around = (i: number, j: number): number => {
          const [row, column] = [folded(i, H, border), folded(j, W, border)];
          return row === undefined || column === undefined ? 0 : at(x, row, column, c);
        };
        const between = (i: number, j: number): number => {
          const [row, column] = [folded(i, 2 * H, "reflect101")!, folded(j, 2 * W, "reflect101")!];
          return row % 2 || column % 2 ? 0 : at(x, row / 2, column / 2, c);
        };
        for (let i = 0; i < 2 * H; i++) {
          for (let j = 0; j < 2 * W; j++) {
            expect(at(up, i, j, c)).toBeCloseTo(round(blurredAt(between, i, j, 64)), 12);
            if (i < H / 2 && j < W / 2) expect(at(down, i, j, c)).toBeCloseTo(round(blurredAt(around, 2 * i, 2 * j, 256)), 12);
          }
        }
      }
    }
  });
});

test("pyramids of ImageData's like are of its kind, and go into out", () => {
  const src = { data: new Uint8ClampedArray(24).fill(9), width: 3, height: 2 };
  expect(image.pyrUp(src)).toEqual({ data: new Uint8ClampedArray(96).fill(9), width: 6, height: 4 });
  expect(image.pyrDown(src)).toEqual({ data: new Uint8ClampedArray(8).fill(9), width: 2, height: 1 });
  const out = { data: new Uint8ClampedArray(8), width: 2, height: 1 };
  expect(image.pyrDown(src, { out })).toBe(out);
  expect([...out.data]).toEqual(new Array(8).fill(9));
});

test("unsharpMask is x + amount·(x − g ∗ x), rounded once; a flat picture stays", () => {
  const dice = new Random(3);
  const x = picture(dice, "float64", [20, 24]);
  const n = 2 * Math.ceil(4 * 1.2) + 1;
  const blurred = image.sepFilter2D(x, image.getGaussianKernel(n, 1.2), image.getGaussianKernel(n, 1.2), { border: "reflect" });
  const sharp = image.unsharpMask(x, { sigma: 1.2, amount: 0.7, border: "reflect" });
  sharp.data.forEach((value, at) => expect(value).toBeCloseTo(x.data[at] + 0.7 * (x.data[at] - (blurred.data as TypedArray)[at]), 12));
  const flat = new NdArray(new Uint8Array(64).fill(201), [8, 8]);
  expect(image.unsharpMask(flat, { amount: 3 }).data).toEqual(flat.data);
  const bytes = picture(dice, "uint8", [20, 24]);
  const wide = image.unsharpMask(new NdArray(Float64Array.from(bytes.data), [20, 24]), { amount: 2 });
  expect([...image.unsharpMask(bytes, { amount: 2 }).data]).toEqual(Array.from(wide.data, (value) => Math.min(Math.max(halfEven(value), 0), 255)));
});

test("laplacianOfGaussian is 0 on a ramp and darkest in the middle of a spot of its size; its size follows sigma, and sigma its size", () => {
  const flat = new NdArray(new Float64Array(900).fill(5), [30, 30]);
  for (const value of image.laplacianOfGaussian(flat, { sigma: 2 }).data) expect(Math.abs(value)).toBeLessThan(1e-13);
  const spots = (radius: number) => new NdArray(Float64Array.from({ length: 61 * 61 }, (_, n) => (Math.hypot((n % 61) - 30, Math.floor(n / 61) - 30) <= radius ? 1 : 0)), [61, 61]);
  const answers = [2, 3, 4, 5, 6].map((radius) => 9 * (image.laplacianOfGaussian(spots(radius), { sigma: 3 }).get(30, 30) as number));
  expect(Math.min(...answers)).toBe(answers[2]);
  const x = picture(new Random(9), "float64", [40, 40]);
  expect(image.laplacianOfGaussian(x, { sigma: 1.1 })).toEqual(image.filter2D(x, image.kernels.log(11, 1.1)));
  expect(image.laplacianOfGaussian(x, { ksize: 9 })).toEqual(image.filter2D(x, image.kernels.log(9, 1.7)));
});

describe("kernels", () => {
  const { kernels } = image;
  const sumOf = ({ data }: { data: TypedArray }): number => Array.from(data).reduce((sum, value) => sum + value, 0);

  test("of means add up to 1, of differences to 0; those that leave a flat picture add up to 1", () => {
    for (const kernel of [kernels.box(5), kernels.gaussian(7, 1.5), kernels.gaussian(5), kernels.sharpen, kernels.emboss]) expect(sumOf(kernel)).toBeCloseTo(1, 14);
    for (const kernel of [kernels.laplacian4, kernels.laplacian8, kernels.sobelX, kernels.sobelY, kernels.prewittX, kernels.prewittY, kernels.log(9, 1.4)]) expect(sumOf(kernel)).toBeCloseTo(0, 14);
  });

  test("have the signs that their names promise", () => {
    expect(kernels.laplacian8.get(1, 1)).toBe(8);
    expect(kernels.laplacian4.get(1, 1)).toBe(-4);
    expect(kernels.log(9, 1.4).get(4, 4)).toBeLessThan(0);
    expect(kernels.sobelX.toNested()).toEqual([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]);
    expect(kernels.prewittY.toNested()).toEqual([[-1, -1, -1], [0, 0, 0], [1, 1, 1]]);
  });

  test("a Gabor kernel is OpenCV's", () => {
    // cv2.getGaborKernel((5, 5), 1.5, 0.6, 4, 0.7, 0.3)
    const expected = [
      -0.007953059731059203, -0.3664744677295338, -0.269918137497771, 0.4091818309581561, 0.35235527798628935,
      -0.2671778411447195, -0.5111482662001505, 0.3239441635703756, 0.7933532469373265, 0.08330299068294358,
      -0.46042153109970974, -0.021282180045835826, 0.955336489125606, 0.4510469462651964, -0.31397328436375743,
      -0.2139577046123658, 0.6055358656671216, 0.7202365084570397, -0.19869451959000176, -0.3324149900676901,
      0.1771636885791697, 0.5651065398241476, 0.05417549801076376, -0.35063531686480437, -0.10487945960680539,
    ];
    kernels.gabor({ ksize: 5, sigma: 1.5, theta: 0.6, lambda: 4, gamma: 0.7, psi: 0.3 }).data.forEach((value, n) => expect(value).toBeCloseTo(expected[n], 14));
  });

  test("every one is what filter2D takes, in any type", () => {
    for (const dtype of Object.keys(holders) as (RealDType & keyof typeof holders)[]) {
      const x = picture(new Random(8), dtype, [6, 7]);
      for (const kernel of [kernels.box(3), kernels.sobelX, kernels.gabor({ ksize: 3, sigma: 1, lambda: 2 })]) expect(image.filter2D(x, kernel).shape).toEqual([6, 7]);
    }
  });
});

test("unsharpMask of bytes equals the kernel in two dimensions in every pixel, whatever its size, channels, border and amount", () => {
  const dice = new Random(11);
  for (let turn = 0; turn < 60; turn++) {
    const [height, width, channels] = [dice.integer(1, turn < 50 ? 20 : 150), dice.integer(1, 200), dice.integer(1, 4)];
    const [sigma, amount] = [dice.pick([0.2, 0.8, 1, 2, 3.3]), dice.pick([1, 0.5, -0.7, 3, 40, 1e5, 0])];
    const picture = new NdArray(Uint8Array.from({ length: height * width * channels }, () => dice.integer(0, 255)), [height, width, channels]);
    const n = 2 * Math.ceil(4 * sigma) + 1;
    const line = image.getGaussianKernel(n, sigma);
    const weights = Float64Array.from({ length: n * n }, (_, k) => -amount * line[Math.floor(k / n)] * line[k % n]);
    weights[(n * n - 1) / 2] += 1 + amount;
    const options = { border: dice.pick(borders), borderValue: 7, alpha: dice.pick(["keep", "filter"] as const) };
    expect(image.unsharpMask(picture, { sigma, amount, ...options }).data, JSON.stringify({ turn, height, width, channels, sigma, amount, options })).toEqual(
      image.filter2D(picture, new NdArray(weights, [n, n]), options).data,
    );
  }
});
