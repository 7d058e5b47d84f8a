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

/** Options in our words: `ddepth` is `depth`, of which −1 means none, and `ksize` may be { width, height }. */
export function options({ ddepth, ksize, ...params }: Case["params"]): Record<string, unknown> {
  const size = typeof ksize === "object" && ksize !== null ? Object.values(ksize) : ksize;
  return { ...params, ...(size !== undefined && { ksize: size }), ...(ddepth !== undefined && ddepth !== -1 && { depth: ddepth }) };
}

/** Calls ours with a case's arrays, and its params as options. */
function row(name: string): Row {
  return { name, run: (call, given) => [call(...given.inputs.map(array), options(given.params))] };
}

const methods: Readonly<Record<string, string>> = {
  TM_SQDIFF: "sqdiff",
  TM_SQDIFF_NORMED: "sqdiffNormed",
  TM_CCORR: "ccorr",
  TM_CCORR_NORMED: "ccorrNormed",
  TM_CCOEFF: "ccoeff",
  TM_CCOEFF_NORMED: "ccoeffNormed",
};

/** OpenCV's names, each with the function of ours that computes the same. */
export const rows: Record<string, Row> = {
  filter2D: row("image.filter2D"),
  sepFilter2D: row("image.sepFilter2D"),
  GaussianBlur: row("image.gaussianBlur"),
  blur: row("image.blur"),
  boxFilter: row("image.boxFilter"),
  sqrBoxFilter: row("image.sqrBoxFilter"),
  Laplacian: row("image.laplacian"),
  Sobel: row("image.sobel"),
  Scharr: row("image.scharr"),
  copyMakeBorder: {
    name: "image.copyMakeBorder",
    // the cases give as many values as OpenCV's Scalar has
    run: (call, { inputs: [src], params }) => [call(array(src), { ...params, value: (params.value as number[]).slice(0, src.shape[2] ?? 1) })],
  },
  pyrDown: row("image.pyrDown"),
  pyrUp: { name: "image.pyrUp", run: (call, { inputs: [src] }) => [call(array(src))] },
  matchTemplate: {
    name: "image.matchTemplate",
    run: (call, { inputs: [src, templ], params }) => [call(array(src), array(templ), { method: methods[params.method as string] })],
  },
  getGaussianKernel: { name: "image.getGaussianKernel", run: (call, { params }) => [call(params.ksize, params.sigma)] },
  getDerivKernels: {
    name: "image.getDerivKernels",
    run: (call, { params: { dx, dy, ...rest } }) => {
      const { kx, ky } = call(dx, dy, rest) as { kx: Float64Array; ky: Float64Array };
      return [kx, ky];
    },
  },
};
