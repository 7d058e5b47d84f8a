/** Real typed arrays that the library reads. BigInt arrays are not numbers to it. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export type FloatArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export type RealDType =
  | "float32"
  | "float64"
  | "uint8"
  | "uint8clamped"
  | "int8"
  | "uint16"
  | "int16"
  | "uint32"
  | "int32";
export type ComplexDType = "complex64" | "complex128";
/** Element types by name. Complex elements are two numbers, re and im in turn. */
export type DType = RealDType | ComplexDType;

/** A complex number. */
export interface Complex {
  re: number;
  im: number;
}

/** Numbers in JavaScript arrays, nested to any depth; rows of equal length. */
export type Nested = readonly number[] | readonly Nested[];

/** Anything that lies in an array by strides, as scijs ndarrays and zarrita chunks do. Strides and offset count elements. */
export interface StridedArray {
  readonly data: TypedArray | readonly number[];
  readonly shape: readonly number[];
  readonly stride?: readonly number[];
  readonly strides?: readonly number[];
  readonly offset?: number;
  readonly dtype?: string;
}

/** A picture with interleaved channels: ImageData, or an image of image-js. */
export interface ImageLike {
  readonly data: TypedArray;
  readonly width: number;
  readonly height: number;
  readonly channels?: number;
}

/** A complex signal as two real ones of equal length. */
export interface SplitComplex {
  readonly re: TypedArray | readonly number[];
  readonly im: TypedArray | readonly number[];
}

/** Any accepted input. */
export type In = TypedArray | Nested | StridedArray | ImageLike | SplitComplex;

/** What can take a result: a typed array, or strided memory. */
export type Out = TypedArray | (StridedArray & { readonly data: TypedArray });

/** Which part of a convolution: every output, those centred on an input, or those that need no border. */
export type Mode = "full" | "same" | "valid";

/** How to compute: "auto" takes the one that is predicted to be faster, and safe. */
export type Method = "auto" | "direct" | "fft";
