import { floatType, type Precision } from "../../array/dtype.js";
import { partOf, precisionOf, type Source } from "../../array/source.js";
import { partOfTarget, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { loadShaped, storeShaped, tableBytes, withLengths } from "./arrays.js";
import { recentPlan } from "./cache.js";
import { complexTransform } from "./complex.js";
import { realTransform } from "./real.js";
import { root } from "./roots.js";

export type CosineType = 1 | 2 | 3 | 4;

/** A discrete cosine transform of an array as a request. */
export interface ArrayCosine {
  readonly source: Source;
  readonly type: CosineType;
  readonly axes: readonly number[];
  readonly lengths: readonly number[];
  /** "ortho" makes each axis an orthogonal matrix; "scaled" divides by what the inverse needs. */
  readonly norm: "plain" | "scaled" | "ortho";
}

/** Computes a cosine transform into the caller's `out` or a fresh array; of a complex input, of both parts. */
export function cosineArray({ source, type, axes, lengths, norm }: ArrayCosine, out: unknown): Result {
  const precision = precisionOf(source);
  const shape = withLengths(source.shape, axes, lengths);
  const target = targetOf(out, shape, floatType(precision, source.complex), source.plain);
  const parts: [Source, Target][] = source.complex
    ? [[partOf(source, "re"), partOfTarget(target, "re")], [partOf(source, "im"), partOfTarget(target, "im")]]
    : [[source, target]];
  const mark = openArena();
  try {
    const pointers = parts.map(([from]) => {
      const pointer = take(sizeOf(shape) * bytesOf(precision));
      loadShaped(from, shape, pointer, precision, "real");
      for (const axis of axes) cosineAxis(pointer, shape, axis, type, norm, precision);
      return pointer;
    });
    parts.forEach(([, to], i) => storeShaped(pointers[i], precision, to));
  } finally {
    closeArena(mark);
  }
  return target.value;
}

/** Transforms every line of an axis in place. */
function cosineAxis(pointer: number, shape: readonly number[], axis: number, type: CosineType, norm: ArrayCosine["norm"], precision: Precision): void {
  const n = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const line = new Float64Array(n);
  const base = pointer / bytesOf(precision);
  const transform = recentPlan(`cosine ${type} ${precision} ${n}`, tableBytes([n], precision), () => cosineLine(n, type, precision));
  const full = type === 1 ? 2 * (n - 1) : 2 * n;
  const scale = norm === "plain" ? 1 : norm === "scaled" ? 1 / full : Math.sqrt(1 / full);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = base + o * n * inner + i;
      let view = viewOf(precision);
      for (let k = 0; k < n; k++) line[k] = view[at + k * inner];
      if (norm === "ortho" && type !== 2 && type !== 4) line[0] *= Math.SQRT2;
      if (norm === "ortho" && type === 1) line[n - 1] *= Math.SQRT2;
      transform.run(line);
      if (norm === "ortho" && type <= 2) line[0] *= Math.SQRT1_2;
      if (norm === "ortho" && type === 1) line[n - 1] *= Math.SQRT1_2;
      view = viewOf(precision);
      for (let k = 0; k < n; k++) view[at + k * inner] = line[k] * scale;
    }
  }
}

/** A cosine transform of n numbers in place, unscaled, by way of a Fourier transform. */
interface CosineLine {
  run(line: Float64Array): void;
  dispose(): void;
}

function cosineLine(n: number, type: CosineType, precision: Precision): CosineLine {
  if (type === 1) return firstType(n, precision);
  return type === 4 ? fourthType(n, precision) : secondOrThirdType(n, type, precision);
}

/** Runs a transform from `inputs` numbers of a line to `outputs` numbers, each side read and written as an array. */
function throughMemory(precision: Precision, inputs: number, outputs: number, write: (view: FloatArray, at: number) => void, transform: (x: number, y: number) => void, read: (view: FloatArray, at: number) => void): void {
  const size = bytesOf(precision);
  const mark = openArena();
  try {
    const x = take(inputs * size);
    const y = take(outputs * size);
    write(viewOf(precision), x / size);
    transform(x, y);
    read(viewOf(precision), y / size);
  } finally {
    closeArena(mark);
  }
}

