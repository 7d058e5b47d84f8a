import { closeArena, openArena, take } from "../../wasm/arena.js";
import { i32 } from "../../wasm/memory.js";
import type { Kernels } from "./passes.js";
import type { Holdings } from "./tables.js";

/** What a step does: each op is the kernel of its name, in the order of assembly/fft/run.ts, which states the arguments. */
const OPS = [
  "end", "pass2", "pass3", "pass4", "pass5", "passOdd", "first", "last", "load", "store",
  "turn", "separate", "unpass2", "unpass3", "unpass4", "pass4Blocks", "real2", "real4", "realOdd", "first5", "pass7",
] as const;

/**
 * Whether the first and the last op exchange re and im: between two exchanges, the forward transform is the inverse. As a number it is
 * what the kernels take.
 */
export const Exchange = { None: 0, Parts: 16 } as const;
export type Exchange = (typeof Exchange)[keyof typeof Exchange];

/** A step without its buffers. */
export interface Link {
  readonly op: (typeof OPS)[number];
  readonly args: readonly number[];
}

/** Buffers of a program: where it reads, where its result goes, and two in between. */
const BUFFERS = ["x", "y", "a", "b"] as const;
type Buffer = (typeof BUFFERS)[number];

export interface Step extends Link {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** Words of a step in memory, and of the addresses before the first. */
const WORDS = 16;

/** Writes a program where `run` reads it. */
export function assemble(steps: readonly Step[], holdings: Holdings): number {
  const count = (steps.length + 2) * WORDS;
  const pointer = holdings.allocate(count * 4);
  const words = i32.subarray(pointer / 4, pointer / 4 + count).fill(0);
  steps.forEach(({ op, from, to, args }, i) => {
    words.set([OPS.indexOf(op), BUFFERS.indexOf(from) * 4, BUFFERS.indexOf(to) * 4, ...args], (i + 1) * WORDS);
  });
  return pointer;
}

/** Says where the buffers of a program are, and gives it back. */
export function placed(program: number, x: number, y: number, a = 0, b = 0): number {
  const at = program / 4;
  i32[at] = x;
  i32[at + 1] = y;
  i32[at + 2] = a;
  i32[at + 3] = b;
  return program;
}

/** A program of links, each from one buffer to another: the last one to y, the others by turns, so that each finds its input apart from its output. */
export function chain(links: readonly Link[]): Step[] {
  const last = links.length - 1;
  const bufferAfter = (i: number): Buffer => (i < 0 ? "x" : i === last ? "y" : (last - i) % 2 === 1 ? "a" : "b");
  return links.map((link, i) => ({ ...link, from: bufferAfter(i - 1), to: bufferAfter(i) }));
}

/**
 * A load waits for stores a moment before it that have the last twelve bits of their addresses in common with it: 256 points take up to 12 % longer
 * where a buffer lies like that behind the output, and least of all half a page away.
 */
const PAGE = 4096;

/**
 * Makes a function that runs a chain.
 * @param bytes - How large the buffers in between have to be.
 * @param outputBytes - How large y is: if large enough, it is one of them, unless it is x.
 */
export function chainRunner(
  links: readonly Link[], kernels: Kernels, holdings: Holdings, bytes: number, outputBytes: number,
): (x: number, y: number, divisor: number) => void {
  const steps = chain(links);
  const program = assemble(steps, holdings);
  const needs = steps.some(({ to }) => to === "b");
  const shares = outputBytes >= bytes;
  return (x, y, divisor) => {
    const mark = openArena();
    try {
      const start = take(bytes + PAGE);
      const a = start + ((y + PAGE / 2 - start) & (PAGE - 64));
      const b = !needs ? 0 : shares && x !== y ? y : take(bytes);
      // 1/N is rounded, and that shows beside the few other roundings of a short transform; long ones are spared the division.
      const divides = divisor !== 1 && divisor < 1024 && !Number.isInteger(Math.log2(divisor));
      kernels.run(placed(program, x, y, a, b), divides ? divisor : 1 / divisor, +divides);
    } finally {
      closeArena(mark);
    }
  };
}
