import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { type BorderKind, borderIndex } from "../../shape/border.js";

/** A picture in the middle of a larger one. */
export interface Framing {
  readonly top: number;
  readonly left: number;
  readonly kind: BorderKind;
  /** The samples of a constant border, one for each channel, as the picture's type holds them. */
  readonly values: readonly number[];
}

/** Copies a picture, of two axes or three, into the middle of a larger one, and fills what is around it. */
export function framePicture({ data, shape, stride, offset }: Source, { top, left, kind, values }: Framing, target: Target): void {
  const [H, W, C = 1] = shape;
  const [height, width] = target.shape;
  const along = stride[2] ?? 1;
  const row = data.slice(0, 0).constructor as new (length: number) => typeof data;
  const line = new row(width * C);
  const constant = Array.from({ length: width * C }, (_, n) => values[n % C]);
  // where each column of the frame comes from; −1 for a constant
  const columns = Int32Array.from({ length: width }, (_, j) => borderIndex(j - left, W, kind));
  const whole = along === 1 && (W === 1 || stride[1] === C);
  for (let i = 0; i < height; i++) {
    const from = borderIndex(i - top, H, kind);
    const start = offset + from * stride[0];
    if (from < 0) line.set(constant);
    else {
      for (let j = 0; j < width; j++) {
        if (whole && j === left) {
          line.set(data.subarray(start, start + W * C), left * C);
          j += W - 1;
        } else {
          for (let c = 0; c < C; c++) line[j * C + c] = columns[j] < 0 ? values[c] : data[start + columns[j] * stride[1] + c * along];
        }
      }
    }
    deliverRow(line, width, C, target, i);
  }
}

/** Copies a row of pixels to its place. */
function deliverRow(line: Source["data"], width: number, C: number, { data, stride, offset }: Target, i: number): void {
  const to = offset + i * stride[0];
  if (C === 1) put(line, 0, width, data, to, stride[1]);
  else if (stride[2] === 1 && stride[1] === C) put(line, 0, width * C, data, to, 1);
  else for (let j = 0; j < width; j++) put(line, j * C, C, data, to + j * stride[1], stride[2]);
}
