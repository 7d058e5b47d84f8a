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
  // for each axis the places of the box's indices in the input's data; NaN for those that a constant stands for
  const places = shape.map((extent, axis) =>
    Float64Array.from({ length: extent }, (_, i) => {
      const at = borderIndex(start[axis] + i, source.shape[axis], border.kind);
      return at < 0 ? NaN : at * stride[axis];
    }),
  );
  const columns = places[shape.length - 1];
  let to = 0;
  eachRow(shape, (index) => {
    const row = index.reduce((at, i, axis) => at + places[axis][i], offset);
    for (const column of columns) {
      const at = row + column;
      for (let lane = 0; lane < lanes; lane++) copy[to++] = at === at ? data[at * lanes + lane] : outside[lane];
    }
  });
  return { ...source, data: copy, shape, stride: rowMajor(shape), offset: 0, dtype: source.dtype === null ? null : dtype, contiguous: true };
}
