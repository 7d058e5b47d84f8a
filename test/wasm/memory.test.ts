import { afterEach, beforeEach, expect, test, vi } from "vitest";

let heap: typeof import("../../src/wasm/heap");
let memory: typeof import("../../src/wasm/memory");
let library: typeof import("../../src/index");

beforeEach(async () => {
  vi.resetModules();
  heap = await import("../../src/wasm/heap");
  memory = await import("../../src/wasm/memory");
  library = await import("../../src/index");
});

afterEach(() => {
  vi.restoreAllMocks();
});

test("nothing is taken before the first use", () => {
  expect(memory.memoryBytes()).toBe(0);
  library.convolve([1], [1]);
  expect(memory.memoryBytes()).toBeGreaterThan(0);
});

test("growth renews the views, and what the memory held stays", () => {
  const at = heap.allocate(8);
  memory.f64[at / 8] = 42;
  const { f64, f32, u8, i32 } = memory;
  heap.allocate(20_000_000);
  expect([f64.length, f32.length, u8.length, i32.length], "the old ones are detached").toEqual([0, 0, 0, 0]);
  expect(memory.f64[at / 8]).toBe(42);
  expect(memory.u8.length).toBe(memory.memoryBytes());
  expect(memory.f32.buffer).toBe(memory.f64.buffer);
  expect(memory.i32.buffer).toBe(memory.f64.buffer);
});

test("growth within a call does not spoil its result", () => {
  const right = library.convolve(Float32Array.from({ length: 3000 }, (_, n) => n % 7), [1, 2, 3]);
  heap.allocate(memory.memoryBytes());
  expect(library.convolve(Float32Array.from({ length: 3000 }, (_, n) => n % 7), [1, 2, 3])).toEqual(right);
});

test("a growth that fails throws a catchable error and leaves everything usable", () => {
  const before = library.convolve([1, 2, 3], [1, 1]);
  const size = memory.memoryBytes();
  const used = heap.heapBytes();
  vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
    throw new RangeError("WebAssembly.Memory.grow(): Maximum memory size exceeded");
  });
  expect(() => heap.allocate(100_000_000)).toThrow(expect.objectContaining({ name: "EngineError", code: "memory" }));
  expect(() => heap.allocate(100_000_000)).toThrow(/out of memory.*bytes/);
  expect(memory.memoryBytes()).toBe(size);
  expect(heap.heapBytes()).toBe(used);
  expect(library.convolve([1, 2, 3], [1, 1])).toEqual(before);
  vi.restoreAllMocks();
  const at = heap.allocate(100_000_000);
  expect(memory.u8.length).toBeGreaterThanOrEqual(at + 100_000_000);
});

test("a request beyond four gigabytes throws too, and the next call is right", () => {
  expect(() => heap.allocate(5e9)).toThrow(expect.objectContaining({ code: "memory" }));
  expect(library.convolve([1, 2, 3], [1, 1])).toEqual(Float64Array.of(1, 3, 5, 3));
});

test("a public call that runs out of memory throws, leaves `out` alone and nothing behind", () => {
  const x = new Float64Array(2_000_000).fill(1);
  const out = new Float64Array(1).fill(-7);
  library.convolve([1], [1]);
  const used = heap.heapBytes();
  vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
    throw new RangeError("no");
  });
  expect(() => library.convolve(x, x, { mode: "valid", method: "direct", out })).toThrow(expect.objectContaining({ code: "memory" }));
  expect(out[0]).toBe(-7);
  expect(heap.heapBytes()).toBe(used);
  vi.restoreAllMocks();
  expect(library.convolve([1, 2, 3], [1, 1])).toEqual(Float64Array.of(1, 3, 5, 3));
});

test("a phone that refuses to reserve four gigabytes is asked for less", () => {
  const Memory = WebAssembly.Memory;
  const asked: number[] = [];
  vi.spyOn(WebAssembly, "Memory").mockImplementation(function (descriptor: WebAssembly.MemoryDescriptor) {
    asked.push(descriptor.maximum!);
    if (descriptor.maximum! > 16384) throw new RangeError("could not allocate memory");
    return new Memory(descriptor);
  } as never);
  expect(memory.engineMemory().buffer.byteLength).toBeGreaterThan(0);
  expect(asked).toEqual([65536, 16384]);
});

test("the first megabyte refused is an EngineError", () => {
  vi.spyOn(WebAssembly, "Memory").mockImplementation(function () {
    throw new RangeError("could not allocate memory");
  } as never);
  expect(() => library.convolve([1], [1])).toThrow(expect.objectContaining({ name: "EngineError", code: "memory" }));
  vi.restoreAllMocks();
  expect(library.convolve([2], [3])).toEqual(Float64Array.of(6));
});
