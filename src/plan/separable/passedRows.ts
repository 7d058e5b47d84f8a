import { u8 } from "../../wasm/memory.js";
import type { StripPass } from "../filter/strips.js";
import type { Allocate } from "../memory.js";
import type { Delivery } from "./delivery.js";

/** Passes `count` padded rows along. */
export type Advance = (x: number, to: number, count: number) => void;

/**
 * Passes each padded row along once: the passed rows of a strip's windows stay together, and those that the next strip shares are moved to its beginning.
 * @param pitches - Bytes between padded rows, and between passed ones.
 * @param shared - Rows of a window, less one.
 */
export function passedRows(strip: number, shared: number, [pitch, passedPitch]: readonly [number, number], advance: Advance, deliver: Delivery, allocate: Allocate): StripPass {
  const passed = allocate((strip + shared) * passedPitch);
  let before = 0;
  return (x, y, rows, first) => {
    if (first === 0) advance(x, passed, shared);
    else u8.copyWithin(passed, passed + before * passedPitch, passed + (before + shared) * passedPitch);
    advance(x + shared * pitch, passed + shared * passedPitch, rows);
    deliver(x, passed, passedPitch, y, rows);
    before = rows;
  };
}
