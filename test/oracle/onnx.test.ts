import { describe, expect, test } from "vitest";
import { fft, NdArray, signal } from "../../src/index";
import { type Case, casesOf, difference, type Entry, type Outcome } from "./cases";

/** ONNX keeps complex numbers along a last axis of 2, real ones along one of 1. */
function fromOnnx({ data, shape }: Entry): NdArray {
  return new NdArray(data, shape.slice(0, -1), undefined, 0, shape.at(-1) === 2 ? "complex64" : "float32");
}

function toOnnx({ data, shape, dtype }: NdArray): NdArray {
  return new NdArray(data, [...shape, dtype.startsWith("complex") ? 2 : 1]);
}

/** The axis is an attribute up to opset 19, and an input from 20 on. */
function dft({ inputs, params }: Case): Outcome {
  const [x, ...rest] = inputs;
  const axis = rest.find(({ name }) => name === "axis")?.data[0] ?? (params.axis as number);
  const options = { axis: axis < 0 ? axis + x.shape.length : axis };
  const input = fromOnnx(x);
  if (params.inverse) return toOnnx((params.onesided ? fft.irfft(input, options) : fft.ifft(input, options)) as NdArray);
  return toOnnx((params.onesided ? fft.rfft(input, options) : fft.fft(input, options)) as NdArray);
}

const window =
  (call: (M: number, options: { sym: boolean }) => Float64Array) =>
  ({ inputs, params }: Case): Outcome =>
    call(inputs[0].data[0], { sym: params.periodic === 0 });

/** ONNX's Hamming window has 25/46 for 0.54. */
const calls: Record<string, (given: Case) => Outcome> = {
  DFT: dft,
  HannWindow: window(signal.windows.hann),
  HammingWindow: window((M, options) => signal.windows.generalHamming(M, { ...options, alpha: 25 / 46 })),
  BlackmanWindow: window(signal.windows.blackman),
};

describe("onnx", () => {
  test.each(casesOf("onnx").map((given) => [given.id, given] as const))("%s", (_, given) => {
    expect(difference(calls[given.op](given), given.outputs[0], given)).toBeNull();
  });
});
