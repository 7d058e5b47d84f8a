import { loadAll, storeAll } from "../../array/flat.js";
import { type Precision, realOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { sumOf } from "../../math/sums.js";
import { dot, eachIndex, sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { fftKernels } from "../../wasm/fft.js";
import { restorationKernels } from "../../wasm/restoration.js";
import { tableBytes } from "../fft/arrays.js";
import { recentPlan } from "../fft/cache.js";
import { realTransformNd } from "../fft/nd.js";
import type { Spread } from "./recipe.js";
import { type Anchor, laplacianAlong, placeSpread } from "./transferFunction.js";

/** How a picture's spectrum X is divided by a psf's, H. */
export type Quotient =
  /** X / H, with a floor under |H| that is a part of its largest. */
  | { readonly kind: "inverse"; readonly floor: number; readonly anchor: Anchor }
  /** X · H̄ / (|H|² + balance · R²), R the real part of an operator's transfer function, or the Laplacian's; an operator's half spectrum may be given. */
  | { readonly kind: "wiener"; readonly balance: number; readonly operator: "laplacian" | Spread | Source; readonly limit: number };

/** A picture to be divided, of the target's shape. */
export interface Division {
  readonly x: Source;
  readonly psf: Spread;
  readonly precision: Precision;
  readonly quotient: Quotient;
}

/** Divides in the space of frequencies, the picture counted as periodic. */
export function divideSpectra({ x, psf, precision, quotient }: Division, target: Target): void {
  const { shape } = target;
  const last = shape.length - 1;
  const real = realOf(precision);
  const axes = shape.map((_, axis) => axis);
  const transform = recentPlan(`real ${real} ${shape.join()} along ${axes.join()}`, tableBytes(shape, precision), () => realTransformNd(shape, axes, real));
  const size = bytesOf(precision);
  const count = sizeOf(shape);
  const bins = (shape[last] >> 1) + 1;
  const spectrum = { shape: [...shape.slice(0, last), bins], count: (count / shape[last]) * bins, precision };
  const mark = openArena();
  try {
    const points = take(count * size);
    const H = take(spectrum.count * 2 * size);
    const X = take(spectrum.count * 2 * size);
    const spectrumOf = (spread: Spread, anchor: Anchor, to: number): void => {
      placeSpread(spread, shape, anchor, points, precision);
      transform.forward(points, to);
    };
    if (quotient.kind === "inverse") {
      // A psf of sum 1, so that squares neither overflow nor vanish.
      const sum = sumOf(psf.data);
      spectrumOf({ ...psf, data: psf.data.map((tap) => tap / sum) }, quotient.anchor, H);
      loadAll(x, points, precision, "real");
      transform.forward(points, X);
      divideByFloored(X, H, spectrum.count, quotient.floor, precision);
      transform.inverse(X, points, count * sum);
    } else {
      const { operator } = quotient;
      let penalty = 0;
      if (operator !== "laplacian") {
        penalty = take(spectrum.count * size);
        if ("complex" in operator) loadAll(operator, X, precision, "complex");
        else spectrumOf(operator, "center", X);
        fftKernels()[real].move(X, penalty, spectrum.count, 2 * size, size, 1);
      }
      spectrumOf(psf, "center", H);
      loadAll(x, points, precision, "real");
      transform.forward(points, X);
      if (penalty) restorationKernels()[real].wiener(X, H, penalty, spectrum.count, quotient.balance, 0);
      else divideSmoothly(X, H, shape, bins, quotient.balance, precision);
      transform.inverse(X, points, count);
      if (quotient.limit < Infinity) restorationKernels()[real].clip(points, points, count, -quotient.limit, quotient.limit);
    }
    storeAll(points, precision, target);
  } finally {
    closeArena(mark);
  }
}

function divideByFloored(X: number, H: number, count: number, floor: number, precision: Precision): void {
  const kernels = restorationKernels()[realOf(precision)];
  kernels.inverse(X, H, count, floor * Math.sqrt(kernels.largest(H, count, 0)));
}

/** The Wiener quotient with the Laplacian, whose transfer function is a sum of one for each axis: a row of it, and a number for each row. */
function divideSmoothly(X: number, H: number, shape: readonly number[], bins: number, balance: number, precision: Precision): void {
  const kernels = restorationKernels()[realOf(precision)];
  const size = bytesOf(precision);
  const last = shape.length - 1;
  const table = take(bins * size);
  viewOf(precision).set(laplacianAlong(shape[last], bins), table / size);
  const outer = shape.slice(0, last).map((n) => laplacianAlong(n, n));
  let at = 0;
  eachIndex(shape.slice(0, last), (index) => {
    const shift = dot(index.map((f, axis) => outer[axis][f]), index.map(() => 1));
    kernels.wiener(X + at, H + at, table, bins, balance, shift);
    at += bins * 2 * size;
  });
}
