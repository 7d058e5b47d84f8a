import { type FloatDType, isComplex, lanesOf, type Precision, realPart } from "../array/dtype.js";
import { read, type Source } from "../array/source.js";
import { apart, type Result, type Target, targetOf } from "../array/target.js";
import { bytesOf, viewOf } from "../array/transfer.js";
import { inUse, optionsOf, wrongSort, wrongValue } from "../check.js";
import { sameShape, sizeOf } from "../shape/strides.js";
import type { FloatArray, In, Out } from "../types.js";
import type { Allocate, PlanMemory } from "./memory.js";
import type { Plan } from "./plan.js";

/** An array in wasm memory, its elements one after another. */
export interface Place {
  readonly pointer: number;
  readonly shape: readonly number[];
  readonly dtype: FloatDType;
}

/** What a plan computes: from one place in wasm memory to another, or from array to array. */
export interface InPlace {
  readonly input: Place;
  readonly output: Place;
  run(): void;
  /** The same of a caller's array, which may leave anything in the places; the target is apart from it. */
  pass(x: Source, target: Target): void;
}

/** Room for an array. */
export function placeOf(shape: readonly number[], dtype: FloatDType, allocate: Allocate): Place {
  return { pointer: allocate(sizeOf(shape) * lanesOf(dtype) * bytesOf(precisionAt({ dtype }))), shape, dtype };
}

/** What an array's numbers are in. */
export function precisionAt({ dtype }: Pick<Place, "dtype">): Precision {
  return realPart(dtype) as Precision;
}

/** An array's numbers as they lie in wasm memory now. */
export function viewAt(place: Place): FloatArray {
  const view = viewOf(precisionAt(place));
  const from = place.pointer / view.BYTES_PER_ELEMENT;
  return view.subarray(from, from + sizeOf(place.shape) * lanesOf(place.dtype));
}

/** The plan of a computation whose memory is taken. While it runs, a callback may use the library, but not this plan. */
export class InPlacePlan<Recipe extends object> implements Plan<In, FloatArray, Result> {
  #computation: InPlace | undefined;
  #state: "idle" | "running" = "idle";

  constructor(
    readonly recipe: Recipe,
    computation: InPlace,
    private readonly memory: PlanMemory,
  ) {
    this.#computation = computation;
  }

  get input(): FloatArray {
    return viewAt(this.#idle().input);
  }

  get output(): FloatArray {
    return viewAt(this.#idle().output);
  }

  execute(): FloatArray;
  execute<O extends Out>(x: In, options: { out: O }): O;
  execute(x: In): Result;
  execute(x?: In, options?: { out?: Out }): FloatArray | Result | Out {
    const { input, output } = this.#idle();
    if (x === undefined) {
      this.#compute();
      return this.output;
    }
    const { out } = optionsOf(options);
    const source = read(x, "x");
    if (source.complex && !isComplex(input.dtype)) wrongSort("x", "real data, as the plan was made for", "complex data");
    if (!sameShape(source.shape, input.shape)) wrongValue("x", `shape [${input.shape.join(", ")}], the plan's`, `shape [${source.shape.join(", ")}]`);
    const target = targetOf(out, output.shape, output.dtype, source.plain);
    this.#compute(apart(source, target), target);
    return target.value;
  }

  dispose(): void {
    this.#refuseRunning();
    this.#computation = undefined;
    this.memory.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #compute(x?: Source, target?: Target): void {
    // asked for again: a getter of x or of the options may have disposed the plan
    const computation = this.#idle();
    this.#state = "running";
    try {
      if (x && target) computation.pass(x, target);
      else computation.run();
    } finally {
      this.#state = "idle";
    }
  }

  #refuseRunning(): void {
    if (this.#state === "running") wrongSort("plan", "one that is idle", "one that is running");
  }

  #idle(): InPlace {
    this.#refuseRunning();
    return inUse(this.#computation);
  }
}
