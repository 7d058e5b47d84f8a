import type { Real } from "../../wasm/engine.js";
import { allocate, release } from "../../wasm/heap.js";
import { f32, f64 } from "../../wasm/memory.js";

interface Table {
  pointer: number;
  users: number;
}

/** What plans have in common: twiddles, by the name that says what is in them. */
const tables = new Map<string, Table>();

/**
 * The wasm memory of one plan: blocks of its own and tables it shares. Everything goes back with
 * {@link Holdings.dispose}, a table when its last user goes.
 */
export class Holdings {
  private readonly names: string[] = [];
  private readonly blocks: number[] = [];
  private readonly parts: { dispose(): void }[] = [];

  constructor(readonly real: Real) {}

  /**
   * The table of this name, made if no living plan has it.
   * @param length - How many numbers it holds.
   * @param fill - Writes them, the first to view[at].
   */
  table(name: string, length: number, fill: (view: Float32Array | Float64Array, at: number) => void): number {
    const size = this.real === "f32" ? 4 : 8;
    const key = `${this.real} ${name}`;
    let table = tables.get(key);
    if (!table) {
      table = { pointer: allocate(length * size), users: 0 };
      tables.set(key, table);
      fill(this.real === "f32" ? f32 : f64, table.pointer / size);
    }
    table.users++;
    this.names.push(key);
    return table.pointer;
  }

  /** Memory of this plan alone. */
  block(bytes: number): number {
    const pointer = allocate(bytes);
    this.blocks.push(pointer);
    return pointer;
  }

  /** A plan that this one is made of, and disposed with it. */
  part<Part extends { dispose(): void }>(part: Part): Part {
    this.parts.push(part);
    return part;
  }

  dispose(): void {
    for (const key of this.names.splice(0)) {
      const table = tables.get(key)!;
      if (--table.users > 0) continue;
      tables.delete(key);
      release(table.pointer);
    }
    for (const pointer of this.blocks.splice(0)) release(pointer);
    for (const part of this.parts.splice(0)) part.dispose();
  }
}

/** Makes a plan, or gives back what it had taken when that fails. */
export function holding<Plan>(real: Real, make: (holdings: Holdings) => Plan): Plan {
  const holdings = new Holdings(real);
  try {
    return make(holdings);
  } catch (error) {
    holdings.dispose();
    throw error;
  }
}
