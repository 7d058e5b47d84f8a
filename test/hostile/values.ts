/** A value that does not belong where it is put. */
export interface Hostile {
  readonly what: string;
  readonly value: unknown;
  readonly error: typeof TypeError | typeof RangeError;
}

const kind = (what: string, value: unknown): Hostile => ({ what, value, error: TypeError });
const wrong = (what: string, value: unknown): Hostile => ({ what, value, error: RangeError });

/** A typed array whose memory was transferred away. */
export function detached(): Float64Array {
  const array = Float64Array.of(1, 2, 3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

function withHole(): number[] {
  const list = [1, 2, 3];
  delete list[1];
  return list;
}

function inItself(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

const nothing: readonly Hostile[] = [kind("null", null), kind("a symbol", Symbol("x")), kind("a function", () => 1)];

/** What no argument takes that takes an array. */
export const arrays: readonly Hostile[] = [
  ...nothing,
  kind("undefined", undefined),
  kind("a number", 5),
  kind("true", true),
  kind("a bigint", 5n),
  kind("a string", "1,2,3"),
  kind("an empty object", {}),
  kind("a date", new Date(0)),
  kind("a map", new Map([[0, 1]])),
  kind("a set", new Set([1, 2])),
  kind("a promise", Promise.resolve([1])),
  kind("an ArrayBuffer", new ArrayBuffer(8)),
  kind("a DataView", new DataView(new ArrayBuffer(8))),
  kind("a BigInt64Array", BigInt64Array.of(1n, 2n)),
  kind("a BigUint64Array", BigUint64Array.of(1n, 2n)),
  kind("bigints", [1n, 2n]),
  kind("strings", ["1", "2"]),
  kind("null among numbers", [1, null, 3]),
  kind("undefined among numbers", [1, undefined, 3]),
  kind("a hole", withHole()),
  kind("ragged rows", [[1, 2], [3]]),
  kind("a row among numbers", [1, [2], 3]),
  kind("a number among rows", [[1, 2], 3]),
  kind("an array in itself", inItself()),
  kind("an array-like", { 0: 1, 1: 2, length: 2 }),
  kind("a detached array", detached()),
  kind("data that is no array", { data: 5, shape: [1] }),
  kind("data of bigints", { data: BigInt64Array.of(1n), shape: [1] }),
  kind("detached data", { data: detached(), shape: [3] }),
  kind("a shape that is no list", { data: [1, 2], shape: 2 }),
  kind("a shape of words", { data: [1, 2], shape: ["2"] }),
  kind("strides that are no list", { data: [1, 2], shape: [2], stride: 1 }),
  wrong("a negative shape", { data: [1, 2], shape: [-2] }),
  wrong("a fractional shape", { data: [1, 2], shape: [1.5] }),
  wrong("a shape of NaN", { data: [1, 2], shape: [NaN] }),
  wrong("a huge shape", { data: [1, 2], shape: [2 ** 53] }),
  wrong("a shape beyond the data", { data: [1, 2], shape: [3] }),
  wrong("a stride beyond the data", { data: [1, 2, 3], shape: [2], stride: [3] }),
  wrong("a stride before the data", { data: [1, 2, 3], shape: [2], stride: [-1] }),
  wrong("a fractional stride", { data: [1, 2, 3], shape: [2], stride: [0.5] }),
  wrong("as many strides as not axes", { data: [1, 2, 3], shape: [2], stride: [1, 1] }),
  wrong("an offset beyond the data", { data: [1, 2, 3], shape: [1], offset: 3 }),
  wrong("a negative offset", { data: [1, 2, 3], shape: [1], offset: -1 }),
  wrong("a picture of another size", { data: new Uint8Array(5), width: 2, height: 2 }),
  wrong("im of another length", { re: [1, 2], im: [1] }),
  kind("re that is no array", { re: 1, im: [1] }),
];

const numberKinds: readonly Hostile[] = [...nothing, kind("a string", "3"), kind("a bigint", 3n), kind("a list", [3]), kind("true", true), kind("an object", {})];
const notFinite: readonly Hostile[] = [wrong("NaN", NaN), wrong("Infinity", Infinity), wrong("-Infinity", -Infinity)];

/** What neither a number nor a list of one for each of one axis is. */
const eachKinds: readonly Hostile[] = [...numberKinds.filter(({ what }) => what !== "a list"), kind("a list of words", ["3"]), wrong("a list of NaN", [NaN]), wrong("more than one", [0, 0])];

/** What options and plain arguments of each kind do not take. */
export const kinds = {
  integer: [...numberKinds, ...notFinite, wrong("a fraction", 1.5), wrong("a huge number", 1e300)],
  /** As an integer, of at least 0. */
  count: [...numberKinds, ...notFinite, wrong("a fraction", 1.5), wrong("a huge number", 1e300), wrong("a negative number", -1)],
  /** As a count, but not 0. */
  size: [...numberKinds, ...notFinite, wrong("a fraction", 1.5), wrong("a huge number", 1e300), wrong("a negative number", -1), wrong("zero", 0)],
  /** A size, or null for the natural one. */
  sizeOrNull: [...numberKinds.slice(1), ...notFinite, wrong("a fraction", 1.5), wrong("a huge number", 1e300), wrong("a negative number", -1), wrong("zero", 0)],
  /** 1, 2, 3 or 4. */
  kind: [...numberKinds, ...notFinite, wrong("a fraction", 1.5), wrong("zero", 0), wrong("five", 5)],
  finite: [...numberKinds, ...notFinite],
  /** A finite number, or null for none. */
  finiteOrNull: [...numberKinds.slice(1), ...notFinite],
  /** The same, or one for each axis. */
  integerEach: [...eachKinds, ...notFinite, wrong("a fraction", 1.5)],
  countEach: [...eachKinds, ...notFinite, wrong("a fraction", 1.5), wrong("a negative number", -1)],
  sizeEach: [...eachKinds, ...notFinite, wrong("a fraction", 1.5), wrong("zero", 0)],
  finiteEach: [...eachKinds, ...notFinite],
  number: numberKinds,
  word: [kind("null", null), kind("a number", 5), kind("an object", {}), kind("true", true), wrong("another word", "nonsense"), wrong("an empty word", "")],
  flag: [kind("null", null), kind("a number", 1), kind("a word", "yes"), kind("an object", {})],
  axis: [...numberKinds, ...notFinite, wrong("a fraction", 0.5), wrong("beyond the last axis", 9), wrong("before the first axis", -9)],
  axes: [kind("a word", "0"), kind("an object", {}), kind("words", ["0"]), wrong("an axis twice", [0, 0]), wrong("beyond the last axis", [9]), wrong("a fraction", [0.5])],
  list: [kind("a word", "0"), kind("an object", {}), kind("words", ["0"]), wrong("fractions", [0.5]), wrong("NaN", [NaN])],
  /** A size for every axis, or one for each of two. */
  sizes: [
    ...nothing, kind("a string", "3"), kind("true", true), kind("an object", {}), kind("words", ["2", "2"]), ...notFinite, wrong("zero", 0), wrong("a fraction", 1.5),
    wrong("zeros", [0, 0]), wrong("fractions", [1.5, 1.5]), wrong("nine of them", [1, 1, 1, 1, 1, 1, 1, 1, 1]), wrong("none of them", []),
  ],
  /** A count for every axis, or one for each. */
  counts: [...nothing, kind("a string", "3"), kind("true", true), kind("an object", {}), ...notFinite, wrong("a fraction", 1.5), wrong("a negative number", -1), wrong("none of them", [])],
  /** A count on every side, one for each of two axes, pairs, or a word. */
  padding: [
    ...nothing, kind("true", true), kind("an object", {}), kind("words", ["1", "1"]), ...notFinite, wrong("a fraction", 0.5), wrong("a negative number", -1),
    wrong("another word", "nonsense"), wrong("a negative side", [[0, -1], [0, 0]]), wrong("three sides", [[0, 1, 2], [0, 0]]), wrong("none of them", []),
  ],
  /** A place in a kernel of three columns and one row, [x, y]. */
  point: [kind("a word", "00"), kind("an object", {}), kind("a number", 1), kind("words", ["0", "0"]), wrong("fractions", [0.5, 0]), wrong("one number", [0]), wrong("below −1", [-2, 0])],
  /** A number, or one for each of one channel. */
  level: [kind("a word", "0"), kind("an object", {}), kind("words", ["0"]), wrong("several", [0, 0])],
  /** A size for each of two axes. */
  lengths: [kind("a word", "22"), kind("an object", {}), kind("a number", 2), kind("words", ["2", "2"]), wrong("fractions", [2, 0.5]), wrong("zeros", [0, 0])],
  complexOut: [
    kind("null", null),
    kind("a real array", new Float64Array(4)),
    kind("a real NdArray", { data: new Float64Array(4), shape: [4] }),
    wrong("another shape", { data: new Float64Array(999 * 2), shape: [27, 37], dtype: "complex128" }),
    wrong("a stride of zero", { data: new Float64Array(8), shape: [4], stride: [0], dtype: "complex128" }),
  ],
  out: [
    kind("null", null),
    kind("a number", 5),
    kind("a string", "out"),
    kind("a number array", [0, 0, 0]),
    kind("a BigInt64Array", new BigInt64Array(4)),
    kind("a DataView", new DataView(new ArrayBuffer(8))),
    kind("an ArrayBuffer", new ArrayBuffer(8)),
    wrong("another length", new Float64Array(999)),
    wrong("another shape", { data: new Float64Array(999), shape: [27, 37] }),
  ],
} as const satisfies Record<string, readonly Hostile[]>;

export type Kind = keyof typeof kinds;
