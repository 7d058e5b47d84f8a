import { dtypeOf, type Precision, realOf, zeros } from "../../array/dtype.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { optionsOf, wrongKind, wrongValue } from "../../check.js";
import type { FloatArray, TypedArray } from "../../types.js";
import { type PlanMemory, planning } from "../memory.js";
import { type ComplexRoute, complexRoute, complexTransform } from "./complex.js";
import { realTransform } from "./real.js";

/** What a transform is of: complex numbers as re, im in turn, or real numbers and their half spectrum. */
export type FftKind = "complex" | "real";

/** How a transform is computed, as plain data. */
export interface FftRecipe {
  readonly n: number;
  readonly kind: FftKind;
  readonly dtype: Precision;
  /** The structure of the complex transform inside, of n points or, if they are real and even in number, n/2. */
  readonly route: ComplexRoute;
}

/** Numbers in wasm memory that a plan reads or writes. */
class Side {
  readonly pointer: number;
  /** Kept, because making it takes as long as a short transform; growth of the memory leaves it empty. */
  #view: FloatArray = new Float64Array(0);

  constructor(readonly count: number, readonly recipe: FftRecipe, memory: PlanMemory) {
    this.pointer = memory.allocate(count * bytesOf(recipe.dtype));
  }

  get view(): FloatArray {
    if (this.#view.length !== this.count) {
      const at = this.pointer / bytesOf(this.recipe.dtype);
      this.#view = viewOf(this.recipe.dtype).subarray(at, at + this.count) as FloatArray;
    }
    return this.#view;
  }

  load(x: TypedArray, name: string): void {
    const { view, count, recipe } = this;
    const same = sameFloats(x, view);
    if (!same && !dtypeOf(x)) wrongKind(name, "a typed array of numbers", x);
    if (x.length !== count) wrongValue(name, `${count} numbers, for ${recipe.n} ${recipe.kind} points`, `${x.length}`);
    if (same) view.set(x);
    else load(x, 0, 1, count, this.pointer, recipe.dtype);
  }

  store(out: TypedArray): void {
    const { view } = this;
    if (sameFloats(out, view)) out.set(view);
    else store(this.pointer, this.recipe.dtype, this.count, out, 0, 1);
  }

  /** Where the numbers go: the caller's array, or a fresh one. */
  outOf(options: { out?: TypedArray } | undefined): TypedArray {
    const { out } = optionsOf(options);
    if (out === undefined) return zeros(this.recipe.dtype, this.count);
    if (!(out instanceof Float32Array) && !(out instanceof Float64Array) && !dtypeOf(out)) wrongKind("out", "a typed array of numbers", out);
    if (out.length !== this.count) wrongValue("out", `${this.count} numbers`, `${out.length}`);
    return out;
  }
}

/** Whether both hold floats of one type: two instanceof take less time than names of types. */
function sameFloats(a: TypedArray, b: FloatArray): boolean {
  return a instanceof Float32Array ? b instanceof Float32Array : a instanceof Float64Array && b instanceof Float64Array;
}

/** A one-dimensional transform with its tables and working memory. */
export class PlannedFft {
  readonly recipe: FftRecipe;
  #memory: PlanMemory | undefined;
  readonly #input: Side;
  readonly #output: Side;
  readonly #transform: { forward(x: number, y: number): void; inverse(y: number, x: number, divisor?: number): void };

  constructor(recipe: FftRecipe, memory: PlanMemory) {
    const { n, kind, dtype } = recipe;
    this.recipe = recipe;
    this.#memory = memory;
    this.#transform = memory.keep((kind === "complex" ? complexTransform : realTransform)(n, realOf(dtype)));
    this.#input = new Side(kind === "complex" ? 2 * n : n, recipe, memory);
    this.#output = new Side(kind === "complex" ? 2 * n : 2 * (Math.floor(n / 2) + 1), recipe, memory);
  }

  get input(): FloatArray {
    this.#living();
    return this.#input.view;
  }

  get output(): FloatArray {
    this.#living();
    return this.#output.view;
  }

  forward(x?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    return this.#run("forward", this.#input, this.#output, x, "x", options);
  }

  inverse(X?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    return this.#run("inverse", this.#output, this.#input, X, "X", options);
  }

  dispose(): void {
    this.#memory?.dispose();
    this.#memory = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #living(): void {
    if (!this.#memory) throw new TypeError("plan: expected one that is in use, got one that was disposed");
  }

  #run(direction: "forward" | "inverse", from: Side, to: Side, x: TypedArray | undefined, name: string, options: { out?: TypedArray } | undefined): TypedArray {
    const out = x === undefined ? undefined : to.outOf(options);
    // Only now: a getter of the options may dispose the plan.
    this.#living();
    if (x !== undefined) from.load(x, name);
    if (direction === "forward") this.#transform.forward(from.pointer, to.pointer);
    else this.#transform.inverse(from.pointer, to.pointer, this.recipe.n);
    if (out === undefined) return to.view;
    to.store(out);
    return out;
  }
}

/** Makes a plan of n ≥ 1 points. */
export function planTransform(n: number, kind: FftKind, dtype: Precision): PlannedFft {
  const points = kind === "real" && n % 2 === 0 ? n / 2 : n;
  const recipe = { n, kind, dtype, route: complexRoute(points, realOf(dtype)) };
  return planning((memory) => new PlannedFft(recipe, memory));
}
