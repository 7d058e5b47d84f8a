import { ARENA_END, engineMemory, growTo } from "./memory.js";

/**
 * Long-lived wasm memory, for plans. Blocks are aligned to 64 bytes, a cache line.
 * First fit over a list of free blocks in order of address; neighbours merge when freed.
 */
const ALIGN = 64;

interface Block {
  start: number;
  end: number;
}

const free: Block[] = [];
const used = new Map<number, number>();
let top = align(ARENA_END);

/**
 * Takes `bytes` of memory, which hold what they held before.
 * @throws {@link EngineError} with code "memory" if there is not enough; nothing is taken then.
 */
export function allocate(bytes: number): number {
  engineMemory();
  const size = align(Math.max(bytes, 1));
  for (let i = 0; i < free.length; i++) {
    const block = free[i];
    if (block.end - block.start < size) continue;
    const { start } = block;
    block.start += size;
    if (block.start === block.end) free.splice(i, 1);
    used.set(start, size);
    return start;
  }
  // A free block at the very end is the beginning of the new one.
  const last = free[free.length - 1];
  const start = last?.end === top ? last.start : top;
  growTo(start + size);
  if (last?.end === top) free.pop();
  top = start + size;
  used.set(start, size);
  return start;
}

/** Gives back what {@link allocate} returned. */
export function release(start: number): void {
  const size = used.get(start);
  if (size === undefined) throw new Error(`heap: nothing was allocated at ${start}`);
  used.delete(start);
  const end = start + size;
  const at = firstAfter(start);
  const before = free[at - 1];
  const after = free[at];
  if (before?.end === start && after?.start === end) {
    before.end = after.end;
    free.splice(at, 1);
  } else if (before?.end === start) before.end = end;
  else if (after?.start === end) after.start = start;
  else free.splice(at, 0, { start, end });
}

/** Bytes in use by plans and by calls that outgrew the arena. */
export function heapBytes(): number {
  let sum = 0;
  for (const size of used.values()) sum += size;
  return sum;
}

function firstAfter(start: number): number {
  let low = 0;
  let high = free.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (free[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}
