import { fft, NdArray, signal } from "simdvolve";
import { number } from "../format.mjs";
import { fftConvolveEach, halfSpectra } from "../javascript/fft.mjs";
import { figure, formula, heading, prose, sideBySide } from "../page.mjs";
import { colourMap } from "../picture.mjs";
import { colour, colourBar, envelope, line, Plot, plot, raster } from "../plot.mjs";
import { pluck } from "../plucked-string.mjs";
import { roomResponse } from "../room.mjs";
import { framed, spectrogram } from "../spectrogram.mjs";
import { encodeWav } from "../wav.mjs";

export const id = "room";
export const title = "A plucked string in a hall";

const RATE = 44100;
const HALL = { size: [21, 13, 8], source: [5.2, 5.1, 1.6], reflection: 0.86, order: 22, rate: RATE };
const EARS = [
  [13.1, 6.4, 1.7],
  [13.1, 6.6, 1.7],
];

export function write({ timings, say, save }) {
  const dry = pluck({ frequency: 196, seconds: 2.2, rate: RATE });
  say("impulse response of the hall, two ears, by the image-source method");
  const ears = EARS.map((microphone) => roomResponse({ ...HALL, microphone }));
  const length = Math.max(...ears.map(({ response }) => response.length));
  const responses = new Float32Array(2 * length);
  ears.forEach(({ response }, e) => responses.set(response, e * length));
  const h = new NdArray(responses, [2, length]);
  const x = new NdArray(dry, [1, dry.length]);

  const wet = timings.compare({
    step: "Note through the hall, two ears",
    work: `${number(dry.length, 6)} × ${number(length, 6)}, twice`,
    ours: () => signal.fftConvolve(x, h, { axes: [1] }),
    javascript: () =>
      fftConvolveEach(
        dry,
        ears.map((_, e) => responses.subarray(e * length, (e + 1) * length)),
      ),
    tolerance: 1e-5, // float32
  });
  const duration = wet.shape[1];
  const loudest = wet.data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const heard = [0, 1].map((e) => wet.data.subarray(e * duration, (e + 1) * duration).map((v) => (0.9 * v) / loudest));
  const silence = new Float32Array(duration);
  silence.set(dry.map((v) => 0.9 * v));

  const sounds = {
    "note.wav": [dry.map((v) => 0.9 * v)],
    "hall.wav": heard,
    "response.wav": normalised(ears.map(({ response }) => response)),
  };
  const players = Object.entries(sounds).map(([name, channels]) => {
    const file = encodeWav(channels, RATE);
    save(name, file);
    return [name, `<audio controls preload="metadata" src="data:audio/wav;base64,${file.toString("base64")}"></audio>`];
  });
  const player = Object.fromEntries(players);

  say("spectrograms");
  const frames = framed(heard[0], 2048, 256);
  timings.compare({
    step: "Spectrogram: rfft of every frame",
    work: frames.shape.join(" × "),
    ours: (out) => fft.rfft(frames, { out }),
    javascript: () => halfSpectra(frames),
    tolerance: 1e-5, // float32
  });

  return [
    prose(
      "A room answers a clap with its echoes, thousands a second: its impulse response. To whatever else sounds there, it answers with the same echoes of every sample. That is a convolution, and whoever has the response has the room.",
    ),
    formula("heard[n] = Σ<sub>k</sub> room[k] · played[n − k]"),
    heading("The string"),
    prose(
      `Karplus and Strong's string is a burst of noise that runs round a loop and is averaged each time: y[n] = 0.996 · (y[n − P] + y[n − P − 1]) / 2. At ${number(RATE, 5)} samples a second a period of P = ${Math.round(RATE / 196 - 0.5)} sounds as G, 196 Hz.`,
    ),
    player["note.wav"],
    heading("The hall"),
    prose(
      `A box of ${HALL.size.join(" × ")} m whose walls give back ${HALL.reflection * 100} % of the pressure. Each wall mirrors the source; the mirror images are mirrored again. All ${number(ears[0].images, 6)} images with up to ${HALL.order} reflections are heard, each after distance / 343 m/s, weakened by 1 / 4π · distance, once for each of two ears 20 cm apart.`,
    ),
    figure(
      plot({
        label: "The impulse response of the hall",
        height: 260,
        legend: { "left ear": colour.kernel },
        x: { label: "time, s", domain: [0, 0.35] },
        y: { label: "pressure, relative to the direct sound", grid: true },
        clip: true,
        marks: [line(firstPart(ears[0].response), { x: (n) => n / RATE, stroke: colour.kernel, strokeWidth: 0.8 })],
      }),
      `The first 0.35 of ${number(length / RATE, 2)} seconds. First the direct sound, after ${number((1000 * firstArrival(ears[0].response)) / RATE)} ms; then floor, walls and ceiling one by one; then so many that they merge into reverberation. This is the kernel, of ${number(length, 6)} samples.`,
    ),
    player["response.wav"],
    heading("The string in the hall"),
    player["hall.wav"],
    figure(
      [
        ["played", silence, colour.input],
        ["heard, left ear", heard[0], colour.result],
      ]
        .map(([name, y, fill]) =>
          plot({
            label: `Waveform: ${name}`,
            height: 190,
            legend: { [name]: fill },
            x: { label: "time, s", domain: [0, duration / RATE] },
            y: { label: "amplitude", domain: [-1, 1], ticks: [-1, -0.5, 0, 0.5, 1], grid: true },
            marks: [envelope(y, { x: (n) => n / RATE, fill })],
          }),
        )
        .join(""),
      "The waveform before and after, each as its least and greatest sample. The pluck's sharp start is answered by the hall; after the string is damped at 2.2 s the hall sounds on.",
    ),
    figure(
      sideBySide(spectrogramPlot("played", silence, duration), spectrogramPlot("heard, left ear", heard[0], duration)) +
        colourBar({ scheme: "magma", low: -100, high: -20, label: "level, dB below a full-scale sine" }),
      "The spectrogram: a bright line for each harmonic, 196 Hz apart. The high ones die first, as on a real string. In the hall each line is smeared towards later times, by the echoes, and keeps its frequency: a convolution changes how strong a frequency is, never which are there.",
    ),
    prose("The three sounds lie beside this page as <code>note.wav</code>, <code>response.wav</code> and <code>hall.wav</code>."),
  ].join("");
}

