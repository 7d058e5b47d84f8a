import { describe, expect, test } from "vitest";
import { fft, NdArray } from "../../src/index.js";
import { convolutionLength, nextFastLength, primeFactors } from "../../src/shape/fastLength.js";
import { random, relativeError } from "./reference.js";

describe("lengths", () => {
  const smooth = (n: number, most: number): boolean => primeFactors(n).every((p) => p <= most);

  test("nextFastLen is the least smooth number from the target on", () => {
    for (let target = 1; target <= 3000; target++) {
      let [real, complex] = [target, target];
      while (!smooth(real, 5)) real++;
      while (!smooth(complex, 11)) complex++;
      expect(fft.nextFastLen(target, { real: true })).toBe(real);
      expect(fft.nextFastLen(target)).toBe(complex);
    }
    expect(nextFastLength(2 ** 30 + 1, "real")).toBe(1_074_954_240);
  });

  test("a length for convolution is a whole number of its units, and no more than a third above what was asked for, a fifth for long ones", () => {
    for (const lanes of [2, 4]) {
      for (const kind of ["real", "complex"] as const) {
        const unit = (kind === "real" ? 8 : 4) * lanes;
        for (let target = 1; target < 20_000; target += 37) {
          const n = convolutionLength(target, kind, lanes);
          expect(n % unit).toBe(0);
          expect(n).toBeGreaterThanOrEqual(target);
          if (target > unit) expect(n / target).toBeLessThan(target > 48 * unit ? 1.2 : 2);
          if (target > 4 * unit) expect(n / target).toBeLessThan(4 / 3);
        }
      }
    }
  });
});

describe("arrays", () => {
  test("strides, also negative ones, are read as they lie, and types as they are", () => {
    const data = random(1, 60);
    const turned = new NdArray(data, [5, 6], [-12, 2], 48 + 1);
    const plain = Float64Array.from({ length: 30 }, (_, i) => data[49 - 12 * Math.floor(i / 6) + 2 * (i % 6)]);
    const expected = fft.fft2({ data: plain, shape: [5, 6] });
    expect([...fft.fft2(turned).data]).toEqual([...expected.data]);
    expect([...fft.rfft2(turned, { axes: [1, 0] }).data]).toEqual([...fft.rfft2({ data: plain, shape: [5, 6] }, { axes: [1, 0] }).data]);
    expect(fft.fft(Int16Array.of(1, 2, 3)).dtype).toBe("complex128");
    expect(fft.fft(Float32Array.of(1, 2, 3)).dtype).toBe("complex64");
  });

  test("out may be the input, and may be strided", () => {
    const data = random(2, 64);
    const x = new NdArray(data, [32], [1], 0, "complex128");
    const expected = fft.fft(new NdArray(data.slice(), [32], [1], 0, "complex128"));
    expect(fft.fft(x, { out: x })).toBe(x);
    expect([...x.data]).toEqual([...expected.data]);
    const wide = new NdArray(new Float64Array(2 * 96), [32], [3], 0, "complex128");
    fft.ifft(expected, { out: wide });
    const back = fft.ifft(expected);
    for (let i = 0; i < 32; i++) expect(wide.get(i)).toEqual(back.get(i));
    expect(wide.data[2]).toBe(0);
  });

  test("a shift into integers rounds half to even and saturates, also within one memory", () => {
    expect(fft.fftshift([0.5, 1.5, 300, -1, NaN], { out: new Uint8Array(5) })).toEqual(Uint8Array.of(0, 0, 0, 2, 255));
    const whole = Int16Array.of(1, 2, 3, 4, 5);
    expect(fft.ifftshift(whole, { out: whole })).toEqual(Int16Array.of(3, 4, 5, 1, 2));
    const pairs = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3], dtype: "complex64" };
    const mirrored = { ...pairs, stride: [-1], offset: 2 };
    expect(fft.fftshift(pairs, { out: mirrored })).toBe(mirrored);
    expect([...pairs.data], "from the last to the first").toEqual([3, 4, 1, 2, 5, 6]);
    expect(() => fft.fftshift(new NdArray(Float64Array.of(5), []))).toThrow(new RangeError("x: expected an array of at least one axis, got a single number"));
  });

  test("a transform of an axis that is not the last is that of each column", () => {
    const x = random(3, 2 * 9 * 11);
    const whole = fft.fft(new NdArray(x, [9, 11], undefined, 0, "complex128"), { axis: 0, n: 12 });
    expect(whole.shape).toEqual([12, 11]);
    const column = fft.fft(new NdArray(x, [9], [11], 4, "complex128"), { n: 12 });
    const actual = Float64Array.from({ length: 24 }, (_, i) => whole.data[2 * (11 * (i >> 1) + 4) + (i & 1)]);
    expect(relativeError(actual, column.data)).toBeLessThan(1e-15);
  });

  test.each([[Float32Array, 37], [Float64Array, 37], [Float32Array, 3], [Float64Array, 1]])("real transforms of an axis that is not the last are those of each column, bit by bit: %o, %i columns", (ArrayType, width) => {
    const [outer, rows] = [2, 24];
    const x = ArrayType.from(random(5, outer * rows * width));
    x[7 * width] = NaN;
    for (const n of [7, 16, 20, 24, 30, 67]) {
      const bins = (n >> 1) + 1;
      const half = ArrayType === Float32Array ? "complex64" : "complex128";
      const [numbers, spectra] = [new ArrayType(outer * n * width), new ArrayType(2 * outer * bins * width)];
      // Results go between others, from the last column to the first.
      const X = fft.rfft(new NdArray(x, [outer, rows, width]), { axis: 1, n, out: new NdArray(spectra, [outer, bins, width], [bins * width, width, -1], width - 1, half) });
      fft.irfft(X, { axis: 1, n, out: new NdArray(numbers, [outer, n, width], [n, 1, outer * n], 0) });
      for (let o = 0; o < outer; o++) {
        for (let c = 0; c < width; c++) {
          const column = fft.rfft(new NdArray(x, [rows], [width], o * rows * width + c), { n });
          const spectrum = new NdArray(spectra, [bins], [width], o * bins * width + width - 1 - c, half);
          const line = new NdArray(numbers, [n], [1], (c * outer + o) * n);
          for (let k = 0; k < bins; k++) expect(spectrum.get(k), `bin ${k} of column ${c} of ${o}`).toEqual(column.get(k));
          const points = fft.irfft(column, { n });
          for (let i = 0; i < n; i++) expect(line.get(i), `point ${i} of column ${c} of ${o}`).toEqual(points.get(i));
        }
      }
    }
  });

  test("one NaN spoils its own line and no other", () => {
    const x = random(4, 64);
    x[17] = NaN;
    const X = fft.fft({ data: x, shape: [4, 16] }).data;
    for (let line = 0; line < 4; line++) {
      expect(X.subarray(32 * line, 32 * line + 32).every(Number.isFinite)).toBe(line !== 1);
    }
  });
});

