import { rangeOf, samplesAt, sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32, u8 } from "../../wasm/memory.js";
import { rowLength } from "../filter/request.js";
import { prepareResolution, resolve } from "../filter/resolution.js";
import { cutWeights } from "../filter/weights.js";
import { denseOf, type SeparableRequest } from "./request.js";

/** Outputs that take no longer one by one than tables for them: those of 161 taps a side take 5 ms, of 81 one, and an output 0.04 and 0.014. */
const FEW = 64;

/**
 * Sums listed outputs of bytes in f64, row by row, if they are few, and keeps those listed that are in doubt still; returns how many.
 * @param doubt - How far such a sum is from the exact one at most.
 */
export function sumFew({ row, column, channels, delta, width, depth }: SeparableRequest, doubt: number, x: number, pitch: number, y: number, list: number, count: number): number {
  if (count > FEW) return count;
  const [least, most] = rangeOf(depth)!;
  const length = rowLength({ width, channels });
  let left = 0;
  for (let i = 0; i < count; i++) {
    const n = i32[(list >>> 2) + i];
    let line = x + Math.floor(n / length) * pitch + (n % length);
    let sum = delta;
    for (let a = 0; a < column.length; a++, line += pitch) {
      let ofRow = 0;
      for (let b = 0, at = line; b < row.length; b++, at += channels) ofRow += row[b] * u8[at];
      sum += column[a] * ofRow;
    }
    const floor = Math.floor(sum);
    if (Math.abs(sum - floor - 0.5) <= doubt) i32[(list >>> 2) + left++] = n;
    const whole = sum - floor > 0.5 ? floor + 1 : floor;
    samplesAt(depth, y + n * sizeOfSample(depth), 1)[0] = Math.min(most, Math.max(least, whole));
  }
  return left;
}

/** Computes listed outputs by the kernel in two dimensions, exactly. They are rare, and so tables are made when there are any. */
export function resolveAll(request: SeparableRequest, x: number, pitch: number, rows: number, y: number, list: number, count: number): void {
  const dense = denseOf(request);
  const cut = cutWeights(dense);
  const { source, window } = request;
  const mark = openArena();
  try {
    if (source === "u8" || source === "u16" || source === "i16") return resolve(prepareResolution(dense, cut, source, pitch, take), x, y, list, count);
    const samples = ((rows + window.height - 1) * pitch) / sizeOfSample(source);
    const wide = take(samples * 8);
    widen(source, x, wide, samples);
    resolve(prepareResolution(dense, cut, "f64", (pitch / sizeOfSample(source)) * 8, take), wide, y, list, count);
  } finally {
    closeArena(mark);
  }
}
