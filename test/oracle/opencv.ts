import { type Case, type Entry, type Outcome } from "./cases";
import { NdArray } from "../../src/array/ndarray";
import type { DType } from "../../src/types";

/** Any function of ours, as the rows below call it: the cases are data, and their types are not known here. */
type Call = (...given: unknown[]) => never;

export interface Row {
  /** Our function, by its public name. */
  readonly name: string;
  readonly run: (call: Call, given: Case) => Outcome[];
}

/** An array of a case with its shape, as pictures and kernels have one. */
export function array({ data, shape, dtype }: Entry): NdArray {
  return new NdArray(data, shape, undefined, 0, dtype as DType);
}

/** Options in our words: `ddepth` is `depth`, of which −1 means none. */
export function options({ ddepth, ...params }: Case["params"]): Record<string, unknown> {
  return { ...params, ...(ddepth !== undefined && ddepth !== -1 && { depth: ddepth }) };
}

/** Calls ours with a case's arrays, and its params as options. */
function row(name: string): Row {
  return { name, run: (call, given) => [call(...given.inputs.map(array), options(given.params))] };
}

/** OpenCV's names, each with the function of ours that computes the same. */
export const rows: Record<string, Row> = {
  filter2D: row("image.filter2D"),
};

/** Ops that no function of ours computes yet. */
export const later: readonly string[] = [
  "GaussianBlur", "sepFilter2D", "boxFilter", "Sobel", "getDerivKernels", "getGaussianKernel", "blur", "Laplacian", "copyMakeBorder",
  "sqrBoxFilter", "Scharr", "matchTemplate", "pyrUp", "pyrDown",
];
