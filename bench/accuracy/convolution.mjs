/**
 * Convolutions by FFT: the relative L2 error in units of ε · √log2 L, and the largest error in units of ε · ‖x‖ · ‖h‖, where L is how
 * many outputs there are (of two axes, their product), whatever the transforms' blocks are.
 */
import { configure, NdArray, signal } from "simdvolve";
import { convolved } from "./reference.mjs";
import { halves, types } from "./seeded.mjs";
import { Twofold } from "./twofold.mjs";
import { Worst } from "./worst.mjs";

export function measureConvolution({ builds, quick, say }) {
  return types.flatMap((type) => {
    const row = (quantity, bound) => new Worst({ quantity: `FFT convolution, ${quantity}`, type: type.name, bound });
    const rows = ["L ≥ 512", "L < 512"].map((lengths) => [
      row(`relative L2 error, ${lengths}`, 1),
      row(`largest error, ${lengths}`, 0.5),
    ]);
    const cases = casesOf(quick);
    cases.forEach(({ shape, kernel, complex }, i) => {
      const outputs = shape.map((n, axis) => n + kernel[axis] - 1);
      const L = outputs.reduce((product, n) => product * n);
      if (i % 256 === 0 || L > 2 ** 17) say(`FFT convolution in ${type.name}, ${shape.join(" × ")} by ${kernel.join(" × ")}`);
      const [x, h] = [shape, kernel].map((sides, side) => sampled(sides, 4 * i + 2 * side + 1, complex, type));
      const expected = type.dtype === "float32" ? inDouble(x, h) : inTwofold(x, h, outputs);
      const at = `${shape.join(" × ")} by ${kernel.join(" × ")}${complex ? ", complex" : ""}`;
      builds((build) => {
        const { relative, largest } = errorsOf(signal.convolve(x, h, { method: "fft" }).data, expected);
        const [l2, most] = rows[L >= 512 ? 0 : 1];
        l2.see(build, relative / (type.epsilon * Math.sqrt(Math.max(1, Math.log2(L)))), at);
        most.see(build, largest / (type.epsilon * norm(x.data) * norm(h.data)), at);
      });
    });
    return rows.flat();
  });
}

/** Real and complex, one axis and two, kernels from a sample to the signal's length: what is transformed at once, and what in blocks. */
function casesOf(quick) {
  const cases = [];
  const add = (shape, kernel) => cases.push({ shape, kernel, complex: false }, { shape, kernel, complex: true });
  for (let n = 1; n <= (quick ? 40 : 256); n++) for (const part of [1, 2, 5]) add([n], [Math.ceil(n / part)]);
  for (let bits = 8; bits <= (quick ? 13 : 19); bits++) {
    for (const n of [2 ** bits, 2 ** bits + 1, Math.floor(1.37 * 2 ** bits)]) {
      for (const K of [17, 128, 1001, Math.ceil(n / 10), n]) if (K <= n) add([n], [K]);
    }
  }
  if (!quick) for (const K of [100, 1000, 10_000, 100_000]) cases.push({ shape: [1e6], kernel: [K], complex: false });
  for (const [n, k] of [[5, 3], [8, 8], [16, 5], [32, 9], [64, 31], [100, 100]]) add([n, n + 3], [k, k]);
  if (!quick) for (const [n, k] of [[256, 63], [512, 15], [500, 255]]) add([n, n + 3], [k, k]);
  return cases;
}

function sampled(shape, seed, complex, { ArrayType, dtype }) {
  const size = shape.reduce((product, n) => product * n);
  const data = ArrayType.from(halves(complex ? 2 * size : size, seed, { dtype }));
  return new NdArray(data, shape, undefined, 0, complex ? (dtype === "float32" ? "complex64" : "complex128") : dtype);
}

/** For float32, the library's float64 results of the plain build, which are judged themselves in the same cases. */
function inDouble(x, h) {
  configure({ deterministic: true });
  const wide = ({ data, shape, dtype }) =>
    new NdArray(Float64Array.from(data), shape, undefined, 0, dtype === "complex64" ? "complex128" : "float64");
  const { data } = signal.convolve(wide(x), wide(h), { method: "fft" });
  return { high: data, low: new Float64Array(data.length) };
}

/** Rows with as many zeros behind them as the kernel reaches lie one after the other: two axes are one. */
function inTwofold(x, h, outputs) {
  const pitch = outputs.length === 1 ? 0 : outputs[1];
  const complex = x.dtype.startsWith("complex");
  const y = convolved(rowsOf(x, pitch), rowsOf(h, pitch));
  const size = outputs.reduce((product, n) => product * n);
  const parts = ["", "Low"].map((of) => {
    const [re, im] = [y[`re${of}`].subarray(0, size), y[`im${of}`].subarray(0, size)];
    return complex ? Float64Array.from({ length: 2 * size }, (_, i) => (i % 2 === 0 ? re : im)[i >> 1]) : re;
  });
  return { high: parts[0], low: parts[1] };
}

function rowsOf({ data, shape, dtype }, pitch) {
  const complex = dtype.startsWith("complex");
  const [rows, width] = shape.length === 1 ? [1, shape[0]] : shape;
  const z = new Twofold((rows - 1) * pitch + width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const from = i * width + j;
      z.re[i * pitch + j] = data[complex ? 2 * from : from];
      if (complex) z.im[i * pitch + j] = data[2 * from + 1];
    }
  }
  return z;
}

function errorsOf(y, { high, low }) {
  if (y.length !== high.length) return { relative: NaN, largest: NaN };
  let error = 0;
  let size = 0;
  let largest = 0;
  for (let i = 0; i < y.length; i++) {
    const e = y[i] - high[i] - low[i];
    error += e * e;
    size += high[i] ** 2;
    largest = Math.max(largest, Math.abs(e));
  }
  return { relative: error === 0 ? 0 : Math.sqrt(error / size), largest };
}

function norm(x) {
  let sum = 0;
  for (const v of x) sum += v * v;
  return Math.sqrt(sum);
}
