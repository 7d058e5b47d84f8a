import { expect, test } from "vitest";
import { convolve, signal } from "../../dist/index.js";

/** Which of the two projects runs: vitest.browser.config.ts serves "isolated" with COOP and COEP. */
const isolated = globalThis.crossOriginIsolated;

test("the page has the memory that its headers give it", () => {
  expect(typeof SharedArrayBuffer).toBe(isolated ? "function" : "undefined");
});

test.runIf(isolated)("reads and writes shared memory", () => {
  const x = new Float32Array(new SharedArrayBuffer(16));
  x.set([1, 2, 3, 4]);
  const h = new Float64Array(new SharedArrayBuffer(16));
  h.set([1, 1]);
  const y = convolve(x, h);
  expect(y.buffer).toBeInstanceOf(ArrayBuffer);
  expect([...y]).toEqual([1, 3, 5, 7, 4]);
  expect([...convolve(x, Float32Array.of(1, 1), { mode: "same", out: x })]).toEqual([1, 3, 5, 7]);
});

test("reads the pixels of a canvas", () => {
  const context = new OffscreenCanvas(4, 3).getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = "rgb(10 20 30)";
  context.fillRect(1, 1, 1, 1);
  const picture = context.getImageData(0, 0, 4, 3);
  // A column of ones sums each channel of three rows.
  const y = signal.convolve(picture, [[[1]], [[1]], [[1]]], { mode: "same" });
  expect(y.shape).toEqual([3, 4, 4]);
  const row = [[0, 0, 0, 0], [10, 20, 30, 255], [0, 0, 0, 0], [0, 0, 0, 0]];
  expect(y.toNested()).toEqual([row, row, row]);
});

test.runIf("Float16Array" in globalThis)("reads half precision as float32", () => {
  const y = convolve(new Float16Array([1, 2, 0.5]) as never, Float32Array.of(1, 1));
  expect(y).toBeInstanceOf(Float32Array);
  expect([...y]).toEqual([1, 3, 2.5, 0.5]);
});
