import { describe, expect, test } from "vitest";
import { convolve, fft, image, ndimage, nn, restoration, signal } from "../../src/index";
import { heapBytes } from "../../src/wasm/heap";

/** Calls whose results are longer than any array of an engine. */
const beyond: Readonly<Record<string, () => unknown>> = {
  "a transform": () => fft.fftn([[1, 2]], { s: [2 ** 28, 2 ** 28] }),
  "a resampled signal": () => signal.upfirdn([1], [1, 2], { up: 2 ** 50 }),
  "padding": () => nn.pad([1, 2], [2 ** 50, 0]),
  "a transposed convolution": () => nn.convTranspose1d([[[1, 2]]], [[[1, 2]]], { stride: 2 ** 50 }),
};

/** Calls of which one number alone asks for more than 2^28 samples, by that number's name. */
const absurd: readonly (readonly [string, (count: number) => unknown])[] = [
  ["M", (count) => signal.windows.hann(count)],
  ["numtaps", (count) => signal.firwin(count, 0.5)],
  ["n1", (count) => signal.correlationLags(count, 1)],
  ["windowLength", (count) => signal.savgolCoeffs(count, 2)],
  ["options.n", (count) => fft.fft([1], { n: count })],
  ["n", (count) => fft.planFft(count)],
  ["n", (count) => fft.fftfreq(count)],
  ["ksize", (count) => image.getGaussianKernel(count, 1)],
  ["options.sigmaX", (count) => image.gaussianBlur([[1]], { sigmaX: count })],
  ["sigma", (count) => ndimage.gaussianFilter([1], count)],
  ["options.size", (count) => ndimage.uniformFilter([1], { size: count })],
  ["shape", (count) => restoration.psf.gaussian([count, 1], 1)],
  ["shape", (count) => restoration.psf.airy([1, count], 1)],
  ["outputSize", (count) => nn.adaptiveAvgPool1d([[[1]]], count)],
];

describe("what no engine has room for", () => {
  test.each(Object.entries(beyond))("%s is refused in words, and the library works on", (_, call) => {
    const used = heapBytes();
    expect(call).toThrow(RangeError);
    expect(call).toThrow(/^result: expected one that there is memory for, got one of \d+ numbers$/);
    expect(heapBytes()).toBe(used);
    expect([...convolve([1, 2], [1, 1])]).toEqual([1, 3, 2]);
  });

  test.each(absurd)("%s is refused by name where it asks for too many samples", (name, call) => {
    for (const count of [2 ** 33, 1e15]) {
      expect(() => call(count)).toThrow(RangeError);
      expect(() => call(count)).toThrow(new RegExp(`^${name.replace(".", "\\.")}: expected .*\\d+.*, got`));
    }
  });
});
