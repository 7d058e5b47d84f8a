import { fft, NdArray, signal } from "simdvolve";

/**
 * How strong each frequency is at each time: the signal in overlapping frames under a
 * Hann window, each transformed, in decibels below `reference`, the level of a full-scale sine.
 *
 * @param {Float32Array} x
 * @param {{ frame?: number, step?: number }} [options] - Samples a frame, and from one frame to the next.
 * @returns {{ data: Float64Array, shape: [number, number] }} [bins, frames], the highest frequency first, as a picture has it.
 */
export function spectrogram(x, { frame = 2048, step = 256 } = {}) {
  const frames = framed(x, frame, step);
  return decibels(fft.rfft(frames).data, frames.shape[0], frame);
}

/** Windowed frames as an array [frames, frame]. */
export function framed(x, frame, step) {
  const window = signal.windows.hann(frame, { sym: false });
  const count = Math.max(1, Math.floor((x.length - frame) / step) + 1);
  const data = new Float32Array(count * frame);
  for (let f = 0; f < count; f++) {
    for (let n = 0; n < frame; n++) data[f * frame + n] = x[f * step + n] * window[n];
  }
  return new NdArray(data, [count, frame]);
}

/** The half spectra of all frames, interleaved re, im, as a picture in decibels. */
function decibels(spectra, frames, frame) {
  const bins = frame / 2 + 1;
  // A sine of size 1 has a peak of half the window's sum, which is frame / 2.
  const reference = frame / 4;
  const data = new Float64Array(bins * frames);
  for (let t = 0; t < frames; t++) {
    for (let f = 0; f < bins; f++) {
      const at = 2 * (t * bins + f);
      const size = Math.hypot(spectra[at], spectra[at + 1]) / reference;
      data[(bins - 1 - f) * frames + t] = 20 * Math.log10(size + 1e-9);
    }
  }
  return { data, shape: [bins, frames] };
}
