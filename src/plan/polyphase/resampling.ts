import { axisLast } from "../../array/axes.js";
import { floatType } from "../../array/dtype.js";
import { precisionOf, type Source } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { sizeOf } from "../../shape/strides.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { tapsOf } from "../direct/taps.js";
import { type Ends, runPolyphase } from "./polyphase.js";
import { polyphaseRecipe } from "./recipe.js";
import { phasesRecipe, runPhases } from "./transforms.js";

/** A change of rate along an axis: y[m] = Σ_k h[k] · u[m·down + shift − k], u being x with up − 1 zeros after each sample. */
export interface Resampling {
  readonly x: Source;
  /** Of one axis. */
  readonly h: Source;
  readonly up: number;
  readonly down: number;
  readonly shift: number;
  readonly outputs: number;
  readonly axis: number;
  readonly ends: Ends;
}

/** Changes the rate into the caller's `out` or a fresh array. */
export function resampleArrays({ x, h, up, down, shift, outputs, axis, ends }: Resampling, out: unknown): Result {
  const precision = precisionOf(h, x);
  const shape = x.shape.map((extent, i) => (i === axis ? outputs : extent));
  const target = targetOf(out, shape, floatType(precision, x.complex || h.complex), x.plain && h.plain);
  if (sizeOf(shape) === 0) return target.value;
  const rates = { up, down, shift, taps: h.shape[0], outputs, lines: sizeOf(shape) / outputs };
  const [signals, taps, places] = [axisLast(apart(x, target), axis), apart(h, target), axisLast(target, axis)];
  if (ends.extension === "constant" && ends.value === 0 && !ends.levels) {
    const kernel = { ...taps, shape: [...x.shape.slice(1).fill(1), h.shape[0]], stride: [...x.shape.slice(1).fill(0), h.stride[0]] };
    const recipe = phasesRecipe(signals, kernel, rates, precision);
    if (recipe) {
      runPhases(recipe, signals, kernel, up, places, precision);
      return target.value;
    }
  }
  const recipe = polyphaseRecipe(rates, precision);
  const mark = openArena();
  try {
    runPolyphase(recipe, tapsOf(taps), signals, places, ends, take);
  } finally {
    closeArena(mark);
  }
  return target.value;
}
