import { type Source, partOf } from "../../array/source.js";
import { type Target, partOfTarget } from "../../array/target.js";
import { dot, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import type { ConvolutionSizes } from "./request.js";

/**
 * A sum with a product that is not finite is what its products that are not finite add up to: the others change neither an
 * infinity nor a NaN. So outputs are computed without such samples first, and those in their windows then set to
 *
 *     y[n] = Σ x[n − k] · h[k]    over the k for which x[n − k] or h[k] is not finite
 *
 * exactly as direct summation gives it, at a cost bounded by the windows.
 */
export type ConvolveFinite = (x: Source, h: Source) => Float64Array;

/** Up to this many products are added one by one; for more, signs are counted by convolutions. */
const PRODUCTS = 2 ** 22;

/** Sets every output that a sample that is not finite reaches. */
export function patchNonFinite(x: Source, h: Source, sizes: ConvolutionSizes, target: Target, convolve: ConvolveFinite): void {
  const xParts = x.complex ? { re: partOf(x, "re"), im: partOf(x, "im") } : { re: x, im: undefined };
  const hParts = h.complex ? { re: partOf(h, "re"), im: partOf(h, "im") } : { re: h, im: undefined };
  const real: Product[] = [[xParts.re, hParts.re, 1]];
  if (xParts.im && hParts.im) real.push([xParts.im, hParts.im, -1]);
  patch(real, sizes, target.complex ? partOfTarget(target, "re") : target, convolve);
  if (!target.complex) return;
  const imaginary: Product[] = [];
  if (hParts.im) imaginary.push([xParts.re, hParts.im, 1]);
  if (xParts.im) imaginary.push([xParts.im, hParts.re, 1]);
  patch(imaginary, sizes, partOfTarget(target, "im"), convolve);
}

/** A real convolution with a sign. */
type Product = [x: Source, h: Source, sign: 1 | -1];

function patch(products: readonly Product[], { spans }: ConvolutionSizes, target: Target, convolve: ConvolveFinite): void {
  const shape = spans.map(({ length }) => length);
  const sums = new Float64Array(sizeOf(shape));
  for (const [x, h, sign] of products) {
    const xBad = notFinite(x);
    const hBad = notFinite(h);
    if (xBad.length * sizeOf(h.shape) + hBad.length * sizeOf(x.shape) <= PRODUCTS) {
      for (const at of xBad) addProducts(sums, spans, at, x, h, sign, "all");
      for (const at of hBad) addProducts(sums, spans, at, h, x, sign, "finite");
    } else addCounted(sums, x, h, sign, convolve);
  }
  let n = 0;
  const last = shape.length - 1;
  eachRow(shape, (index) => {
    const from = target.offset + dot(index, target.stride);
    for (let i = 0; i < shape[last]; i++, n++) if (sums[n] !== 0) target.data[from + i * target.stride[last]] = sums[n];
  });
}

/** Where a real input is not finite. */
function notFinite({ data, shape, stride, offset }: Source): number[][] {
  const found: number[][] = [];
  const last = shape.length - 1;
  eachRow(shape, (index) => {
    const from = offset + dot(index, stride);
    for (let i = 0; i < shape[last]; i++) if (!Number.isFinite(data[from + i * stride[last]])) found.push([...index, i]);
  });
  return found;
}

/** Adds sample `at` of a times every sample of b, or every finite one, to the sums they belong to. */
function addProducts(sums: Float64Array, spans: ConvolutionSizes["spans"], at: readonly number[], a: Source, b: Source, sign: number, which: "all" | "finite"): void {
  const value = sign * a.data[a.offset + dot(at, a.stride)];
  const pitch = rowMajor(spans.map(({ length }) => length));
  const last = b.shape.length - 1;
  eachRow(b.shape, (index) => {
    let output = 0;
    for (let axis = 0; axis < last; axis++) {
      const n = at[axis] + index[axis] - spans[axis].start;
      if (n < 0 || n >= spans[axis].length) return;
      output += n * pitch[axis];
    }
    const shift = at[last] - spans[last].start;
    const end = Math.min(b.shape[last], spans[last].length - shift);
    const from = b.offset + dot(index, b.stride);
    for (let k = Math.max(0, -shift); k < end; k++) {
      const other = b.data[from + k * b.stride[last]];
      if (which === "all" || Number.isFinite(other)) sums[output + shift + k] += value * other;
    }
  });
}

/**
 * The same for many such samples: counts of the products that are +∞, −∞ and NaN, by convolutions of integers, which come out exact.
 */
function addCounted(sums: Float64Array, x: Source, h: Source, sign: number, convolve: ConvolveFinite): void {
  const infinite = (value: number): number => (Math.abs(value) === Infinity ? Math.sign(value) : 0);
  const nan = (value: number): number => (Number.isNaN(value) ? 1 : 0);
  const direction = (value: number): number => (Number.isNaN(value) ? 0 : Math.sign(value));
  const finiteSign = (value: number): number => (Number.isFinite(value) ? Math.sign(value) : 0);
  const zero = (value: number): number => (value === 0 ? 1 : 0);
  const one = (): number => 1;
  const size = (test: (value: number) => number) => (value: number): number => Math.abs(test(value));
  const count = (ofX: (value: number) => number, ofH: (value: number) => number) => convolve(mapped(x, ofX), mapped(h, ofH));

  // Infinities of x against every sample of h, and of h against the finite ones of x.
  const net = [count(infinite, direction), count(finiteSign, infinite)];
  const all = [count(size(infinite), size(direction)), count(size(finiteSign), size(infinite))];
  const undefinedOnes = [count(nan, one), count(one, nan), count(size(infinite), zero), count(zero, size(infinite))];
  for (let n = 0; n < sums.length; n++) {
    const difference = net[0][n] + net[1][n];
    const total = all[0][n] + all[1][n];
    const plus = (total + difference) / 2;
    if (undefinedOnes.some((counts) => counts[n] > 0)) sums[n] = NaN;
    else {
      if (plus > 0) sums[n] += sign * Infinity;
      if (total - plus > 0) sums[n] -= sign * Infinity;
    }
  }
}

function mapped(source: Source, map: (value: number) => number): Source {
  const { data, shape, stride, offset } = source;
  const result = new Float64Array(sizeOf(shape));
  const last = shape.length - 1;
  let n = 0;
  eachRow(shape, (index) => {
    const from = offset + dot(index, stride);
    for (let i = 0; i < shape[last]; i++) result[n++] = map(data[from + i * stride[last]]);
  });
  return { ...source, data: result, stride: rowMajor(shape), offset: 0, dtype: "float64", contiguous: true };
}

/** The input with 0 for every number that is not finite. */
export function finiteOf(source: Source): Source {
  const data = source.data.slice() as Source["data"];
  for (let n = 0; n < data.length; n++) if (!Number.isFinite(data[n])) data[n] = 0;
  return { ...source, data };
}
