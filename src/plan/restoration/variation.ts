import { factsOf } from "../../array/facts.js";
import { bytesOf } from "../../array/transfer.js";
import { dot, eachRow, rowMajor, sizeOf } from "../../shape/strides.js";
import type { RestorationKernels } from "../../wasm/restoration.js";
import type { PlanMemory } from "../memory.js";
import { type Frame, type Slab, slabsOf } from "./frame.js";

/** The term that keeps an estimate from growing grain: the divergence of its normed gradient. */
export interface Variation {
  /** Divides the factors, the first of which is at c, by 1 − λ · divergence of the array x; rows lie as in the frame. In steps. */
  run(x: number, c: number): Iterable<void>;
}

/** Differences below this part of an array's largest number count as flat. */
const FLAT = 1e-4;

/** Takes memory for the lengths of the gradients of an array of up to three axes. */
export function prepareVariation(frame: Frame, lambda: number, kernels: RestorationKernels, memory: PlanMemory): Variation {
  const { shape, padded, precision, corner } = frame;
  const steepness = memory.allocate(sizeOf(shape) * bytesOf(precision));
  const slabs = slabsOf(shape);
  return {
    *run(x, c) {
      const smooth = Math.max((FLAT * factsOf(x, sizeOf(padded), precision).largest) ** 2, 2 ** -100);
      for (const slab of slabs) {
        eachRowBeside(frame, slab, ({ framed, plain, after: [a, b] }, N) => {
          const row = x + corner + framed;
          kernels.steepness(row, row + a.framed, row + b.framed, steepness + plain, N, smooth);
        });
        yield;
      }
      for (const slab of slabs) {
        eachRowBeside(frame, slab, ({ framed, plain, after: [a, b], before: [p, q] }, N) => {
          const row = x + corner + framed;
          const s = steepness + plain;
          kernels.regularise(c + framed, row, s, row + a.framed, row + b.framed, row + p.framed, s + p.plain, row + q.framed, s + q.plain, N, lambda);
        });
        yield;
      }
    },
  };
}

/** Bytes from one place to another, in arrays of a frame and in those without a border. */
interface Distance {
  readonly framed: number;
  readonly plain: number;
}

/** Where a row begins, and how far the rows after and before it are along each of two other axes: 0 where there is none. */
interface Row extends Distance {
  readonly after: readonly Distance[];
  readonly before: readonly Distance[];
}

function eachRowBeside({ shape, pitch, precision }: Frame, slab: Slab, visit: (row: Row, length: number) => void): void {
  const size = bytesOf(precision);
  const dense = rowMajor(shape);
  const last = shape.length - 1;
  // A slab that begins inside a row would cut it off from its neighbours: rows are whole, however long.
  if (slab.start[last] > 0) return;
  eachRow(slab.shape, (index) => {
    const at = index.map((i, axis) => i + slab.start[axis]);
    const beside = (step: number): Distance[] =>
      [0, 1].map((axis) => {
        const there = axis < last && at[axis] + step >= 0 && at[axis] + step < shape[axis];
        return there ? { framed: step * pitch[axis] * size, plain: step * dense[axis] * size } : { framed: 0, plain: 0 };
      });
    visit({ framed: dot(at, pitch) * size, plain: dot(at, dense) * size, after: beside(1), before: beside(-1) }, shape[last]);
  });
}
