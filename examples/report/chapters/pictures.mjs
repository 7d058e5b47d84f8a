import { image, signal } from "simdvolve";
import { number, percent } from "../format.mjs";
import { inLine, numberGrid, rowsOf } from "../grid.mjs";
import { convolve2dValid } from "../javascript/convolve.mjs";
import { binomial, laplacian } from "../kernels.mjs";
import { figure, formula, heading, pictures, prose, table } from "../page.mjs";
import { colourPhoto, crop, greyPhoto, greyPixels, mapped, padReplicated, padZero, readPicture, size } from "../picture.mjs";
import { rms } from "../statistics.mjs";

export const id = "pictures";
export const title = "Pictures: edges and blur";

const data = (name) => new URL(`../../data/${name}`, import.meta.url);

export function write({ timings, say }) {
  say("reading camera.png and astronaut.png");
  const camera = readPicture(data("camera.png")).grey;
  const astronaut = readPicture(data("astronaut.png"));

  /** A filter of the picture's own size, its edge pixels repeated outwards: with the binomial kernel the blur that OpenCV's Gaussian of 5×5 is. */
  const filter = (picture, kernel, out) =>
    kernel === binomial ? image.gaussianBlur(picture, { ksize: 5, border: "replicate", out }) : image.filter2D(picture, kernel, { border: "replicate", out });
  const timed = (step, picture, kernel) => {
    const padded = padReplicated(picture, kernel.shape[0] >> 1);
    return timings.compare({
      step,
      work: `${picture.shape.join("×")} × ${kernel.shape.join("×")}`,
      ours: (out) => filter(picture, kernel, out),
      javascript: (out) => convolve2dValid(padded, kernel, out),
    });
  };

  const edges = timed("Laplacian of the camera picture", camera, laplacian);
  const blurred = timed("Binomial blur of the camera picture", camera, binomial);
  const blurredEdges = timed("Laplacian of the blurred picture", blurred, laplacian);
  const channelEdges = astronaut.channels.map((channel, c) =>
    timed(`Laplacian of the astronaut, ${["red", "green", "blue"][c]}`, channel, laplacian),
  );
  const channelBlur = astronaut.channels.map((channel) => filter(channel, binomial));
  const channelBlurredEdges = channelBlur.map((channel) => filter(channel, laplacian));
  const greyEdges = timed("Laplacian of the astronaut, grey", astronaut.grey, laplacian);

  return [
    prose(
      "A picture is a signal in two directions, and its kernels are small grids of numbers. Two of them do most of the work of this chapter:",
    ),
    figure(
      inLine(
        numberGrid(rowsOf(laplacian), { title: "8-neighbour Laplacian: sum 0", tone: () => "kernel" }),
        numberGrid(rowsOf(mapped(binomial, (v) => v * 256)), {
          title: "binomial blur, all over 256: sum 1",
          tone: () => "kernel",
        }),
      ),
      "The Laplacian takes from eight times a pixel its eight neighbours: nothing is left where the picture is even, much where it changes. The binomial blur is a Gaussian in whole numbers, rows of Pascal's triangle in both directions.",
    ),
    formula("edges[i, j] = 8 · x[i, j] − Σ (its 8 neighbours)"),
    heading("In grey"),
    figure(
      pictures(
        [
          { src: greyPhoto(camera), text: "<b>camera.png</b>, 512×512, CC0" },
          { src: greyPhoto(blurred), text: "<b>blurred</b> by the binomial kernel" },
          { src: greyPhoto(edges, size(1)), text: "<b>Laplacian</b> of the picture" },
          { src: greyPhoto(blurredEdges, size(3)), text: "<b>Laplacian of the blurred</b> picture, 3 times as bright" },
        ],
        { columns: 2 },
      ),
      "Edges are drawn by the size of the Laplacian: white is strong, whichever its sign. (Where results are kept as 8-bit numbers, as in the tutorial, negative values are lost and an edge shows on its bright side only.)",
    ),
    comparison(camera, edges, blurredEdges),
    heading("In colour, channel by channel"),
    prose(
      "A colour picture is three pictures, convolved each on its own and laid together again. Read as grey, by 0.299 R + 0.587 G + 0.114 B, it has one set of edges; the channels have three that differ where the colour changes but the brightness hardly does.",
    ),
    figure(
      pictures([
        { src: colourPhoto(astronaut.channels), text: "<b>astronaut.png</b>, 512×512, NASA" },
        { src: colourPhoto(channelBlur), text: "<b>blurred</b>, each channel" },
        { src: colourPhoto(channelEdges, size(1)), text: "<b>Laplacian</b> of each channel" },
        { src: colourPhoto(channelBlurredEdges, size(3)), text: "<b>Laplacian of the blurred</b> channels, 3 times as bright" },
        { src: greyPhoto(greyEdges, size(1)), text: "<b>read as grey</b>: its Laplacian" },
        {
          src: greyPhoto(
            mapped(greyEdges, (v, n) => spread(channelEdges, n)),
            size(1),
          ),
          text: "<b>what grey misses</b>: the difference between the strongest and the weakest of the channels' Laplacians",
        },
      ]),
      "White edges are the same in all three channels, coloured ones belong to some.",
    ),
    figure(
      pictures(
        astronaut.channels
          .flatMap((channel, c) => [
            { src: greyPhoto(crop(channel, face)), text: `<b>${["red", "green", "blue"][c]}</b>, a part` },
          ])
          .concat(
            channelEdges.map((channel, c) => ({
              src: greyPhoto(crop(channel, face), size(1)),
              text: `Laplacian of <b>${["red", "green", "blue"][c]}</b>`,
            })),
          ),
        { narrow: 3 },
      ),
      "The channels of one part and their edges. The orange suit is bright in red and dark in blue.",
    ),
    borders(camera),
  ].join("");
}

