import { wrongKind, wrongSort } from "../check.js";

/**
 * The numbers of nested JavaScript arrays in row-major order, with their shape.
 * @throws TypeError for rows of different lengths, holes, and elements that are not numbers.
 */
export function flatten(list: readonly unknown[], name: string): { data: Float64Array<ArrayBuffer>; shape: number[] } {
  const shape: number[] = [];
  for (let level: unknown = list; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > 64) wrongSort(name, "at most 64 axes", "an array nested deeper, or in itself");
  }
  const data = new Float64Array(shape.reduce((size, extent) => size * extent, 1));
  let at = 0;
  const visit = (level: unknown, axis: number, place: string): void => {
    if (axis === shape.length) {
      if (level === undefined) wrongSort(place, "a number", "nothing (a hole or undefined)");
      if (typeof level !== "number") wrongKind(place, "a number", level);
      data[at++] = level;
      return;
    }
    if (!Array.isArray(level) || level.length !== shape[axis]) wrongKind(place, `an array of ${shape[axis]}, as its neighbours are`, level);
    // Rows of numbers are most of the work, and are read without a call for each number.
    if (axis === shape.length - 1) {
      for (let i = 0; i < level.length; i++) {
        const value: unknown = level[i];
        if (typeof value !== "number") visit(value, axis + 1, `${place}[${i}]`);
        else data[at++] = value;
      }
    } else for (let i = 0; i < level.length; i++) visit(level[i], axis + 1, `${place}[${i}]`);
  };
  visit(list, 0, name);
  return { data, shape };
}
