import { describe, expect, test } from "vitest";
import { fft, NdArray, restoration } from "../../src/index";
import { reals } from "../support/real";
import { random } from "../support/random";

const { inverseFilter, wiener } = restoration;

const size = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);
const numbers = (shape: readonly number[], seed: number) => new NdArray(Float64Array.from(random(seed, size(shape))), shape);
const bright = (shape: readonly number[], seed: number) => new NdArray(Float64Array.from(random(seed, size(shape)), (value) => 0.6 + 0.4 * value), shape);
const worst = (actual: ArrayLike<number>, expected: ArrayLike<number>) => Math.max(...Array.from(expected, (value, n) => Math.abs(actual[n] - value))) / Math.max(...Array.from(expected, Math.abs));

/** A psf among zeros of a shape, its sample `anchor` at the origin. */
function placed(psf: NdArray, shape: readonly number[], anchor: readonly number[]): NdArray {
  const result = new NdArray(new Float64Array(size(shape)), shape);
  for (let n = 0; n < psf.size; n++) {
    const index = psf.shape.map((K, axis) => Math.floor(n / size(psf.shape.slice(axis + 1))) % K);
    result.set(...(index.map((k, axis) => (k - anchor[axis] + shape[axis]) % shape[axis]) as [number]), psf.data[n]);
  }
  return result;
}

/** F⁻¹ of F(x) · factor(H, index of the bin), by transforms of all bins. */
function filtered(x: NdArray, H: NdArray, factor: (re: number, im: number, index: readonly number[]) => [number, number]): Float64Array {
  const X = fft.fftn(x) as NdArray;
  const spectrum = fft.fftn(H) as NdArray;
  const product = new Float64Array(2 * x.size);
  for (let f = 0; f < x.size; f++) {
    const index = x.shape.map((N, axis) => Math.floor(f / size(x.shape.slice(axis + 1))) % N);
    const [re, im] = factor(spectrum.data[2 * f], spectrum.data[2 * f + 1], index);
    product[2 * f] = X.data[2 * f] * re - X.data[2 * f + 1] * im;
    product[2 * f + 1] = X.data[2 * f] * im + X.data[2 * f + 1] * re;
  }
  const { data } = fft.ifftn(new NdArray(product, x.shape, undefined, 0, "complex128")) as NdArray;
  return Float64Array.from({ length: x.size }, (_, n) => data[2 * n]);
}

const laplacian = (index: readonly number[], shape: readonly number[]) => index.reduce((sum, f, axis) => sum + 2 - 2 * Math.cos((2 * Math.PI * f) / shape[axis]), 0);

