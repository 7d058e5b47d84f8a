import type { Source } from "../array/source.js";
import { integer } from "../check.js";
import { perAxis } from "./perAxis.js";

/** How many samples before an output its window of K samples begins: ⌊K/2⌋ + origin, for an origin that leaves the output within it. */
export function before(origin: unknown, K: number, name = "options.origin"): number {
  const half = Math.floor(K / 2);
  return half + integer(origin, name, -half, Math.floor((K - 1) / 2));
}

/** The same for a kernel that is turned round: its window begins as many samples before the output as the other ended after it. */
export function beforeTurned(origin: unknown, K: number, name = "options.origin"): number {
  return K - 1 - before(origin, K, name);
}

/** The window's beginning on each axis of an array, for a window of these extents. */
export function beforeEach(origin: unknown, x: Source, extents: readonly number[], rule: typeof before): number[] {
  return perAxis(origin, x, "options.origin", (value, name) => [value, name] as const).map(([value, name], axis) => rule(value, extents[axis], name));
}
