import type { Source } from "./source.js";

/** An array whose given axis comes last: the same elements, found by other strides. */
export function axisLast<A extends { readonly shape: readonly number[]; readonly stride: readonly number[] }>(array: A, axis: number): A {
  const last = array.shape.length - 1;
  if (axis === last) return array;
  const moved = (list: readonly number[]): number[] => [...list.slice(0, axis), ...list.slice(axis + 1), list[axis]];
  return { ...array, shape: moved(array.shape), stride: moved(array.stride), contiguous: false };
}

/** A kernel of one axis as one of `rank` axes that lies along the given axis. */
export function axisKernel(kernel: Source, axis: number, rank: number): Source {
  const along = <T>(value: T, other: T): T[] => Array.from({ length: rank }, (_, i) => (i === axis ? value : other));
  return { ...kernel, shape: along(kernel.shape[0], 1), stride: along(kernel.stride[0], 1) };
}
