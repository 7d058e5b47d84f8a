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

/** What results are: float32 if every typed input is, else float64. */
export type FloatArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Types of real elements by name. */
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
/** Types of complex elements by name: two float32, or two float64. */
export type ComplexDType = "complex64" | "complex128";
/** Element types by name. Complex elements are two numbers, re and im in turn. */
export type DType = RealDType | ComplexDType;

/** A complex number. */
export interface Complex {
  /** The real part. */
  re: number;
  /** The imaginary part. */
  im: number;
}

/** Numbers in JavaScript arrays, nested to any depth; rows of equal length. */
export type Nested = readonly number[] | readonly Nested[];

/** Anything that lies in an array by strides, as scijs ndarrays and zarrita chunks do. Strides and offset count elements. */
export interface StridedArray {
  /** The numbers; for a complex dtype re and im in turn. */
  readonly data: TypedArray | readonly number[];
  /** How many elements along each axis. */
  readonly shape: readonly number[];
  /** Elements to step for the next one along each axis; may be negative or zero. Row-major if left out. */
  readonly stride?: readonly number[];
  /** Another name of `stride`. */
  readonly strides?: readonly number[];
  /** Where the first element lies. */
  readonly offset?: number;
  /** "complex64" or "complex128" if the elements are complex. */
  readonly dtype?: string;
}

/** A picture with interleaved channels: ImageData, or an image of image-js. */
export interface ImageLike {
  /** Pixels row by row, their channels in turn. */
  readonly data: TypedArray;
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Numbers for each pixel; as many as `data` has if left out. */
  readonly channels?: number;
}

/** A complex signal as two real ones of equal length. */
export interface SplitComplex {
  /** The real parts. */
  readonly re: TypedArray | readonly number[];
  /** The imaginary parts. */
  readonly im: TypedArray | readonly number[];
}

/** Any accepted input. */
export type In = TypedArray | Nested | StridedArray | ImageLike | SplitComplex;

/** What can take a result: a typed array, or strided memory. */
export type Out =
  | TypedArray
  | (StridedArray & {
      /** The memory that is written. */
      readonly data: TypedArray;
    });

/** Which part of a convolution: every output, those centred on an input, or those that need no border. */
export type Mode = "full" | "same" | "valid";

/** How to compute: "auto" takes the one that is predicted to be faster, and safe. */
export type Method = "auto" | "direct" | "fft";
