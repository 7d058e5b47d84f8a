import { describe, expect, test } from "vitest";
import { convolve, fft, nn, signal } from "../../src/index";
import { heapBytes } from "../../src/wasm/heap";

/** Calls whose results are longer than any array of an engine. */
const beyond: Readonly<Record<string, () => unknown>> = {
  "a transform": () => fft.fftn([[1, 2]], { s: [2 ** 28, 2 ** 28] }),
  "a resampled signal": () => signal.upfirdn([1], [1, 2], { up: 2 ** 50 }),
  "padding": () => nn.pad([1, 2], [2 ** 50, 0]),
  "a transposed convolution": () => nn.convTranspose1d([[[1, 2]]], [[[1, 2]]], { stride: 2 ** 50 }),
};

describe("what no engine has room for", () => {
  test.each(Object.entries(beyond))("%s is refused in words, and the library works on", (_, call) => {
    const used = heapBytes();
    expect(call).toThrow(RangeError);
    expect(call).toThrow(/^result: expected one that there is memory for, got one of \d+ numbers$/);
    expect(heapBytes()).toBe(used);
    expect([...convolve([1, 2], [1, 1])]).toEqual([1, 3, 2]);
  });
});
