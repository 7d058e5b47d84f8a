import { loadDense, storeDense } from "../../array/dense.js";
import type { Precision } from "../../array/dtype.js";
import { readReal, type Source } from "../../array/source.js";
import { apart, type Result, type Target, targetOf } from "../../array/target.js";
import { bytesOf, viewOf } from "../../array/transfer.js";
import { optionsOf, wrongValue } from "../../check.js";
import { sameShape, sizeOf } from "../../shape/strides.js";
import type { FloatArray, In, Out } from "../../types.js";
import { type PlanMemory, planning } from "../memory.js";
import type { Plan } from "../plan.js";
import { bandsOf, type Method } from "./method.js";
import type { Order } from "./staging.js";
import { applyAfter, type Clamp } from "./sums.js";

/** Layers made ready, one after another, for a batch of one shape. */
export interface LayersRequest {
  readonly recipe: object;
  readonly batch: number;
  readonly order: Order;
  /** Each makes the next one's input. */
  readonly make: readonly ((allocate: (bytes: number) => number) => Method)[];
  readonly clamps: readonly Clamp[];
}

/** A plan of layers. */
export type LayersPlan = Plan<In, FloatArray, Result>;

export function planLayers(request: LayersRequest): LayersPlan {
  return planning((memory) => new Layers(request, memory));
}

class Layers implements LayersPlan {
  readonly recipe: object;
  #methods: readonly Method[] | undefined;
  readonly #places: readonly number[];
  readonly #precision: Precision;
  readonly #inputShape: readonly number[];
  readonly #outputShape: readonly number[];

  constructor(
    private readonly request: LayersRequest,
    private readonly memory: PlanMemory,
  ) {
    const { batch, make, order } = request;
    this.recipe = request.recipe;
    const methods = make.map((one) => one(memory.allocate));
    const [first, last] = [methods[0], methods[methods.length - 1]];
    this.#methods = methods;
    this.#precision = first.precision;
    const size = bytesOf(first.precision);
    const shape = (channels: number, space: readonly number[]): number[] => (order === "planes" ? [batch, channels, ...space] : [batch, ...space, channels]);
    this.#inputShape = shape(first.channels, first.input);
    this.#outputShape = shape(last.outputs, last.output);
    // between layers only one image stands at a time
    const between = methods.slice(0, -1).map(({ outputs, output }) => memory.allocate(outputs * sizeOf(output) * size));
    this.#places = [memory.allocate(sizeOf(this.#inputShape) * size), ...between, memory.allocate(sizeOf(this.#outputShape) * size)];
  }

  get input(): FloatArray {
    this.#living();
    return this.#view(this.#places[0], this.#inputShape);
  }

  get output(): FloatArray {
    this.#living();
    return this.#view(this.#places[this.#places.length - 1], this.#outputShape);
  }

  execute(): FloatArray;
  execute<O extends Out>(x: In, options: { out: O }): O;
  execute(x: In): Result;
  execute(x?: In, options?: { out?: Out }): FloatArray | Result | Out {
    const methods = this.#living();
    if (x === undefined) {
      this.#run(methods);
      return this.output;
    }
    const { out } = optionsOf(options);
    const source: Source = readReal(x, "x");
    if (!sameShape(source.shape, this.#inputShape)) wrongValue("x", `shape [${this.#inputShape.join(", ")}], the plan's`, `shape [${source.shape.join(", ")}]`);
    const target: Target = targetOf(out, this.#outputShape, this.#precision, false);
    const zeros = (list: readonly number[]): number[] => list.map(() => 0);
    if (sizeOf(this.#inputShape) > 0) loadDense(apart(source, target), zeros(this.#inputShape), this.#inputShape, this.#places[0], this.#precision);
    this.#run(methods);
    if (sizeOf(this.#outputShape) > 0) storeDense(this.#places[this.#places.length - 1], this.#precision, target, zeros(this.#outputShape), this.#outputShape);
    return target.value;
  }

  dispose(): void {
    this.#methods = undefined;
    this.memory.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #run(methods: readonly Method[]): void {
    const { batch, order, clamps } = this.request;
    const size = bytesOf(this.#precision);
    for (let image = 0; image < batch; image++) {
      methods.forEach((method, layer) => {
        const { channels, outputs, input, output } = method;
        const from = this.#places[layer] + (layer === 0 ? image * channels * sizeOf(input) * size : 0);
        const to = this.#places[layer + 1] + (layer === methods.length - 1 ? image * outputs * sizeOf(output) * size : 0);
        const pitch = size * (order === "planes" ? sizeOf(output) : outputs);
        const row = sizeOf(output.slice(1)) * (order === "planes" ? size : pitch);
        for (const { first, turns, rows } of bandsOf(method)) {
          method.run({ pointer: from, order, first: 0, count: input[0] }, first, turns, { pointer: to + rows.first * row, order, pitch }, clamps[layer]);
        }
        applyAfter(clamps[layer], to, outputs * sizeOf(output), this.#precision);
      });
    }
  }

  #view(pointer: number, shape: readonly number[]): FloatArray {
    const view = viewOf(this.#precision);
    const from = pointer / view.BYTES_PER_ELEMENT;
    return view.subarray(from, from + sizeOf(shape));
  }

  #living(): readonly Method[] {
    if (!this.#methods) throw new TypeError("plan: expected one that is in use, got one that was disposed");
    return this.#methods;
  }
}