describe.each([[[16], [3]], [[15], [4]], [[1], [1]], [[12, 10], [3, 5]], [[9, 7], [2, 7]], [[2, 2], [1, 2]], [[6, 5, 8], [3, 2, 3]], [[4, 4, 5], [3, 3, 3]]])("a picture of %j and a psf of %j", (shape, psfShape) => {
  const x = numbers(shape, 1);
  const psf = bright(psfShape, 2);
  const centre = placed(psf, shape, psfShape.map((K) => K >> 1));
  const plain = (array: NdArray) => (shape.length === 1 ? (array.data as Float64Array) : array);
  const numbersOf = (result: unknown) => (ArrayBuffer.isView(result) ? (result as Float64Array) : (result as NdArray).data);

  test.each([0.001, 0.5])("wiener is the formula with the Laplacian, balance %d", (balance) => {
    const expected = filtered(x, centre, (re, im, index) => {
      const divisor = re * re + im * im + balance * laplacian(index, shape) ** 2;
      return [re / divisor, -im / divisor];
    });
    const result = wiener(plain(x), plain(psf), balance, { clip: false });
    expect(worst(numbersOf(result), expected)).toBeLessThan(1e-9);
  });

  test("wiener is the formula with an operator, as impulse response or as half spectrum, whose real part counts", () => {
    const operator = numbers(psfShape, 3);
    const transfer = fft.fftn(placed(operator, shape, psfShape.map((K) => K >> 1))) as NdArray;
    const at = (index: readonly number[]) => transfer.data[2 * index.reduce((place, f, axis) => place * shape[axis] + f, 0)];
    const expected = filtered(x, centre, (re, im, index) => {
      const divisor = re * re + im * im + 0.1 * at(index) ** 2;
      return [re / divisor, -im / divisor];
    });
    const half = fft.rfftn(placed(operator, shape, psfShape.map((K) => K >> 1)));
    for (const reg of [plain(operator), half]) {
      const result = wiener(plain(x), plain(psf), 0.1, { clip: false, reg });
      expect(worst(numbersOf(result), expected)).toBeLessThan(1e-9);
    }
  });

  test.each([["center", 0.3], ["start", 0.3], ["center", 0.05], ["center", 1]] as const)("inverseFilter is the formula, anchored at the %s, floor %d", (anchor, epsilon) => {
    const H = placed(psf, shape, psfShape.map((K) => (anchor === "start" ? 0 : K >> 1)));
    const spectrum = fft.fftn(H) as NdArray;
    let largest = 0;
    for (let f = 0; f < x.size; f++) largest = Math.max(largest, Math.hypot(spectrum.data[2 * f], spectrum.data[2 * f + 1]));
    const floor = epsilon * largest;
    const expected = filtered(x, H, (re, im) => {
      const m = Math.hypot(re, im);
      const divisor = m * Math.max(m, floor);
      return [re / divisor, -im / divisor];
    });
    expect(worst(numbersOf(inverseFilter(plain(x), plain(psf), { anchor, epsilon })), expected)).toBeLessThan(1e-9);
  });
});

describe("on both types", () => {
  test.each(reals.map((real) => [real.name, real] as const))("%s: undoes a periodic blur, in the type of its inputs, into out", (_, { ArrayType, dtype, epsilon }) => {
    const shape = [40, 36];
    const x = new NdArray(ArrayType.from(bright(shape, 4).data), shape);
    const psf = new NdArray(ArrayType.from([0.05, 0.1, 0.05, 0.1, 0.6, 0, 0.05, 0.05, 0]), [3, 3]);
    const spread = placed(new NdArray(Float64Array.from(psf.data), [3, 3]), shape, [1, 1]);
    const blurred = new NdArray(ArrayType.from(filtered(new NdArray(Float64Array.from(x.data), shape), spread, (re, im) => [re, im])), shape);
    for (const result of [inverseFilter(blurred, psf), wiener(blurred, psf, 0)]) {
      expect((result as NdArray).dtype).toBe(dtype);
      expect(worst((result as NdArray).data, x.data)).toBeLessThan(200 * epsilon);
    }
    const own = new NdArray(blurred.data.slice(), shape);
    expect(inverseFilter(own, psf, { out: own })).toBe(own);
    expect(worst(own.data, x.data)).toBeLessThan(200 * epsilon);
  });

  test("a psf of tiny numbers is divided by as exactly as another", () => {
    const x = Float32Array.of(1, 2, 3, 4);
    const tiny = Float32Array.of(1e-25, 2e-25, 0.5e-25);
    const result = inverseFilter(x, tiny, { epsilon: 0.1 });
    const expected = inverseFilter(Float64Array.from(x), Float64Array.from(tiny), { epsilon: 0.1 });
    expect(worst(result, expected)).toBeLessThan(1e-5);
  });

  test("a floor keeps the quotient finite where the blur left nothing; without one it is not", () => {
    const x = [1, 0, 0, 0];
    expect(inverseFilter(x, [1, 1], { epsilon: 0.1, anchor: "start" }).every(Number.isFinite)).toBe(true);
    expect(inverseFilter(x, [1, 1], { anchor: "start" }).every(Number.isFinite)).toBe(false);
  });

  test("wiener holds its result between −1 and 1 unless told not to", () => {
    const x = [0, 0, 9, 0, 0, 0, -9, 0];
    expect(Math.max(...wiener(x, [1], 0).map(Math.abs))).toBe(1);
    expect(Math.max(...wiener(x, [1], 0, { clip: false }).map(Math.abs))).toBeCloseTo(9, 10);
  });
});
