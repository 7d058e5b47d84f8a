import { closeArena, openArena, take } from "../../wasm/arena.js";
import { paddedPitch, padRows, preparePadding } from "./padding.js";
import type { PictureRequest } from "./request.js";
import type { PictureRows, ResultRows } from "./rows.js";

/** Copies a picture into a larger one: the padded rows that windows of a request would meet are the result's. */
export function framePicture(request: PictureRequest, source: PictureRows, target: ResultRows): void {
  const mark = openArena();
  try {
    const x = take(paddedPitch(request));
    const padding = preparePadding(request, x, 1, take);
    for (let row = 0; row < request.height + request.window.height - 1; row++) {
      padRows(padding, source, row, 1, x);
      target.deliver(row, 1, x);
    }
  } finally {
    closeArena(mark);
  }
}
