import { sizeOf } from "../../shape/strides.js";
import { within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { u8 } from "../../wasm/memory.js";
import { type AxisGeometry, axisTransform } from "./axis.js";
import type { ComplexTransform } from "./complex.js";
import { eachLine } from "./lines.js";
import { pairBytes } from "./passes.js";
import { realTransform } from "./real.js";
import { type Holdings, holding } from "./tables.js";

/** A transform of a contiguous array of several axes in wasm memory. */
export interface NdTransform {
  /** X from x; for complex arrays X may be x, for real ones they must not overlap. */
  forward(x: number, X: number): void;
  /** x from X, divided by divisor, 1 by default; a real x must not overlap X. */
  inverse(X: number, x: number, divisor?: number): void;
  dispose(): void;
}

/** Makes the transform of a complex array along some of its axes, each n axis the sum of complexTransform. */
export function complexTransformNd(shape: readonly number[], axes: readonly number[], real: Real): NdTransform {
  return holding(real, (holdings): Omit<NdTransform, "dispose"> => {
    const along = axisTransforms(shape, axes, holdings);
    const bytes = sizeOf(shape) * pairBytes(real);
    return {
      forward: (x, X) => runAxes(along, "forward", x, X, bytes, 1),
      inverse: (X, x, divisor = 1) => runAxes(along, "inverse", X, x, bytes, divisor),
    };
  });
}

/**
 * Makes the transform of a real array along the last of some axes, which gives the ⌊n/2⌋ + 1 bins of half
 * spectra, and along the others.
 */
export function realTransformNd(shape: readonly number[], axes: readonly number[], real: Real): NdTransform {
  return holding(real, (holdings): Omit<NdTransform, "dispose"> => {
    const halved = axes[axes.length - 1];
    const around = geometryOf(shape, halved);
    const { n } = around;
    const bins = Math.floor(n / 2) + 1;
    const half = shape.map((extent, axis) => (axis === halved ? bins : extent));
    const line = holdings.keep(realTransform(n, real));
    const along = axisTransforms(half, axes.slice(0, -1), holdings);
    const bytes = sizeOf(half) * pairBytes(real);
    return {
      forward(x, X) {
        eachLine(around, [x, n, "real"], [X, bins, "complex"], real, line.forward);
        if (along.length > 0) runAxes(along, "forward", X, X, bytes, 1);
      },
      inverse(X, x, divisor = 1) {
        const back = (from: number): void => eachLine(around, [from, bins, "complex"], [x, n, "real"], real, (X, x) => line.inverse(X, x, divisor));
        if (along.length === 0) return back(X);
        within(bytes, (between) => {
          runAxes(along, "inverse", X, between, bytes, 1);
          back(between);
        });
      },
    };
  });
}

function axisTransforms(shape: readonly number[], axes: readonly number[], holdings: Holdings): ComplexTransform[] {
  return axes.map((axis) => holdings.keep(axisTransform(geometryOf(shape, axis), holdings.real)));
}

function geometryOf(shape: readonly number[], axis: number): AxisGeometry {
  return { outer: sizeOf(shape.slice(0, axis)), n: shape[axis], inner: sizeOf(shape.slice(axis + 1)) };
}

/** One axis after the other, the first from x to y, the rest in y. */
function runAxes(along: readonly ComplexTransform[], direction: "forward" | "inverse", x: number, y: number, bytes: number, divisor: number): void {
  if (along.length === 0 && x !== y) u8.copyWithin(y, x, x + bytes);
  along.forEach((axis, i) => axis[direction](i === 0 ? x : y, y, i === 0 ? divisor : 1));
}
