import { integer, wrongKind, wrongValue } from "../check.js";

/** A number for every axis, or one for each. */
export type PerAxis = number | readonly number[];

/** Whole numbers from `least` to `most`, one for each of `axes` axes of space. */
export function perAxis(value: unknown, name: string, axes: number, least: number, most?: number): number[] {
  if (typeof value === "number") return new Array<number>(axes).fill(integer(value, name, least, most));
  if (!Array.isArray(value)) wrongKind(name, `an integer or a list of ${axes}`, value);
  const list = Array.from(value, (item: unknown, axis) => integer(item, `${name}[${axis}]`, least, most));
  if (list.length !== axes) wrongValue(name, `${axes} numbers, one for each axis`, list.length);
  return list;
}
