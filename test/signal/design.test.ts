import { describe, expect, test } from "vitest";
import { correlate, correlationLags, firwin, savgolCoeffs, windows } from "../../src/signal/index.js";
import { Random } from "../support/random.js";

/** |H(f)|, f in units of the Nyquist frequency. */
function gain(taps: Float64Array, f: number): number {
  const middle = (taps.length - 1) / 2;
  return Math.abs(taps.reduce((sum, tap, n) => sum + tap * Math.cos(Math.PI * f * (n - middle)), 0));
}

describe("firwin", () => {
  test("is the windowed sum of sincs, scaled in the middle of its first band", () => {
    const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
    for (const numtaps of [1, 2, 7, 20, 51]) {
      const w = windows.hamming(numtaps);
      const ideal = Array.from({ length: numtaps }, (_, n) => 0.3 * sinc(0.3 * (n - (numtaps - 1) / 2)) * w[n]);
      const sum = ideal.reduce((a, b) => a + b, 0);
      firwin(numtaps, 0.3).forEach((tap, n) => expect(tap).toBeCloseTo(ideal[n] / sum, 14));
      firwin(numtaps, 0.3, { scale: false }).forEach((tap, n) => expect(tap).toBeCloseTo(ideal[n], 14));
    }
  });

  test.each([
    { passZero: true, cutoff: 0.4, passes: [0, 0.2], stops: [0.6, 1] },
    { passZero: "lowpass", cutoff: 0.4, passes: [0, 0.2], stops: [0.6, 1] },
    { passZero: false, cutoff: 0.4, passes: [0.6, 1], stops: [0, 0.2] },
    { passZero: "highpass", cutoff: 0.4, passes: [0.6, 1], stops: [0, 0.2] },
    { passZero: "bandpass", cutoff: [0.3, 0.7], passes: [0.5], stops: [0, 0.15, 0.85, 1] },
    { passZero: "bandstop", cutoff: [0.3, 0.7], passes: [0, 0.1, 0.9, 1], stops: [0.5] },
    { passZero: false, cutoff: [0.2, 0.4, 0.7], passes: [0.3, 0.9, 1], stops: [0, 0.1, 0.55] },
  ] as const)("passes $passes and stops $stops for $passZero, $cutoff", ({ passZero, cutoff, passes, stops }) => {
    const taps = firwin(61, cutoff, { passZero });
    expect(taps).toEqual(taps.slice().reverse());
    for (const f of passes) expect(gain(taps, f)).toBeCloseTo(1, 2);
    for (const f of stops) expect(gain(taps, f)).toBeLessThan(0.01);
  });

  test("counts frequencies in units of fs, and takes windows by name", () => {
    expect(firwin(21, 1000, { fs: 8000 })).toEqual(firwin(21, 0.25));
    expect(firwin(21, 0.25, { window: ["generalHamming", 0.54] })).toEqual(firwin(21, 0.25));
    expect(firwin(21, 0.25, { window: ["kaiser", 0] })).toEqual(firwin(21, 0.25, { window: "boxcar" }));
    // 2.285·20·π·width + 7.95 dB: none above 21 dB for a width of 0.05
    expect(firwin(21, 0.25, { width: 0.05 })).toEqual(firwin(21, 0.25, { window: "boxcar" }));
  });

  test("refuses what is no filter", () => {
    expect(() => firwin(0, 0.5)).toThrow(new RangeError("numtaps: expected an integer from 1 to 268435456, got 0"));
    expect(() => firwin(4, 0.5, { passZero: false })).toThrow("numtaps: expected an odd number, for a filter that passes the Nyquist frequency, got 4");
    expect(() => firwin(5, 1)).toThrow(new RangeError("cutoff: expected a frequency above 0 and below fs / 2 = 1, got 1"));
    expect(() => firwin(5, 0)).toThrow(RangeError);
    expect(() => firwin(5, [0.4, 0.3])).toThrow(new RangeError("cutoff[1]: expected a frequency above the one before it, 0.4, got 0.3"));
    expect(() => firwin(5, [])).toThrow(new RangeError("cutoff: expected at least one frequency, got none"));
    expect(() => firwin(5, NaN)).toThrow(RangeError);
    expect(() => firwin(5, "low" as unknown as number)).toThrow(TypeError);
    expect(() => firwin(5, [0.1, 0.2], { passZero: "lowpass" })).toThrow('cutoff: expected one frequency, for "lowpass", got 2');
    expect(() => firwin(5, 0.2, { passZero: "bandpass" })).toThrow('cutoff: expected at least two frequencies, for "bandpass", got 1');
    expect(() => firwin(5, 0.2, { passZero: "comb" as "bandpass" })).toThrow(/^options.passZero: expected true, false, "lowpass"/);
    expect(() => firwin(5, 0.2, { window: "hamm" as "hamming" })).toThrow(/^options.window: expected one of "boxcar",.*got "hamm"/);
    expect(() => firwin(5, 0.2, { window: "kaiser" as "hamming" })).toThrow('options.window: expected ["kaiser", beta], got the string "kaiser"');
    expect(() => firwin(5, 0.2, { window: ["hann", 3] as unknown as "hann" })).toThrow('options.window: expected "hann", which has no parameter');
    expect(() => firwin(5, 0.2, { window: ["gaussian", -1] })).toThrow(new RangeError("options.window[1]: expected a number above 0, got -1"));
    expect(() => firwin(5, 0.2, { fs: 0 })).toThrow(RangeError);
  });
});

