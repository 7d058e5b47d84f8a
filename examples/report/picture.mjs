/** Pictures: read from PNG into arrays of one channel each, cropped, padded, and written as data URIs. */
import { readFileSync } from "node:fs";
import JPEG from "jpeg-js";
import { PNG } from "pngjs";
import { NdArray } from "simdvolve";
import { colourScale } from "./plot.mjs";

/**
 * Reads a PNG into its red, green and blue and their grey, 0 … 255, each [height, width] in float32.
 * Grey is 0.299 R + 0.587 G + 0.114 B, the weights that OpenCV reads with, rounded as there.
 *
 * @param {URL} file
 * @returns {{ grey: NdArray, channels: NdArray[] }}
 */
export function readPicture(file) {
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  const plane = (value) =>
    image(
      Float32Array.from({ length: width * height }, (_, n) => value(4 * n)),
      [height, width],
    );
  const channels = [0, 1, 2].map((c) => plane((at) => data[at + c]));
  const grey = plane((at) => Math.round(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]));
  return { grey, channels };
}

/** An [H, W] array over `data`, not a copy. */
export function image(data, shape) {
  return new NdArray(data, shape);
}

/** A picture computed from another, pixel by pixel. */
export function mapped({ data, shape }, value) {
  return image(data.map(value), shape);
}

/** The part of a picture that starts at row `top`, column `left`. */
export function crop(picture, { top, left, height, width }) {
  const [, W] = picture.shape;
  const data = new picture.data.constructor(height * width);
  for (let i = 0; i < height; i++) {
    const from = (top + i) * W + left;
    data.set(picture.data.subarray(from, from + width), i * width);
  }
  return image(data, [height, width]);
}

/** A picture with `margin` more pixels on every side, each a copy of the nearest at the edge. */
export function padReplicated(picture, margin) {
  const { data, shape } = padZero(picture, { before: [margin, margin], after: [margin, margin] });
  const [height, width] = shape;
  for (let i = margin; i < height - margin; i++) {
    const row = data.subarray(i * width, (i + 1) * width);
    row.fill(row[margin], 0, margin);
    row.fill(row[width - margin - 1], width - margin);
  }
  for (let i = 0; i < margin; i++) {
    data.copyWithin(i * width, margin * width, (margin + 1) * width);
    data.copyWithin((height - 1 - i) * width, (height - margin - 1) * width, (height - margin) * width);
  }
  return image(data, shape);
}

/** A picture with zeros around it: `before` counts rows above and columns to the left, `after` the others. */
export function padZero({ data, shape: [H, W] }, { before, after }) {
  const height = before[0] + H + after[0];
  const width = before[1] + W + after[1];
  const result = new data.constructor(height * width);
  for (let i = 0; i < H; i++) {
    result.set(data.subarray(i * W, (i + 1) * W), (before[0] + i) * width + before[1]);
  }
  return image(result, [height, width]);
}

/** Grey as it stands, cut at black and white. */
export const asItIs = (value) => Math.max(0, Math.min(255, value));

/** The size of a signed value, brightened `gain` times. */
export const size = (gain) => (value) => asItIs(Math.abs(value) * gain);

/** A signed value around middle grey. */
export const aroundGrey = (gain) => (value) => asItIs(128 + value * gain);

/** One channel as a grey photograph. */
export function greyPhoto({ data, shape: [height, width] }, tone = asItIs) {
  return jpeg(width, height, (n) => {
    const grey = tone(data[n]);
    return [grey, grey, grey];
  });
}

/** Three channels as a colour photograph. */
export function colourPhoto(channels, tone = asItIs) {
  const [height, width] = channels[0].shape;
  return jpeg(width, height, (n) => channels.map(({ data }) => tone(data[n])));
}

/** One channel pixel by pixel, to be enlarged. */
export function greyPixels({ data, shape: [height, width] }, tone = asItIs) {
  return png(width, height, (n) => {
    const grey = tone(data[n]);
    return [grey, grey, grey];
  });
}

/** One channel through a colour scheme: `low` and below has its first colour, `high` and above its last. */
export function colourMap({ data, shape: [height, width] }, { scheme, low, high }) {
  const { apply } = colourScale(scheme, low, high);
  const palette = Array.from({ length: 256 }, (_, n) => rgb(apply(low + ((high - low) * n) / 255)));
  return png(width, height, (n) => palette[Math.round(asItIs((255 * (data[n] - low)) / (high - low)))]);
}

/** A data URI that loses what the eye does not see: a tenth of a PNG's size for grainy pictures. */
function jpeg(width, height, pixel) {
  const { data } = JPEG.encode({ width, height, data: rgba(width * height, pixel) }, 88);
  return `data:image/jpeg;base64,${data.toString("base64")}`;
}

/** A data URI that keeps every pixel. */
function png(width, height, pixel) {
  const picture = new PNG({ width, height });
  picture.data = rgba(width * height, pixel);
  return `data:image/png;base64,${PNG.sync.write(picture, { deflateLevel: 9, colorType: 2 }).toString("base64")}`;
}

function rgba(count, pixel) {
  const bytes = Buffer.alloc(4 * count, 255);
  for (let n = 0; n < count; n++) {
    const colour = pixel(n);
    for (let c = 0; c < 3; c++) bytes[4 * n + c] = Math.round(colour[c]);
  }
  return bytes;
}

/** "#rrggbb" or "rgb(r, g, b)" as three numbers. */
function rgb(css) {
  if (css.startsWith("#")) return [1, 3, 5].map((at) => parseInt(css.slice(at, at + 2), 16));
  return css.match(/[\d.]+/g).map(Number);
}
