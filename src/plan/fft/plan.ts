import { dtypeOf, type Precision, zeros } from "../../array/dtype.js";
import { bytesOf, load, store, viewOf } from "../../array/transfer.js";
import { optionsOf, wrongKind, wrongValue } from "../../check.js";
import type { FloatArray, TypedArray } from "../../types.js";
import type { Real } from "../../wasm/engine.js";
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

interface Sides {
  readonly input: number;
  readonly output: number;
}

/** A one-dimensional transform with its tables and working memory. */
export class PlannedFft {
  readonly recipe: FftRecipe;
  readonly #numbers: Sides;
  #memory: PlanMemory | undefined;
  readonly #input: number;
  readonly #output: number;
  /** Views of both, kept because making one takes as long as a short transform; growth of the memory leaves them empty. */
  #inputView: FloatArray;
  #outputView: FloatArray;
  readonly #transform: { forward(x: number, y: number): void; inverse(y: number, x: number, divisor?: number): void };

  constructor(recipe: FftRecipe, memory: PlanMemory) {
    const { n, kind, dtype } = recipe;
    const real: Real = dtype === "float32" ? "f32" : "f64";
    this.recipe = recipe;
    this.#memory = memory;
    this.#numbers = kind === "complex" ? { input: 2 * n, output: 2 * n } : { input: n, output: 2 * (Math.floor(n / 2) + 1) };
    this.#transform = memory.keep((kind === "complex" ? complexTransform : realTransform)(n, real));
    this.#input = memory.allocate(this.#numbers.input * bytesOf(dtype));
    this.#output = memory.allocate(this.#numbers.output * bytesOf(dtype));
    this.#inputView = this.#outputView = new Float64Array(0);
  }

  get input(): FloatArray {
    this.#living();
    const { input } = this.#numbers;
    if (this.#inputView.length !== input) this.#inputView = this.#view(this.#input, input);
    return this.#inputView;
  }

  get output(): FloatArray {
    this.#living();
    const { output } = this.#numbers;
    if (this.#outputView.length !== output) this.#outputView = this.#view(this.#output, output);
    return this.#outputView;
  }

  forward(x?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    this.#living();
    if (x === undefined) {
      this.#transform.forward(this.#input, this.#output);
      return this.output;
    }
    this.#load(x, "x", this.#input, this.input);
    const out = this.#outOf(options, this.#numbers.output);
    this.#transform.forward(this.#input, this.#output);
    this.#store(this.#output, this.output, out);
    return out;
  }

  inverse(X?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    this.#living();
    if (X === undefined) {
      this.#transform.inverse(this.#output, this.#input, this.recipe.n);
      return this.input;
    }
    this.#load(X, "X", this.#output, this.output);
    const out = this.#outOf(options, this.#numbers.input);
    this.#transform.inverse(this.#output, this.#input, this.recipe.n);
    this.#store(this.#input, this.input, out);
    return out;
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

  #load(x: TypedArray, name: string, pointer: number, place: FloatArray): void {
    const same = x instanceof Float32Array ? place instanceof Float32Array : x instanceof Float64Array && place instanceof Float64Array;
    if (!same && !dtypeOf(x)) wrongKind(name, "a typed array of numbers", x);
    if (x.length !== place.length) wrongValue(name, `${place.length} numbers, for ${this.recipe.n} ${this.recipe.kind} points`, `${x.length}`);
    if (same) place.set(x);
    else load(x, 0, 1, x.length, pointer, this.recipe.dtype);
  }

  #store(pointer: number, place: FloatArray, out: TypedArray): void {
    const same = out instanceof Float32Array ? place instanceof Float32Array : out instanceof Float64Array && place instanceof Float64Array;
    if (same) out.set(place);
    else store(pointer, this.recipe.dtype, out.length, out, 0, 1);
  }

  #outOf(options: { out?: TypedArray } | undefined, count: number): TypedArray {
    const { out } = optionsOf(options);
    if (out === undefined) return zeros(this.recipe.dtype, count);
    if (!(out instanceof Float32Array) && !(out instanceof Float64Array) && !dtypeOf(out)) wrongKind("out", "a typed array of numbers", out);
    if (out.length !== count) wrongValue("out", `${count} numbers`, `${out.length}`);
    return out;
  }

  #view(pointer: number, count: number): FloatArray {
    const at = pointer / bytesOf(this.recipe.dtype);
    return viewOf(this.recipe.dtype).subarray(at, at + count) as FloatArray;
  }
}

/** Makes a plan of n ≥ 1 points. */
export function planTransform(n: number, kind: FftKind, dtype: Precision): PlannedFft {
  const points = kind === "real" && n % 2 === 0 ? n / 2 : n;
  const recipe = { n, kind, dtype, route: complexRoute(points, dtype === "float32" ? "f32" : "f64") };
  return planning((memory) => new PlannedFft(recipe, memory));
}
