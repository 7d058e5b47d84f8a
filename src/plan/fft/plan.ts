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
  readonly #transform: { forward(x: number, y: number): void; inverse(y: number, x: number, scale?: number): void };

  constructor(recipe: FftRecipe, memory: PlanMemory) {
    const { n, kind, dtype } = recipe;
    const real: Real = dtype === "float32" ? "f32" : "f64";
    this.recipe = recipe;
    this.#memory = memory;
    this.#numbers = kind === "complex" ? { input: 2 * n, output: 2 * n } : { input: n, output: 2 * (Math.floor(n / 2) + 1) };
    this.#transform = memory.keep((kind === "complex" ? complexTransform : realTransform)(n, real));
    this.#input = memory.allocate(this.#numbers.input * bytesOf(dtype));
    this.#output = memory.allocate(this.#numbers.output * bytesOf(dtype));
  }

  get input(): FloatArray {
    return this.#view(this.#input, this.#numbers.input);
  }

  get output(): FloatArray {
    return this.#view(this.#output, this.#numbers.output);
  }

  forward(x?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    this.#living();
    if (x === undefined) {
      this.#transform.forward(this.#input, this.#output);
      return this.output;
    }
    this.#load(x, "x", this.#input, this.#numbers.input);
    const out = this.#outOf(options, this.#numbers.output);
    this.#transform.forward(this.#input, this.#output);
    store(this.#output, this.recipe.dtype, out.length, out, 0, 1);
    return out;
  }

  inverse(X?: TypedArray, options?: { out?: TypedArray }): TypedArray {
    this.#living();
    if (X === undefined) {
      this.#transform.inverse(this.#output, this.#input, 1 / this.recipe.n);
      return this.input;
    }
    this.#load(X, "X", this.#output, this.#numbers.output);
    const out = this.#outOf(options, this.#numbers.input);
    this.#transform.inverse(this.#output, this.#input, 1 / this.recipe.n);
    store(this.#input, this.recipe.dtype, out.length, out, 0, 1);
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

  #load(x: unknown, name: string, pointer: number, count: number): void {
    if (!dtypeOf(x)) wrongKind(name, "a typed array of numbers", x);
    const numbers = x as TypedArray;
    if (numbers.length !== count) wrongValue(name, `${count} numbers, for ${this.recipe.n} ${this.recipe.kind} points`, `${numbers.length}`);
    load(numbers, 0, 1, count, pointer, this.recipe.dtype);
  }

  #outOf(options: { out?: TypedArray } | undefined, count: number): TypedArray {
    const { out } = optionsOf(options);
    if (out === undefined) return zeros(this.recipe.dtype, count);
    if (!dtypeOf(out)) wrongKind("out", "a typed array of numbers", out);
    if (out.length !== count) wrongValue("out", `${count} numbers`, `${out.length}`);
    return out;
  }

  #view(pointer: number, count: number): FloatArray {
    this.#living();
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
