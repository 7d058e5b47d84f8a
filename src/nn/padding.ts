import { integer, oneOf, wrongKind, wrongValue } from "../check.js";
import { extentOf, type PaddingWord, paddingWords, type Pads, padsOf, type Windows } from "../shape/windows.js";

/**
 * What is added around the space: a number for every side, one for each axis, a pair [before, after] for each axis, or a word.
 *
 * | word           | before, after a window of extent E = (K − 1)·dilation + 1          |
 * | :------------- | :------------------------------------------------------------------ |
 * | `"same"`       | E − 1 in all, the odd one after: the output is as large as the input |
 * | `"same-lower"` | the same, the odd one before                                        |
 * | `"valid"`      | none                                                                |
 * | `"full"`       | E − 1 on both sides: every window that meets the input              |
 */
export type Padding = PaddingWord | number | readonly number[] | readonly (readonly [number, number])[];

/** Reads padding, at least 0 on every side, as pairs. "same" is refused with a stride above 1, where no padding would give it. */
export function readPadding(value: unknown, name: string, { kernel, stride, dilation }: Omit<Windows, "pads">): Pads[] {
  if (typeof value !== "string") return readPads(value, name, kernel.length, 0);
  const word = oneOf(value, paddingWords, name);
  const axis = stride.findIndex((step) => step > 1);
  if (axis >= 0 && word.startsWith("same")) wrongValue(name, `numbers, since "${word}" needs stride 1`, `"${word}" with stride ${stride[axis]} on axis ${axis}`);
  return kernel.map((K, i) => padsOf(word, extentOf(K, dilation[i])));
}

/** Reads padding in numbers: one, one for each axis, or a pair for each axis. */
export function readPads(value: unknown, name: string, axes: number, least: number): Pads[] {
  if (typeof value === "number") return new Array<Pads>(axes).fill(both(integer(value, name, least)));
  if (!Array.isArray(value)) wrongKind(name, "a number, a list of numbers or pairs, or a word", value);
  const list = Array.from(value, (item: unknown, axis): Pads => {
    const place = `${name}[${axis}]`;
    if (!Array.isArray(item)) return both(integer(item, place, least));
    if (item.length !== 2) wrongValue(place, "a pair [before, after]", `${item.length} numbers`);
    return [integer(item[0], `${place}[0]`, least), integer(item[1], `${place}[1]`, least)];
  });
  if (list.length !== axes) wrongValue(name, `${axes} numbers or pairs, one for each axis`, list.length);
  return list;
}

function both(count: number): Pads {
  return [count, count];
}
