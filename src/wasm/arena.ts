import { allocate, release } from "./heap.js";
import { ARENA_END, ARENA_START, engineMemory } from "./memory.js";

/**
 * Wasm memory of the running call: a stack, taken from in order and set back as a whole.
 *
 *     const mark = openArena();
 *     try {
 *       const x = take(4 * n);
 *       …
 *     } finally {
 *       closeArena(mark);
 *     }
 *
 * Calls nest: a getter of the caller's may call the library again while a call is running.
 * What does not fit into the arena comes from the heap and goes back with the rest.
 */
const ALIGN = 64;
/** A block leaves room for another like it, or for this much: short loops inside of a large call take and give back small ones, which cost more from the heap. */
const KEPT = 65536;

/** Where the next block starts. Blocks from the heap count one line, so that marks stay in order. */
let top = ARENA_START;
const overflow: { mark: number; start: number }[] = [];

/** Opens a call; give the mark to {@link closeArena}. */
export function openArena(): number {
  engineMemory();
  return top;
}

/**
 * Takes `bytes` until the call is closed. They hold what they held before.
 * @throws {@link EngineError} with code "memory" if there is not enough.
 */
export function take(bytes: number): number {
  const start = top;
  if (bytes + Math.min(bytes, KEPT) <= ARENA_END - start) {
    top = (start + bytes + ALIGN - 1) & -ALIGN;
    return start;
  }
  const block = allocate(bytes);
  overflow.push({ mark: start, start: block });
  top = start + ALIGN;
  return block;
}

/** Gives back everything taken since the mark. */
export function closeArena(mark: number): void {
  while (overflow.length > 0 && overflow[overflow.length - 1].mark >= mark) release(overflow.pop()!.start);
  top = mark;
}

/** Runs something with `bytes` of the running call's memory. */
export function within(bytes: number, use: (pointer: number) => void): void {
  const mark = openArena();
  try {
    use(take(bytes));
  } finally {
    closeArena(mark);
  }
}
