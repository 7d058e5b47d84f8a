import type { NdArray } from "../array/ndarray.js";
import type { Source } from "../array/source.js";
import { apart, targetOf } from "../array/target.js";
import { oneOf, optionsOf, wrongValue } from "../check.js";
import { type MatchMethod, matchPicture } from "../plan/match/match.js";
import type { Out } from "../types.js";
import { type Picture, type PictureIn, type PixelsOf, readPicture } from "./picture.js";

/** @inline */
export interface MatchTemplateOptions {
  /** What is compared: "ccoeffNormed" is 1 where the window is the template, whatever its brightness and contrast. */
  method: MatchMethod;
  /** Takes the result, an array of its shape. */
  out?: Out;
}

type Width<P> = P extends "float64" | "int32" | "uint32" ? "float64" : "float32";
type Single = NdArray<Float32Array<ArrayBuffer>, "float32">;
type Double = NdArray<Float64Array<ArrayBuffer>, "float64">;

/** How well a template of element type Q matches each window of a picture of type P: float64 if one of them is of 32-bit integers or float64, else float32. */
export type Matches<P, Q> = [Width<P>] extends ["float64"]
  ? Double
  : [Width<Q>] extends ["float64"]
    ? Double
    : [Width<P> | Width<Q>] extends ["float32"]
      ? Single
      : Single | Double;

/**
 * Compares a template T with every window of a picture I; sums go over the template's rows k, columns l and channels c:
 *
 * | method           | R[i, j]                                                             | best    |
 * | :--------------- | :------------------------------------------------------------------ | :------ |
 * | `"sqdiff"`       | Σ (T[k, l] − I[i + k, j + l])²                                      | 0       |
 * | `"ccorr"`        | Σ T[k, l] · I[i + k, j + l]                                         | largest |
 * | `"ccoeff"`       | Σ (T[k, l] − mean T) · (I[i + k, j + l] − mean of the window)       | largest |
 * | `"sqdiffNormed"` | sqdiff / √(Σ T² · Σ I²), Σ I² over the window                       | 0       |
 * | `"ccorrNormed"`  | ccorr / √(Σ T² · Σ I²)                                              | 1       |
 * | `"ccoeffNormed"` | ccoeff / √(Σ (T − mean T)² · Σ (I − mean of the window)²)           | 1       |
 *
 * Means are each channel's own. As in OpenCV, normed values up to 1.125 become ±1, above that, as in windows of one colour, 0 (1 for sqdiffNormed), and a template of one colour has the
 * "ccoeffNormed" 1 everywhere. Computed in float64, in which sums of bytes, and of other integers under templates of a few thousand pixels, are exact, and rounded once. The
 * correlation is summed directly or by transforms, the sums over windows take the same time for every template. Windows that hold NaN or infinity score NaN; all do if the template holds one.
 *
 * @param image - A picture of shape [H, W] or [H, W, channels], or ImageData and its like. Read only.
 * @param templ - A smaller one of [h, w] and as many channels. Read only.
 * @returns An NdArray of shape [H − h + 1, W − w + 1]; float64 if one of the two is of 32-bit integers, float64 or a number array, else float32; or `out`.
 * @throws TypeError for a wrong kind; RangeError if the template is larger than the picture or has other channels, or method is not one of its words.
 *
 * @example Find a patch:
 * ```ts
 * const picture = [[0, 0, 0, 0], [0, 1, 2, 0], [0, 3, 1, 0]];
 * image.matchTemplate(picture, [[1, 2], [3, 1]], { method: "sqdiff" }).toNested(); // [[14, 10, 7], [15, 0, 10]]
 * ```
 * @see cv2.matchTemplate
 */
export function matchTemplate<X extends PictureIn, T extends PictureIn, O extends Out>(image: X, templ: T, options: MatchTemplateOptions & { out: O }): O;
export function matchTemplate<X extends PictureIn, T extends PictureIn>(image: X, templ: T, options: MatchTemplateOptions): Matches<PixelsOf<X>, PixelsOf<T>>;
export function matchTemplate(image: PictureIn, templ: PictureIn, options: MatchTemplateOptions): unknown {
  const picture = readPicture(image, "image");
  const pattern = readPicture(templ, "templ");
  const { method, out } = optionsOf(options);
  oneOf(method, ["sqdiff", "sqdiffNormed", "ccorr", "ccorrNormed", "ccoeff", "ccoeffNormed"], "options.method");
  const sizes = (one: Picture): string => `${one.width}·${one.height} pixels`;
  if (pattern.height > picture.height || pattern.width > picture.width) wrongValue("templ", `at most the image's ${sizes(picture)}`, sizes(pattern));
  if (pattern.channels !== picture.channels) wrongValue("templ", `${picture.channels} channels, as many as image has`, pattern.channels);
  const wide = [picture, pattern].some(({ dtype }) => ["float64", "int32", "uint32"].includes(dtype));
  const shape = [picture.height - pattern.height + 1, picture.width - pattern.width + 1];
  const target = targetOf(out, shape, wide ? "float64" : "float32", false);
  matchPicture(withChannels(apart(picture.source, target)), withChannels(apart(pattern.source, target)), method as MatchMethod, target);
  return target.value;
}

/** A picture as an array of three axes. */
function withChannels(source: Source): Source {
  return source.shape.length === 3 ? source : { ...source, shape: [...source.shape, 1], stride: [...source.stride, 1] };
}
