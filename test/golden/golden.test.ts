import { expect, test } from "vitest";
import * as library from "../../dist/index.js";
import expected from "./hash.json";
import { golden } from "./outputs.mjs";

// A change of a hash is a change of results: write it anew with `node test/golden/run.mjs > test/golden/hash.json`, and say why.
test("the plain build's outputs are the same bits in every engine", () => {
  const actual = golden(library);
  expect(Object.values(actual).reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(7000);
  expect(actual).toEqual(expected);
});

test("asking for them leaves the choice of build as it was", () => {
  library.configure({ deterministic: true });
  golden(library);
  expect(library.features().deterministic).toBe(true);
  library.configure({ deterministic: false });
  golden(library);
  expect(library.features().deterministic).toBe(false);
});
