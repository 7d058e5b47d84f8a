import { allocate, release } from "../wasm/heap.js";

/** Takes wasm memory: of the running call's arena, or of a plan. */
export type Allocate = (bytes: number) => number;

/** Gives back what plans held that were forgotten without being disposed: a last resort. */
const registry = typeof FinalizationRegistry === "function" ? new FinalizationRegistry<() => void>((free) => free()) : undefined;

/** The wasm memory of a plan and what else has to be given back with it. */
export class PlanMemory {
  readonly #releases: (() => void)[] = [];
  readonly #blocks = new Set<number>();

  /** Takes memory that the plan holds until it is freed. */
  readonly allocate: Allocate = (bytes) => {
    const pointer = allocate(bytes);
    this.#blocks.add(pointer);
    return pointer;
  };

  /** Gives back memory of {@link PlanMemory.allocate} that only the plan's making needed. */
  giveBack(pointer: number): void {
    this.#blocks.delete(pointer);
    release(pointer);
  }

  /** Frees something else together with the memory. */
  keep<Part extends { dispose(): void }>(part: Part): Part {
    this.#releases.push(() => part.dispose());
    return part;
  }

  /** Frees everything; once, however often it is called. */
  readonly free = (): void => {
    for (const giveBack of this.#releases.splice(0)) giveBack();
    for (const pointer of this.#blocks) release(pointer);
    this.#blocks.clear();
  };

  /** Frees everything when nobody refers to the owner any more. */
  guard(owner: object): void {
    registry?.register(owner, this.free, this);
  }

  /** Frees everything now. */
  dispose(): void {
    registry?.unregister(this);
    this.free();
  }
}

/** Makes a plan of memory that it takes, all of which goes back if that fails. */
export function planning<Plan extends object>(make: (memory: PlanMemory) => Plan): Plan {
  const memory = new PlanMemory();
  try {
    const plan = make(memory);
    memory.guard(plan);
    return plan;
  } catch (error) {
    memory.free();
    throw error;
  }
}
