import { within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { columnwise, type ComplexMethod, type ComplexTransform, complexTransform } from "./complex.js";
import { hasPasses, type Kernels, lanesOf, pairBytes, radicesOf, stockhamPasses } from "./passes.js";
import { chainRunner, type Link } from "./program.js";
import { type Holdings, holding } from "./tables.js";

/** How an axis lies in memory: `outer` times n points, `inner` complex numbers apart. */
export interface AxisGeometry {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

/** Bytes of a strip of columns, so that two of them stay in the cache. */
const STRIP_BYTES = 131072;

/**
 * Transforms along one axis of a contiguous array of complex numbers, all lines of it; y may be x.
 * Where the axis is not the last, neighbouring lines are neighbours in memory: a strip of them goes
 * through the passes together, a vector of lines in place of a vector of points.
 */
export function axisTransform(geometry: AxisGeometry, real: Real): ComplexTransform {
  const kernels = fftKernels()[real];
  return holding(real, (holdings): ComplexMethod => {
    if (geometry.inner === 1) return rows(geometry, holdings);
    return hasPasses(geometry.n) ? strips(geometry, kernels, holdings) : columns(geometry, kernels, holdings);
  });
}

function rows({ outer, n }: AxisGeometry, holdings: Holdings): ComplexMethod {
  const line = n * pairBytes(holdings.real);
  const plan = holdings.keep(complexTransform(n, holdings.real));
  return {
    n,
    forward(x, y) {
      for (let o = 0; o < outer; o++) plan.forward(x + o * line, y + o * line);
    },
    inverse(x, y, divisor = 1) {
      for (let o = 0; o < outer; o++) plan.inverse(x + o * line, y + o * line, divisor);
    },
  };
}

function strips({ outer, n, inner }: AxisGeometry, kernels: Kernels, holdings: Holdings): ComplexMethod {
  const { real } = holdings;
  const lanes = lanesOf(real);
  const pair = pairBytes(real);
  // Whole cache lines at least, however long the columns are.
  const width = Math.min(Math.max(8, Math.floor(STRIP_BYTES / (n * pair * 8)) * 8), Math.ceil(inner / lanes) * lanes);
  const pitchOf = (lines: number): number => Math.ceil(lines / lanes) * 32;
  const strip = (lines: number): Strip => {
    const pitch = pitchOf(lines);
    const passes = stockhamPasses(holdings, n, radicesOf(n), pitch);
    const runner = (links: Link[]): Run => chainRunner(links, kernels, holdings, n * pitch, 0);
    const { forward, inverse } = columnwise([n, lines, inner * pair, pitch], passes, [n, lines, pitch, inner * pair]);
    return { forward: runner(forward), inverse: runner(inverse) };
  };
  const rest = inner % width;
  const whole = inner >= width ? strip(width) : undefined;
  const partial = rest > 0 ? strip(rest) : whole!;

  function transform(x: number, y: number, divisor: number, direction: "forward" | "inverse"): void {
    for (let o = 0; o < outer; o++) {
      for (let column = 0; column < inner; column += width) {
        const at = (o * n * inner + column) * pair;
        (inner - column >= width ? whole! : partial)[direction](x + at, y + at, divisor);
      }
    }
  }
  return {
    n,
    forward: (x, y) => transform(x, y, 1, "forward"),
    inverse: (x, y, divisor = 1) => transform(x, y, divisor, "inverse"),
  };
}

type Run = (x: number, y: number, divisor: number) => void;
type Strip = Record<"forward" | "inverse", Run>;

/** Lines without passes, one at a time. */
function columns({ outer, n, inner }: AxisGeometry, kernels: Kernels, holdings: Holdings): ComplexMethod {
  const pair = pairBytes(holdings.real);
  const plan = holdings.keep(complexTransform(n, holdings.real));

  function move(x: number, y: number, xStep: number, yStep: number): void {
    for (const part of [0, pair / 2]) kernels.move(x + part, y + part, n, xStep, yStep, 1);
  }
  function transform(x: number, y: number, run: (line: number) => void): void {
    within(n * pair, (line) => {
      for (let o = 0; o < outer; o++) {
        for (let column = 0; column < inner; column++) {
          const at = (o * n * inner + column) * pair;
          move(x + at, line, inner * pair, pair);
          run(line);
          move(line, y + at, pair, inner * pair);
        }
      }
    });
  }
  return {
    n,
    forward: (x, y) => transform(x, y, (line) => plan.forward(line, line)),
    inverse: (x, y, divisor = 1) => transform(x, y, (line) => plan.inverse(line, line, divisor)),
  };
}
