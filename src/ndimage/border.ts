import type { Border } from "../array/padded.js";
import type { Source } from "../array/source.js";
import { number, oneOf, wrongKind } from "../check.js";
import type { BorderKind } from "../shape/border.js";
import type { Complex } from "../types.js";
import { perAxis } from "./perAxis.js";

/** What lies outside an array, in SciPy's words, whose `reflect` repeats the edge and whose `mirror` does not. */
export type BorderMode = "reflect" | "constant" | "nearest" | "mirror" | "wrap";

const kinds: Record<BorderMode, BorderKind> = { reflect: "reflect", constant: "constant", nearest: "replicate", mirror: "mirror", wrap: "wrap" };

/** @inline */
export interface BorderOptions {
  /** What lies outside: "reflect" (c b a│a b c), "constant" (v v v│a b c), "nearest" (a a a│a b c), "mirror" (d c b│a b c) or "wrap" (a b c│a b c). */
  mode?: BorderMode;
  /** The value v of a "constant" border: 0. Complex only around complex arrays. */
  cval?: number | Complex;
}

/** @inline */
export interface BordersOptions {
  /** What lies outside: "reflect", "constant", "nearest", "mirror" or "wrap", as in {@link correlate}; one word, or one for each axis. */
  mode?: BorderMode | readonly BorderMode[];
  /** The value of a "constant" border: 0. Complex only around complex arrays. */
  cval?: number | Complex;
}

/** The border that a mode and a value name. */
export function borderOf({ mode = "reflect", cval = 0 }: BorderOptions, x: Source): Border {
  return { kind: kindOf(mode, "options.mode"), ...valueOf(cval, x) };
}

/** The border of each axis. */
export function bordersOf({ mode = "reflect", cval = 0 }: BordersOptions, x: Source): Border[] {
  const value = valueOf(cval, x);
  return perAxis(mode, x, "options.mode", kindOf).map((kind) => ({ kind, ...value }));
}

function kindOf(mode: unknown, name: string): BorderKind {
  return kinds[oneOf(mode, ["reflect", "constant", "nearest", "mirror", "wrap"], name)];
}

function valueOf(cval: unknown, x: Source): Omit<Border, "kind"> {
  if (typeof cval === "number") return { value: cval };
  if (typeof cval !== "object" || cval === null || !("re" in cval && "im" in cval)) wrongKind("options.cval", "a number, or { re, im }", cval);
  if (!x.complex) wrongKind("options.cval", "a number, as the array is real", cval);
  return { value: number(cval.re, "options.cval.re"), imaginary: number(cval.im, "options.cval.im") };
}
