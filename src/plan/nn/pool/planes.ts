import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import type { Layout } from "../../../shape/layout.js";
import { isRowMajor } from "../../../shape/strides.js";

/**
 * An array [N, C, …] as lists of planes: [N·C, …] where channels come first, [N, …, C] where they come last. It is one list, or where
 * samples lie apart one for each sample.
 */
export function planesOf<A extends Source | Target>(array: A, layout: Layout): A[] {
  const [N, C, ...space] = array.shape;
  const [sample, channel, ...steps] = array.stride;
  if (layout === "nhwc") return [reshaped(array, [N, ...space, C], [sample, ...steps, channel], array.offset)];
  if (N <= 1 || C === 1 || sample === channel * C) return [reshaped(array, [N * C, ...space], [C === 1 ? sample : channel, ...steps], array.offset)];
  return Array.from({ length: N }, (_, n) => reshaped(array, [C, ...space], [channel, ...steps], array.offset + n * sample));
}

function reshaped<A extends Source | Target>(array: A, shape: number[], stride: number[], offset: number): A {
  return { ...array, shape, stride, offset, contiguous: isRowMajor(shape, stride) };
}

/** The same with an axis of one sample before the space. */
export function deepened<A extends Source | Target>(array: A): A {
  const [units, ...rest] = array.shape;
  const [step, ...steps] = array.stride;
  return reshaped(array, [units, 1, ...rest], [step, 0, ...steps], array.offset);
}

/**
 * Calls `visit` for each plane of arrays that have as many samples and channels: the lists of planes it stands in, and where in each. Lists and
 * places are the same ones each time, but begin where the plane does.
 */
export function eachPlane<A extends readonly (Source | Target)[]>(arrays: readonly [...A], layout: Layout, visit: (lists: A, start: readonly number[]) => void): void {
  const [N, C] = arrays[0].shape;
  const lists = arrays.map((array) => planesOf(array, layout));
  const heres = lists.map(([first]) => Object.assign({}, first, { offset: 0 }));
  const start = heres[0].shape.map(() => 0);
  for (let plane = 0; plane < (layout === "nhwc" ? N : N * C); plane++) {
    heres.forEach((here, i) => {
      const each = here.shape[0];
      here.offset = lists[i][Math.floor(plane / each)].offset + (plane % each) * here.stride[0];
    });
    visit(heres as unknown as A, start);
  }
}
