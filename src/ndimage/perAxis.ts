import { dtypeOf } from "../array/dtype.js";
import type { Source } from "../array/source.js";
import { wrongValue } from "../check.js";

/** An option that is one value for all axes, or a list of one for each: one for each, as `read` reads them. */
export function perAxis<T>(given: unknown, { shape: { length: rank } }: Source, name: string, read: (value: unknown, name: string) => T): T[] {
  if (!Array.isArray(given) && dtypeOf(given) === undefined) return new Array<T>(rank).fill(read(given, name));
  const list = Array.from(given as ArrayLike<unknown>);
  if (list.length !== rank) wrongValue(name, `one value, or one for each of the ${rank} axes`, `${list.length} values`);
  return list.map((value, axis) => read(value, `${name}[${axis}]`));
}
