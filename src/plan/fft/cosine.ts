import { floatType, type Precision, realOf } from "../../array/dtype.js";
import { storeAll } from "../../array/flat.js";
import { partOf, precisionOf, type Source } from "../../array/source.js";
import { partOfTarget, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take, within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { f64, u8 } from "../../wasm/memory.js";
import { loadShaped, tableBytes, withLengths } from "./arrays.js";
import { recentPlan } from "./cache.js";
import { complexTransform } from "./complex.js";
import { eachLine, type Lines } from "./lines.js";
import { type Kernels, pairBytes } from "./passes.js";
import { realTransform } from "./real.js";
import { rootsOf } from "./roots.js";
import { type Holdings, holding } from "./tables.js";

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
    parts.forEach(([, to], i) => storeAll(pointers[i], precision, to));
  } finally {
    closeArena(mark);
  }
  return target.value;
}

/** Transforms every line of an axis in place. */
function cosineAxis(pointer: number, shape: readonly number[], axis: number, type: CosineType, norm: ArrayCosine["norm"], precision: Precision): void {
  const n = shape[axis];
  const around = { inner: sizeOf(shape.slice(axis + 1)), outer: sizeOf(shape.slice(0, axis)) };
  const transform = recentPlan(`cosine ${type} ${precision} ${n}`, tableBytes([n], precision), () => cosineTransform(n, type, realOf(precision)));
  const full = type === 1 ? 2 * (n - 1) : 2 * n;
  const scale = norm === "plain" ? 1 : norm === "scaled" ? 1 / full : Math.sqrt(1 / full);
  const end = norm === "ortho" ? Math.SQRT2 : 1;
  const lines: Lines = [pointer, n, "real"];
  within(transform.bytes, (work) => eachLine(around, lines, lines, realOf(precision), (line) => transform.run(line, work, scale, end)));
}

/** A cosine transform of lines of n numbers in wasm memory, by way of a Fourier transform. */
interface CosineTransform {
  /** Working memory of a run. */
  readonly bytes: number;
  /**
   * Transforms a line in place.
   * @param scale - What outputs are multiplied by.
   * @param end - What an orthogonal transform multiplies numbers at the ends of a line of types 1 and 3 by, and divides them by after types 1 and 2.
   */
  run(line: number, work: number, scale: number, end: number): void;
}

function cosineTransform(n: number, type: CosineType, real: Real): CosineTransform & { dispose(): void } {
  return holding(real, (holdings) => {
    const kernels = fftKernels()[real];
    if (type === 1) return firstType(n, kernels, holdings);
    return type === 4 ? fourthType(n, kernels, holdings) : secondOrThirdType(n, type, kernels, holdings);
  });
}

/** y[k] = x[0] + (−1)^k x[n−1] + 2 Σ x[i] cos(πik/(n−1)): the real parts of the transform of x and its mirror image. */
function firstType(n: number, kernels: Kernels, holdings: Holdings): CosineTransform {
  const length = 2 * (n - 1);
  const size = pairBytes(holdings.real) / 2;
  const plan = holdings.keep(realTransform(length, holdings.real));
  return {
    bytes: (length + 2 * n) * size,
    run(line, x, scale, end) {
      const X = x + length * size;
      const across = (n - 1) * size;
      kernels.move(line, line, 2, across, across, end);
      kernels.move(line, x, n, size, size, 1);
      kernels.move(line + size, x + (length - 1) * size, n - 2, size, -size, 1);
      plan.forward(x, X);
      kernels.move(X, line, n, 2 * size, size, scale);
      kernels.move(line, line, 2, across, across, 1 / end);
    },
  };
}

/**
 * Type 2, y[k] = 2 Σ x[i] cos(πk(2i + 1)/2n): even samples forwards and odd ones backwards make a real
 * signal whose spectrum, turned by e^{−iπk/2n}, has y/2 as real parts. Type 3 goes the same way back.
 */
function secondOrThirdType(n: number, type: 2 | 3, kernels: Kernels, holdings: Holdings): CosineTransform {
  const size = pairBytes(holdings.real) / 2;
  const half = n >> 1;
  const plan = holdings.keep(realTransform(n, holdings.real));
  const w = rootTable(half + 1, 4 * n, 1, 0, holdings);
  const nothing = blank(holdings);
  return {
    bytes: (n + 2 * (half + 1)) * size,
    run(line, x, scale, end) {
      const X = x + n * size;
      const last = line + (n - 1) * size;
      if (type === 2) {
        kernels.move(line, x, n - half, 2 * size, size, 1);
        kernels.move(line + size, x + (n - 1) * size, half, 2 * size, -size, 1);
        plan.forward(x, X);
        kernels.rotate_out(X, w, line, 0, nothing + 8, 0, 1, (2 * scale) / end, 0);
        kernels.rotate_out(X + 2 * size, w + 16, line + size, size, last, -size, half, 2 * scale, -2 * scale);
      } else {
        kernels.rotate_in(line, 0, nothing, 0, w, X, 1, scale * end, 0);
        kernels.rotate_in(line + size, size, last, -size, w + 16, X + 2 * size, half, scale, -scale);
        plan.inverse(X, x);
        kernels.move(x, line, n - half, size, 2 * size, 1);
        kernels.move(x + (n - 1) * size, line + size, half, -size, 2 * size, 1);
      }
    },
  };
}

/**
 * y[k] = 2 Σ x[i] cos(π(2k + 1)(2i + 1)/4n). With even n, samples from both ends make a complex signal
 * of n/2 points that is turned before and after; with odd n, x is turned and filled up with n zeros.
 */
function fourthType(n: number, kernels: Kernels, holdings: Holdings): CosineTransform {
  const even = n % 2 === 0;
  const length = even ? n / 2 : 2 * n;
  const count = even ? length : n;
  const plan = holdings.keep(complexTransform(length, holdings.real));
  const before = rootTable(count, 8 * n, even ? 4 : 2, 1, holdings);
  const after = rootTable(count, 8 * n, even ? 4 : 2, 0, holdings);
  const nothing = blank(holdings);
  const size = pairBytes(holdings.real) / 2;
  const bytes = 2 * length * size;
  return {
    bytes,
    run(line, z, scale) {
      const last = line + (n - 1) * size;
      const [along, back] = even ? [2 * size, -2 * size] : [size, 0];
      u8.fill(0, z, z + bytes);
      kernels.rotate_in(line, along, even ? last : nothing, back, before, z, count, 1, 1);
      plan.forward(z, z);
      kernels.rotate_out(z, after, line, along, even ? last : nothing + 8, back, count, 2 * scale, -2 * scale);
    },
  };
}

/** e^{−2πi (factor·k + first)/n} for k < count, in f64 whatever the type: products with them are rounded once. */
function rootTable(count: number, n: number, factor: number, first: number, holdings: Holdings): number {
  const pointer = holdings.allocate(16 * count);
  const write = rootsOf(n, "f64");
  for (let k = 0; k < count; k++) write(factor * k + first, f64, pointer / 8 + 2 * k);
  return pointer;
}

/** Two numbers: a 0 that stands for the partner that a number lacks, and a place for what would go to it. */
function blank(holdings: Holdings): number {
  const pointer = holdings.allocate(16);
  f64[pointer / 8] = 0;
  return pointer;
}
