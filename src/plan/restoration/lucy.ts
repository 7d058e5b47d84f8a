import { realOf } from "../../array/dtype.js";
import { factsOf } from "../../array/facts.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { sumOf } from "../../math/sums.js";
import { sizeOf } from "../../shape/strides.js";
import { f64, u8 } from "../../wasm/memory.js";
import { type RestorationKernels, restorationKernels } from "../../wasm/restoration.js";
import type { PlanMemory } from "../memory.js";
import { type Blurs, prepareBlurs } from "./blur.js";
import { eachLine, type Frame, type Slab, slabsOf } from "./frame.js";
import { type BlurRecipe, frameFor, type Spread } from "./recipe.js";
import { prepareVariation, type Variation } from "./variation.js";

/** What an iteration of Richardson and Lucy's does beside the convolutions. */
export interface LucyRequest {
  readonly numIter: number;
  /** Results are held between −1 and 1, as scikit-image holds them, or left as they are. */
  readonly range: "clipped" | "free";
  /** Where the blurred estimate is below this, the picture counts as 0 there; −∞ for nowhere. */
  readonly dark: number;
  readonly acceleration: "none" | "biggs-andrews";
  /** The strength of the total variation's term; 0 for none. */
  readonly totalVariation: number;
  /** Iterations end when a step's length is below this part of the estimate's. */
  readonly tolerance: number;
  /** Hears how many iterations are done; false ends them. */
  readonly onProgress?: (done: number, total: number) => unknown;
}

/** An iteration with everything it needs in wasm memory. */
export interface Lucy {
  readonly frame: Frame;
  /** The picture, and after the iterations the restored one: arrays without a border. */
  readonly input: number;
  readonly output: number;
  /** Iterates, in short steps. */
  steps(): Generator<void, void>;
}

/** What scikit-image adds to every divisor. */
const EPSILON = 1e-12;
/** The estimate before the first iteration. */
const START = 0.5;

/** Magnitudes below the first power, times the picture's largest number if that is below 1, count as 0; the second is the least normal number. */
const FLOORS = { float32: [2 ** -64, 2 ** -126], float64: [2 ** -600, 2 ** -1022] } as const;
/** ε of the precision. */
const ROUNDING = { float32: 2 ** -23, float64: 2 ** -52 } as const;

/** Numbers of a plain array that are copied to an address. */
export type Load = (pointer: number) => void;

/**
 * Makes an iteration ready, in steps like its own; before the first of them everything of the caller's has been read.
 *
 * @param weights - How much each sample counts; undefined where all count alike.
 */
export function* prepareLucy(
  recipe: BlurRecipe, psf: Spread, request: LucyRequest, picture: Load | undefined, weights: Load | undefined, memory: PlanMemory,
): Generator<void, Lucy> {
  const { precision } = recipe;
  const frame = frameFor(recipe);
  const bytes = sizeOf(frame.shape) * bytesOf(precision);
  const plain = (): number => memory.allocate(bytes);
  const loaded = (load: Load): number => {
    const pointer = plain();
    load(pointer);
    return pointer;
  };
  const input = picture ? loaded(picture) : plain();
  const counts = weights && loaded(weights);
  yield;
  const blurs = yield* prepareBlurs(recipe, psf, frame, memory);
  const framed = function* (): Generator<void, number> {
    const pointer = memory.allocate(blurs.bytes);
    u8.fill(0, pointer, pointer + blurs.bytes);
    yield;
    return pointer;
  };
  const kernels = restorationKernels()[realOf(precision)];
  const accelerated = request.acceleration === "biggs-andrews";
  const state = {
    kernels, blurs, frame, request, slabs: slabsOf(frame.shape), bytes, input,
    output: plain(),
    estimate: yield* framed(),
    ratio: yield* framed(),
    blurred: yield* framed(),
    sums: memory.allocate(32),
    momentum: accelerated ? { latest: plain(), before: plain(), earlier: plain(), step: plain() } : undefined,
    variation: request.totalVariation > 0 ? prepareVariation(frame, request.totalVariation, kernels, memory) : undefined,
  };
  const sight = counts === undefined ? undefined : yield* see(state, counts, plain(), psf);
  return { frame, input, output: state.output, steps: () => iterate({ ...state, sight }) };
}

/** What every place sees of the weights: the second convolution of them. */
function* see({ frame, blurs, slabs, ratio, blurred, bytes }: Omit<State, "sight">, weights: number, seen: number, psf: Spread): Generator<void, Sight> {
  const size = bytesOf(frame.precision);
  for (const slab of slabs) eachLine(frame, slab, (plain, framed, N) => u8.copyWithin(ratio + frame.corner + framed, weights + plain, weights + plain + N * size));
  yield* blurs.adjoint.run(ratio, blurred);
  for (const slab of slabs) {
    eachLine(frame, slab, (plain, framed, N) => {
      const from = blurred + blurs.adjoint.result + framed;
      u8.copyWithin(seen + plain, from, from + N * size);
    });
  }
  const taps = sumOf(psf.data);
  return { weights, seen, least: 16 * ROUNDING[frame.precision] * taps * factsOf(weights, bytes / size, frame.precision).largest };
}

