import { expect, test } from "vitest";
import { fused } from "../../src/wasm/fused";

const GET = [0x20, 3];
const [ADD_F32, MUL_F32, MADD_F32] = [[0xfd, 0xe4, 1], [0xfd, 0xe6, 1], [0xfd, 0x85, 2]];
const [ADD_F64, MUL_F64, MADD_F64] = [[0xfd, 0xf0, 1], [0xfd, 0xf2, 1], [0xfd, 0x87, 2]];
const NOTHING = [1, 1, 1];
const of = (...parts: readonly (readonly number[])[]) => fused(Uint8Array.from(parts.flat()));

test("makes one instruction of a product and its sum, in either type, and moves nothing", () => {
  expect(of(GET, MUL_F32, GET, ADD_F32, GET)).toEqual(Uint8Array.from([GET, NOTHING, GET, MADD_F32, GET].flat()));
  expect(of(MUL_F64, GET, ADD_F64)).toEqual(Uint8Array.from([NOTHING, GET, MADD_F64].flat()));
});

test.each([
  ["a product of another type", [MUL_F32, GET, ADD_F64]],
  ["a sum of two sums", [ADD_F32, GET, ADD_F32]],
  ["a product subtracted", [MUL_F32, GET, [0xfd, 0xe5, 1]]],
  ["a sum that another instruction makes", [MUL_F32, [0x21, 3], ADD_F32]],
  ["a product and nothing more", [MUL_F32, GET]],
])("leaves %s as it is", (_, parts) => {
  expect(of(...parts)).toEqual(Uint8Array.from(parts.flat()));
});