describe("savgolCoeffs", () => {
  test("evaluates polynomials and their derivatives, at any place", () => {
    const random = new Random(3);
    for (let i = 0; i < 1000; i++) {
      const W = random.integer(1, 15);
      const polyorder = random.integer(0, Math.min(W - 1, 5));
      const deriv = random.integer(0, polyorder);
      const delta = random.pick([1, 0.5, 2]);
      const pos = random.pick([undefined, random.next() * (W - 1)]);
      const place = pos ?? (W - 1) / 2;
      const p = random.numbers(polyorder + 1);
      const c = savgolCoeffs(W, polyorder, { deriv, delta, pos, use: "dot" });
      // p(t) = Σ p_m t^m, samples at t = (j − place)·delta: the derivative at 0 is deriv!·p_deriv
      let value = 0;
      let size = 0;
      for (let j = 0; j < W; j++) {
        const x = p.reduce((sum, factor, m) => sum + factor * ((j - place) * delta) ** m, 0);
        value += c[j] * x;
        size += Math.abs(c[j] * x);
      }
      const factorial = [1, 1, 2, 6, 24, 120][deriv];
      expect(Math.abs(value - factorial * p[deriv]), `W = ${W}, order ${polyorder}, deriv ${deriv}`).toBeLessThanOrEqual(1e-12 * (size + 1));
      expect(savgolCoeffs(W, polyorder, { deriv, delta, pos })).toEqual(c.slice().reverse());
    }
  });

  test("are zeros for a derivative above the degree", () => {
    expect(savgolCoeffs(5, 2, { deriv: 3 })).toEqual(new Float64Array(5));
  });

  test("refuses what is no fit", () => {
    expect(() => savgolCoeffs(5, 5)).toThrow(new RangeError("polyorder: expected less than windowLength, 5, got 5"));
    expect(() => savgolCoeffs(0, 0)).toThrow(RangeError);
    expect(() => savgolCoeffs(5.5, 2)).toThrow(RangeError);
    expect(() => savgolCoeffs(5, 2, { pos: 5 })).toThrow(new RangeError("options.pos: expected a place in the window, below 5, got 5"));
    expect(() => savgolCoeffs(5, 2, { pos: -1 })).toThrow(RangeError);
    expect(() => savgolCoeffs(5, 2, { deriv: -1 })).toThrow(RangeError);
    expect(() => savgolCoeffs(5, 2, { delta: 0 })).toThrow(RangeError);
    expect(() => savgolCoeffs(5, 2, { use: "sum" as "dot" })).toThrow(new RangeError('options.use: expected one of "conv", "dot", got "sum"'));
    expect(() => savgolCoeffs("5" as unknown as number, 2)).toThrow(TypeError);
  });
});

describe("correlationLags", () => {
  test("name the shift of each output of correlate: an impulse shows at its own lag", () => {
    for (let n1 = 1; n1 < 9; n1++) {
      for (let n2 = 1; n2 < 9; n2++) {
        for (const mode of ["full", "same", "valid"] as const) {
          const lags = correlationLags(n1, n2, { mode });
          // SciPy's list stands one too high here
          const above = mode === "same" && n1 % 2 === 1 && n2 % 2 === 0 ? 1 : 0;
          for (let i = 0; i < n1; i++) {
            for (let j = 0; j < n2; j++) {
              const a = new Float64Array(n1);
              const b = new Float64Array(n2);
              a[i] = b[j] = 1;
              const z = correlate(a, b, { mode });
              expect(lags).toHaveLength(z.length);
              const at = z.indexOf(1);
              if (at >= 0) expect(lags[at], `${mode} ${n1} ${n2}: impulses at ${i} and ${j}`).toBe(i - j + above);
              else expect(lags.includes(i - j + above), `${mode} ${n1} ${n2}`).toBe(false);
            }
          }
        }
      }
    }
  });

  test("refuses lengths that are none", () => {
    expect(() => correlationLags(0, 3)).toThrow(new RangeError("n1: expected an integer from 1 to 268435456, got 0"));
    expect(() => correlationLags(3, 1.5)).toThrow(new RangeError("n2: expected an integer from 1 to 268435456, got 1.5"));
    expect(() => correlationLags(3, 2, { mode: "all" as "full" })).toThrow(RangeError);
  });
});
