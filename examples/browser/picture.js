import { features, NdArray, signal } from "../../dist/index.js";
import { squares } from "./kernels.js";
import { milliseconds, onChange, recipeText, showFacts, timed } from "./panel.js";

const section = document.querySelector("#picture");
const form = section.querySelector("form");
const [before, taps, after] = ["before", "taps", "after"].map((name) => section.querySelector(`.${name}`));

/** A picture's channels, each a plane of float32, by file. */
const loaded = new Map();

async function load(file) {
  const image = new Image();
  image.src = new URL(`../data/${file}`, import.meta.url).href;
  await image.decode();
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const channels = file === "camera.png" ? 1 : 3;
  const planes = Array.from({ length: channels }, (_, c) => {
    const plane = Float32Array.from({ length: width * height }, (_, n) => data[4 * n + c]);
    return new NdArray(plane, [height, width]);
  });
  loaded.set(file, planes);
}

/** The picture convolved, as planes, with the time of one frame and the recipe that computed it. */
function convolve(planes, kernel, { mode, boundary }) {
  // The interior needs nothing from outside, whatever lies there.
  if (boundary !== "fill" && mode !== "valid") {
    const outputs = planes.map((plane) => signal.convolve2d(plane, kernel, { mode, boundary }));
    const time = timed(() => planes.forEach((plane, c) => signal.convolve2d(plane, kernel, { mode, boundary, out: outputs[c] })));
    return { outputs, time, recipe: "direct sums" };
  }
  const plan = signal.planConvolve({ kernel, shape: planes[0].shape, dtype: "float32", mode });
  const outputs = planes.map((plane) => plan.execute(plane));
  const time = timed(() => planes.forEach((plane, c) => plan.execute(plane, { out: outputs[c] })));
  const recipe = recipeText(plan.recipe);
  plan.dispose();
  return { outputs, time, recipe };
}

/** Paints planes of grey or red, green, blue; `level` is what a 0 becomes. */
function paint(canvas, planes, level) {
  const [height, width] = planes[0].shape;
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(width, height);
  for (let c = 0; c < 3; c++) {
    const { data } = planes[c % planes.length];
    for (let n = 0; n < data.length; n++) pixels.data[4 * n + c] = data[n] + level;
  }
  for (let n = 3; n < pixels.data.length; n += 4) pixels.data[n] = 255;
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}

/** Paints a kernel: white is 0, blue what adds, orange what subtracts. */
function paintTaps(kernel) {
  const [size] = kernel.shape;
  const largest = kernel.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  taps.width = taps.height = size;
  const pixels = new ImageData(size, size);
  kernel.data.forEach((value, n) => {
    const share = Math.abs(value) / largest;
    const [r, g, b] = value < 0 ? [224, 123, 0] : [43, 95, 201];
    pixels.data.set([255 - share * (255 - r), 255 - share * (255 - g), 255 - share * (255 - b), 255], 4 * n);
  });
  taps.getContext("2d").putImageData(pixels, 0, 0);
  const colours = kernel.data.some((value) => value < 0) ? "blue adds, orange takes away" : "blue adds";
  section.querySelector(".scale").textContent = `${colours}; at most ${largest.toPrecision(2)}`;
}

async function draw(values) {
  if (!loaded.has(values.file)) {
    await load(values.file);
    if (form.elements.file.value !== values.file) return;
  }
  const { kind, size, sigma, mode, boundary } = values;
  const planes = loaded.get(values.file);
  const findsEdges = kind === "edges" || kind === "emboss";
  form.elements.sigma.disabled = kind === "box" || kind === "motion";
  form.elements.boundary.disabled = mode === "valid";

  const kernel = squares[kind](size, sigma);
  const { outputs, time, recipe } = convolve(planes, kernel, values);
  paint(before, planes, 0);
  paint(after, outputs, findsEdges ? 128 : 0);
  paintTaps(kernel);

  const [height, width] = outputs[0].shape;
  section.querySelector(".size").textContent = `convolved, ${width} × ${height}${findsEdges ? "; middle grey is 0" : ""}`;
  section.querySelector("code").textContent =
    boundary === "fill" || mode === "valid"
      ? `plan = signal.planConvolve({ kernel, shape: [512, 512], mode: "${mode}" });\nplan.execute(picture);`
      : `signal.convolve2d(picture, kernel, { mode: "${mode}", boundary: "${boundary}" });`;
  showFacts(section.querySelector(".facts"), {
    "one frame": milliseconds(time),
    "frames a second": Math.round(1000 / time).toLocaleString("en"),
    channels: planes.length,
    taps: (size * size).toLocaleString("en"),
    recipe,
    build: features().variant,
  });
}

export function startPicture() {
  onChange(form, draw);
}
