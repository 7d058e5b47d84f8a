import { place, type Tensor } from "./tensor";

export type Mode = "reflect" | "constant" | "nearest" | "mirror" | "wrap";
export const modes: readonly Mode[] = ["reflect", "constant", "nearest", "mirror", "wrap"];

/** The index that stands for one outside, found step by step; undefined for a constant's. */
function folded(i: number, N: number, mode: Mode): number | undefined {
  while (i < 0 || i >= N) {
    if (mode === "constant") return undefined;
    if (mode === "nearest") i = i < 0 ? 0 : N - 1;
    else if (mode === "wrap") i += i < 0 ? N : -N;
    else if (mode === "reflect") i = i < 0 ? -1 - i : 2 * N - 1 - i;
    else if (N === 1) i = 0;
    else i = i < 0 ? -i : 2 * N - 2 - i;
  }
  return i;
}

/** A sample of an array that goes on beyond its ends. */
export function sampleAt({ shape, re, im }: Tensor, index: readonly number[], mode: Mode, cval: { re: number; im: number }): { re: number; im: number } {
  const inside = index.map((i, axis) => folded(i, shape[axis], mode));
  if (inside.includes(undefined)) return cval;
  const at = place(inside as number[], shape);
  return { re: re[at], im: im?.[at] ?? 0 };
}
