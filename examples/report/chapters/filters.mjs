import { image, NdArray } from "simdvolve";
import { duration, number } from "../format.mjs";
import { figure, formula, heading, pictures, prose, table } from "../page.mjs";
import { aroundGrey, crop, greyPhoto, greyPixels, mapped, readPicture, size } from "../picture.mjs";
import { uniform } from "../random.mjs";
import { briefly } from "../timings.mjs";

export const id = "filters";
export const title = "Filters: a gallery, borders, and finding a patch";

const data = (name) => new URL(`../../data/${name}`, import.meta.url);

export function write({ say }) {
  const camera = bytes(readPicture(data("camera.png")).grey);
  const astronaut = bytes(readPicture(data("astronaut.png")).grey);
  say("a gallery of kernels");
  return [gallery(camera), scales(camera), borders(astronaut), patch(astronaut, say)].join("");
}

/** A picture of whole numbers as cameras give it. */
const bytes = ({ data: values, shape }) => new NdArray(Uint8Array.from(values), shape);

/** Every kernel of `image.kernels`, by what it is for, and how its result is drawn. */
function kernelsShown() {
  const { box, emboss, gabor, gaussian, laplacian4, laplacian8, log, prewittX, prewittY, sharpen, sobelX, sobelY } = image.kernels;
  const stripes = (theta) => gabor({ ksize: 21, sigma: 4, lambda: 8, theta, psi: 0 });
  return [
    { name: "box(9)", kernel: box(9), what: "the mean of 81 pixels" },
    { name: "gaussian(13, 2)", kernel: gaussian(13, 2), what: "a soft blur" },
    { name: "sharpen", kernel: sharpen, what: "a pixel against its neighbours, added to it" },
    { name: "emboss", kernel: emboss, what: "light from the upper left" },
    { name: "sobelX", kernel: sobelX, what: "slopes from left to right", depth: "int16", tone: aroundGrey(0.3) },
    { name: "sobelY", kernel: sobelY, what: "slopes from top to bottom", depth: "int16", tone: aroundGrey(0.3) },
    { name: "prewittX", kernel: prewittX, what: "the same, rows weighted alike", depth: "int16", tone: aroundGrey(0.4) },
    { name: "prewittY", kernel: prewittY, what: "the same, columns weighted alike", depth: "int16", tone: aroundGrey(0.4) },
    { name: "laplacian4", kernel: laplacian4, what: "curvature along two axes", depth: "int16", tone: size(2) },
    { name: "laplacian8", kernel: laplacian8, what: "curvature in all directions", depth: "int16", tone: size(1) },
    { name: "log(13, 1.4)", kernel: log(13, 1.4), what: "the Laplacian of a Gaussian", depth: "float32", tone: aroundGrey(8) },
    { name: "gabor, θ = 0", kernel: stripes(0), what: "upright stripes eight pixels apart", depth: "float32", tone: size(0.12) },
  ];
}

function gallery(camera) {
  const items = kernelsShown().map(({ name, kernel, what, depth = "uint8", tone }) => {
    const plan = image.planFilter({ kernel, shape: camera.shape, depth, border: "reflect101" });
    const filtered = plan.execute(camera);
    plan.input.set(camera.data);
    const ms = briefly(() => plan.execute());
    const { algorithm } = plan.recipe;
    plan.dispose();
    return { name, kernel, what, depth, ms, algorithm, src: greyPhoto(filtered, tone) };
  });
  return [
    prose(
      "Everything that slides a small grid of weights over a picture is one sum. What it does lies in the weights alone. Here is one picture, 512×512 bytes, under the kernels that <code>image.kernels</code> holds:",
    ),
    formula("y[i, j] = Σ<sub>a</sub> Σ<sub>b</sub> k[a, b] · x[i + a − ⌊K/2⌋, j + b − ⌊K/2⌋]"),
    figure(
      pictures(items.map(({ src, name, what, kernel, algorithm, ms }) => ({ src, text: `<b>${name}</b>: ${what}<br>${kernel.shape.join("×")}, ${algorithm}, ${duration(ms)}` })), { columns: 3, narrow: 2 }),
      "Slopes are drawn around middle grey, curvature and stripes by their size. Where results stay bytes, each pixel is the exact sum, rounded once, half to even.",
    ),
    table(
      ["kernel", "#weights", "result", "recipe", "#time", "#weights applied in a second"],
      items.map(({ name, kernel, depth, algorithm, ms }) => [name, number(kernel.size), depth, algorithm, duration(ms), `${number((camera.size * kernel.size) / ms / 1e6)} thousand million`]),
    ),
    prose(
      "The recipe is chosen from the weights and the types before a pixel is touched (<code>plan.recipe</code> tells it); the time is that of a frame that already lies in the library's memory.",
    ),
  ].join("");
}

