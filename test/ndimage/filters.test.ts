import { describe, expect, test } from "vitest";
import { NdArray, ndimage } from "../../src/index";
import { modes } from "../definition/border";
import { Random } from "../support/random";

const { correlate1d } = ndimage;

function picture(dice: Random, shape: readonly number[]): NdArray<Float64Array<ArrayBuffer>, "float64"> {
  return new NdArray(Float64Array.from(dice.numbers(shape.reduce((size, extent) => size * extent, 1))), shape, undefined, 0, "float64");
}

function close(actual: NdArray, expected: NdArray, tolerance = 1e-13): void {
  expect(actual.shape).toEqual(expected.shape);
  actual.data.forEach((value, n) => expect(Math.abs(value - expected.data[n])).toBeLessThanOrEqual(tolerance));
}

describe.each(modes)("with mode %s", (mode) => {
  const dice = new Random(mode.length);
  const x = picture(dice, [9, 7, 5]);
  const options = { mode, cval: 0.25 };

  test("uniformFilter takes means along each axis in turn", () => {
    let y: NdArray = x;
    [3, 4, 1].forEach((size, axis) => (y = correlate1d(y, new Array<number>(size).fill(1 / size), { ...options, axis, origin: size === 4 ? -1 : 0 })));
    close(ndimage.uniformFilter(x, { ...options, size: [3, 4, 1], origin: [0, -1, 0] }), y);
  });

  test("uniformFilter1d takes any size, those above the array's too", () => {
    for (let size = 1; size < 20; size++) {
      const weights = new Array<number>(size).fill(1 / size);
      for (const origin of [0, -Math.floor(size / 2), Math.floor((size - 1) / 2)]) {
        close(ndimage.uniformFilter1d(x, size, { ...options, axis: 1, origin }), correlate1d(x, weights, { ...options, axis: 1, origin }));
      }
    }
  });

  test("gaussianFilter has taps that sum to 1, and derivatives that are those of the exponential", () => {
    const sigma = 1.3;
    const radius = Math.floor(4 * sigma + 0.5);
    const places = Array.from({ length: 2 * radius + 1 }, (_, k) => k - radius);
    const total = places.reduce((sum, j) => sum + Math.exp((-j * j) / (2 * sigma * sigma)), 0);
    const s2 = sigma * sigma;
    const polynomials = [() => 1, (t: number) => -t / s2, (t: number) => t ** 2 / s2 ** 2 - 1 / s2, (t: number) => -(t ** 3) / s2 ** 3 + (3 * t) / s2 ** 2];
    polynomials.forEach((q, order) => {
      const weights = places.map((j) => (q(-j) * Math.exp((-j * j) / (2 * s2))) / total);
      close(ndimage.gaussianFilter1d(x, sigma, { ...options, axis: 0, order }), correlate1d(x, weights, { ...options, axis: 0 }));
    });
  });

  test("gaussianLaplace and gaussianGradientMagnitude combine the derivatives along each axis", () => {
    const along = (order: number) => [0, 1, 2].map((axis) => ndimage.gaussianFilter(x, [0.8, 1, 1.2], { ...options, order: [0, 0, 0].map((_, i) => (i === axis ? order : 0)) }));
    const combined = (parts: readonly NdArray[], of: (values: number[]) => number) => new NdArray(Float64Array.from(x.data, (_, n) => of(parts.map(({ data }) => data[n]))), x.shape);
    close(ndimage.gaussianLaplace(x, [0.8, 1, 1.2], options), combined(along(2), (values) => values.reduce((sum, value) => sum + value, 0)));
    close(ndimage.gaussianGradientMagnitude(x, [0.8, 1, 1.2], options), combined(along(1), (values) => Math.hypot(...values)));
  });

  test("sobel, prewitt and laplace are their three taps", () => {
    const slope = (smooth: readonly number[]) => correlate1d(correlate1d(correlate1d(x, [-1, 0, 1], { ...options, axis: 1 }), smooth, { ...options, axis: 0 }), smooth, { ...options, axis: 2 });
    close(ndimage.sobel(x, { ...options, axis: 1 }), slope([1, 2, 1]));
    close(ndimage.prewitt(x, { ...options, axis: -2 }), slope([1, 1, 1]));
    const second = [0, 1, 2].map((axis) => correlate1d(x, [1, -2, 1], { ...options, axis }));
    close(ndimage.laplace(x, options), new NdArray(Float64Array.from(x.data, (_, n) => second[0].data[n] + second[1].data[n] + second[2].data[n]), x.shape));
  });
});

