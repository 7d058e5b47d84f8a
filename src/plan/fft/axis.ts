import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import { columnwise, type ComplexMethod, type ComplexTransform, complexTransform } from "./complex.js";
import { eachLine } from "./lines.js";
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
    return geometry.inner > 1 && hasPasses(geometry.n) ? strips(geometry, kernels, holdings) : lines(geometry, holdings);
  });
}

/** Lines of the last axis, or without passes. */
function lines(geometry: AxisGeometry, holdings: Holdings): ComplexMethod {
  const { n } = geometry;
  const plan = holdings.keep(complexTransform(n, holdings.real));
  const transform = (x: number, y: number, run: (from: number, to: number) => void): void => {
    eachLine(geometry, [x, n, "complex"], [y, n, "complex"], holdings.real, run);
  };
  return {
    n,
    forward: (x, y) => transform(x, y, plan.forward),
    inverse: (x, y, divisor = 1) => transform(x, y, (from, to) => plan.inverse(from, to, divisor)),
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
