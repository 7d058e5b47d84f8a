import type { FloatArray } from "../../types.js";
import type { Real } from "../../wasm/engine.js";
import { allocate, release } from "../../wasm/heap.js";
import { f32, f64 } from "../../wasm/memory.js";
import { PlanMemory } from "../memory.js";

interface Table {
  pointer: number;
  users: number;
}

/** What plans have in common: twiddles, by the name that says what is in them. */
const tables = new Map<string, Table>();

/** The wasm memory of one transform, of numbers of one type: memory of its own, and tables it shares, each of which goes back when its last user goes. */
export class Holdings extends PlanMemory {
  constructor(readonly real: Real) {
    super();
  }

  /** All of the memory as numbers of the type, valid until it grows. */
  get view(): FloatArray {
    return this.real === "f32" ? f32 : f64;
  }

  /**
   * The table of this name, made if no living plan has it.
   * @param length - How many numbers it holds.
   * @param fill - Writes them, the first to view[at].
   */
  table(name: string, length: number, fill: (view: FloatArray, at: number) => void): number {
    const size = this.real === "f32" ? 4 : 8;
    const key = `${this.real} ${name}`;
    const table = tables.get(key) ?? { pointer: allocate(length * size), users: 0 };
    if (table.users++ === 0) {
      tables.set(key, table);
      fill(this.view, table.pointer / size);
    }
    this.keep({
      dispose() {
        if (--table.users > 0) return;
        tables.delete(key);
        release(table.pointer);
      },
    });
    return table.pointer;
  }
}

/** Makes a transform that gives back what it holds when it is disposed, or gives it back at once if that fails. */
export function holding<Method extends object>(real: Real, make: (holdings: Holdings) => Method): Method & { dispose(): void } {
  const holdings = new Holdings(real);
  try {
    return { ...make(holdings), dispose: holdings.free };
  } catch (error) {
    holdings.free();
    throw error;
  }
}
