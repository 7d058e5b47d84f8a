import { expect, test } from "vitest";
import * as library from "../../dist/index.js";
import expected from "../golden/hash.json";
import { golden } from "../golden/outputs.mjs";

test("the plain build's outputs are the same bits as in Node", () => {
  expect(golden(library)).toEqual(expected);
});
