import { loadDense, storeDense } from "../../array/dense.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import { type PlanMemory, planning } from "../memory.js";
import { type InPlace, type LayersPlan, planInPlace } from "./inPlace.js";
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

export function planLayers(request: LayersRequest): LayersPlan {
  return planning((memory) => planInPlace(prepareLayers(request, memory), memory));
}

function prepareLayers(request: LayersRequest, memory: PlanMemory): InPlace {
  const { recipe, batch, make, order } = request;
  const methods = make.map((one) => one(memory.allocate));
  const [first, last] = [methods[0], methods[methods.length - 1]];
  const { precision } = first;
  const size = bytesOf(precision);
  const shape = (channels: number, space: readonly number[]): number[] => (order === "planes" ? [batch, channels, ...space] : [batch, ...space, channels]);
  const inputShape = shape(first.channels, first.input);
  const outputShape = shape(last.outputs, last.output);
  // between layers only one image stands at a time
  const between = methods.slice(0, -1).map(({ outputs, output }) => memory.allocate(outputs * sizeOf(output) * size));
  const input = memory.allocate(sizeOf(inputShape) * size);
  const output = memory.allocate(sizeOf(outputShape) * size);
  const places = [input, ...between, output];
  const corner = inputShape.map(() => 0);
  const run = (): void => runLayers(request, methods, places);
  return {
    recipe, precision, inputShape, outputShape, input, output, run,
    convey(x, target) {
      if (sizeOf(inputShape) > 0) loadDense(x, corner, inputShape, input, precision);
      run();
      if (sizeOf(outputShape) > 0) storeDense(output, precision, target, corner, outputShape);
    },
  };
}

function runLayers({ batch, order, clamps }: LayersRequest, methods: readonly Method[], places: readonly number[]): void {
  for (let image = 0; image < batch; image++) {
    methods.forEach((method, layer) => {
      const { channels, outputs, input, output, precision } = method;
      const size = bytesOf(precision);
      const from = places[layer] + (layer === 0 ? image * channels * sizeOf(input) * size : 0);
      const to = places[layer + 1] + (layer === methods.length - 1 ? image * outputs * sizeOf(output) * size : 0);
      const pitch = size * (order === "planes" ? sizeOf(output) : outputs);
      const row = sizeOf(output.slice(1)) * (order === "planes" ? size : pitch);
      for (const { first, turns, rows } of bandsOf(method)) {
        method.run({ pointer: from, order, first: 0, count: input[0] }, first, turns, { pointer: to + rows.first * row, order, pitch }, clamps[layer]);
      }
      applyAfter(clamps[layer], to, outputs * sizeOf(output), precision);
    });
  }
}
