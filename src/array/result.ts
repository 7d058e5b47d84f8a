import type { ComplexDType, FloatArray, ImageLike, In, Nested, SplitComplex, StridedArray } from "../types.js";
import type { FloatDType, Precision } from "./dtype.js";
import type { NdArray } from "./ndarray.js";

/** The type that an input brings: none for numbers in JavaScript arrays. */
type PrecisionOf<X> = X extends readonly unknown[]
  ? never
  : X extends { re: infer Re }
    ? PrecisionOf<Re>
    : X extends Float32Array | { readonly data: Float32Array }
      ? "float32"
      : X extends { readonly data: readonly number[] }
        ? never
        : "float64";

/** float32 if every typed input is, else float64. */
type Joined<P extends Precision> = [P] extends [never] ? "float64" : [P] extends ["float32"] ? "float32" : "float64";

type Plain<X> = X extends ArrayBufferView | readonly number[] ? X : never;
type ComplexIn = SplitComplex | { readonly dtype: ComplexDType };

type Floats<P extends Precision> = P extends "float32" ? Float32Array<ArrayBuffer> : Float64Array<ArrayBuffer>;
type ComplexOf<P extends Precision> = P extends "float32" ? "complex64" : "complex128";

/** An array of floats of any rank, real or complex. */
export type FloatNdArray =
  | NdArray<Float32Array<ArrayBuffer>, "float32" | "complex64">
  | NdArray<Float64Array<ArrayBuffer>, "float64" | "complex128">;

/** What a function returns when its inputs are not known more closely. */
export type Arr = FloatArray | FloatNdArray;

/** Whether a type says too little: In itself, or a union of several kinds of it. */
type IsLoose<X> = [StridedArray] extends [X] ? true : [ImageLike] extends [X] ? true : [Nested] extends [X] ? true : false;

/** The exact result of a function of these inputs, given as a union: `ResultOf<A | B>`. */
export type ResultOf<X extends In> =
  IsLoose<X> extends true
    ? Arr
    : [Extract<X, ComplexIn>] extends [never]
      ? [X] extends [Plain<X>]
        ? Floats<Joined<PrecisionOf<X>>>
        : NdArray<Floats<Joined<PrecisionOf<X>>>, Joined<PrecisionOf<X>>>
      : NdArray<Floats<Joined<PrecisionOf<X>>>, ComplexOf<Joined<PrecisionOf<X>>>>;

/** The real result of a function of these inputs, plain for plain ones, whether they are complex or not. */
export type RealResultOf<X extends In> =
  IsLoose<X> extends true
    ? FloatArray | NdArray<Float32Array<ArrayBuffer>, "float32"> | NdArray<Float64Array<ArrayBuffer>, "float64">
    : [X] extends [Plain<X>]
      ? Floats<Joined<PrecisionOf<X>>>
      : NdArray<Floats<Joined<PrecisionOf<X>>>, Joined<PrecisionOf<X>>>;

/** The complex result of a function of these inputs. */
export type ComplexResultOf<X extends In> =
  IsLoose<X> extends true
    ? NdArray<Float32Array<ArrayBuffer>, "complex64"> | NdArray<Float64Array<ArrayBuffer>, "complex128">
    : NdArray<Floats<Joined<PrecisionOf<X>>>, ComplexOf<Joined<PrecisionOf<X>>>>;

type PrecisionOfDType<D extends FloatDType> = D extends "float32" | "complex64" ? "float32" : "float64";

/** The float type that one input's elements have in a computation. */
export type DTypeOf<X extends In> =
  IsLoose<X> extends true ? FloatDType : X extends ComplexIn ? ComplexOf<Joined<PrecisionOf<X>>> : Joined<PrecisionOf<X>>;

/** A type's complex form, if K is complex. */
export type JoinComplex<D extends FloatDType, K extends In> = K extends ComplexIn ? ComplexOf<PrecisionOfDType<D>> : D;

/** The array that holds numbers of a type. */
export type FloatsOf<D extends FloatDType> = Floats<PrecisionOfDType<D>>;

/** The result of type D for an input X: a plain typed array for a plain input, unless it is complex. */
export type ResultAs<D extends FloatDType, X extends In> =
  IsLoose<X> extends true
    ? FloatsOf<D> | NdArray<FloatsOf<D>, D>
    : D extends ComplexDType
      ? NdArray<FloatsOf<D>, D>
      : [X] extends [Plain<X>]
        ? FloatsOf<D>
        : NdArray<FloatsOf<D>, D>;
