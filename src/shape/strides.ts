/** How many elements an array of this shape has; 1 for rank 0. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const extent of shape) size *= extent;
  return size;
}

/** Strides of a contiguous array, last axis fastest. */
export function rowMajor(shape: readonly number[]): number[] {
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= shape[axis];
  }
  return stride;
}

/** Whether elements follow one another in memory, last axis fastest. */
export function isRowMajor(shape: readonly number[], stride: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/**
 * Calls `visit` with the position of each row, a run along the last axis: the indices on the
 * axes before it, in row-major order. The array of indices is the same one each time.
 */
export function eachRow(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  if (shape.length === 0 || sizeOf(shape) === 0) return;
  const outer = shape.length - 1;
  const index = new Array<number>(outer).fill(0);
  for (;;) {
    visit(index);
    let axis = outer - 1;
    while (axis >= 0 && ++index[axis] === shape[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}

/** Calls `visit` with the index of each element, in row-major order; once for rank 0. The array of indices is the same one each time. */
export function eachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  eachRow([...shape, 1], visit);
}

/** The sum of index · stride over the given indices. */
export function dot(index: readonly number[], stride: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < index.length; axis++) sum += index[axis] * stride[axis];
  return sum;
}