describe("planFft", () => {
  test.each([1, 2, 7, 16, 60, 101, 256])("%i points: arrays, views and another type agree; nothing is left after dispose", (n) => {
    for (const kind of ["complex", "real"] as const) {
      const plan = fft.planFft(n, { kind });
      const x = random(n, plan.input.length);
      const X = plan.forward(x);
      plan.input.set(x);
      expect([...plan.forward()]).toEqual([...X]);
      expect(relativeError(plan.inverse(X), x)).toBeLessThan(1e-15 * Math.log2(4 * n));
      expect(relativeError(plan.inverse(), x)).toBeLessThan(1e-15 * Math.log2(4 * n));
      const out = new Float32Array(X.length);
      expect(plan.forward(x, { out })).toBe(out);
      expect([...out]).toEqual([...Float32Array.from(X)]);
      expect([...plan.forward(Int8Array.from(x, (v) => 100 * v))]).toEqual([...plan.forward(Float64Array.from(Int8Array.from(x, (v) => 100 * v)))]);
      plan.dispose();
      plan.dispose();
      expect(() => plan.forward(x)).toThrow(TypeError);
      expect(() => plan.input).toThrow(TypeError);
    }
  });

  test("views follow the memory when it grows", () => {
    const plan = fft.planFft(8, { dtype: "float32" });
    const x = Float32Array.from(random(1, 16));
    const X = plan.forward(x);
    const large = fft.planFft(2 ** 19);
    expect([...plan.forward(x)]).toEqual([...X]);
    plan.input.set(x);
    expect([...plan.forward()]).toEqual([...X]);
    large.dispose();
    plan.dispose();
  });
});
