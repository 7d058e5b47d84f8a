import * as simdvolve from "../../src/index";
import { gaussianKernel1D } from "../../examples/report/tutorial-kernel.mjs";
import { type Case, input, type Outcome } from "./cases";
import { ours } from "./scipy";

const { NdArray, signal } = simdvolve;
type Real = InstanceType<typeof NdArray>;

/** The transforms, by name. */
const fft = (name: string, ...given: unknown[]): Real => ours(`fft.${name}`)!(...given);

/** Numbers with a shape, in float64. */
function grid(data: ArrayLike<number>, shape: readonly number[]): Real {
  return new NdArray(Float64Array.from(data), shape);
}

/** An array in the middle of zeros of another shape, as numpy.pad makes it for (before, after) = ((n − k) / 2 each). */
function padded(kernel: Real, shape: readonly number[], before: readonly number[]): Real {
  const result = grid(new Float64Array(shape.reduce((size, extent) => size * extent, 1)), shape);
  const { ndim } = kernel;
  for (let n = 0; n < kernel.size; n++) {
    const index = kernel.shape.map((_, axis) => Math.floor(n / kernel.shape.slice(axis + 1).reduce((size, extent) => size * extent, 1)) % kernel.shape[axis]);
    result.set(...(index.map((i, axis) => i + (before[axis] ?? 0)).slice(0, ndim) as number[]), kernel.get(...index) as number);
  }
  return result;
}

/** Two complex arrays of one shape, element by element. */
function combine(a: Real, b: Real, value: (ar: number, ai: number, br: number, bi: number) => [number, number]): Real {
  const data = new Float64Array(a.data.length);
  for (let f = 0; f < data.length; f += 2) data.set(value(a.data[f], a.data[f + 1], b.data[f], b.data[f + 1]), f);
  return new NdArray(data, a.shape, undefined, 0, "complex128");
}

const numbersOf = (array: Real): number[] => flat(array.toNested());
const flat = (nested: unknown): number[] => (Array.isArray(nested) ? nested.flatMap(flat) : [nested as number]);

function realPart({ data, shape }: Real): Real {
  return grid(Array.from({ length: data.length / 2 }, (_, n) => data[2 * n]), shape);
}

const asGrid = (given: Case, at: number): Real => grid(given.inputs[at].data, given.inputs[at].shape);

/** The cells of the tutorial, by calls of ours. */
export const cells: Record<string, (given: Case) => Outcome[]> = {
  "numpy.linspace": ({ params }) => {
    const { start, stop, num } = params as Record<string, number>;
    return [Float64Array.from({ length: num }, (_, n) => (n === num - 1 ? stop : start + (n * (stop - start)) / (num - 1)))];
  },
  "tutorial.gaussian_kernel_1D": ({ params }) => [gaussianKernel1D(params.n as number, params.sigma as number)],
  "numpy.fft.fft2": (given) => [fft("fft2", input(given.inputs[0]))],
  "tutorial.fft_filter": (given) => {
    const [image, kernel] = [asGrid(given, 0), asGrid(given, 1)];
    const before = image.shape.map((extent, axis) => (extent - kernel.shape[axis]) / 2);
    const shifted = fft("ifftshift", padded(kernel, image.shape, before));
    const conjugate = given.params.conj ? -1 : 1;
    const product = combine(fft("fft2", image), fft("fft2", shifted), (xr, xi, hr, hi) => [xr * hr - conjugate * xi * hi, conjugate * xr * hi + xi * hr]);
    return [shifted, realPart(fft("ifft2", product))];
  },
  "tutorial.naive_deconvolution": (given) => {
    const [blurred, kernel] = [asGrid(given, 0), asGrid(given, 1)];
    const shape = given.params.result_shape as number[];
    const spectrum = fft("fftn", padded(kernel, blurred.shape, [0, 0]));
    const quotient = combine(fft("fftn", blurred), spectrum, (yr, yi, hr, hi) => {
      const power = hr * hr + hi * hi;
      return [(yr * hr + yi * hi) / power, (yi * hr - yr * hi) / power];
    });
    const whole = realPart(fft("ifftn", quotient));
    const out = grid(numbersOf(new NdArray(whole.data, shape, whole.stride)), shape);
    return [shape.length === 1 ? (out.data as Float64Array) : out];
  },
  "tutorial.convolve2d": (given) => {
    const { stride, padding } = given.params as Record<string, number>;
    const image = asGrid(given, 0);
    const wide = padded(image, image.shape.map((extent) => extent + 2 * padding), [padding, padding]);
    const y = signal.convolve(wide, asGrid(given, 1), { mode: "valid" }) as Real;
    const shape = y.shape.map((extent) => Math.ceil(extent / stride));
    const strided = new NdArray(y.data, shape, y.stride.map((step) => step * stride));
    return [grid(numbersOf(strided), shape)];
  },
};
