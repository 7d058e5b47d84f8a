import { floatType, type Precision, realOf } from "../../array/dtype.js";
import { eachRowWithin } from "../../array/flat.js";
import { ZEROS } from "../../array/padded.js";
import { type Source, precisionOf, reversed } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { dot, sizeOf } from "../../shape/strides.js";
import type { Method } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareDirect, runDirect } from "../direct/direct.js";
import { type DirectRecipe, directRecipe } from "../direct/recipe.js";
import { finiteTaps, tapsOf } from "../direct/taps.js";
import { judgeOf } from "./judge.js";
import { finiteOf, patchNonFinite } from "./nonFinite.js";
import { type OverlapSave, prepareOverlapSave, runOverlapSave } from "./overlapSave.js";
import { convolutionRecipe } from "./recipe.js";
import { type Convolution, type ConvolutionSizes, geometryOf, sizesOf } from "./request.js";
import { withTransform } from "./transforms.js";

/** Computes a convolution into the caller's `out` or a fresh array. */
export function convolveArrays({ x, h, spans, method, rtol }: Convolution, out: unknown): Result {
  const precision: Precision = precisionOf(x, h);
  const target = targetOf(out, spans.map(({ length }) => length), floatType(precision, x.complex || h.complex), x.plain && h.plain);
  if (sizeOf(target.shape) === 0) return target.value;
  // Convolution is commutative: the smaller side is the kernel.
  const [signal, kernel] = sizeOf(x.shape) < sizeOf(h.shape) ? [h, x] : [x, h];
  // A kernel without samples has no spectrum; its sums are zeros.
  const way = sizeOf(kernel.shape) === 0 ? "direct" : method;
  convolveOnce(apart(signal, target), apart(kernel, target), sizesOf(signal, kernel, spans, precision), target, way, rtol);
  return target.value;
}

/** Convolves into a target that is apart from both inputs. */
export function convolveOnce(x: Source, h: Source, sizes: ConvolutionSizes, target: Target, method: Method, rtol: number | undefined): void {
  const recipe = convolutionRecipe(sizes, method, "once");
  if (recipe.algorithm === "direct") {
    sumDirect(recipe, x, h, target);
    return;
  }
  withTransform(recipe.length, realOf(recipe.precision), recipe.kind, (transform) => {
    const mark = openArena();
    try {
      transformBlocks(prepareOverlapSave(recipe, h, transform, take), x, h, target, method, rtol);
    } finally {
      closeArena(mark);
    }
  });
}

/** Sums by the definition; outputs that a tap reaches which is not finite are set afterwards, since the border's zeros would make NaN of it. */
export function sumDirect(recipe: DirectRecipe, x: Source, h: Source, target: Target): void {
  const taps = tapsOf(reversed(h));
  const finite = finiteTaps(taps);
  const mark = openArena();
  try {
    const direct = prepareDirect(recipe, finite ? taps : tapsOf(reversed(finiteOf(h))), take);
    runDirect(direct, finite ? x : finiteOf(x), target, ZEROS);
  } finally {
    closeArena(mark);
  }
  if (!finite) patch(x, h, sizesOfRecipe(recipe), target);
}

/** Convolves block by block, and sets what samples reach that are not finite. */
export function transformBlocks(prepared: OverlapSave, x: Source, h: Source, target: Target, method: Method, rtol: number | undefined): void {
  const { recipe, kernel } = prepared;
  const { sizes, flat, first } = recipe;
  const direct = (from: number, count: number): void => {
    eachRowWithin(target.shape, flat, from - first, count, (_, index, start, length) => {
      const part = [...index, start];
      const spans = sizes.spans.map((span, axis) => ({ start: span.start + part[axis], length: axis === index.length ? length : 1 }));
      const rows = { ...target, shape: spans.map((span) => span.length), offset: target.offset + dot(part, target.stride) };
      sumDirect(directRecipe(geometryOf({ ...sizes, spans }), sizes.sides, sizes.precision), x, finiteKernel, rows);
    });
  };
  const finiteKernel = kernel.finite ? h : finiteOf(h);
  const found = runOverlapSave(prepared, x, target, judgeOf(recipe, kernel, method, rtol), direct);
  if (found === "not finite" || !kernel.finite) patch(x, h, sizes, target);
}

function patch(x: Source, h: Source, sizes: ConvolutionSizes, target: Target): void {
  patchNonFinite(x, h, sizes, target, (counts, signs) => {
    const sums = new Float64Array(sizeOf(target.shape));
    const plain: Target = { ...targetOf(undefined, target.shape, "float64", false), data: sums };
    convolveOnce(counts, signs, { ...sizes, sides: { input: "real", kernel: "real" }, precision: "float64" }, plain, "auto", undefined);
    return sums;
  });
}

/** The convolution that a direct recipe computes. */
function sizesOfRecipe({ geometry, sides, precision }: DirectRecipe): ConvolutionSizes {
  const { inputShape, kernelShape, outputShape, before } = geometry;
  const spans = outputShape.map((length, axis) => ({ start: kernelShape[axis] - 1 - before[axis], length }));
  return { inputShape, kernelShape, spans, sides, precision };
}
