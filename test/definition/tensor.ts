/** An array of any rank in row-major order; `im` is null for a real one. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly re: readonly number[];
  readonly im: readonly number[] | null;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** Every index of a shape, in row-major order. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>((indices, extent) => indices.flatMap((index) => Array.from({ length: extent }, (_, i) => [...index, i])), [[]]);
}

/** Where an index lies in row-major order; −1 outside the shape. */
export function place(index: readonly number[], shape: readonly number[]): number {
  let at = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    if (index[axis] < 0 || index[axis] >= shape[axis]) return -1;
    at = at * shape[axis] + index[axis];
  }
  return at;
}

/** The array turned round on every axis. */
export function reversed({ shape, re, im }: Tensor): Tensor {
  return { shape, re: re.toReversed(), im: im && im.toReversed() };
}

export function conjugated({ shape, re, im }: Tensor): Tensor {
  return { shape, re, im: im && im.map((value) => -value) };
}

/** A box of an array, from an index on. */
export function crop({ shape, re, im }: Tensor, start: readonly number[], extent: readonly number[]): Tensor {
  const places = indicesOf(extent).map((index) => place(index.map((i, axis) => i + start[axis]), shape));
  return { shape: extent, re: places.map((at) => re[at]), im: im && places.map((at) => im[at]) };
}
