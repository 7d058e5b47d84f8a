import { expect, test } from "vitest";
import { readDigits } from "../../examples/digits/digits.mjs";
import { networkOf } from "../../examples/digits/layers.mjs";
import { accuracyOf, confusion, train } from "../../examples/digits/training.mjs";

test.each(["plain", "separable"])("a %s network learns to read digits by the library's gradients alone: 97 %% of a held-out fifth", (kind) => {
  const digits = readDigits(1);
  expect(digits.test.labels.length).toBe(359);
  const network = networkOf(kind, 7);
  const { loss } = train(network, digits, { rounds: 8, seed: 3 });
  expect(loss[7]).toBeLessThan(loss[0] / 10);
  expect(accuracyOf(confusion(network, digits.test))).toBeGreaterThanOrEqual(0.97);
}, 120_000);
