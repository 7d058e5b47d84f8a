import { sizeOfSample } from "../../array/samples.js";
import { widen } from "../../array/transfer.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareResolution, resolve } from "../filter/resolution.js";
import { cutWeights } from "../filter/weights.js";
import { denseOf, type SeparableRequest } from "./request.js";

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
