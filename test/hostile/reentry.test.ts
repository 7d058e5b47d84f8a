import { describe, expect, test } from "vitest";
import { convolve, signal } from "../../src/index";
import type { In } from "../../src/types";
import { heapBytes } from "../../src/wasm/heap";
import { random } from "../support/random";

/** Getters of the caller's, which call the library while a call of it is running. */
const inner = (): void => {
  const x = Float64Array.from(random(3, 5000));
  convolve(x, x.subarray(0, 100), { mode: "same" });
  signal.convolve([[1, 2], [3, 4]], [[1, 1]]);
  expect(() => convolve("wrong" as never, [1])).toThrow(TypeError);
};

const x = Float64Array.from(random(1, 3000));
const h = Float64Array.from(random(2, 50));
const expected = convolve(x, h);

describe.each(["direct", "fft", "auto"] as const)("a call by %s", (method) => {
  test("is right when getters of its inputs call the library", () => {
    const watched = {
      get data() {
        inner();
        return x;
      },
      get shape() {
        inner();
        return [3000];
      },
      get stride() {
        inner();
        return [1];
      },
    };
    const plain = signal.convolve({ data: x, shape: [3000] }, h, { method });
    expect(signal.convolve(watched as In, h, { method })).toEqual(plain);
  });

  test("is right when getters of its options call the library", () => {
    const options = {
      get mode() {
        inner();
        return "full" as const;
      },
      get method() {
        inner();
        return method;
      },
      get out() {
        inner();
        return new Float64Array(3049);
      },
    };
    expect(signal.convolve(x, h, options)).toEqual(signal.convolve(x, h, { method }));
  });

  test("leaves nothing behind when a getter throws", () => {
    const used = heapBytes();
    const thrower = {
      data: x,
      get shape(): number[] {
        throw new Error("no shape today");
      },
    };
    expect(() => signal.convolve(thrower, h, { method })).toThrow("no shape today");
    expect(heapBytes()).toBe(used);
    expect(convolve(x, h)).toEqual(expected);
  });
});

test("a getter that transfers the other input away is noticed, or its data were read before", () => {
  const victim = Float64Array.of(1, 2, 3);
  const options = {
    get mode() {
      structuredClone(victim, { transfer: [victim.buffer] });
      return "full" as const;
    },
  };
  // The memory is gone before it is read: an error, or zeros read from nowhere must not pass for an answer.
  let result: ArrayLike<number> | undefined;
  try {
    result = convolve(victim, [1, 1], options);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
  }
  if (result) expect([...(result as Float64Array)]).toEqual([1, 3, 5, 3]);
  expect([...convolve([1, 2, 3], [1, 1])]).toEqual([1, 3, 5, 3]);
});

test("a result too large for any memory is a RangeError, and nothing is left behind", () => {
  const used = heapBytes();
  const vast = { data: [1], shape: [2 ** 26, 2 ** 26], stride: [0, 0] };
  expect(() => signal.convolve(vast, [[1]])).toThrow(RangeError);
  expect(heapBytes()).toBe(used);
});

test("of two outs none is written if one of them is wrong", () => {
  const quotient = new Float64Array(3).fill(-7);
  const call = (out: unknown) => signal.deconvolve([1, 2, 3, 4], [1, 1], { out } as never);
  expect(() => call({ quotient, remainder: new Float64Array(9) })).toThrow(RangeError);
  expect(() => call({ quotient, remainder: "wrong" })).toThrow(TypeError);
  expect([...quotient]).toEqual([-7, -7, -7]);
});