/** The Laplacian of Gaussians of three widths. */
function scales(camera) {
  const sigmas = [1, 2, 4];
  return [
    heading("One question at three scales"),
    prose(
      "The Laplacian of a Gaussian blurs and looks for edges in one kernel. Its width says which edges: grain and grass at σ = 1, the tripod at σ = 2, the figure as a whole at σ = 4. Edges lie where it changes its sign, between light and dark.",
    ),
    figure(
      pictures(
        sigmas.map((sigma) => ({
          src: greyPhoto(image.laplacianOfGaussian(camera, { sigma, depth: "float32" }), aroundGrey(3 * sigma * sigma)),
          text: `<b>σ = ${sigma}</b>, ${2 * Math.ceil(4 * sigma) + 1}×${2 * Math.ceil(4 * sigma) + 1} weights`,
        })),
      ),
      "Brightened by 3σ², as a blurred edge is flatter.",
    ),
  ].join("");
}

/** A corner, greatly enlarged, with what each border puts around it. */
function borders(astronaut) {
  const corner = crop(astronaut, { top: 92, left: 192, height: 16, width: 24 });
  const rim = 8;
  const words = {
    constant: "v v v│a b c d│v v v",
    replicate: "a a a│a b c d│d d d",
    reflect: "c b a│a b c d│d c b",
    reflect101: "d c b│a b c d│c b a",
    wrap: "b c d│a b c d│a b c",
  };
  const framed = (border) => {
    const y = image.copyMakeBorder(corner, { top: rim, bottom: rim, left: rim, right: rim, border, value: 255 });
    // what was put around is drawn paler
    const [H, W] = y.shape;
    return mapped(y, (value, n) => {
      const [i, j] = [Math.floor(n / W), n % W];
      return i < rim || j < rim || i >= H - rim || j >= W - rim ? 96 + 0.62 * value : value;
    });
  };
  return [
    heading("What lies outside"),
    prose("Near an edge every kernel asks for pixels that do not exist. There are five answers, and each filter takes one of them as its <code>border</code>:"),
    figure(
      pictures([
        { src: greyPixels(corner), text: "<b>the part itself</b>, 24×16 pixels", pixels: true },
        ...Object.entries(words).map(([border, row]) => ({ src: greyPixels(framed(border)), text: `<b>${border}</b><br><code>${row}</code>`, pixels: true })),
      ]),
      "Eight more pixels on every side, drawn paler. <i>Reflect101</i>, OpenCV's default, does not repeat the outermost pixel; <i>reflect</i> does.",
    ),
  ].join("");
}

/** A patch is cut out, disturbed, and found again. */
function patch(astronaut, say) {
  const place = { top: 62, left: 172, height: 96, width: 96 };
  const noise = uniform(7);
  // darker, of less contrast, and grainy: nothing is as it was but the shape
  const disturbed = mapped(crop(astronaut, place), (value) => Math.max(0, Math.min(255, 30 + 0.5 * value + 24 * (noise() - 0.5))));
  const run = () => image.matchTemplate(astronaut, disturbed, { method: "ccoeffNormed" });
  const scores = run();
  const best = scores.data.reduce((at, value, n) => (value > scores.data[at] ? n : at), 0);
  const [top, left] = [Math.floor(best / scores.shape[1]), best % scores.shape[1]];
  const second = scores.data.reduce((most, value, n) => {
    const away = Math.max(Math.abs(Math.floor(n / scores.shape[1]) - top), Math.abs((n % scores.shape[1]) - left));
    return away > 24 ? Math.max(most, value) : most;
  }, -1);
  if (top !== place.top || left !== place.left) throw new Error(`the patch was found at ${top}, ${left}, not where it was cut out`);
  const ms = briefly(run);
  say(`a patch of 96×96 found at row ${top}, column ${left}, in ${duration(ms)}`);
  const framed = mapped(astronaut, (value, n) => {
    const [i, j] = [Math.floor(n / 512) - top, (n % 512) - left];
    const inside = (distance) => i >= distance && j >= distance && i < 96 - distance && j < 96 - distance;
    return inside(-3) && !inside(0) ? 255 : inside(0) ? value : 0.5 * value;
  });
  return [
    heading("Finding a patch"),
    prose(
      "Correlation also finds things. A patch of the picture is cut out, darkened to half its contrast, and sprinkled with grain. At every place its normed coefficient with the window there is computed: 1 for the same shape, whatever its brightness, 0 for none.",
    ),
    figure(
      pictures([
        { src: greyPixels(disturbed), text: "<b>the patch</b>, 96×96, disturbed", pixels: true },
        { src: greyPhoto(mapped(new NdArray(Float32Array.from(scores.data), scores.shape), (v) => 255 * Math.max(0, v) ** 2)), text: "<b>how well it matches</b> with its corner at each place" },
        { src: greyPhoto(framed), text: `<b>found</b> at row ${top}, column ${left}` },
      ]),
      `The best place scores ${number(scores.data[best])}, the next best elsewhere ${number(second)}. ${number(scores.size)} windows of ${number(96 * 96)} pixels were compared in ${duration(ms)}: the correlation by Fourier transforms, exact as bytes are whole numbers, the windows' sums by additions whose number does not depend on the patch.`,
    ),
  ].join("");
}
