import type { Precision } from "../../array/dtype.js";
import { readReal, type Source } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { viewOf } from "../../array/transfer.js";
import { optionsOf, wrongValue } from "../../check.js";
import { sameShape, sizeOf } from "../../shape/strides.js";
import type { FloatArray, In, Out } from "../../types.js";
import type { PlanMemory } from "../memory.js";
import type { Plan } from "../plan.js";

/** A plan of layers. */
export type LayersPlan = Plan<In, FloatArray, Result>;

/** What a plan computes: from one place in wasm memory to another, or from array to array. */
export interface InPlace {
  readonly recipe: object;
  readonly precision: Precision;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** Where input and output stand. */
  readonly input: number;
  readonly output: number;
  run(): void;
  /** The same of a caller's array, which may leave anything in the places. */
  convey(x: Source, target: Target): void;
}

/** The plan of a computation whose memory is taken. */
export function planInPlace(computation: InPlace, memory: PlanMemory): LayersPlan {
  return new InPlacePlan(computation, memory);
}

class InPlacePlan implements LayersPlan {
  readonly recipe: object;
  #computation: InPlace | undefined;

  constructor(
    computation: InPlace,
    private readonly memory: PlanMemory,
  ) {
    this.recipe = computation.recipe;
    this.#computation = computation;
  }

  get input(): FloatArray {
    const { precision, input, inputShape } = this.#living();
    return viewAt(precision, input, inputShape);
  }

  get output(): FloatArray {
    const { precision, output, outputShape } = this.#living();
    return viewAt(precision, output, outputShape);
  }

  execute(): FloatArray;
  execute<O extends Out>(x: In, options: { out: O }): O;
  execute(x: In): Result;
  execute(x?: In, options?: { out?: Out }): FloatArray | Result | Out {
    const computation = this.#living();
    if (x === undefined) {
      computation.run();
      return this.output;
    }
    const { precision, inputShape, outputShape } = computation;
    const { out } = optionsOf(options);
    const source = readReal(x, "x");
    if (!sameShape(source.shape, inputShape)) wrongValue("x", `shape [${inputShape.join(", ")}], the plan's`, `shape [${source.shape.join(", ")}]`);
    const target = targetOf(out, outputShape, precision, false);
    // Asked for again: a getter of x or of the options may have disposed the plan.
    this.#living().convey(apart(source, target), target);
    return target.value;
  }

  dispose(): void {
    this.#computation = undefined;
    this.memory.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #living(): InPlace {
    if (!this.#computation) throw new TypeError("plan: expected one that is in use, got one that was disposed");
    return this.#computation;
  }
}

function viewAt(precision: Precision, pointer: number, shape: readonly number[]): FloatArray {
  const view = viewOf(precision);
  const from = pointer / view.BYTES_PER_ELEMENT;
  return view.subarray(from, from + sizeOf(shape));
}
