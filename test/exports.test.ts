import { describe, expect, test } from "vitest";
import * as root from "../src/index";

/** The names of api.md, by entry. */
const names: Record<string, readonly string[]> = {
  "": ["EngineError", "NdArray", "array", "configure", "convolve", "correlate", "features", "init", "initAsync", "version"],
  signal: [
    "chooseConvMethod",
    "convolve",
    "convolve2d",
    "correlate",
    "correlate2d",
    "correlationLags",
    "deconvolve",
    "fftConvolve",
    "firwin",
    "lfilter",
    "movingAverage",
    "oaConvolve",
    "planConvolve",
    "planCorrelate",
    "resamplePoly",
    "savgolCoeffs",
    "savgolFilter",
    "upfirdn",
    "windows",
  ],
  "signal.windows": ["bartlett", "blackman", "boxcar", "gaussian", "generalHamming", "hamming", "hann", "kaiser", "triang"],
  restoration: ["inverseFilter", "planRichardsonLucy", "psf", "richardsonLucy", "richardsonLucyAsync", "wiener"],
  "restoration.psf": ["airy", "fromArray", "gaussian", "motion"],
  image: [
    "blur", "boxFilter", "copyMakeBorder", "filter2D", "gaussianBlur", "getDerivKernels", "getGaussianKernel", "kernels", "laplacian", "laplacianOfGaussian", "matchTemplate", "planFilter",
    "pyrDown", "pyrUp", "scharr", "sepFilter2D", "sobel", "sqrBoxFilter", "unsharpMask",
  ],
  "image.kernels": ["box", "emboss", "gabor", "gaussian", "laplacian4", "laplacian8", "log", "prewittX", "prewittY", "sharpen", "sobelX", "sobelY"],
  fft: [
    "dct", "dctn", "fft", "fft2", "fftfreq", "fftn", "fftshift", "hfft", "idct", "idctn", "ifft", "ifft2", "ifftn", "ifftshift",
    "ihfft", "irfft", "irfft2", "irfftn", "nextFastLen", "planFft", "rfft", "rfft2", "rfftfreq", "rfftn",
  ],
  ndimage: [
    "convolve", "convolve1d", "correlate", "correlate1d", "fourierGaussian", "fourierShift", "fourierUniform", "gaussianFilter", "gaussianFilter1d",
    "gaussianGradientMagnitude", "gaussianLaplace", "laplace", "prewitt", "sobel", "uniformFilter", "uniformFilter1d",
  ],
  nn: [
    "complexity", "conv1d", "conv1dBackward", "conv2d", "conv2dBackward", "conv3d", "conv3dBackward", "convOutputSize", "receptiveField",
    "depthwiseConv2d", "planConv1d", "planConv2d", "planConv3d", "planSeparableConv2d", "pointwiseConv2d", "separableConv2d",
    ...["adaptiveAvgPool", "adaptiveMaxPool", "avgPool", "lpPool", "maxPool", "maxUnpool"].flatMap((name) => [1, 2, 3].flatMap((n) => [`${name}${n}d`, `${name}${n}dBackward`])),
    ...["globalAvgPool", "globalMaxPool", "relu", "relu6", "leakyRelu", "sigmoid", "tanh", "gelu", "silu", "softmax", "pad", "unfold", "fold"].flatMap((name) => [name, `${name}Backward`]),
    "crossEntropy", "linear", "linearBackward",
    ...[1, 2, 3].flatMap((n) => [`convTranspose${n}d`, `convTranspose${n}dBackward`, `planConvTranspose${n}d`, `planMaxPool${n}d`]),
  ],
};

/** Namespaces of the root. */
const namespaces = ["signal", "fft", "image", "ndimage", "nn", "restoration"];

const entry = (name: string): Record<string, unknown> =>
  name === "" ? (root as Record<string, unknown>) : (name.split(".").reduce<unknown>((at, word) => (at as Record<string, unknown>)[word], root) as Record<string, unknown>);

describe.each(Object.keys(names))("entry %j", (name) => {
  test("offers what api.md promises, and nothing else", () => {
    const offered = Object.keys(entry(name)).filter((word) => name !== "" || !namespaces.includes(word));
    expect(offered.sort()).toEqual([...names[name]].sort());
  });
});

test("every namespace is there", () => {
  for (const name of namespaces) expect(typeof entry(name), name).toBe("object");
});