const face = { top: 210, left: 100, height: 240, width: 240 };

/** How far apart the channels' values are at pixel n. */
function spread(channels, n) {
  const values = channels.map(({ data: values }) => Math.abs(values[n]));
  return Math.max(...values) - Math.min(...values);
}

/** The plain Laplacian and that of the blurred picture: noise against edge. */
function comparison(camera, edges, blurredEdges) {
  const near = { top: 90, left: 190, height: 160, width: 160 };
  const grass = { top: 400, left: 20 + 380, height: 100, width: 100 };
  const coat = { top: 100, left: 60, height: 110, width: 120 };
  const rows = [
    ["plain", edges],
    ["of the blurred picture", blurredEdges],
  ].map(([name, result]) => {
    const noise = rms(crop(result, grass).data);
    const edge = strongest(crop(result, coat).data);
    return { name, noise, edge };
  });
  return [
    heading("Why one blurs first"),
    prose(
      "The Laplacian answers to every change, also to grain from one pixel to the next. A blur first takes the grain and leaves the outlines, which reach over more pixels:",
    ),
    figure(
      pictures([
        { src: greyPixels(crop(camera, near)), text: "a part of the picture", pixels: true },
        { src: greyPixels(crop(edges, near), size(1)), text: "Laplacian, plain", pixels: true },
        { src: greyPixels(crop(blurredEdges, near), size(3)), text: "Laplacian of the blurred, 3 times as bright", pixels: true },
      ]),
      "",
    ),
    table(
      ["Laplacian", "#grass, RMS", "#edge of the coat, strongest 1 %", "#edge over grass"],
      rows.map(({ name, noise, edge }) => [name, number(noise), number(edge), number(edge / noise)]),
    ),
    prose(
      `Both answers shrink, the grass to ${percent(rows[1].noise / rows[0].noise)} and the coat's outline only to ${percent(rows[1].edge / rows[0].edge)}.`,
    ),
  ].join("");
}

/** Mean size of the largest hundredth. */
function strongest(values) {
  const sorted = Float64Array.from(values, Math.abs).sort();
  const top = sorted.subarray(Math.floor(sorted.length * 0.99));
  return top.reduce((total, v) => total + v, 0) / top.length;
}

/** Why pixels outside must be assumed with care. */
function borders(camera) {
  const corner = { top: 0, left: 0, height: 12, width: 18 };
  const part = crop(camera, { ...corner, height: 13, width: 19 });
  const replicated = signal.convolve2d(padReplicated(part, 1), laplacian, { mode: "valid" });
  const zero = signal.convolve2d(padZero(part, { before: [1, 1], after: [1, 1] }), laplacian, { mode: "valid" });
  return [
    heading("At the border"),
    prose(
      "At the rim the kernel asks for pixels that do not exist. With zeros there, the picture ends as at a black wall, and the wall becomes the strongest edge of all. Repeating the outermost pixel outwards (<i>replicate</i>) assumes no change, and none is found. All pictures above are made so.",
    ),
    figure(
      pictures([
        { src: greyPixels(crop(part, corner)), text: "the top left corner of the sky", pixels: true },
        { src: greyPixels(crop(zero, corner), size(1)), text: "Laplacian with zeros outside", pixels: true },
        { src: greyPixels(crop(replicated, corner), size(1)), text: "Laplacian with the border replicated", pixels: true },
      ]),
      `18×12 pixels, greatly enlarged. The strongest answer is ${number(Math.max(...crop(zero, corner).data.map(Math.abs)))} with zeros, ${number(Math.max(...crop(replicated, corner).data.map(Math.abs)))} with the border replicated.`,
    ),
  ].join("");
}