/** y[k] = x[0] + (−1)^k x[n−1] + 2 Σ x[i] cos(πik/(n−1)): the real parts of the transform of x and its mirror image. */
function firstType(n: number, precision: Precision): CosineLine {
  const length = 2 * (n - 1);
  const plan = realTransform(length, precision === "float32" ? "f32" : "f64");
  return {
    run(line) {
      throughMemory(precision, length, 2 * n, (view, at) => {
        for (let i = 0; i < n; i++) view[at + i] = line[i];
        for (let i = n; i < length; i++) view[at + i] = line[length - i];
      }, plan.forward, (view, at) => {
        for (let k = 0; k < n; k++) line[k] = view[at + 2 * k];
      });
    },
    dispose: plan.dispose,
  };
}

/**
 * Type 2, y[k] = 2 Σ x[i] cos(πk(2i + 1)/2n): even samples forwards and odd ones backwards make a real
 * signal whose spectrum, turned by e^{−iπk/2n}, has y/2 as real parts. Type 3 goes the same way back.
 */
function secondOrThirdType(n: number, type: 2 | 3, precision: Precision): CosineLine {
  const plan = realTransform(n, precision === "float32" ? "f32" : "f64");
  const half = Math.floor(n / 2);
  const turns = new Float64Array(2 * (half + 1));
  for (let k = 0; k <= half; k++) root(k, 4 * n, turns, 2 * k);
  const place = (i: number): number => (i % 2 === 0 ? i / 2 : n - (i + 1) / 2);
  const forward = (line: Float64Array): void =>
    throughMemory(precision, n, 2 * (half + 1), (view, at) => {
      for (let i = 0; i < n; i++) view[at + place(i)] = line[i];
    }, plan.forward, (view, at) => {
      for (let k = 0; k <= half; k++) {
        const [re, im, cos, sin] = [view[at + 2 * k], view[at + 2 * k + 1], turns[2 * k], -turns[2 * k + 1]];
        line[k] = 2 * (re * cos + im * sin);
        if (k > 0) line[n - k] = 2 * (re * sin - im * cos);
      }
    });
  const back = (line: Float64Array): void =>
    throughMemory(precision, 2 * (half + 1), n, (view, at) => {
      for (let k = 0; k <= half; k++) {
        const [re, im, cos, sin] = [line[k], k === 0 ? 0 : -line[n - k], turns[2 * k], -turns[2 * k + 1]];
        view[at + 2 * k] = re * cos - im * sin;
        view[at + 2 * k + 1] = re * sin + im * cos;
      }
    }, plan.inverse, (view, at) => {
      for (let i = 0; i < n; i++) line[i] = view[at + place(i)];
    });
  return { run: type === 2 ? forward : back, dispose: plan.dispose };
}

/**
 * y[k] = 2 Σ x[i] cos(π(2k + 1)(2i + 1)/4n). With even n, samples from both ends make a complex signal
 * of n/2 points that is turned before and after; with odd n, x is turned and filled up with n zeros.
 */
function fourthType(n: number, precision: Precision): CosineLine {
  const even = n % 2 === 0;
  const length = even ? n / 2 : 2 * n;
  const plan = complexTransform(length, precision === "float32" ? "f32" : "f64");
  const turn = new Float64Array(2);
  return {
    run(line) {
      throughMemory(precision, 2 * length, 2 * length, (view, at) => {
        view.fill(0, at, at + 2 * length);
        for (let i = 0; i < (even ? length : n); i++) {
          const [re, im] = even ? [line[2 * i], line[n - 1 - 2 * i]] : [line[i], 0];
          root(even ? 4 * i + 1 : 2 * i + 1, 8 * n, turn, 0);
          view[at + 2 * i] = re * turn[0] - im * turn[1];
          view[at + 2 * i + 1] = re * turn[1] + im * turn[0];
        }
      }, plan.forward, (view, at) => {
        for (let k = 0; k < (even ? length : n); k++) {
          root(even ? k : 2 * k, even ? 2 * n : 8 * n, turn, 0);
          const [re, im] = [view[at + 2 * k], view[at + 2 * k + 1]];
          const real = 2 * (re * turn[0] - im * turn[1]);
          if (even) {
            line[2 * k] = real;
            line[n - 1 - 2 * k] = -2 * (re * turn[1] + im * turn[0]);
          } else line[k] = real;
        }
      });
    },
    dispose: plan.dispose,
  };
}
