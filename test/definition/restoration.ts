/** Richardson and Lucy's iteration as its formula has it, in float64, on arrays of any rank; slow and obvious. */
import { borderIndex } from "../../src/shape/border";

export interface Grid {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** Calls `visit` with every index of a shape. */
export function eachIndex(shape: readonly number[], visit: (index: number[], n: number) => void): void {
  const size = shape.reduce((product, extent) => product * extent, 1);
  for (let n = 0; n < size; n++) {
    let rest = n;
    const index = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    visit(index, n);
  }
}

const place = (index: readonly number[], shape: readonly number[]): number => index.reduce((at, i, axis) => at * shape[axis] + i, 0);

/** y[n] = Σ_k h[k] · x[n + first + sign·k], what lies outside by the border. */
function sum(x: Grid, h: Grid, first: readonly number[], sign: 1 | -1, kind: "constant" | "reflect" | "wrap"): Grid {
  const data = new Float64Array(x.data.length);
  eachIndex(x.shape, (index, n) => {
    eachIndex(h.shape, (tap, k) => {
      const at = index.map((i, axis) => borderIndex(i + first[axis] + sign * tap[axis], x.shape[axis], kind));
      if (!at.includes(-1)) data[n] += h.data[k] * x.data[place(at, x.shape)];
    });
  });
  return { data, shape: x.shape };
}

export interface Choice {
  readonly numIter: number;
  readonly boundary?: "zero" | "reflect" | "wrap";
  readonly weights?: Float64Array;
  readonly filterEpsilon?: number;
  readonly totalVariation?: number;
  readonly acceleration?: "none" | "biggs-andrews";
}

export function richardsonLucy(image: Grid, psf: Grid, { numIter, boundary = "zero", weights, filterEpsilon, totalVariation = 0, acceleration = "none" }: Choice): Float64Array {
  const kind = ({ zero: "constant", reflect: "reflect", wrap: "wrap" } as const)[boundary];
  const middle = psf.shape.map((K) => (K - 1) >> 1);
  const blur = (x: Grid) => sum(x, psf, middle, -1, kind);
  // scikit-image turns the psf and keeps SciPy's "same"; with other borders it is the adjoint.
  const back = psf.shape.map((K, axis) => (boundary === "zero" ? middle[axis] - (K - 1) : -middle[axis]));
  const adjoint = (x: Grid) => sum(x, psf, back, 1, kind);
  const { shape } = image;
  const seen = weights && adjoint({ data: weights, shape }).data;
  let x: Float64Array = new Float64Array(image.data.length).fill(0.5);
  let [before, earlier] = [x, x];
  let [step, last]: (Float64Array | undefined)[] = [undefined, undefined];
  for (let done = 0; done < numIter; done++) {
    let y = x;
    if (acceleration === "biggs-andrews") {
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((total, value, n) => total + value * b[n], 0);
      const alpha = step && last ? Math.min(Math.max(dot(step, last) / dot(last, last), 0), 1) : 0;
      y = x.map((value, n) => Math.max(value + alpha * (value - before[n]) + (alpha * alpha) / 2 * (value - 2 * before[n] + earlier[n]), 0));
      [before, earlier] = [x, before];
    }
    const blurred = blur({ data: y, shape }).data;
    const ratio = image.data.map((value, n) => {
      const divisor = blurred[n] + 1e-12;
      const quotient = filterEpsilon && divisor < filterEpsilon ? 0 : value / divisor;
      return weights ? (weights[n] === 0 ? 0 : weights[n] * quotient) : quotient;
    });
    let factor = adjoint({ data: ratio, shape }).data;
    if (seen) factor = factor.map((value, n) => (seen[n] > 1e-12 ? value / seen[n] : 1));
    if (totalVariation > 0) {
      const flow = divergence({ data: y, shape });
      factor = factor.map((value, n) => value / Math.max(1 - totalVariation * flow[n], 1 / 8));
    }
    x = y.map((value, n) => value * factor[n]);
    [last, step] = [step, x.map((value, n) => value - y[n])];
  }
  return x;
}

/** The divergence, by backward differences, of the gradient, by forward ones, divided by its length. */
export function divergence({ data, shape }: Grid): Float64Array {
  const smooth = (1e-4 * data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)) ** 2;
  const moved = (index: readonly number[], axis: number, by: number) => index.map((i, other) => (other === axis ? Math.min(Math.max(i + by, 0), shape[axis] - 1) : i));
  const value = (index: readonly number[]) => data[place(index, shape)];
  const slope = (index: readonly number[], axis: number) => value(moved(index, axis, 1)) - value(index);
  const length = (index: readonly number[]) => Math.sqrt(shape.reduce((total, _, axis) => total + slope(index, axis) ** 2, smooth));
  const result = new Float64Array(data.length);
  eachIndex(shape, (index, n) => {
    shape.forEach((_, axis) => {
      result[n] += slope(index, axis) / length(index);
      if (index[axis] > 0) result[n] -= slope(moved(index, axis, -1), axis) / length(moved(index, axis, -1));
    });
  });
  return result;
}
