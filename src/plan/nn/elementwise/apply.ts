import type { Precision } from "../../../array/dtype.js";
import type { Source } from "../../../array/source.js";
import type { Target } from "../../../array/target.js";
import { bytesOf, load, store } from "../../../array/transfer.js";
import { dot, eachIndex, sizeOf } from "../../../shape/strides.js";
import { closeArena, openArena, take } from "../../../wasm/arena.js";

/** Numbers that are worked on at a time: with the results they stay in the first cache. */
const CHUNK = 2048;

/** A kernel over `count` numbers of each input, the last pointer being that of the results. */
export type Kernel = (count: number, ...pointers: number[]) => void;

/** Applies a kernel number by number to arrays of one shape, with working memory that does not grow with them. */
export function applyArrays(sources: readonly Source[], target: Target, precision: Precision, kernel: Kernel): void {
  const size = sizeOf(target.shape);
  if (size === 0) return;
  const dense = target.contiguous && sources.every(({ contiguous }) => contiguous);
  const row = dense ? size : (target.shape[target.shape.length - 1] ?? 1);
  const mark = openArena();
  try {
    const pointers = [...sources, target].map(() => take(Math.min(row, CHUNK) * bytesOf(precision)));
    const along = ({ shape, stride }: Source | Target): number => (dense ? 1 : (stride[shape.length - 1] ?? 0));
    eachIndex(dense ? [] : target.shape.slice(0, -1), (index) => {
      const starts = [...sources, target].map(({ offset, stride }) => offset + dot(index, stride));
      for (let done = 0; done < row; done += CHUNK) {
        const count = Math.min(CHUNK, row - done);
        sources.forEach((source, i) => load(source.data, starts[i] + done * along(source), along(source), count, pointers[i], precision));
        kernel(count, ...pointers);
        store(pointers[sources.length], precision, count, target.data, starts[sources.length] + done * along(target), along(target));
      }
    });
  } finally {
    closeArena(mark);
  }
}