interface State {
  readonly kernels: RestorationKernels;
  readonly blurs: Blurs;
  readonly frame: Frame;
  readonly request: LucyRequest;
  readonly slabs: readonly Slab[];
  readonly bytes: number;
  readonly input: number;
  readonly output: number;
  /** Arrays of the frame: what is blurred, how much brighter the picture is, and what a convolution gives. */
  readonly estimate: number;
  readonly ratio: number;
  readonly blurred: number;
  /** Four f64. */
  readonly sums: number;
  /** The latest estimate, the two before it, and the last step: arrays without a border. */
  readonly momentum: { readonly latest: number; readonly before: number; readonly earlier: number; readonly step: number } | undefined;
  readonly variation: Variation | undefined;
  /** The weights of the samples, what each place sees of them, and how little counts as nothing. */
  readonly sight: Sight | undefined;
}

interface Sight {
  readonly weights: number;
  readonly seen: number;
  readonly least: number;
}

/** Numbers that depend on the picture. */
interface Limits {
  readonly floor: number;
  readonly least: number;
}

function* iterate(state: State): Generator<void, void> {
  const { request, frame, blurs, slabs, kernels, momentum } = state;
  const limits = limitsOf(state);
  begin(state);
  let alpha = 0;
  for (let done = 1; done <= request.numIter; done++) {
    f64.fill(0, state.sums / 8, state.sums / 8 + 4);
    if (momentum) {
      for (const slab of slabs) {
        eachLine(frame, slab, (plain, framed, N) => {
          const [latest, before, earlier] = [momentum.latest + plain, momentum.before + plain, momentum.earlier + plain];
          // As Taylor's series goes on from the last three estimates.
          kernels.predict(latest, before, earlier, state.estimate + frame.corner + framed, N, alpha, (alpha * alpha) / 2, limits.floor);
        });
        yield;
      }
    }
    yield* blurs.forward.run(state.estimate, state.blurred);
    yield* compare(state, limits);
    yield* blurs.adjoint.run(state.ratio, state.blurred);
    if (state.variation) yield* state.variation.run(state.estimate, state.blurred + blurs.adjoint.result);
    yield* step(state, limits);
    const at = state.sums / 8;
    const [along, before, moved, size] = momentum ? f64.subarray(at, at + 4) : [0, 0, f64[at], f64[at + 1]];
    // How much of the last step to go on with, Biggs and Andrews' estimate.
    alpha = before > 0 ? Math.min(Math.max(along / before, 0), 1) : 0;
    if (request.onProgress?.(done, request.numIter) === false) break;
    if (request.tolerance > 0 && Math.sqrt(moved / size) < request.tolerance) break;
  }
  const limit = request.range === "clipped" ? 1 : Infinity;
  for (const slab of slabs) {
    eachLine(frame, slab, (plain, framed, N) => {
      kernels.clip(momentum ? momentum.latest + plain : state.estimate + frame.corner + framed, state.output + plain, N, -limit, limit);
    });
    yield;
  }
}

function begin({ frame, estimate, momentum, slabs, bytes }: State): void {
  const view = viewOf(frame.precision);
  const size = bytesOf(frame.precision);
  if (momentum) {
    for (const array of [momentum.latest, momentum.before, momentum.earlier]) view.fill(START, array / size, (array + bytes) / size);
    u8.fill(0, momentum.step, momentum.step + bytes);
  }
  for (const slab of slabs) {
    eachLine(frame, slab, (_, framed, N) => {
      const at = (estimate + frame.corner + framed) / size;
      view.fill(START, at, at + N);
    });
  }
}

/** How much brighter the picture is than the blurred estimate. */
function* compare({ kernels, blurs, frame, request, slabs, input, ratio, blurred, sight }: State, { floor, least }: Limits): Iterable<void> {
  const { dark } = request;
  for (const slab of slabs) {
    eachLine(frame, slab, (plain, framed, N) => {
      const c = blurred + blurs.forward.result + framed;
      const r = ratio + frame.corner + framed;
      if (sight) kernels.ratio_weighted(input + plain, sight.weights + plain, c, r, N, least, EPSILON, dark, floor);
      else kernels.ratio(input + plain, c, r, N, least, EPSILON, dark, floor);
    });
    yield;
  }
}

/** Takes the step that the second convolution says. */
function* step({ kernels, blurs, frame, request, slabs, estimate, blurred, sums, momentum, sight }: State, { floor }: Limits): Iterable<void> {
  for (const slab of slabs) {
    eachLine(frame, slab, (plain, framed, N) => {
      const c = blurred + blurs.adjoint.result + framed;
      const x = estimate + frame.corner + framed;
      if (sight) kernels.level(c, sight.seen + plain, N, sight.least);
      if (momentum) kernels.advance(x, c, momentum.latest + plain, momentum.step + plain, N, floor, sums);
      else {
        if (request.tolerance > 0) kernels.change(x, c, N, sums);
        kernels.multiply(x, c, N, floor);
      }
    });
    yield;
  }
}

/** What counts as zero in this picture, and, by transforms, the least that a blurred estimate can be told from rounding. */
function limitsOf({ frame, input, blurs }: State): Limits {
  const { precision, shape } = frame;
  const count = sizeOf(shape);
  const { largest, finite } = factsOf(input, count, precision);
  const [small, normal] = FLOORS[precision];
  const floor = Math.max(normal, small * (finite && largest > 0 ? Math.min(1, largest) : 1));
  if (blurs.rounding === "each output") return { floor, least: -Infinity };
  const at = input / bytesOf(precision);
  const bright = viewOf(precision).subarray(at, at + count).every((value) => !(value < 0));
  return { floor, least: bright && finite ? ROUNDING[precision] * largest : -Infinity };
}
