import { convolve } from "simdvolve";
import { uniform } from "./random.mjs";

const SPEED_OF_SOUND = 343; // m/s
const SINC_RADIUS = 16; // taps on either side of an arrival

/**
 * The impulse response of a box-shaped room by the image-source method: each wall
 * mirrors the source, the mirror images are mirrored again, and every image is heard
 * after the time that sound takes from it, weakened by distance and by each wall it met:
 *
 *     h(t) = Σ_images  reflection^order / (4π d) · δ(t − d / c)
 *
 * without what is too slow to hear.
 *
 * @param {object} room
 * @param {number[]} room.size - Width, depth and height in metres.
 * @param {number[]} room.source - Where the sound comes from, in metres from one corner.
 * @param {number[]} room.microphone
 * @param {number} room.reflection - Part of the pressure that a wall gives back.
 * @param {number} room.order - Most walls a path may touch.
 * @param {number} room.rate - Samples a second.
 * @returns {{ response: Float32Array, images: number }}
 */
export function roomResponse({ size, source, microphone, reflection, order, rate }) {
  // Images on an exact lattice beat audibly; a few centimetres of disorder, as real walls have, prevent it.
  const next = uniform(7);
  const jitter = () => 0.16 * (next() - 0.5);

  const arrivals = [];
  for (let i = -order; i <= order; i++) {
    for (let j = Math.abs(i) - order; j <= order - Math.abs(i); j++) {
      const left = order - Math.abs(i) - Math.abs(j);
      for (let k = -left; k <= left; k++) {
        const walls = Math.abs(i) + Math.abs(j) + Math.abs(k);
        const offsets = [i, j, k].map((n, axis) => {
          const at = mirrored(n, source[axis], size[axis]) - microphone[axis];
          return walls === 0 ? at : at + jitter();
        });
        const distance = Math.hypot(...offsets);
        arrivals.push({ time: (distance / SPEED_OF_SOUND) * rate, gain: reflection ** walls / (4 * Math.PI * distance) });
      }
    }
  }

  const last = arrivals.reduce((most, { time }) => Math.max(most, time), 0);
  const response = new Float32Array(Math.ceil(last) + SINC_RADIUS + 1);
  for (const arrival of arrivals) addArrival(response, arrival);
  return { response: withoutRumble(response, rate), images: arrivals.length };
}

/**
 * Takes off the mean of 50 ms around each sample. All arrivals push the same way, so together
 * they would lift what lies below hearing a hundredfold.
 */
function withoutRumble(response, rate) {
  const length = Math.round(0.05 * rate);
  const slow = convolve(response, new Float32Array(length).fill(1 / length), { mode: "same" });
  return response.map((v, n) => v - slow[n]);
}

/** Where the image of a source stands after |n| reflections between the two walls of one axis. */
function mirrored(n, at, length) {
  return n * length + (n % 2 === 0 ? at : length - at);
}

/** Adds an impulse between two samples: a sinc under a Hann window, centred on the arrival. */
function addArrival(response, { time, gain }) {
  const first = Math.max(0, Math.ceil(time - SINC_RADIUS));
  for (let n = first; n <= time + SINC_RADIUS; n++) {
    const t = n - time;
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    response[n] += gain * sinc * 0.5 * (1 + Math.cos((Math.PI * t) / SINC_RADIUS));
  }
}
