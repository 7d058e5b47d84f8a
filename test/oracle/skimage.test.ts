import { describe, expect, test } from "vitest";
import { restoration } from "../../src/index";
import { NdArray } from "../../src/array/ndarray";
import { laplacian, transferFunction } from "../../src/plan/restoration/transferFunction";
import { type Case, camel, casesOf, difference, type Entry, input, type Outcome } from "./cases";

/** The calls, by the name of scikit-image's. */
const calls: Record<string, (given: Case) => Outcome[]> = {
  // is_real says how scikit-image gets there: the result is the same.
  "restoration.wiener": ({ inputs: [image, psf, reg], params }) => [
    restoration.wiener(input(image), input(psf), params.balance as number, { clip: params.clip as boolean, reg: reg && input(reg) }),
  ],
  "restoration.richardson_lucy": ({ inputs: [image, psf], params }) => [restoration.richardsonLucy(input(image), input(psf), camel(params))],
  "restoration.uft.ir2tf": ({ inputs: [response], params }) => [transferFunction(spread(response), params.shape as number[], kind(params.is_real))],
  "restoration.uft.laplacian": ({ params }) => {
    const operator = laplacian(params.ndim as number);
    return [transferFunction(operator, params.shape as number[], kind(params.is_real)), new NdArray(operator.data, operator.shape)];
  },
};

const spread = ({ data, shape }: Entry) => ({ data: Float64Array.from(data), shape });
const kind = (isReal: unknown) => (isReal ? "half" : "whole");

const cases = casesOf("skimage");

describe.each([...new Set(cases.map(({ op }) => op))])("%s", (op) => {
  test.each(cases.filter((given) => given.op === op).map((given) => [given.id.split("/").pop()!, given] as const))("%s", (_, given: Case) => {
    const actual = calls[op](given);
    expect(actual.length).toBe(given.outputs.length);
    actual.forEach((outcome, i) => expect(difference(outcome, given.outputs[i], given), given.outputs[i].name).toBeNull());
  });
});
