import { finite, integer, number, oneOf, wrongKind, wrongValue } from "../check.js";
import type { BorderKind } from "../shape/border.js";
import type { RealDType } from "../types.js";

/** What lies outside a picture, in OpenCV's words. */
export type BorderWord = "constant" | "replicate" | "reflect" | "reflect101" | "wrap";

const kinds: Record<BorderWord, BorderKind> = { constant: "constant", replicate: "replicate", reflect: "reflect", reflect101: "mirror", wrap: "wrap" };
const borderWords = Object.keys(kinds) as BorderWord[];
const depths: readonly RealDType[] = ["uint8", "uint8clamped", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"];

/** The border of a word. */
export function borderOf(word: unknown = "reflect101", name = "options.border"): BorderKind {
  return kinds[oneOf(word, borderWords, name)];
}

/** The samples of a constant border, one for each channel. */
export function borderValues(value: unknown, channels: number, name = "options.borderValue"): number[] {
  if (value === undefined || typeof value === "number") return new Array<number>(channels).fill((value as number | undefined) ?? 0);
  if (!Array.isArray(value)) wrongKind(name, "a number, or one for each channel", value);
  if (value.length !== channels) wrongValue(name, `${channels} numbers, as many as channels`, value.length);
  return value.map((one: unknown, c) => number(one, `${name}[${c}]`));
}

/** The element type of a result: the picture's own if left out. */
export function depthOf(word: unknown, own: RealDType, name = "options.depth"): RealDType {
  return word === undefined ? own : oneOf(word, depths, name);
}

/** Where a kernel of `width` times `height` pixels lies on its output: [x, y], −1 for the middle. */
export function anchorOf(value: unknown, width: number, height: number, name = "options.anchor"): { anchorColumn: number; anchorRow: number } {
  if (value === undefined) return { anchorColumn: width >> 1, anchorRow: height >> 1 };
  if (!Array.isArray(value)) wrongKind(name, "[x, y]", value);
  if (value.length !== 2) wrongValue(name, "[x, y]", `${value.length} numbers`);
  const [x, y] = [integer(value[0], `${name}[0]`, -1, width - 1), integer(value[1], `${name}[1]`, -1, height - 1)];
  return { anchorColumn: x < 0 ? width >> 1 : x, anchorRow: y < 0 ? height >> 1 : y };
}

/** A number that is added to every output. */
export function deltaOf(value: unknown = 0, name = "options.delta"): number {
  return finite(value, name);
}

/** Whether the last of two or four channels is filtered like the others, or kept as it is. */
export type AlphaWord = "filter" | "keep";

/** What becomes of alpha; a picture whose result has another type cannot keep it. */
export function alphaOf(word: unknown = "filter", dtype: RealDType, depth: RealDType, name = "options.alpha"): AlphaWord {
  const alpha = oneOf(word, ["filter", "keep"], name);
  if (alpha === "keep" && depth !== dtype) wrongValue(name, `"filter" where options.depth is not the picture's own type`, `"keep", and ${depth} of ${dtype}`);
  return alpha;
}
