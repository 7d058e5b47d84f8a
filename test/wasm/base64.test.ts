import { expect, test } from "vitest";
import { decodeBase64 } from "../../src/wasm/base64";
import { Random } from "../support/random";

test("decodes every length, and so every padding, as Buffer does", () => {
  const dice = new Random(3);
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, () => dice.integer(0, 255));
    expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
  }
});

test("decodes every pair of letters", () => {
  const bytes = Uint8Array.from({ length: 3 * 4096 }, (_, i) => (Math.floor(i / 3) >> (8 * (2 - (i % 3)) - 6)) & 255);
  expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
});
