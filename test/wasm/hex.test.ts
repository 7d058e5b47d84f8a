import { expect, test } from "vitest";
import { decodeHex } from "../../src/wasm/hex";

test("decodes every byte as Buffer does", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(decodeHex(Buffer.from(bytes).toString("hex"))).toEqual(bytes);
});

test("decodes nothing to nothing", () => {
  expect(decodeHex("")).toEqual(new Uint8Array(0));
});
