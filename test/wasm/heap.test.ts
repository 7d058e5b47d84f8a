import { beforeEach, describe, expect, test, vi } from "vitest";
import { Random } from "../support/random";

/** Each test has a heap, and a memory, of its own. */
let heap: typeof import("../../src/wasm/heap");
let memory: typeof import("../../src/wasm/memory");

beforeEach(async () => {
  vi.resetModules();
  heap = await import("../../src/wasm/heap");
  memory = await import("../../src/wasm/memory");
});

describe("allocate", () => {
  test("gives blocks aligned to 64 bytes, above the arena, within the memory", () => {
    for (const bytes of [0, 1, 63, 64, 65, 1000, 1 << 20]) {
      const at = heap.allocate(bytes);
      expect(at % 64).toBe(0);
      expect(at).toBeGreaterThanOrEqual(memory.ARENA_END);
      expect(at + bytes).toBeLessThanOrEqual(memory.u8.length);
    }
  });

  test("takes the first hole that is large enough", () => {
    const [first, , third] = [heap.allocate(640), heap.allocate(64), heap.allocate(6400), heap.allocate(64)];
    heap.release(first);
    heap.release(third);
    expect(heap.allocate(641)).toBe(third);
    expect(heap.allocate(576)).toBe(first);
    expect(heap.allocate(64)).toBe(first + 576);
  });

  test("grows a hole at the end instead of leaving it", () => {
    const last = heap.allocate(64);
    heap.release(last);
    expect(heap.allocate(6400)).toBe(last);
  });
});

describe("release", () => {
  test.each([
    ["first to last", [0, 1, 2]],
    ["last to first", [2, 1, 0]],
    ["the middle one last", [0, 2, 1]],
    ["the middle one first", [1, 0, 2]],
  ])("merges neighbours, given back %s", (_, order) => {
    const blocks = [heap.allocate(64), heap.allocate(128), heap.allocate(192)];
    heap.allocate(64);
    for (const i of order) heap.release(blocks[i]);
    expect(heap.allocate(384)).toBe(blocks[0]);
  });

  test("refuses what was not allocated, and what was given back already", () => {
    const at = heap.allocate(64);
    heap.release(at);
    expect(() => heap.release(at)).toThrow(/nothing was allocated/);
    expect(() => heap.release(64)).toThrow(/nothing was allocated/);
  });
});

test("20,000 random allocations and releases never overlap, keep their bytes and add up", () => {
  const dice = new Random(11);
  const blocks: { at: number; bytes: number; mark: number }[] = [];
  for (let turn = 0; turn < 20_000; turn++) {
    if (blocks.length > 0 && dice.next() < (blocks.length > 60 ? 0.7 : 0.45)) {
      const [{ at, bytes, mark }] = blocks.splice(dice.integer(0, blocks.length - 1), 1);
      expect(memory.u8[at], "first byte").toBe(mark);
      expect(memory.u8[at + bytes - 1], "last byte").toBe(mark);
      heap.release(at);
    } else {
      const bytes = dice.next() < 0.1 ? dice.integer(1, 200_000) : dice.integer(1, 5000);
      const at = heap.allocate(bytes);
      const shared = blocks.find((other) => at < other.at + other.bytes && other.at < at + bytes);
      if (shared) expect.fail(`${bytes} bytes at ${at} lie over ${shared.bytes} at ${shared.at}`);
      const mark = turn & 255;
      memory.u8[at] = memory.u8[at + bytes - 1] = mark;
      blocks.push({ at, bytes, mark });
    }
    const sum = blocks.reduce((total, { bytes }) => total + Math.ceil(bytes / 64) * 64, 0);
    expect(heap.heapBytes()).toBe(sum);
  }
  for (const { at } of blocks) heap.release(at);
  expect(heap.heapBytes()).toBe(0);
  // One hole again: all of it fits without growth.
  const size = memory.u8.length;
  heap.allocate(memory.u8.length - memory.ARENA_END - 64);
  expect(memory.u8.length).toBe(size);
});
