import { within } from "../../wasm/arena.js";
import type { Real } from "../../wasm/engine.js";
import { fftKernels } from "../../wasm/fft.js";
import type { AxisGeometry } from "./axis.js";
import { pairBytes } from "./passes.js";

/** Of the cache: as many columns as one holds are turned into lines at a time, which lie one apart, so that powers of two do not meet in it. */
const LINE_BYTES = 64;
/** Rows that results are turned into at a time: rows a power of two apart push one another out of the cache before the next columns come. */
const ROWS = 16;

/** An array whose lines along an axis are read or written: where it is, how many elements a line has, and what they are. */
export type Lines = readonly [pointer: number, n: number, kind: "real" | "complex"];

/**
 * Calls `run` for each line of an axis with where its elements lie one after another, and where those of the result do. Where the axis is not the
 * last, a strip of columns is turned into lines and back. Results may take the place of what is read; then lines are transformed in place.
 */
export function eachLine({ outer, inner }: Pick<AxisGeometry, "outer" | "inner">, x: Lines, y: Lines, real: Real, run: (from: number, to: number) => void): void {
  const kernels = fftKernels()[real];
  const size = pairBytes(real) / 2;
  const [from, to] = [x, y].map(([pointer, n, kind]) => {
    const bytes = kind === "real" ? size : 2 * size;
    return { pointer, n, bytes, pitch: n * bytes + LINE_BYTES, turn: kind === "real" ? kernels.transpose : kernels.transpose_pairs };
  });
  const width = inner === 1 ? 0 : Math.min(LINE_BYTES / size, inner);
  within(width * (from.pitch + to.pitch), (lines) => {
    const results = from.pointer === to.pointer ? lines : lines + width * from.pitch;
    for (let o = 0; o < outer; o++) {
      if (inner === 1) run(from.pointer + o * from.n * from.bytes, to.pointer + o * to.n * to.bytes);
      else for (let i = 0; i < inner; i += width) {
        const columns = Math.min(width, inner - i);
        from.turn(from.pointer + (o * from.n * inner + i) * from.bytes, inner * from.bytes, lines, from.pitch, from.n, columns);
        for (let c = 0; c < columns; c++) run(lines + c * from.pitch, results + c * to.pitch);
        for (let k = 0; k < to.n; k += ROWS) {
          const at = to.pointer + ((o * to.n + k) * inner + i) * to.bytes;
          to.turn(results + k * to.bytes, to.pitch, at, inner * to.bytes, columns, Math.min(ROWS, to.n - k));
        }
      }
    }
  });
}
