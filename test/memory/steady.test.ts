import { describe, expect, test } from "vitest";
import { array, convolve, correlate, features, fft, restoration, signal } from "../../dist/index.js";
import { Random } from "../support/random";

const dice = new Random(1);
const f32 = Float32Array.from(dice.numbers(40));
const f64 = Float64Array.from(dice.numbers(64));
const kernel = Float32Array.of(1, 2, 3);
const out = new Float32Array(40);
const outFull = new Float64Array(66);
const picture = array([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
const spot = array([[0, 1], [1, 0]]);
const z = array([1, 2, 3, 4], { dtype: "complex64" });
const wrong = "wrong" as unknown as Float32Array;

function refused(call: () => unknown): void {
  try {
    call();
  } catch {
    return;
  }
  throw new Error("was accepted");
}

/** Calls of many kinds; small ones, so that a million take seconds. */
const calls: readonly (() => unknown)[] = [
  () => convolve(f32, kernel),
  () => convolve(f32, kernel, { mode: "same", out }),
  () => convolve(f64, [1, 2, 3], { out: outFull }),
  () => correlate(f32, kernel),
  () => convolve(f32, kernel, { method: "fft" }),
  () => signal.convolve(picture, spot),
  () => signal.convolve(z, kernel),
  () => signal.upfirdn(kernel, f32, { up: 2 }),
  () => fft.fft(f32),
  () => fft.rfft(f64),
  () => refused(() => convolve(f32, wrong)),
  () => refused(() => convolve(f32, kernel, { out: f64 })),
];

describe("wasm memory", () => {
  test("does not grow from the thousandth to the millionth of mixed calls, and nothing stays taken", () => {
    for (let n = 0; n < 1000; n++) calls[n % calls.length]();
    const { memoryBytes, planBytes } = features();
    for (let n = 1000; n < 1_000_000; n++) calls[n % calls.length]();
    expect(features()).toMatchObject({ memoryBytes, planBytes });
  }, 120_000);

  test("does not grow over 100,000 plans made, used and disposed", () => {
    const one = (n: number): void => {
      const plan = signal.planConvolve({ kernel: n % 2 ? kernel : f64, shape: [100 + (n % 50)], method: n % 3 === 0 ? "fft" : "direct", mode: "same" });
      if (n % 10 === 0) plan.execute();
      plan.dispose();
    };
    for (let n = 0; n < 1000; n++) one(n);
    const { memoryBytes, planBytes } = features();
    for (let n = 0; n < 100_000; n++) one(n);
    expect(features()).toMatchObject({ memoryBytes, planBytes });
  }, 120_000);

  test("does not grow over 2,000 transforms of as many lengths, made and disposed", () => {
    const one = (n: number): void => {
      const plan = fft.planFft(n, { kind: n % 2 ? "real" : "complex" });
      plan.dispose();
    };
    for (let n = 1; n <= 2000; n++) one(n);
    const { memoryBytes, planBytes } = features();
    for (let n = 1; n <= 2000; n++) one(n);
    expect(features()).toMatchObject({ memoryBytes, planBytes });
  });

  test("does not grow over 500 deconvolutions of every kind, nor over 500 plans", async () => {
    const { psf, richardsonLucy, richardsonLucyAsync, planRichardsonLucy, wiener, inverseFilter } = restoration;
    const scene = array(Float32Array.from({ length: 48 * 56 }, (_, n) => 0.2 + ((n * 7919) % 101) / 200), { shape: [48, 56] });
    const spreads = [psf.gaussian([5, 5], 1, { dtype: "float32" }), psf.motion(5, 30, { dtype: "float32" }), psf.airy([25, 25], 4, { dtype: "float32" })];
    const one = async (n: number): Promise<void> => {
      const spread = spreads[n % 3];
      const options = { numIter: 2, boundary: (["zero", "reflect", "wrap"] as const)[n % 3], totalVariation: n % 2 ? 0.002 : 0, acceleration: n % 4 ? "none" : "biggs-andrews" } as const;
      richardsonLucy(scene, spread, { ...options, weights: n % 5 ? undefined : scene });
      wiener(scene, spread, 0.01, n % 2 ? {} : { reg: [[1]] });
      inverseFilter(scene, spread, { epsilon: 0.1 });
      const plan = planRichardsonLucy({ psf: spread, shape: [48, 56], ...options });
      plan.execute();
      plan.dispose();
      if (n % 50 === 0) {
        await richardsonLucyAsync(scene, spread, options);
        await richardsonLucyAsync(scene, spread, { ...options, signal: AbortSignal.abort() }).catch(() => {});
      }
      refused(() => richardsonLucy(scene, spread, { weights: [1, 2] }));
    };
    for (let n = 0; n < 60; n++) await one(n);
    const { memoryBytes, planBytes } = features();
    for (let n = 0; n < 500; n++) await one(n);
    expect(features()).toMatchObject({ memoryBytes, planBytes });
  }, 60_000);

  test("is given back when making a plan fails midway", () => {
    const { planBytes } = features();
    for (let n = 0; n < 100; n++) refused(() => signal.planConvolve({ kernel: wrong, shape: [100] }));
    refused(() => signal.planConvolve({ kernel, shape: [2 ** 31], method: "direct" }));
    expect(features().planBytes).toBe(planBytes);
    expect([...convolve([1, 2], [1, 1])]).toEqual([1, 3, 2]);
  });
});
