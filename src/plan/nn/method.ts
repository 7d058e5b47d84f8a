import type { Precision } from "../../array/dtype.js";
import type { Rows, Staging } from "./staging.js";
import type { Clamp, Delivery } from "./sums.js";

/** A convolution made ready: what it takes of an image, and how to compute some of its outputs. */
export interface Method {
  /** Sizes of an image before and after. */
  readonly channels: number;
  readonly outputs: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly precision: Precision;
  readonly staging: Staging;
  /** How many turns the image takes, how many rows of outputs one makes, and how many are computed at a time. */
  readonly turns: number;
  readonly turn: number;
  readonly band: number;
  /** The staged rows that turns need. */
  needs(first: number, turns: number): { first: number; count: number };
  /** Computes turns; `to` is where the first of their outputs goes. */
  run(rows: Rows, first: number, turns: number, to: Delivery, clamp: Clamp): void;
}

/** Some turns, the rows of outputs that they make, and the rows of the image's first axis that they are made from. */
export interface Band {
  readonly first: number;
  readonly turns: number;
  readonly rows: { readonly first: number; readonly count: number };
}

export function bandsOf({ turns, turn, band, output }: Method): Band[] {
  return Array.from({ length: Math.ceil(turns / band) }, (_, n) => {
    const first = n * band;
    const count = Math.min(band, turns - first);
    return { first, turns: count, rows: { first: first * turn, count: Math.min(count * turn, output[0] - first * turn) } };
  });
}
