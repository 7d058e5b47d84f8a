import type { DenseRequest, PictureRequest } from "../filter/request.js";

/**
 * A correlation of a picture with the product of two kernels, in which its window's rows and columns are counted as in a dense one:
 *
 *     y[i, j, c] = delta + Σ_a Σ_b column[a] · row[b] · x[i + a − anchorRow, j + b − anchorColumn, c]
 */
export interface SeparableRequest extends PictureRequest {
  readonly column: Float64Array;
  readonly row: Float64Array;
  readonly delta: number;
}

/** The same correlation with the kernel in two dimensions, which is what results are exact to. */
export function denseOf(request: SeparableRequest): DenseRequest {
  const { column, row } = request;
  const weights = new Float64Array(column.length * row.length);
  column.forEach((a, i) => row.forEach((b, j) => (weights[i * row.length + j] = a * b)));
  return { ...request, weights };
}
