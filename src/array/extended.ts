import { borderIndex } from "../shape/border.js";
import { eachRow, rowMajor, sizeOf } from "../shape/strides.js";
import { floatType, lanesOf, zeros } from "./dtype.js";
import type { Border, Box } from "./padded.js";
import { precisionOf, type Source } from "./source.js";

/** A copy of a box of an input that may reach beyond it on every side, its border filled in. */
export function extended(source: Source, { start, shape }: Box, border: Border): Source {
  const { data, stride, offset, complex } = source;
  const dtype = floatType(precisionOf(source), complex);
  const copy = zeros(dtype, sizeOf(shape));
  const lanes = lanesOf(dtype);
  const outside = [border.value, border.imaginary ?? 0];
  const last = shape.length - 1;
  const N = source.shape[last];
  const step = stride[last];
  // for each axis the places of the box's indices in the input's data; NaN for those that a constant stands for
  const placeAt = (axis: number, i: number): number => {
    const at = borderIndex(start[axis] + i, source.shape[axis], border.kind);
    return at < 0 ? NaN : at * stride[axis];
  };
  const places = shape.map((extent, axis) => (axis < last ? Float64Array.from({ length: extent }, (_, i) => placeAt(axis, i)) : new Float64Array(0)));
  const before = Math.min(Math.max(0, -start[last]), shape[last]);
  const inside = Math.max(0, Math.min(start[last] + shape[last], N) - Math.max(start[last], 0));
  const edges = Array.from({ length: shape[last] - inside }, (_, i) => (i < before ? i : i + inside)).map((i) => [i, placeAt(last, i)]);

  const put = (from: number, to: number): void => {
    for (let lane = 0; lane < lanes; lane++) copy[to * lanes + lane] = from === from ? data[from * lanes + lane] : outside[lane];
  };
  let to = 0;
  eachRow(shape, (index) => {
    const row = index.reduce((at, i, axis) => at + places[axis][i], offset);
    const first = row + (start[last] + before) * step;
    if (row === row && step === 1) copy.set(data.subarray(first * lanes, (first + inside) * lanes), (to + before) * lanes);
    else for (let n = 0; n < inside; n++) put(first + n * step, to + before + n);
    for (const [i, at] of edges) put(row + at, to + i);
    to += shape[last];
  });
  return { ...source, data: copy, shape, stride: rowMajor(shape), offset: 0, dtype: source.dtype === null ? null : dtype, contiguous: true };
}
