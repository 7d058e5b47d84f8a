/** Every throw for a wrong argument is made here: TypeError for a kind, RangeError for a value. */

/** Says that an argument is of the wrong kind. */
export function wrongKind(name: string, expected: string, given: unknown): never {
  throw new TypeError(`${name}: expected ${expected}, got ${describe(given)}`);
}

/** Says that an argument is of the wrong kind, which `given` tells in words. */
export function wrongSort(name: string, expected: string, given: string): never {
  throw new TypeError(`${name}: expected ${expected}, got ${given}`);
}

/** Says that an argument has a value that cannot be; a string is taken for the words that tell it. */
export function wrongValue(name: string, expected: string, given: unknown): never {
  throw new RangeError(`${name}: expected ${expected}, got ${typeof given === "string" ? given : describe(given)}`);
}

/**
 * What a plan works with, which is gone once it was disposed.
 * @throws TypeError then.
 */
export function inUse<Part>(part: Part | undefined): Part {
  return part ?? wrongSort("plan", "one that is in use", "one that was disposed");
}

/** The options of a call, which may be left out. */
export function optionsOf<T extends object>(options: T | undefined, name = "options"): Partial<T> {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null || Array.isArray(options) || ArrayBuffer.isView(options)) {
    wrongKind(name, "an object", options);
  }
  return options;
}

/** The options of a call that cannot do without some. */
export function neededOptions<T extends object>(options: T | undefined, having: string, name = "options"): Partial<T> {
  if (options === undefined) wrongKind(name, `an object with ${having}`, options);
  return optionsOf(options, name);
}

/** One of the words of an option. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[], name: string): Word {
  if ((words as readonly unknown[]).includes(value)) return value as Word;
  const expected = `one of ${words.map((word) => `"${word}"`).join(", ")}`;
  if (typeof value === "string") wrongValue(name, expected, `"${value}"`);
  wrongKind(name, expected, value);
}

/** A whole number within limits, both included. */
export function integer(value: unknown, name: string, least = -Number.MAX_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== "number") wrongKind(name, "an integer", value);
  if (!Number.isInteger(value) || value < least || value > most) {
    wrongValue(name, `an integer${limits(least, most, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)}`, value);
  }
  return value;
}

/** The most samples of what a number alone calls for, a window, a kernel or a transform: its tables have to fit in 4 GB. */
export const MOST_SAMPLES = 2 ** 28;

/** A finite number within limits, both included. */
export function finite(value: unknown, name: string, least = -Infinity, most = Infinity): number {
  if (typeof value !== "number") wrongKind(name, "a number", value);
  if (!Number.isFinite(value) || value < least || value > most) {
    wrongValue(name, `a finite number${limits(least, most, -Infinity, Infinity)}`, value);
  }
  return value;
}

/** A finite number above 0. */
export function positive(value: unknown, name: string): number {
  if (finite(value, name) <= 0) wrongValue(name, "a number above 0", value);
  return value as number;
}

/** Any number; NaN and infinities pass. */
export function number(value: unknown, name: string): number {
  return typeof value === "number" ? value : wrongKind(name, "a number", value);
}

/** true or false, and nothing that only counts as such. */
export function boolean(value: unknown, name: string): boolean {
  return typeof value === "boolean" ? value : wrongKind(name, "true or false", value);
}

/** An axis of an array of the given rank, counted from the end if negative; returned from the start. */
export function axisOf(axis: unknown, rank: number, name: string): number {
  const given = integer(axis, name);
  if (given < -rank || given >= rank) wrongValue(name, `an axis from ${-rank} to ${rank - 1}, for an array of rank ${rank}`, given);
  return given < 0 ? given + rank : given;
}

/** Axes of an array of the given rank, none twice; all of them if left out. */
export function axesOf(axes: unknown, rank: number, name: string): number[] {
  if (axes === undefined || axes === null) return Array.from({ length: rank }, (_, axis) => axis);
  const list = typeof axes === "number" ? [axes] : axes;
  if (!Array.isArray(list)) wrongKind(name, "an axis or a list of axes", axes);
  const result = list.map((axis: unknown, i: number) => axisOf(axis, rank, `${name}[${i}]`));
  result.forEach((axis, i) => {
    if (result.indexOf(axis) !== i) wrongValue(name, "each axis once", `axis ${axis} twice`);
  });
  return result;
}

/** A short picture of a value, for an error's text. */
function describe(value: unknown): string {
  if (typeof value === "string") return `the string "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n, a bigint`;
  if (Array.isArray(value)) return value.length <= 8 && value.every((v) => typeof v === "number") ? `[${value.join(", ")}]` : `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${"length" in value ? value.length : value.byteLength})`;
  if (typeof value === "object" && value !== null) return `an object of ${value.constructor?.name ?? "no"} class`;
  return String(value);
}

function limits(least: number, most: number, lowest: number, highest: number): string {
  if (least > lowest && most < highest) return ` from ${least} to ${most}`;
  if (least > lowest) return ` of at least ${least}`;
  if (most < highest) return ` of at most ${most}`;
  return "";
}
