import type { Source } from "../array/source.js";
import { axesOf, axisOf, integer, MOST_SAMPLES, oneOf, optionsOf, wrongKind, wrongValue } from "../check.js";
import type { Out } from "../types.js";

/** Which direction of a transform carries the division by its number of points, as in NumPy. */
export type Norm = "backward" | "ortho" | "forward";

/** @inline */
export interface FftOptions {
  /** How many points to transform: the input is cut, or filled up with zeros at its end. By default as many as it has. */
  n?: number | null;
  /** The axis, counted from the end if negative. */
  axis?: number;
  /** "backward" divides the inverse by n, "forward" the forward transform, "ortho" both by √n. */
  norm?: Norm;
  /** Takes the result; it may be the input. */
  out?: Out;
}

/** @inline */
export interface FftnOptions {
  /** How many points along each of the axes; the input is cut, or filled up with zeros. */
  s?: readonly number[] | null;
  /** The axes, all of them by default; the last ones if only `s` is given. */
  axes?: readonly number[] | null;
  /** As in `fft`, with the product of all lengths for n. */
  norm?: Norm;
  /** Takes the result; it may be the input. */
  out?: Out;
}

/** What a transform works on, in plain numbers. */
export interface Along {
  axes: number[];
  lengths: number[];
  norm: Norm;
  out: unknown;
}

/** @param natural - The length along the axis if n is not given. */
export function alongOne(source: Source, options: FftOptions | undefined, natural: (extent: number) => number = (extent) => extent): Along {
  const { n, axis = -1, norm = "backward", out } = optionsOf(options);
  refuseScalar(source);
  const at = axisOf(axis, source.shape.length, "options.axis");
  oneOf(norm, ["backward", "ortho", "forward"], "options.norm");
  return { axes: [at], lengths: [lengthOf(n, natural(source.shape[at]), source, at, "options.n")], norm, out };
}

/** @param natural - The length along the last of the axes if s is not given. */
export function alongMany(
  source: Source, options: FftnOptions | undefined, defaultAxes?: readonly number[], natural: (extent: number) => number = (extent) => extent,
): Along {
  const { s, axes: given = defaultAxes, norm = "backward", out } = optionsOf(options);
  const rank = source.shape.length;
  refuseScalar(source);
  oneOf(norm, ["backward", "ortho", "forward"], "options.norm");
  if (s !== undefined && s !== null && !Array.isArray(s)) wrongKind("options.s", "a list of lengths", s);
  if (!given && s && s.length > rank) wrongValue("options.s", `at most ${rank} lengths, as many as axes`, s.length);
  const axes = given || !s ? axesOf(given, rank, "options.axes") : s.map((_, i) => rank - s.length + i);
  if (axes.length === 0) wrongValue("options.axes", "at least one axis", "none");
  if (s && s.length !== axes.length) wrongValue("options.s", `${axes.length} lengths, as many as axes`, s.length);
  const lengths = axes.map((axis, i) => {
    const extent = source.shape[axis];
    return lengthOf(s?.[i], i === axes.length - 1 ? natural(extent) : extent, source, axis, `options.s[${i}]`);
  });
  return { axes, lengths, norm, out };
}

/** What a direction divides by under a norm. */
export function divisorOf({ lengths, norm }: Along, direction: "forward" | "inverse"): number {
  const points = lengths.reduce((product, n) => product * n, 1);
  if (norm === "ortho") return Math.sqrt(points);
  return (norm === "forward") === (direction === "forward") ? points : 1;
}

function lengthOf(n: number | null | undefined, natural: number, source: Source, axis: number, name: string): number {
  if (n !== undefined && n !== null) return integer(n, name, 1, MOST_SAMPLES);
  if (natural < 1) wrongValue(source.name, `at least one point along axis ${axis}, or ${name}`, `shape [${source.shape.join(", ")}]`);
  return integer(natural, `${source.name}.shape[${axis}]`, 1, MOST_SAMPLES);
}

export function refuseScalar(source: Source): void {
  if (source.shape.length === 0) wrongValue(source.name, "an array of at least one axis", "a single number");
}