describe("results", () => {
  test("NaN and infinity reach the outputs whose window holds them, weights of 0 included, and no others", () => {
    const spot = (value: number) => new NdArray(Float64Array.from({ length: 49 }, (_, n) => (n === 24 ? value : 1)), [7, 7]);
    const reached = (y: NdArray) => (y.toNested() as unknown as number[][]).map((row) => row.map((value) => (Number.isFinite(value) ? "." : "x")).join("")).join(" ");
    const square = "....... ....... ..xxx.. ..xxx.. ..xxx.. ....... .......";
    for (const value of [NaN, Infinity]) {
      expect(reached(ndimage.sobel(spot(value)))).toBe(square);
      expect(reached(ndimage.prewitt(spot(value), { axis: 0 }))).toBe(square);
      expect(reached(ndimage.uniformFilter(spot(value)))).toBe(square);
      expect(reached(ndimage.gaussianFilter(spot(value), 0.3, { order: [1, 0] }))).toBe(square);
      expect(reached(ndimage.laplace(spot(value)))).toBe("....... ....... ...x... ..xxx.. ...x... ....... .......");
    }
  });

  test("each axis may have a mode of its own", () => {
    const x = picture(new Random(5), [6, 8]);
    const expected = correlate1d(correlate1d(x, [0.25, 0.5, 0.25], { axis: 0, mode: "wrap" }), [0.25, 0.5, 0.25], { axis: 1, mode: "mirror" });
    const sigma = Math.sqrt(1 / (2 * Math.log(2)));
    close(ndimage.gaussianFilter(x, sigma, { truncate: 1, mode: ["wrap", "mirror"] }), expected);
  });

  test("a list of modes has a border for each term of Laplacians and gradients, as SciPy's", () => {
    const x = picture(new Random(6), [6, 8]);
    const terms = (order: number) => (["wrap", "nearest"] as const).map((mode, axis) => ndimage.gaussianFilter(x, 0.9, { mode, order: axis === 0 ? [order, 0] : [0, order] }));
    const together = (parts: readonly NdArray[], of: (a: number, b: number) => number) => new NdArray(Float64Array.from(x.data, (_, n) => of(parts[0].data[n], parts[1].data[n])), x.shape);
    close(ndimage.gaussianLaplace(x, 0.9, { mode: ["wrap", "nearest"] }), together(terms(2), (a, b) => a + b));
    close(ndimage.gaussianGradientMagnitude(x, 0.9, { mode: ["wrap", "nearest"] }), together(terms(1), Math.hypot));
  });

  test("a radius says how many samples a Gaussian reaches, whatever truncate says", () => {
    const x = picture(new Random(8), [9, 8]);
    close(ndimage.gaussianFilter(x, 1.5, { radius: 3 }), ndimage.gaussianFilter(x, 1.5, { truncate: 2 }));
    close(ndimage.gaussianFilter(x, [1, 2], { radius: [0, 5], truncate: 9, order: [0, 1] }), ndimage.gaussianFilter1d(x, 2, { radius: 5, order: 1 }));
    close(ndimage.gaussianLaplace(x, [1, 2], { radius: [2, 4] }), ndimage.gaussianLaplace(x, [1, 2], { truncate: 2 }));
    close(ndimage.gaussianGradientMagnitude(x, 1.5, { radius: 3 }), ndimage.gaussianGradientMagnitude(x, 1.5, { truncate: 2 }));
    expect(() => ndimage.gaussianFilter(x, 1, { radius: [1, 2, 3] })).toThrow("options.radius: expected one value, or one for each of the 2 axes, got 3 values");
  });

  test("windows of one sample take any origin that other axes have", () => {
    const x = picture(new Random(7), [6, 8]);
    close(ndimage.uniformFilter(x, { size: [1, 4], origin: -1 }), ndimage.uniformFilter1d(x, 4, { axis: 1, origin: -1 }));
    expect(() => ndimage.uniformFilter(x, { size: [1, 4], origin: -3 })).toThrow("options.origin: expected an integer from -2 to 1, got -3");
    expect(() => ndimage.uniformFilter1d(x, 1, { origin: 1 })).toThrow(RangeError);
  });

  test("an out of integers takes them rounded once, half to even, and saturated", () => {
    const x = Uint8Array.of(0, 0, 3, 255, 255, 255);
    const out = new Uint8Array(6);
    expect(ndimage.uniformFilter1d(x, 2, { out })).toBe(out);
    // 0, 0, 1.5, 129, 255, 255
    expect([...out]).toEqual([0, 0, 2, 129, 255, 255]);
    expect([...ndimage.correlate1d(x, [2], { out: new Uint8Array(6) })]).toEqual([0, 0, 6, 255, 255, 255]);
    expect([...ndimage.correlate1d(x, [-0.5], { out: new Int8Array(6) })]).toEqual([0, 0, -2, -128, -128, -128]);
    // several passes round once: each by itself would round 1/3 away
    const spot = new NdArray(Uint8Array.of(0, 0, 0, 0, 5, 0, 0, 0, 0), [3, 3]);
    expect([...ndimage.uniformFilter(spot, { out: new Uint8Array(9) })]).toEqual(new Array(9).fill(1));
    expect([...ndimage.gaussianGradientMagnitude([0, 0, 100, 100], 1, { out: new Uint8Array(4) })]).toEqual([...ndimage.gaussianGradientMagnitude([0, 0, 100, 100], 1)].map(Math.round));
  });

  test("out may be the input, and strided memory", () => {
    const dice = new Random(8);
    const x = picture(dice, [7, 9]);
    type Filter = (x: NdArray, options?: { out: NdArray }) => NdArray;
    for (const call of [ndimage.laplace, ndimage.sobel, ndimage.uniformFilter] as unknown as Filter[]) {
      const expected = call(x);
      const own = new NdArray(x.data.slice(), x.shape);
      expect(call(own, { out: own })).toBe(own);
      close(own, expected);
      const turned = new NdArray(new Float64Array(63), [7, 9], [1, 7]);
      call(x, { out: turned });
      expect(turned.toNested()).toEqual(expected.toNested());
    }
    const own = new NdArray(x.data.slice(), x.shape);
    ndimage.gaussianFilter(own, 0, { out: own });
    expect(own.data).toEqual(x.data);
    expect(ndimage.gaussianFilter(new NdArray(x.data, [9, 7], [1, 9]), 0).toNested()).toEqual(Array.from({ length: 9 }, (_, i) => Array.from({ length: 7 }, (_, j) => x.get(j, i))));
  });

  test("an axis of length 0 gives an empty array, whatever the filter", () => {
    const empty = new NdArray(new Float32Array(0), [0, 3]);
    const filters = [
      () => ndimage.gaussianFilter(empty, 1), () => ndimage.uniformFilter(empty), () => ndimage.sobel(empty), () => ndimage.laplace(empty),
      () => ndimage.correlate(empty, [[1, 2]]), () => ndimage.gaussianGradientMagnitude(empty, 1), () => ndimage.fourierGaussian(empty, 1),
    ];
    for (const filter of filters) expect(filter()).toMatchObject({ shape: [0, 3], dtype: expect.stringMatching(/^float/) as string });
    expect(ndimage.correlate1d([], [1, 2], { mode: "wrap" })).toEqual(new Float64Array(0));
    // without samples every stride is as good as another, 0 too
    const noColumns = new NdArray(new Float64Array(0), [2, 0]);
    expect(ndimage.correlate1d(noColumns, { re: [1], im: [1] }, { axis: 0 })).toMatchObject({ shape: [2, 0], dtype: "complex128" });
    expect(ndimage.sobel(noColumns, { out: noColumns })).toBe(noColumns);
  });

  test("complex arrays are filtered part by part; a magnitude is the root of complex squares", () => {
    const dice = new Random(12);
    const [re, im] = [Float64Array.from(dice.numbers(12)), Float64Array.from(dice.numbers(12))];
    const y = ndimage.gaussianFilter({ re, im }, 1.5, { mode: "constant", cval: { re: 1, im: -2 } });
    const [real, imaginary] = [ndimage.gaussianFilter(re, 1.5, { mode: "constant", cval: 1 }), ndimage.gaussianFilter(im, 1.5, { mode: "constant", cval: -2 })];
    real.forEach((value, n) => {
      expect(y.data[2 * n]).toBeCloseTo(value, 14);
      expect(y.data[2 * n + 1]).toBeCloseTo(imaginary[n], 14);
    });
    const slope = ndimage.gaussianGradientMagnitude({ re, im }, 1);
    const derivative = ndimage.gaussianFilter({ re, im }, 1, { order: 1 });
    // on one axis the root of the square: the derivative, or its negative, of which the principal root has the real part ≥ 0
    for (let n = 0; n < 24; n += 2) {
      const sign = derivative.data[n] < 0 ? -1 : 1;
      expect(slope.data[n]).toBeCloseTo(sign * derivative.data[n], 14);
      expect(slope.data[n + 1]).toBeCloseTo(sign * derivative.data[n + 1], 14);
    }
  });
});

