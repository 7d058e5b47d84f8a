import type { Kind } from "./values";

/** A function of the library, and how to call it wrongly. */
export interface Row {
  /** A call that is right, options last if any. */
  readonly args: () => unknown[];
  /** Arguments that take an array, by place. */
  readonly arrays?: readonly (readonly [at: number, name: string])[];
  /** Other arguments, by place. */
  readonly plain?: readonly (readonly [at: number, name: string, kind: Kind])[];
  /** Place of the options, and the kind of each. */
  readonly options?: { readonly at: number; readonly of: Readonly<Record<string, Kind>> };
  /** Calls that break a rule of this function's own: what is wrong, the call, and what the error says. */
  readonly rules?: readonly (readonly [what: string, args: () => unknown[], error: typeof TypeError | typeof RangeError, says: RegExp])[];
}

export const RE = RangeError;
export const TE = TypeError;
export const numbers = () => Float64Array.of(1, 2, 3, 4);
export const few = () => Float64Array.of(1, -1);
export const complex = () => ({ re: [1, 2], im: [3, 4] });
export const fitting = { mode: "word", method: "word", rtol: "finite", out: "out" } as const;
export const pair = (at0: string, at1: string, of: Readonly<Record<string, Kind>>, rules: Row["rules"] = []): Row => ({
  args: () => [numbers(), few(), {}],
  arrays: [[0, at0], [1, at1]],
  options: { at: 2, of },
  rules,
});
