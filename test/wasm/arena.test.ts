import { beforeEach, expect, test, vi } from "vitest";
import { Random } from "../support/random";

let arena: typeof import("../../src/wasm/arena");
let heap: typeof import("../../src/wasm/heap");
let memory: typeof import("../../src/wasm/memory");

beforeEach(async () => {
  vi.resetModules();
  arena = await import("../../src/wasm/arena");
  heap = await import("../../src/wasm/heap");
  memory = await import("../../src/wasm/memory");
});

test("blocks are aligned, follow one another and never hold address 0", () => {
  const mark = arena.openArena();
  const blocks = [1, 64, 65, 0, 100].map((bytes) => arena.take(bytes));
  expect(blocks).toEqual([1024, 1088, 1152, 1280, 1280]);
  arena.closeArena(mark);
});

test("calls nest: an inner one gives back its own blocks only", () => {
  const outer = arena.openArena();
  const first = arena.take(100);
  memory.u8[first] = 77;
  const inner = arena.openArena();
  const second = arena.take(1000);
  expect(second).toBeGreaterThanOrEqual(first + 100);
  arena.closeArena(inner);
  expect(arena.take(8)).toBe(second);
  expect(memory.u8[first]).toBe(77);
  arena.closeArena(outer);
  expect(arena.openArena()).toBe(outer);
});

test("what does not fit comes from the heap and goes back with the rest", () => {
  const mark = arena.openArena();
  arena.take(1000);
  const large = arena.take(5_000_000);
  expect(large).toBeGreaterThanOrEqual(memory.ARENA_END);
  expect(heap.heapBytes()).toBeGreaterThanOrEqual(5_000_000);
  const inner = arena.openArena();
  const larger = arena.take(6_000_000);
  expect(larger >= large + 5_000_000 || larger + 6_000_000 <= large).toBe(true);
  arena.closeArena(inner);
  expect(heap.heapBytes()).toBeLessThan(6_000_000);
  expect(heap.heapBytes()).toBeGreaterThanOrEqual(5_000_000);
  arena.closeArena(mark);
  expect(heap.heapBytes()).toBe(0);
});

test("a block that would fill the arena leaves it to small ones", () => {
  const mark = arena.openArena();
  const large = arena.take(memory.ARENA_END - mark);
  expect(large).toBeGreaterThanOrEqual(memory.ARENA_END);
  expect(arena.take(30_000)).toBeLessThan(memory.ARENA_END);
  expect(arena.take(memory.ARENA_END - mark - 200_000)).toBeLessThan(memory.ARENA_END);
  expect(arena.take(50_000)).toBeLessThan(memory.ARENA_END);
  arena.closeArena(mark);
  expect(heap.heapBytes()).toBe(0);
});

test("a call that throws leaves nothing behind when it closes in finally", () => {
  const call = () => {
    const mark = arena.openArena();
    try {
      arena.take(100);
      arena.take(50_000_000);
      throw new Error("in the middle");
    } finally {
      arena.closeArena(mark);
    }
  };
  expect(call).toThrow("in the middle");
  expect(heap.heapBytes()).toBe(0);
  expect(arena.take(1)).toBe(memory.ARENA_START);
});

test("random calls, nested and overflowing, never share a byte", () => {
  const dice = new Random(5);
  const live: [at: number, end: number][] = [];
  const call = (depth: number): void => {
    const mark = arena.openArena();
    const before = live.length;
    for (let n = dice.integer(0, 6); n > 0; n--) {
      const bytes = dice.next() < 0.2 ? dice.integer(300_000, 900_000) : dice.integer(0, 3000);
      const at = arena.take(bytes);
      const shared = live.find(([start, end]) => at < end && start < at + bytes);
      if (shared) expect.fail(`${bytes} bytes at ${at} lie over ${shared}`);
      expect(at + bytes).toBeLessThanOrEqual(memory.u8.length);
      live.push([at, at + bytes]);
      if (depth < 4 && dice.next() < 0.4) call(depth + 1);
    }
    live.length = before;
    arena.closeArena(mark);
  };
  for (let turn = 0; turn < 500; turn++) call(0);
  expect(heap.heapBytes()).toBe(0);
});