const FIRST = 0.35;

/** The beginning of a response, its largest sample 1. */
function firstPart(response) {
  const [part] = normalised([response.subarray(0, FIRST * RATE)]);
  return part;
}

/** Channels scaled together, the loudest sample to 1. */
function normalised(channels) {
  const loudest = Math.max(...channels.map((channel) => channel.reduce((most, v) => Math.max(most, Math.abs(v)), 0)));
  return channels.map((channel) => channel.map((v) => v / loudest));
}

function firstArrival(response) {
  const [part] = normalised([response]);
  return part.findIndex((v) => Math.abs(v) > 0.5);
}

/** The spectrogram from 0 to 5 kHz with its axes. */
function spectrogramPlot(name, y, duration) {
  const highest = 5000;
  const { data, shape } = spectrogram(y);
  const [bins, frames] = shape;
  const kept = Math.round((bins * highest) / (RATE / 2));
  // Half the frames serve a plot of this width.
  const columns = Math.ceil(frames / 2);
  const picture = Float64Array.from({ length: kept * columns }, (_, n) => {
    const row = bins - kept + Math.floor(n / columns);
    return data[row * frames + 2 * (n % columns)];
  });
  const href = colourMap({ data: picture, shape: [kept, columns] }, { scheme: "magma", low: -100, high: -20 });
  return plot({
    title: name,
    span: "half",
    height: 300,
    label: `Spectrogram: ${name}`,
    x: { label: "time, s", domain: [0, duration / RATE] },
    y: { label: "frequency, kHz", domain: [0, highest / 1000] },
    marks: [raster(href, { x1: 0, x2: duration / RATE, y1: 0, y2: highest / 1000 }), Plot.frame({ stroke: "#c8ccd4" })],
  });
}
