import { floatType, type Precision } from "../../array/dtype.js";
import { partOf, precisionOf, type Source } from "../../array/source.js";
import { partOfTarget, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf, realOf, viewOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import type { FloatArray } from "../../types.js";
import { closeArena, openArena, take, within } from "../../wasm/arena.js";
import { loadShaped, storeShaped, tableBytes, withLengths } from "./arrays.js";
import { recentPlan } from "./cache.js";
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
  const ends = type === 1 ? [0, n - 1] : [0];
  const scale = norm === "plain" ? 1 : norm === "scaled" ? 1 / full : Math.sqrt(1 / full);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = base + o * n * inner + i;
      let view = viewOf(precision);
      for (let k = 0; k < n; k++) line[k] = view[at + k * inner];
      if (norm === "ortho" && type % 2 === 1) for (const end of ends) line[end] *= Math.SQRT2;
      transform.run(line);
      if (norm === "ortho" && type <= 2) for (const end of ends) line[end] *= Math.SQRT1_2;
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

/** A line that goes as `inputs` numbers, which `write` makes of it, through a transform to `outputs` numbers, which `read` makes it of. */
function lineThrough(
  precision: Precision, inputs: number, outputs: number, plan: { dispose(): void }, transform: (x: number, y: number) => void,
  write: (x: FloatArray, line: Float64Array) => void, read: (y: FloatArray, line: Float64Array) => void,
): CosineLine {
  const size = bytesOf(precision);
  const numbers = (pointer: number, count: number): FloatArray => viewOf(precision).subarray(pointer / size, pointer / size + count);
  return {
    run(line) {
      within(inputs * size, (x) => {
        const y = take(outputs * size);
        write(numbers(x, inputs), line);
        transform(x, y);
        read(numbers(y, outputs), line);
      });
    },
    dispose: plan.dispose,
  };
}

/** y[k] = x[0] + (−1)^k x[n−1] + 2 Σ x[i] cos(πik/(n−1)): the real parts of the transform of x and its mirror image. */
function firstType(n: number, precision: Precision): CosineLine {
  const length = 2 * (n - 1);
  const plan = realTransform(length, realOf(precision));
  return lineThrough(precision, length, 2 * n, plan, plan.forward, (x, line) => {
    for (let i = 0; i < length; i++) x[i] = line[Math.min(i, length - i)];
  }, (y, line) => {
    for (let k = 0; k < n; k++) line[k] = y[2 * k];
  });
}

/**
 * Type 2, y[k] = 2 Σ x[i] cos(πk(2i + 1)/2n): even samples forwards and odd ones backwards make a real
 * signal whose spectrum, turned by e^{−iπk/2n}, has y/2 as real parts. Type 3 goes the same way back.
 */
function secondOrThirdType(n: number, type: 2 | 3, precision: Precision): CosineLine {
  const plan = realTransform(n, realOf(precision));
  const half = Math.floor(n / 2);
  const bins = 2 * (half + 1);
  const turns = new Float64Array(bins);
  for (let k = 0; k <= half; k++) root(k, 4 * n, turns, 2 * k);
  const place = (i: number): number => (i % 2 === 0 ? i / 2 : n - (i + 1) / 2);
  if (type === 2) {
    return lineThrough(precision, n, bins, plan, plan.forward, (x, line) => {
      for (let i = 0; i < n; i++) x[place(i)] = line[i];
    }, (X, line) => {
      for (let k = 0; k <= half; k++) {
        const [re, im, cos, sin] = [X[2 * k], X[2 * k + 1], turns[2 * k], -turns[2 * k + 1]];
        line[k] = 2 * (re * cos + im * sin);
        if (k > 0) line[n - k] = 2 * (re * sin - im * cos);
      }
    });
  }
  return lineThrough(precision, bins, n, plan, plan.inverse, (X, line) => {
    for (let k = 0; k <= half; k++) {
      const [re, im, cos, sin] = [line[k], k === 0 ? 0 : -line[n - k], turns[2 * k], -turns[2 * k + 1]];
      X[2 * k] = re * cos - im * sin;
      X[2 * k + 1] = re * sin + im * cos;
    }
  }, (x, line) => {
    for (let i = 0; i < n; i++) line[i] = x[place(i)];
  });
}

/** y[k] = 2 Σ x[i] cos(π(2k + 1)(2i + 1)/4n): every other output of type 2 for x and n zeros behind it. */
function fourthType(n: number, precision: Precision): CosineLine {
  const whole = secondOrThirdType(2 * n, 2, precision);
  const twice = new Float64Array(2 * n);
  return {
    run(line) {
      twice.set(line);
      twice.fill(0, n);
      whole.run(twice);
      for (let k = 0; k < n; k++) line[k] = twice[2 * k + 1];
    },
    dispose: whole.dispose,
  };
}