describe("spectra", () => {
  test("fourierShift moves what fft transforms, real and complex, whole spectra and halves", async () => {
    const { fft } = await import("../../src/index");
    const x = picture(new Random(3), [6, 9]);
    const rolled = x.toNested() as number[][];
    const expected = Array.from({ length: 6 }, (_, i) => Array.from({ length: 9 }, (_, j) => rolled[(i + 5) % 6][(j + 7) % 9]));
    const whole = fft.ifftn(ndimage.fourierShift(fft.fftn(x), [1, 2]));
    const half = fft.irfftn(ndimage.fourierShift(fft.rfftn(x), [1, 2], { n: 9 }), { s: [6, 9] });
    (whole.toNested() as unknown as { re: number }[][]).forEach((row, i) => row.forEach(({ re }, j) => expect(re).toBeCloseTo(expected[i][j], 13)));
    (half.toNested() as unknown as number[][]).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i][j], 13)));
  });

  test("types follow the spectrum: real stays real, but turned phases are complex", () => {
    expect(ndimage.fourierGaussian(Float32Array.of(1, 2, 3), 1)).toBeInstanceOf(Float32Array);
    expect(ndimage.fourierShift(Float32Array.of(1, 2, 3), 1).dtype).toBe("complex64");
    expect(ndimage.fourierUniform({ re: [1, Infinity], im: [0, 1] }, 1).get(1)).toEqual({ re: Infinity, im: 2 / Math.PI });
  });
});
