/** The exact result type of calls, checked by the compiler (see types.test.ts); nothing here runs. */
import { expectTypeOf } from "vitest";
import { array, convolve, correlate, type Arr, fft, type In, NdArray, ndimage, nn, restoration, signal } from "../../src/index";

type F32 = Float32Array<ArrayBuffer>;
type F64 = Float64Array<ArrayBuffer>;

declare const f32: Float32Array;
declare const f64: Float64Array;
declare const u8: Uint8Array;
declare const list: number[];
declare const rows: number[][];
declare const nd32: NdArray<F32, "float32">;
declare const nd64: NdArray<F64, "float64">;
declare const nd8: NdArray<Uint8Array<ArrayBuffer>, "uint8">;
declare const z64: NdArray<F32, "complex64">;
declare const z128: NdArray<F64, "complex128">;
declare const image: { data: Uint8ClampedArray; width: number; height: number };
declare const anything: In;

// float32 if every typed input is, numbers taking the other's type
expectTypeOf(convolve(f32, f32)).toEqualTypeOf<F32>();
expectTypeOf(convolve(f32, list)).toEqualTypeOf<F32>();
expectTypeOf(convolve(list, f32)).toEqualTypeOf<F32>();
expectTypeOf(convolve(list, list)).toEqualTypeOf<F64>();
expectTypeOf(convolve(f32, f64)).toEqualTypeOf<F64>();
expectTypeOf(convolve(u8, f32)).toEqualTypeOf<F64>();
expectTypeOf(convolve(u8, u8)).toEqualTypeOf<F64>();
expectTypeOf(convolve([1, 2], [3])).toEqualTypeOf<F64>();
expectTypeOf(correlate(f32, f32, { mode: "same" })).toEqualTypeOf<F32>();

// an NdArray if an input is one, or of several axes
expectTypeOf(signal.convolve(nd32, f32)).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(signal.convolve(nd32, nd64)).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(signal.convolve(rows, rows)).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(signal.convolve(nd32, rows)).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(signal.convolve2d(image, rows)).toEqualTypeOf<NdArray<F64, "float64">>();

// complex if an input is
expectTypeOf(signal.convolve(z64, f32)).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(signal.convolve(z64, f64)).toEqualTypeOf<NdArray<F64, "complex128">>();
expectTypeOf(signal.correlate(list, z128)).toEqualTypeOf<NdArray<F64, "complex128">>();
expectTypeOf(convolve({ re: f32, im: f32 }, f32)).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(convolve({ re: [1], im: [2] }, [1])).toEqualTypeOf<NdArray<F64, "complex128">>();

// `out` is what comes back
expectTypeOf(convolve(f32, f32, { out: u8 })).toEqualTypeOf<Uint8Array>();
expectTypeOf(signal.convolve(rows, rows, { out: nd32 })).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(fft.fft(f32, { out: z64 })).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(signal.windows.hann(5, { out: f32 })).toEqualTypeOf<Float32Array>();

// and of several axes, of another type
expectTypeOf(signal.convolve(nd32, rows, { out: u8 })).toEqualTypeOf<Uint8Array>();
expectTypeOf(fft.fft(nd8, { out: z64 })).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(ndimage.laplace(nd8, { out: u8 })).toEqualTypeOf<Uint8Array>();

// filters of arrays
expectTypeOf(ndimage.gaussianFilter(f32, 1)).toEqualTypeOf<F32>();
expectTypeOf(ndimage.gaussianFilter(nd8, [1, 2], { mode: ["wrap", "mirror"] })).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(ndimage.correlate(nd32, rows)).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(ndimage.correlate1d(image, z128)).toEqualTypeOf<NdArray<F64, "complex128">>();
expectTypeOf(ndimage.uniformFilter1d(list, 3)).toEqualTypeOf<F64>();
expectTypeOf(ndimage.fourierGaussian(z64, 1)).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(ndimage.fourierShift(f32, 1)).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(ndimage.sobel(anything)).toEqualTypeOf<Arr>();

// what is not known more closely
expectTypeOf(convolve(anything, f32)).toEqualTypeOf<Arr>();

// transforms
expectTypeOf(fft.fft(f32)).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(fft.rfft(list)).toEqualTypeOf<NdArray<F64, "complex128">>();
expectTypeOf(fft.irfft(z64)).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(fft.fftn(rows)).toEqualTypeOf<NdArray<F64, "complex128">>();
expectTypeOf(fft.dct(f32)).toEqualTypeOf<F32>();
expectTypeOf(fft.dctn(rows)).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(fft.fftshift(u8)).toEqualTypeOf<Uint8Array>();
expectTypeOf(fft.fftfreq(5)).toEqualTypeOf<F64>();
expectTypeOf(fft.nextFastLen(5)).toEqualTypeOf<number>();
expectTypeOf(fft.planFft(8, { dtype: "float32" }).forward(f32)).toEqualTypeOf<F32>();
expectTypeOf(fft.planFft(8).output).toEqualTypeOf<F64>();

// options that change the kind of a result are overloads
expectTypeOf(signal.lfilter(f32, [1], f32)).toEqualTypeOf<F32>();
expectTypeOf(signal.lfilter(f32, [1], f32, { zi: f32 })).toEqualTypeOf<{ y: F32; zf: F32 }>();
expectTypeOf(signal.deconvolve(list, list)).toHaveProperty("quotient").toEqualTypeOf<F64>();
expectTypeOf(signal.chooseConvMethod(f32, f32)).toEqualTypeOf<"direct" | "fft">();
expectTypeOf(signal.upfirdn(f32, f32, { up: 2 })).toEqualTypeOf<F32>();
expectTypeOf(signal.savgolFilter(f32, 5, 2)).toEqualTypeOf<F32>();
expectTypeOf(signal.firwin(5, [0.1, 0.2])).toEqualTypeOf<F64>();

