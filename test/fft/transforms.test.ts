import { describe, expect, test } from "vitest";
import { complexTransform } from "../../src/plan/fft/complex.js";
import { realTransform } from "../../src/plan/fft/real.js";
import { allocate, heapBytes, release } from "../../src/wasm/heap.js";
import * as memory from "../../src/wasm/memory.js";
import { errorBound, random, relativeError, someBins, spectrumError } from "./reference.js";

const FENCE = -12345;
const types = [
  { real: "f32", epsilon: 2 ** -23, ArrayType: Float32Array },
  { real: "f64", epsilon: 2 ** -52, ArrayType: Float64Array },
] as const;

const long = [512, 563, 600, 729, 960, 972, 1000, 1008, 1009, 1024, 1331, 2018, 2310, 2401, 2744, 4093, 4096, 5040, 6561, 12000, 14641, 16384, 44100, 65537, 2 ** 20];

describe.each(types)("$real", ({ real, epsilon, ArrayType }) => {
  /** Runs a transform on values laid between fences, `skew` numbers off alignment. */
  function run(x: ArrayLike<number>, outputs: number, skew: number, transform: (x: number, y: number) => void): Float64Array {
    const size = ArrayType.BYTES_PER_ELEMENT;
    const base = allocate((x.length + outputs + 8) * size) + skew * size;
    const xAt = base + size;
    const yAt = xAt + (x.length + 1) * size;
    memory[real].fill(FENCE, base / size, yAt / size + outputs + 1);
    memory[real].set(x, xAt / size);
    transform(xAt, yAt);
    const view = memory[real];
    expect([view[base / size], view[yAt / size - 1], view[yAt / size + outputs]]).toEqual([FENCE, FENCE, FENCE]);
    expect(ArrayType.from(x).every((value, i) => Object.is(value, view[xAt / size + i])), "x is read only").toBe(true);
    const y = Float64Array.from(view.subarray(yAt / size, yAt / size + outputs));
    release(base - skew * size);
    return y;
  }

  /** Root mean square over enough signals that a bound on a norm means something for a few points, too. */
  function overSignals(N: number, error: (seed: number) => number): number {
    const signals = Math.ceil(256 / N);
    let sum = 0;
    for (let seed = 0; seed < signals; seed++) sum += error(seed) ** 2;
    return Math.sqrt(sum / signals);
  }

  function checkComplex(N: number, bins: number[], skew: number): void {
    const plan = complexTransform(N, real);
    const signal = (seed: number): Float64Array => Float64Array.from(ArrayType.from(random(N + 1000 * seed, 2 * N)));
    for (const direction of ["forward", "inverse"] as const) {
      const error = overSignals(N, (seed) => {
        const x = signal(seed);
        return spectrumError(run(x, 2 * N, skew, (from, to) => plan[direction](from, to)), x, direction, bins);
      });
      expect(error, `${direction}, N = ${N}`).toBeLessThan(errorBound(N, epsilon));
    }
    const error = overSignals(N, (seed) => {
      const x = signal(seed);
      const back = run(x, 2 * N, skew, (from, to) => {
        plan.forward(from, to);
        plan.inverse(to, to, N);
      });
      return relativeError(back, x);
    });
    expect(error, `there and back in place, N = ${N}`).toBeLessThan(2 * errorBound(N, epsilon));
    plan.dispose();
  }

  function checkReal(N: number, bins: number[], skew: number): void {
    const plan = realTransform(N, real);
    const F = Math.floor(N / 2) + 1;
    const half = bins.filter((k) => k < F);
    let roundTrip = 0;
    const error = overSignals(N, (seed) => {
      const x = Float64Array.from(ArrayType.from(random(~N + 1000 * seed, N)));
      const wide = Float64Array.from({ length: 2 * N }, (_, i) => (i % 2 === 0 ? x[i / 2] : 0));
      const X = run(x, 2 * F, skew, (from, to) => plan.forward(from, to));
      expect(Math.abs(X[1]), "bin 0 is real").toBe(0);
      if (N % 2 === 0) expect(Math.abs(X[N + 1]), "bin N/2 is real").toBe(0);
      const forward = spectrumError(X, wide, "forward", half);
      // What a real signal's spectrum cannot hold must not be read.
      X[1] = NaN;
      if (N % 2 === 0) X[N + 1] = NaN;
      roundTrip += relativeError(run(X, N, skew, (from, to) => plan.inverse(from, to, N)), x) ** 2;
      return forward;
    });
    expect(error, `real, N = ${N}`).toBeLessThan(errorBound(N, epsilon));
    expect(Math.sqrt(roundTrip / Math.ceil(256 / N)), `real and back, N = ${N}`).toBeLessThan(2 * errorBound(N, epsilon));
    plan.dispose();
  }

  test("every length to 300 equals the definition, forward, inverse, and back", () => {
    for (let N = 1; N <= 300; N++) {
      const bins = someBins(N, 600);
      checkComplex(N, bins, N % (16 / ArrayType.BYTES_PER_ELEMENT));
      checkReal(N, bins, N % (16 / ArrayType.BYTES_PER_ELEMENT));
    }
  });

  test.each(long)("length %i equals the definition", { timeout: 120_000 }, (N) => {
    const bins = someBins(N, N > 100_000 ? 4 : 40);
    checkComplex(N, bins, 1);
    checkReal(N, bins, 1);
  });

  test("plans of one length share their tables, and the last one frees them", () => {
    const before = heapBytes();
    const one = complexTransform(1009, real);
    const alone = heapBytes() - before;
    const two = complexTransform(1009, real);
    expect(heapBytes() - before).toBeLessThan(1.7 * alone);
    one.dispose();
    two.dispose();
    expect(heapBytes()).toBe(before);
  });
});
