import { fileURLToPath } from "node:url";
import { NdArray } from "../../src/array/ndarray";
import type { DType, TypedArray } from "../../src/types";
import { loadSuite, mismatch } from "./load.mjs";

/** An array of a case; complex ones interleaved. */
export interface Entry {
  readonly name: string;
  readonly dtype: DType | "string";
  readonly shape: readonly number[];
  readonly data: TypedArray;
  readonly rtol?: number;
  readonly atol?: number;
}

/** One call of another library, with what it returned. */
export interface Case {
  readonly id: string;
  readonly op: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Entry[];
  readonly outputs: readonly Entry[];
  readonly rtol: number;
  readonly atol: number;
  readonly note?: string;
}

export function casesOf(suite: string, root: string | URL = new URL(".", import.meta.url)): Case[] {
  return loadSuite(root instanceof URL ? fileURLToPath(root) : root, suite) as unknown as Case[];
}

/** An array of a case as a caller would have it: a typed array for one real axis, else an NdArray. */
export function input({ data, shape, dtype }: Entry): TypedArray | NdArray {
  return shape.length === 1 && !dtype.startsWith("complex") ? data : new NdArray(data, shape, undefined, 0, dtype as DType);
}

/** What the call of a case returned, by output. */
export type Outcome = TypedArray | NdArray | number;

/** Says how an outcome differs from what is expected in shape, type or numbers; null if not at all. */
export function difference(actual: Outcome, expected: Entry, given: Case): string | null {
  const { data, shape, dtype } = plain(actual);
  if (String(shape) !== String(expected.shape)) return `shape [${shape}], want [${expected.shape}]`;
  if (/complex/.test(expected.dtype) !== /complex/.test(dtype)) return `${dtype}, want ${expected.dtype}`;
  return mismatch(data as never, expected as never, expected.rtol ?? given.rtol, expected.atol ?? given.atol);
}

/** An outcome as flat numbers, with shape and type. */
export function plain(outcome: Outcome): { data: ArrayLike<number>; shape: readonly number[]; dtype: string } {
  if (typeof outcome === "number") return { data: [outcome], shape: [], dtype: "float64" };
  if (ArrayBuffer.isView(outcome)) return { data: outcome, shape: [outcome.length], dtype: outcome.constructor.name.replace("Array", "").toLowerCase() };
  return { data: outcome.data, shape: outcome.shape, dtype: outcome.dtype };
}

/** Options in our words: `fill_value` is `fillValue`; None is null. */
export function camel(params: Readonly<Record<string, unknown>>, ...without: readonly string[]): Record<string, unknown> {
  const rename: Record<string, string> = { fillvalue: "fillValue" };
  const entries = Object.entries(params).filter(([name]) => !without.includes(name));
  return Object.fromEntries(entries.map(([name, value]) => [rename[name] ?? camelWord(name), value]));
}

/** A name in our spelling: `gaussian_filter` is `gaussianFilter`. */
export function camelWord(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