// plans
const plan = signal.planConvolve({ kernel: f32, shape: [10] });
expectTypeOf(plan.input).toEqualTypeOf<F32>();
expectTypeOf(plan.execute()).toEqualTypeOf<F32>();
expectTypeOf(plan.execute(f32, { out: f64 })).toEqualTypeOf<Float64Array>();

// arrays
expectTypeOf(array(list, { dtype: "complex64" })).toEqualTypeOf<NdArray<F32, "complex64">>();
expectTypeOf(array(list, { dtype: "uint8" }).data).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
expectTypeOf(array(list, { dtype: "complex64" }).get(0)).toEqualTypeOf<{ re: number; im: number }>();
expectTypeOf(nd32.get(0, 1)).toEqualTypeOf<number>();

// what is refused
// @ts-expect-error BigInts are no numbers
convolve(new BigInt64Array(2), f32);
// @ts-expect-error a word in the place of options
convolve(f32, f32, "same");
// @ts-expect-error no such mode
convolve(f32, f32, { mode: "wrap" });
// @ts-expect-error words are no numbers
convolve(["1"], f32);
// @ts-expect-error an out that takes no numbers
convolve(f32, f32, { out: new BigInt64Array(2) });
// @ts-expect-error no such boundary
signal.convolve2d(rows, rows, { boundary: "reflect" });
// @ts-expect-error OpenCV's word for a border
ndimage.laplace(f32, { mode: "replicate" });
// @ts-expect-error a Gaussian without its width
ndimage.gaussianFilter(f32);
// @ts-expect-error a Gaussian without its width
signal.windows.gaussian(5);
// @ts-expect-error a number array cannot take a result
convolve(f32, f32, { out: list });

// deconvolution: the picture's and the psf's, as of convolutions; psfs in the type that was asked for
expectTypeOf(restoration.richardsonLucy(nd32, nd32)).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(restoration.richardsonLucy(f32, f32, { numIter: 3 })).toEqualTypeOf<F32>();
expectTypeOf(restoration.richardsonLucy(nd32, nd64)).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(restoration.richardsonLucyAsync(list, f32)).toEqualTypeOf<Promise<F32>>();
expectTypeOf(restoration.wiener(f64, list, 0.1)).toEqualTypeOf<F64>();
expectTypeOf(restoration.inverseFilter(nd32, nd32, { out: f64 })).toEqualTypeOf<Float64Array>();
expectTypeOf(restoration.psf.gaussian(5, 1)).toEqualTypeOf<F64>();
expectTypeOf(restoration.psf.gaussian([5, 5], 1, { dtype: "float32" })).toEqualTypeOf<NdArray<F32, "float32">>();
expectTypeOf(restoration.psf.airy([5, 5], 1)).toEqualTypeOf<NdArray<F64, "float64">>();
expectTypeOf(restoration.psf.fromArray(f32)).toEqualTypeOf<F32>();
const lucyPlan = restoration.planRichardsonLucy({ psf: nd32, shape: [9, 9] });
expectTypeOf(lucyPlan.execute()).toEqualTypeOf<F32>();
expectTypeOf(lucyPlan.execute(nd64)).toEqualTypeOf<NdArray<F32, "float32">>();

// layers: tensors have axes and so are NdArrays; what has any number of axes is as its input
type T32 = NdArray<F32, "float32">;
type T64 = NdArray<F64, "float64">;
expectTypeOf(nn.conv2d(nd32, nd32, { padding: 1 })).toEqualTypeOf<T32>();
expectTypeOf(nn.conv2d(nd32, nd64)).toEqualTypeOf<T64>();
expectTypeOf(nn.conv3d(nd8, nd32)).toEqualTypeOf<T64>();
expectTypeOf(nn.separableConv2d(nd32, nd32, nd32)).toEqualTypeOf<T32>();
expectTypeOf(nn.convTranspose2d(nd32, nd32)).toEqualTypeOf<T32>();
expectTypeOf(nn.conv2dBackward(nd32, nd32, nd64).gradWeight).toEqualTypeOf<T64>();
expectTypeOf(nn.convTranspose1dBackward(nd32, nd32, nd32).gradInput).toEqualTypeOf<T32>();
expectTypeOf(nn.linear(f32, nd32)).toEqualTypeOf<T32>();
expectTypeOf(nn.maxPool2d(nd32, { kernelSize: 2 })).toEqualTypeOf<T32>();
expectTypeOf(nn.maxPool2d(nd32, { kernelSize: 2, returnIndices: true }).indices).toEqualTypeOf<NdArray<Int32Array<ArrayBuffer>, "int32">>();
expectTypeOf(nn.pad(f32, [1, 2])).toEqualTypeOf<F32>();
expectTypeOf(nn.pad(nd32, [1, 2], { out: f64 })).toEqualTypeOf<typeof f64>();
expectTypeOf(nn.conv1d(nd32, nd32, { out: f64 })).toEqualTypeOf<typeof f64>();
expectTypeOf(nn.avgPool1d(nd32, { kernelSize: 2, out: f64 })).toEqualTypeOf<typeof f64>();
expectTypeOf(nn.fold(nd32, { outputSize: [4], kernelSize: 2 })).toEqualTypeOf<T32>();
expectTypeOf(nn.relu(f32)).toEqualTypeOf<F32>();
expectTypeOf(nn.softmax(nd64)).toEqualTypeOf<T64>();
// @ts-expect-error no such padding mode
nn.conv2d(nd32, nd32, { paddingMode: "mirror" });
// @ts-expect-error a pool without its size
nn.maxPool2d(nd32, { stride: 2 });
