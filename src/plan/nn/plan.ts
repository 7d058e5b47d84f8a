import { loadDense, storeDense } from "../../array/dense.js";
import type { Result } from "../../array/target.js";
import { bytesOf } from "../../array/transfer.js";
import { sizeOf } from "../../shape/strides.js";
import type { FloatArray, In } from "../../types.js";
import { type InPlace, InPlacePlan, placeOf } from "../inPlace.js";
import { type Allocate, type PlanMemory, planning } from "../memory.js";
import type { Plan } from "../plan.js";
import type { RowRange } from "./images.js";
import { type Band, bandsOf, type Method } from "./method.js";
import { type Order, type Rows, rowsNeeded } from "./staging.js";
import { applyAfter, type Clamp, type Delivery } from "./sums.js";

/** One layer made ready for a batch of one shape, or two, of which the first makes a row of outputs a turn. */
export interface LayersRequest {
  readonly recipe: object;
  readonly batch: number;
  readonly order: Order;
  /** Each makes the next one's input. */
  readonly make: readonly ((allocate: Allocate) => Method)[];
  readonly clamps: readonly Clamp[];
}

/** A plan of layers. */
export type LayersPlan = Plan<In, FloatArray, Result>;

export function planLayers(request: LayersRequest): LayersPlan {
  return planning((memory) => new InPlacePlan(request.recipe, prepareLayers(request, memory), memory));
}

function prepareLayers(request: LayersRequest, memory: PlanMemory): InPlace {
  const { batch, make, order } = request;
  const methods = make.map((one) => one(memory.allocate));
  const [first, last] = [methods[0], methods[methods.length - 1]];
  const { precision } = first;
  const size = bytesOf(precision);
  const shape = (channels: number, space: readonly number[]): number[] => (order === "planes" ? [batch, channels, ...space] : [batch, ...space, channels]);
  const strips = stripsOf(methods);
  const most = strips.reduce((count, { need }) => Math.max(count, need.count), 0);
  const between = methods.length > 1 ? memory.allocate(first.outputs * most * sizeOf(first.output.slice(1)) * size) : 0;
  const input = placeOf(shape(first.channels, first.input), precision, memory.allocate);
  const output = placeOf(shape(last.outputs, last.output), precision, memory.allocate);
  const corner = input.shape.map(() => 0);
  const run = (): void => runLayers(request, methods, strips, [input.pointer, between, output.pointer]);
  return {
    input, output, run,
    pass(x, target) {
      if (sizeOf(input.shape) > 0) loadDense(x, corner, input.shape, input.pointer, precision);
      run();
      if (sizeOf(output.shape) > 0) storeDense(output.pointer, precision, target, corner, output.shape);
    },
  };
}

/** A band of the last layer's outputs, and the rows that it needs of what comes in. */
interface Strip extends Band {
  readonly need: RowRange;
}

/** Bytes between two layers that the second finds in the second-level cache. */
const BETWEEN = 1 << 19;
/** Rows that the first of two layers makes at a time at least: fewer would cost it more than is saved. */
const ROWS = 56;

function stripsOf(methods: readonly Method[]): Strip[] {
  const last = methods[methods.length - 1];
  let { band } = last;
  if (methods.length > 1) {
    const { outputs, output, precision, band: most } = methods[0];
    const fits = Math.max(ROWS, Math.floor(BETWEEN / Math.max(1, outputs * sizeOf(output.slice(1)) * bytesOf(precision))));
    band = Math.min(band, most, Math.ceil(last.turns / Math.ceil(last.turns / fits)));
  }
  return bandsOf({ ...last, band }).map((strip) => {
    const { first, count } = last.needs(strip.first, strip.turns);
    return { ...strip, need: rowsNeeded(last.staging.sizes, first, count) };
  });
}

/** Runs one layer, or two strip by strip, so that what is between them is read again soon. */
function runLayers({ batch, order, clamps }: LayersRequest, methods: readonly Method[], strips: readonly Strip[], [input, between, output]: readonly number[]): void {
  const [first, last] = [methods[0], methods[methods.length - 1]];
  const { precision } = first;
  const size = bytesOf(precision);
  const bytes = (channels: number, space: readonly number[]): number => channels * sizeOf(space) * size;
  const deliver = (pointer: number, channels: number, space: readonly number[]): Delivery => ({ pointer, order, pitch: order === "planes" ? sizeOf(space) * size : channels * size });
  for (let image = 0; image < batch; image++) {
    const given: Rows = { pointer: input + image * bytes(first.channels, first.input), order, first: 0, count: first.input[0] };
    const made = deliver(output + image * bytes(last.outputs, last.output), last.outputs, last.output);
    const row = bytes(order === "planes" ? 1 : last.outputs, last.output.slice(1));
    for (const { first: turn, turns, rows, need } of strips) {
      if (methods.length > 1) {
        const space = [need.count, ...first.output.slice(1)];
        first.run(given, need.first, need.count, deliver(between, first.outputs, space), clamps[0]);
        applyAfter(clamps[0], between, first.outputs * sizeOf(space), precision);
      }
      const from = methods.length > 1 ? { pointer: between, order, ...need } : given;
      last.run(from, turn, turns, { ...made, pointer: made.pointer + rows.first * row }, clamps[clamps.length - 1]);
    }
  }
  applyAfter(clamps[clamps.length - 1], output, batch * last.outputs * sizeOf(last.output), precision);
}
