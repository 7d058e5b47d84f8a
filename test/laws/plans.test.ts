import { describe, expect, test } from "vitest";
import { configure, features, fft, image, nn, restoration, signal } from "../../src/index";
import type { TypedArray } from "../../src/types";
import { heapBytes } from "../../src/wasm/heap";
import { Random } from "../support/random";
import { asInput, asTensor, beyond, describePair, DIRECT, randomPair, SPREAD, TURNS } from "./arrays";
import { convolve, magnitudes, norm } from "../definition/convolve";
import { conjugated, reversed } from "../definition/tensor";

const shapeOf = (dtype: "float32" | "float64", complex: boolean) => (complex ? ({ float32: "complex64", float64: "complex128" } as const)[dtype] : dtype);

describe.each(["direct", "fft", "auto"] as const)("a plan by %s", (method) => {
  test("gives what the function gives, from an argument, into out, and from its own input", () => {
    const dice = new Random(51);
    const used = heapBytes();
    for (let turn = 0; turn < TURNS / 2; turn++) {
      const pair = randomPair(dice, { mode: dice.pick(["full", "same", "valid"] as const) });
      const { x, h, mode, real } = pair;
      if (h.shape.some((extent, axis) => extent > x.shape[axis]) && mode === "valid") continue;
      const correlates = turn % 2 === 1;
      const make = correlates ? signal.planCorrelate : signal.planConvolve;
      const plan = make({ kernel: asInput(h, real), shape: x.shape, mode, method, dtype: shapeOf(real.dtype, x.im !== null) });
      const expected = convolve(x, correlates ? conjugated(reversed(h)) : h, mode);
      const bound = magnitudes(x, correlates ? reversed(h) : h, mode).map((value) => Math.max(2 * DIRECT * value, SPREAD * norm(x) * norm(h)) * real.epsilon);
      const first = asTensor(plan.execute(asInput(x, real)) as never);
      expect(beyond(first, expected, bound), describePair(pair)).toBeNull();
      const input = asInput(x, real);
      plan.input.set("shape" in input ? (input.data as Float64Array) : (input as Float64Array));
      plan.execute();
      const flat = x.im || h.im ? first.re.flatMap((value, n) => [value, first.im![n]]) : first.re;
      expect([...plan.output], `${describePair(pair)}, in place`).toEqual(flat);
      plan.dispose();
    }
    // Tables of transforms that are kept for the next call are few.
    expect(heapBytes() - used).toBeLessThan(2 ** 20);
  });

  test("may not be used after dispose, which may be called twice", () => {
    const plan = signal.planConvolve({ kernel: [1, 2], shape: [4], method });
    plan.dispose();
    plan.dispose();
    plan[Symbol.dispose]();
    for (const use of [() => plan.execute(), () => plan.execute([1, 2, 3, 4]), () => plan.input, () => plan.output]) expect(use).toThrow(/dispose/);
  });

  test("refuses an input of another shape and leaves out alone", () => {
    const plan = signal.planConvolve({ kernel: [1, 2], shape: [4], method });
    const out = new Float64Array(5).fill(-7);
    expect(() => plan.execute([1, 2, 3], { out })).toThrow(/^x: expected shape \[4\]/);
    expect(() => plan.execute("1234" as never, { out })).toThrow(TypeError);
    expect(() => plan.execute([1, 2, 3, 4], { out: new Float64Array(4) })).toThrow(/^out: expected/);
    expect([...out].every((value) => value === -7)).toBe(true);
    expect([...plan.execute([1, 2, 3, 4], { out })].map(Math.round)).toEqual([1, 4, 7, 10, 8]);
    plan.dispose();
  });

  test("survives growth of the memory and the kernel's array being changed", () => {
    const kernel = Float64Array.of(1, 2);
    const plan = signal.planConvolve({ kernel, shape: [4], method });
    kernel.fill(99);
    const others = Array.from({ length: 20 }, () => signal.planConvolve({ kernel: new Float64Array(200_000), shape: [400_000], method: "direct" }));
    expect([...plan.execute([1, 2, 3, 4])].map(Math.round)).toEqual([1, 4, 7, 10, 8]);
    others.forEach((other) => other.dispose());
    plan.dispose();
  });
});

interface AnyPlan {
  readonly input: TypedArray;
  readonly output: TypedArray;
  execute(...given: unknown[]): unknown;
  dispose(): void;
}

const small: Record<string, [make: () => unknown, shape: readonly number[]]> = {
  "of short sums": [() => signal.planConvolve({ kernel: [1, 2], shape: [4] }), [4]],
  "of sums by transforms": [() => signal.planConvolve({ kernel: [1, 2], shape: [4], method: "fft" }), [4]],
  "of complex signals": [() => signal.planConvolve({ kernel: [1, 2], shape: [4], dtype: "complex128" }), [4]],
  "of pictures": [() => image.planFilter({ kernel: [[1, 2]], shape: [2, 2], dtype: "float64" }), [2, 2]],
  "of a layer": [() => nn.planConv2d({ weight: [[[[1, 2]]]], inputShape: [1, 1, 2, 2] }), [1, 1, 2, 2]],
  "of a pool": [() => nn.planMaxPool2d({ kernelSize: 1, dtype: "float64", inputShape: [1, 1, 2, 2] }), [1, 1, 2, 2]],
  "of deconvolutions": [() => restoration.planRichardsonLucy({ psf: [1, 2], shape: [4] }), [4]],
  "of transforms": [
    () => {
      const plan = fft.planFft(2);
      return Object.assign(plan, { execute: (x: { data: Float64Array; shape: unknown }, options?: object) => x.shape && plan.forward(x.data, options as { out: Float64Array }) });
    },
    [4],
  ],
};

test.each(Object.entries(small))("a plan %s that a getter disposes during a call leaves alone what its memory is given to", (_, [make, shape]) => {
  const data = Float64Array.of(1, 2, 3, 4);
  for (const where of ["x", "options"]) {
    const plan = make() as AnyPlan;
    let other = plan;
    const replace = (): void => {
      plan.dispose();
      other = make() as AnyPlan;
      other.input.fill(7);
      other.output.fill(7);
    };
    const x = { data, get shape() { if (where === "x") replace(); return shape; } };
    const options = { get out() { return where === "options" ? replace() : undefined; } };
    expect(() => plan.execute(x, options)).toThrow(/disposed/);
    expect([...other.input, ...other.output].every((value) => value === 7)).toBe(true);
    other.dispose();
  }
});

test("a plan keeps the build it was made with", () => {
  const x = Float32Array.from({ length: 100 }, (_, n) => Math.sin(n));
  const kernel = Float32Array.from({ length: 9 }, (_, k) => Math.cos(k));
  const plan = signal.planConvolve({ kernel, shape: [100], method: "direct" });
  const before = plan.execute(x);
  configure({ deterministic: true });
  expect(plan.execute(x)).toEqual(before);
  configure({ deterministic: false });
  expect(features().deterministic).toBe(false);
  plan.dispose();
});

test("a transform's plan may not be used after dispose", () => {
  const plan = fft.planFft(8);
  plan.dispose();
  plan.dispose();
  for (const use of [() => plan.forward(), () => plan.inverse(), () => plan.forward(new Float64Array(16)), () => plan.input, () => plan.output]) expect(use).toThrow(/dispose/);
});
