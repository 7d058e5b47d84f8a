import { RE, TE, type Row } from "../row";
import { pictures } from "./image";

const picture = () => ({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });

/** How those functions of the façade image are called wrongly that change a picture's size, look for another in it, or make kernels. */
export const pictureRows: Readonly<Record<string, Row>> = {
  "image.copyMakeBorder": {
    args: () => [picture(), { top: 1 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { top: "count", bottom: "count", left: "count", right: "count", border: "word", value: "level", out: "out" } },
    rules: [
      ...pictures((src) => [src, {}]),
      ["another number of values", () => [picture(), { value: [1, 2] }], RE, /^options\.value: expected 1 numbers/],
      ["an out of the picture's size", () => [picture(), { top: 1, out: picture() }], RE, /^out: expected shape \[3, 3\]/],
      ["a frame beyond all bounds", () => [picture(), { top: 2 ** 20, left: 2 ** 20 }], RE, /^options: expected a picture of at most/],
    ],
  },
  "image.pyrDown": { args: () => [picture(), {}], arrays: [[0, "src"]], options: { at: 1, of: { border: "word", out: "out" } }, rules: pictures((src) => [src]) },
  "image.pyrUp": {
    args: () => [picture(), {}],
    arrays: [[0, "src"]],
    options: { at: 1, of: {} },
    rules: [...pictures((src) => [src]), ["an out of another size", () => [picture(), { out: new Uint8Array(6) }], RE, /^out: expected 24 elements/], ["an out that is none", () => [picture(), { out: [0] }], TE, /^out: expected a typed array/]],
  },
  "image.matchTemplate": {
    args: () => [[[1, 2, 3], [4, 5, 6]], [[1, 2]], { method: "ccorr" }],
    arrays: [[0, "image"], [1, "templ"]],
    options: { at: 2, of: { method: "word", out: "out" } },
    rules: [
      ["a template that is too wide", () => [[[1, 2]], [[1, 2, 3]], { method: "ccorr" }], RE, /^templ: expected at most the image's 2·1 pixels, got 3·1 pixels/],
      ["a template that is too high", () => [[[1, 2]], [[1], [2]], { method: "ccorr" }], RE, /^templ: expected at most the image's/],
      ["a template of other channels", () => [[[1, 2]], [[[1, 2]]], { method: "ccorr" }], RE, /^templ: expected 1 channels/],
      ["no method", () => [[[1, 2]], [[1]], {}], TE, /^options\.method: expected one of/],
      ["OpenCV's number of a method", () => [[[1, 2]], [[1]], { method: 5 }], TE, /^options\.method: expected one of/],
      ["a picture of one axis", () => [[1, 2], [[1]], { method: "ccorr" }], RE, /^image: expected an array of shape/],
    ],
  },
  "image.laplacianOfGaussian": {
    args: () => [picture(), { depth: "float32" }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { ksize: "count", sigma: "finite", depth: "word", delta: "finite", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src]),
      ["an even size", () => [picture(), { ksize: 4 }], RE, /^options\.ksize: expected an odd number/],
      ["a negative σ", () => [picture(), { sigma: -1 }], RE, /^options\.sigma: expected a finite number of at least 0/],
      ["a σ beyond all bounds", () => [picture(), { sigma: 1e9 }], RE, /^options\.sigma: expected a kernel of at most/],
    ],
  },
  "image.unsharpMask": {
    args: () => [picture(), {}],
    arrays: [[0, "src"]],
    options: { at: 1, of: { sigma: "finite", amount: "finite", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src]),
      ["a σ of 0", () => [picture(), { sigma: 0 }], RE, /^options\.sigma: expected a number above 0/],
      ["a σ beyond all bounds", () => [picture(), { sigma: 1e9 }], RE, /^options\.sigma: expected a kernel of at most/],
    ],
  },
  "image.kernels.box": { args: () => [3], plain: [[0, "n", "size"]] },
  "image.kernels.gaussian": { args: () => [3, 1], plain: [[0, "n", "size"], [1, "sigma", "finite"]] },
  "image.kernels.log": { args: () => [3, 1], plain: [[0, "n", "size"], [1, "sigma", "finite"]], rules: [["a σ of 0", () => [3, 0], RE, /^sigma: expected a number above 0/]] },
  "image.kernels.gabor": {
    args: () => [{ ksize: 3, sigma: 1, lambda: 2 }],
    options: { at: 0, of: { ksize: "size", sigma: "finite", lambda: "finite", theta: "finite", gamma: "finite", psi: "finite" } },
    rules: [
      ["no options", () => [], TE, /^options: expected an object/],
      ["no wavelength", () => [{ ksize: 3, sigma: 1 }], TE, /^options\.lambda: expected a number/],
      ["an even size", () => [{ ksize: 4, sigma: 1, lambda: 2 }], RE, /^options\.ksize: expected an odd number/],
      ["a wavelength of 0", () => [{ ksize: 3, sigma: 1, lambda: 0 }], RE, /^options\.lambda: expected a number above 0/],
    ],
  },
};
