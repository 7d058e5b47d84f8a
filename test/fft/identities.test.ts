import { afterAll, describe, expect, test } from "vitest";
import { type FftPlan, planFft } from "../../src/fft/planFft.js";
import { cosTurns, sinTurns } from "../../src/math/turns.js";
import { errorBound, random, relativeError } from "./reference.js";

/*
 * What a Fourier transform is known by, without another transform to compare with. Every identity holds within twice the rounding error
 * that one transform may have; of short transforms, over so many signals that a norm means something.
 */

/** Powers of two, smooth lengths by every route, primes with a pass of their own, and lengths by chirps. */
const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 16, 18, 20, 35, 36, 45, 64, 77, 100, 121, 128, 210, 256, 360, 512, 729, 1000, 1024, 2310, 3125, 4096]
  .concat([13, 17, 61, 143, 961], [67, 134, 365, 404, 509, 1009, 2018, 4093]);

const types = [
  { dtype: "float32", epsilon: 2 ** -23, ArrayType: Float32Array },
  { dtype: "float64", epsilon: 2 ** -52, ArrayType: Float64Array },
] as const;

/** Σ|x|², what each addition loses kept. */
function energy(x: ArrayLike<number>): number {
  let [sum, lost] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const next = sum + x[i] * x[i];
    lost += x[i] * x[i] - (next - sum);
    sum = next;
  }
  return sum + lost;
}

describe.each(types)("$dtype", ({ dtype, epsilon, ArrayType }) => {
  type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  const plans = new Map<string, FftPlan<Float64Array<ArrayBuffer>>>();
  afterAll(() => plans.forEach((plan) => plan.dispose()));

  function planOf(N: number, kind: "complex" | "real"): FftPlan<Float64Array<ArrayBuffer>> {
    const key = `${kind} ${N}`;
    const plan = plans.get(key) ?? planFft(N, { kind, dtype: dtype as "float64" });
    plans.set(key, plan);
    return plan;
  }
  const transform = (x: Numbers): Float64Array => Float64Array.from(planOf(x.length / 2, "complex").forward(x));
  const made = (count: number, at: (i: number) => number): Numbers => {
    const x = new ArrayType(count);
    for (let i = 0; i < count; i++) x[i] = at(i);
    return x;
  };
  /** Numbers that leave two bits free: sums of two are exact. */
  const signal = (count: number, seed: number): Numbers => {
    const values = random(seed, count);
    return made(count, (i) => Math.round(values[i] * (0.25 / epsilon)) * epsilon);
  };
  const widened = (x: Numbers): Numbers => made(2 * x.length, (i) => (i % 2 === 0 ? x[i / 2] : 0));

  /** Checks the root mean square of an identity's error over signals. */
  function within(N: number, error: (seed: number) => number): void {
    const signals = Math.ceil(128 / N);
    let sum = 0;
    for (let seed = 0; seed < signals; seed++) sum += error(7919 * N + 31 * seed) ** 2;
    expect(Math.sqrt(sum / signals), `N = ${N}`).toBeLessThanOrEqual(2 * errorBound(N, epsilon));
  }

  test.each(lengths)("linear: F(x + z) = F(x) + F(z), %i points", (N) => {
    within(N, (seed) => {
      const [x, z] = [signal(2 * N, seed), signal(2 * N, ~seed)];
      const Z = transform(z);
      return relativeError(transform(made(2 * N, (i) => x[i] + z[i])), transform(x).map((v, i) => v + Z[i]));
    });
  });

  // Every position of the short ones, the first 512 of the long.
  test.each(lengths.filter((N) => N <= 1024))("an impulse becomes the powers of its root, %i points", (N) => {
    const [cos, sin] = [cosTurns, sinTurns].map((of) => Float64Array.from({ length: N }, (_, j) => of(j, N)));
    const [x, X] = [new ArrayType(2 * N), new ArrayType(2 * N)];
    const plan = planOf(N, "complex");
    let worst = 0;
    for (let p = 0; p < Math.min(N, 512); p++) {
      x[2 * p] = 1;
      plan.forward(x, { out: X });
      x[2 * p] = 0;
      let error = 0;
      for (let k = 0, turn = 0; k < N; k++, turn = (turn + p) % N) error += (X[2 * k] - cos[turn]) ** 2 + (X[2 * k + 1] + sin[turn]) ** 2;
      worst = Math.max(worst, Math.sqrt(error / N));
    }
    expect(worst).toBeLessThanOrEqual(2 * errorBound(N, epsilon));
  });

  test.each(lengths)("shifted by s: F(x[n − s])[k] = e^{−2πi ks/N} · F(x)[k], %i points", (N) => {
    within(N, (seed) => {
      const x = signal(2 * N, seed);
      const s = Math.floor(N / 3) + 1;
      const late = made(2 * N, (i) => x[(i + 2 * (N - (s % N))) % (2 * N)]);
      const X = transform(x);
      const turned = X.map((_, i) => {
        const k = i >> 1;
        const [cos, sin] = [cosTurns((k * s) % N, N), sinTurns((k * s) % N, N)];
        return i % 2 === 0 ? X[i] * cos + X[i + 1] * sin : X[i] * cos - X[i - 1] * sin;
      });
      return relativeError(transform(late), turned);
    });
  });

  test.each(lengths)("keeps energy: Σ|X|² = N · Σ|x|², %i points", (N) => {
    within(N, (seed) => {
      const x = signal(2 * N, seed);
      return Math.abs(energy(transform(x)) / (N * energy(x)) - 1);
    });
  });

  test.each(lengths)("of a real signal: X[N − k] is the conjugate of X[k], and the real transform is half of it, %i points", (N) => {
    within(N, (seed) => {
      const x = signal(N, seed);
      const X = transform(widened(x));
      const mirrored = X.map((_, i) => (i % 2 === 0 ? X[(2 * N - i) % (2 * N)] : -X[(2 * N - i + 2) % (2 * N)]));
      return relativeError(mirrored, X);
    });
    within(N, (seed) => {
      const x = signal(N, seed);
      const half = Float64Array.from(planOf(N, "real").forward(x as Float64Array<ArrayBuffer>));
      const X = transform(widened(x));
      return relativeError(half, X.subarray(0, half.length));
    });
  });

  test.each(lengths)("comes back: F⁻¹(F(x)) = x, complex and real, %i points", (N) => {
    for (const kind of ["complex", "real"] as const) {
      const plan = planOf(N, kind);
      within(N, (seed) => {
        const x = signal(kind === "complex" ? 2 * N : N, seed) as Float64Array<ArrayBuffer>;
        return relativeError(plan.inverse(plan.forward(x)), x);
      });
    }
  });
});
