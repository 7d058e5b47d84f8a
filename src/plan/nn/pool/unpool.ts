import { eachRun, loadDense, storeDense } from "../../../array/dense.js";
import type { Precision } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { wrongValue } from "../../../check.js";
import { sizeOf } from "../../../shape/strides.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";
import { eachPlane } from "./planes.js";

/** Which way numbers go between maxima and the planes that they stood in. */
export type Direction = "into planes" | "out of planes";

/**
 * Puts numbers back to where they stood, zeros around them, or takes them from there. All three are arrays [N, C, …], and indices are flat within a plane.
 * @throws RangeError if an index lies outside its plane; nothing is written then.
 */
export function unpoolArrays(direction: Direction, x: Source, indices: Source, target: Target, precision: Precision): void {
  const [maxima, planes] = direction === "into planes" ? [x, target] : [target, x];
  const count = sizeOf(maxima.shape.slice(2));
  const plane = sizeOf(planes.shape.slice(2));
  const places = placesOf(indices, plane);
  if (sizeOf(target.shape) === 0) return;
  const size = bytesOf(precision);
  const mark = openArena();
  try {
    const few = take(count * size);
    const all = take(plane * size);
    let done = 0;
    eachPlane([x, target], "nchw", ([from, to], start) => {
      const view = viewOf(precision);
      const [fewAt, allAt] = [few / size, all / size];
      loadDense(from, start, [1, ...from.shape.slice(1)], direction === "into planes" ? few : all, precision);
      if (direction === "into planes") {
        view.fill(0, allAt, allAt + plane);
        for (let n = 0; n < count; n++) view[allAt + places[done + n]] = view[fewAt + n];
      } else for (let n = 0; n < count; n++) view[fewAt + n] = view[allAt + places[done + n]];
      storeDense(direction === "into planes" ? all : few, precision, to, start, [1, ...to.shape.slice(1)]);
      done += count;
    });
  } finally {
    closeArena(mark);
  }
}

/** The indices, one after another, each within a plane. */
function placesOf(indices: Source, plane: number): Int32Array {
  const places = new Int32Array(sizeOf(indices.shape));
  let to = 0;
  eachRun(indices, new Array<number>(indices.shape.length).fill(0), indices.shape, (at, step, count) => {
    for (let n = 0; n < count; n++) {
      const place = indices.data[at + n * step];
      if (!Number.isInteger(place) || place < 0 || place >= plane) wrongValue(indices.name, `integers from 0 to ${plane - 1}, places in a plane of the result`, place);
      places[to++] = place;
    }
  });
  return places;
}
