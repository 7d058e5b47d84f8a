import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { encode } from "../../scripts/text.mjs";
import { decode } from "../../src/wasm/text";
import { random } from "../support/random";

test("gives back every byte, alone, after any other, and after the prefix of vector instructions", () => {
  const bytes = Uint8Array.from({ length: 3 * 65536 }, (_, i) => [i >> 8, i, i & 1 ? 0xfd : i >> 4][i % 3]);
  expect(decode(encode(bytes))).toEqual(bytes);
});

test("gives back float32 and float64 instructions in any order", () => {
  const opcodes = [0x09, 0x0a, 0xe4, 0xf0, 0xe5, 0xf1, 0xe6, 0xf2, 0x85, 0x87, 0x86, 0x88, 0x00, 0xfd];
  const bytes = Uint8Array.from(random(1, 4000).flatMap((value) => [0xfd, opcodes[Math.floor((value + 1) * 7)], 0x01]));
  expect(decode(encode(bytes))).toEqual(bytes);
});

test("gives back loads to all lanes behind every distance, alignment and other instruction", () => {
  const heads = [[0x41], [0x41, 0x41], [0x20], [0xfd]];
  const bytes = heads.flatMap((head) => [0x6a, 0x41, 0xfd].flatMap((add) =>
    Array.from({ length: 256 }, (_, distance) => [...head, distance, add, 0xfd, 9 + (distance & 1), distance >> 1, 0xfd, 0xe4 + 12 * (distance & 1)]).flat()));
  expect(decode(encode(Uint8Array.from(bytes)))).toEqual(Uint8Array.from(bytes));
  const both = Array.from({ length: 512 }, (_, i) => [0x41, i >> 1, 0x6a, 0xfd, 9 + (i & 1), 2]).flat();
  expect(decode(encode(Uint8Array.from(both)))).toEqual(Uint8Array.from(both));
});

test("gives back local variables, whatever they are, wherever their instructions stand", () => {
  const bytes = Uint8Array.from({ length: 4 * 256 }, (_, i) => [0x20 + (i % 3), i >> 2, 0x20, 0x22][i % 4]);
  for (const ended of [bytes, bytes.subarray(1), bytes.subarray(0, -1), bytes.subarray(0, -2), bytes.subarray(0, -3), Uint8Array.of(0x21)]) {
    expect(decode(encode(ended))).toEqual(ended);
  }
});

test("gives back the modules, and nothing for nothing", () => {
  for (const name of ["fft.simd", "direct.simd", "direct.relaxed"]) {
    const bytes = new Uint8Array(readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url)));
    expect(decode(encode(bytes)), name).toEqual(bytes);
  }
  expect(decode("")).toEqual(new Uint8Array(0));
});

test("writes letters that stand in a string literal as they are", () => {
  expect(encode(Uint8Array.from({ length: 65536 }, (_, i) => (i & 1 ? i >> 9 : i >> 1)))).toMatch(/^[#-[\]-~]* [#-[\]-~]*$/);
});
